import { auditSentence } from '../../../contract/audit/index.ts';
import type { AuditEntryView } from '../../../contract/routes/audit.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './Audit.module.css';

/** Everything one entry says. */
export function Entry({ entry, onClose }: { entry: AuditEntryView; onClose: () => void }) {
  const { t, day, number } = useWords();
  const { lang } = useLang();
  return (
    <Dialog
      open
      title={t('audit.entry', { n: number(entry.seq) })}
      onClose={onClose}
      buttons={
        <Button primary autoFocus onClick={onClose}>
          {t('audit.close')}
        </Button>
      }
    >
      <p>{auditSentence(entry, lang)}</p>
      <dl className={styles['facts']}>
        <dt>{t('audit.at')}</dt>
        <dd>{`${day(entry.at)} ${entry.at.slice(11, 23)}`}</dd>
        <dt>{t('audit.actor')}</dt>
        <dd>{entry.actor}</dd>
        <dt>{t('audit.about')}</dt>
        <dd>{entry.subject}</dd>
        <dt>{t('audit.code')}</dt>
        <dd>{entry.action}</dd>
        {Object.entries(entry.data).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </Dialog>
  );
}

function Fact({ name, value }: { name: string; value: string | number | boolean | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{String(value ?? '–')}</dd>
    </>
  );
}
