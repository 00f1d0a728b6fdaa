import { KeyRound, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { KeyView } from '../../../contract/routes/sign.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './KeyPanel.module.css';
import { OpenKeyDialog } from './OpenKeyDialog.tsx';
import { printedSerial } from './rules.ts';

/** Which certificate signs: its facts and what a person should know before they use it. */
export function KeyPanel(props: {
  keys: readonly KeyView[];
  current: KeyView | null;
  wrongPasswords: number;
  onCurrent: (id: string) => void;
}) {
  const { keys, current, wrongPasswords, onCurrent } = props;
  const { t } = useWords();
  const [opening, setOpening] = useState(false);
  useCommands([{ id: 'sign.open', label: t('sign.open'), keys: 'O', group: t('sign.group'), run: () => setOpening(true) }]);
  return (
    <section className={styles['panel']} aria-labelledby="certificate">
      <div className={styles['head']}>
        <h2 id="certificate">{t('sign.certificate')}</h2>
        <Button icon={KeyRound} keys="O" onClick={() => setOpening(true)}>
          {t('sign.open')}
        </Button>
      </div>
      {keys.length > 1 && (
        <SelectField
          label={t('sign.certificate')}
          value={current?.id ?? null}
          options={keys.map(({ id, subject }) => ({ value: id, label: subject }))}
          onChange={onCurrent}
        />
      )}
      {current === null ? <p className={styles['quiet']}>{t('sign.noKey')}</p> : <KeyFacts view={current} />}
      {opening && (
        <OpenKeyDialog
          wrongPasswords={wrongPasswords}
          onClose={() => setOpening(false)}
          onOpened={(key) => {
            onCurrent(key.id);
            setOpening(false);
          }}
        />
      )}
    </section>
  );
}

function KeyFacts({ view }: { view: KeyView }) {
  const { t, day } = useWords();
  const close = useCommand('sign.close');
  return (
    <div className={styles['key']}>
      <dl>
        <div>
          <dt>{t('sign.subject')}</dt>
          <dd className={styles['subject']}>{view.subject}</dd>
        </div>
        <div>
          <dt>{t('sign.issuer')}</dt>
          <dd>{view.issuer}</dd>
        </div>
        <div>
          <dt>{t('sign.validity')}</dt>
          <dd>{t('sign.fromTo', { from: day(view.notBefore), to: day(view.notAfter) })}</dd>
        </div>
        <div>
          <dt>{t('sign.key')}</dt>
          <dd>{view.key}</dd>
        </div>
        <div>
          <dt>{t('sign.serial')}</dt>
          <dd className={styles['serial']}>{printedSerial(view.serial)}</dd>
        </div>
      </dl>
      {view.warnings.map((warning) => (
        <p key={warning} className={styles['warning']}>
          <TriangleAlert size={14} aria-hidden="true" />
          {t(`sign.warning.${warning}`)}
        </p>
      ))}
      {view.closesAt !== null && (
        <p className={styles['closes']}>
          {t('sign.closesAt', { time: view.closesAt.slice(11, 16) })}
          <IconButton
            icon={X}
            label={t('sign.close')}
            disabled={close.isPending}
            onClick={() => close.mutate({ keyId: view.id })}
          />
        </p>
      )}
    </div>
  );
}
