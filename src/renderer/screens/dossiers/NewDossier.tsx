import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { codeProblems } from './file-code.ts';

/** A dossier before its papers: a title, and a code that the station proposes and a person may change. */
export function NewDossier({ agencyCode, onClose }: { agencyCode: string; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [year, setYear] = useState(() => String(new Date().getFullYear()));
  const [title, setTitle] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const valid = /^(?:19|20)\d\d$/.test(year);
  const proposed = useRoute('dossier.nextCode', { year: valid ? Number(year) : 2000 }).data?.fileCode ?? '';
  const code = (typed ?? (valid ? proposed : '')).trim();
  const same = useRoute('dossier.list', { text: code.slice(0, 200), limit: 50 }).data?.dossiers ?? [];
  const problems =
    code === ''
      ? []
      : codeProblems(
          code,
          agencyCode,
          same.some(({ fileCode }) => fileCode === code),
        );
  const make = useCommand('dossier.make', {
    onDone: ({ fileCode }) => {
      onClose();
      void navigate({ to: '/batch/$fileCode', params: { fileCode } });
    },
  });
  const ready = title.trim() !== '' && code !== '' && problems.length === 0 && !make.isPending;
  return (
    <Dialog
      title={t('newDossier.title')}
      open
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button primary type="submit" form="new-dossier" disabled={!ready}>
            {t('newDossier.make')}
          </Button>
        </>
      }
    >
      <form
        id="new-dossier"
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) make.mutate({ fileCode: code, title: title.trim() });
        }}
      >
        <TextField
          label={t('newDossier.name')}
          hint={t('newDossier.nameHint')}
          value={title}
          onChange={setTitle}
          maxLength={1000}
          required
          autoFocus
        />
        <TextField label={t('newDossier.year')} value={year} onChange={setYear} inputMode="numeric" maxLength={4} />
        <TextField
          label={t('newDossier.code')}
          hint={t('newDossier.codeHint')}
          value={typed ?? (valid ? proposed : '')}
          onChange={setTyped}
          problems={problems.map((problem) => t(`newDossier.problem.${problem}`, { agency: agencyCode }))}
          maxLength={100}
          required
        />
        {make.error !== null && <Failure error={make.error.failure} />}
      </form>
    </Dialog>
  );
}
