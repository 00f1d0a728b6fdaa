import { useState } from 'react';
import { returnKinds, returnKindWords, type ReturnKind } from '../../../contract/return-kinds.ts';
import type { CheckDocument, CheckPage, CheckView } from '../../../contract/routes/verify.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { AreaField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './ReturnDialog.module.css';

type Where = 'page' | 'document' | 'dossier';

/** What is wrong, and where: digits choose reasons, Enter notes them. Nothing goes back before "send back". */
export function ReturnDialog(props: {
  view: CheckView;
  page: CheckPage;
  document: CheckDocument;
  onClose: () => void;
  onNoted: () => void;
}) {
  const { view, page, document, onClose, onNoted } = props;
  const { t } = useWords();
  const known = view.check?.findings.find(({ pageId }) => pageId === page.pageId);
  const [where, setWhere] = useState<Where>('page');
  const [kinds, setKinds] = useState<readonly ReturnKind[]>(known?.kinds ?? []);
  const [note, setNote] = useState(known?.note ?? '');
  const [tried, setTried] = useState(false);
  const find = useCommand('verify.find', { quiet: true, onDone: onNoted });
  const empty = kinds.length === 0 && note.trim() === '';
  const toggle = (kind: ReturnKind) =>
    setKinds((before) => (before.includes(kind) ? before.filter((one) => one !== kind) : [...before, kind]));
  function submit(): void {
    setTried(true);
    if (empty || find.isPending) return;
    find.mutate({
      fileCode: view.fileCode,
      documentId: where === 'dossier' ? null : document.id,
      pageId: where === 'page' ? page.pageId : null,
      kinds: returnKinds.filter((kind) => kinds.includes(kind)),
      note,
    });
  }
  return (
    <Dialog
      title={t('verify.returnTitle')}
      open
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button primary keys="Enter" disabled={find.isPending} onClick={submit}>
            {t('verify.noteIt')}
          </Button>
        </>
      }
    >
      <Keys onToggle={toggle} onSubmit={submit} />
      <div className={styles['form']}>
        <Choice
          label={t('verify.where')}
          options={[
            { value: 'page', label: `${t('verify.wherePage')} (${document.ordinal}.${page.page})` },
            { value: 'document', label: t('verify.whereDocument') },
            { value: 'dossier', label: t('verify.whereDossier') },
          ]}
          value={where}
          onChoose={setWhere}
        />
        <Reasons chosen={kinds} onToggle={toggle} />
        <AreaField
          label={t('verify.words')}
          value={note}
          onChange={setNote}
          maxLength={300}
          rows={2}
          problems={tried && empty ? [t('verify.reasonMissing')] : []}
        />
        {find.error !== null && <Failure error={find.error.failure} />}
      </div>
    </Dialog>
  );
}

function Reasons({ chosen, onToggle }: { chosen: readonly ReturnKind[]; onToggle: (kind: ReturnKind) => void }) {
  const { t } = useWords();
  const { lang } = useLang();
  return (
    <fieldset className={styles['reasons']}>
      <legend>{t('verify.why')}</legend>
      {returnKinds.map((kind, index) => (
        <button
          key={kind}
          type="button"
          // The dialog opens on the reasons, so that digits work at once.
          autoFocus={index === 0}
          className={styles['reason']}
          aria-pressed={chosen.includes(kind)}
          onClick={() => onToggle(kind)}
        >
          <Kbd keys={digit(index)} />
          {returnKindWords[kind][lang]}
        </button>
      ))}
    </fieldset>
  );
}

const digit = (index: number) => String((index + 1) % 10);

/** Commands of the dialog's own layer: they are registered inside it. */
function Keys({ onToggle, onSubmit }: { onToggle: (kind: ReturnKind) => void; onSubmit: () => void }) {
  const { t } = useWords();
  const { lang } = useLang();
  useCommands([
    ...returnKinds.map((kind, index) => ({
      id: `verify.kind.${kind}`,
      label: returnKindWords[kind][lang],
      keys: digit(index),
      keyOnly: true,
      run: () => onToggle(kind),
    })),
    { id: 'verify.noteIt', label: t('verify.noteIt'), keys: 'Enter Ctrl+Enter', run: onSubmit },
  ]);
  return null;
}
