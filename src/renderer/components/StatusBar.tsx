import { Link } from '@tanstack/react-router';
import { ArrowUp, CheckCheck, CirclePause, Plug, PlugZap } from 'lucide-react';
import { useConnection, useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { LedgerLine } from './LedgerLine.tsx';
import styles from './StatusBar.module.css';

const connectionWords = { connecting: 'status.connecting', open: 'status.connected', lost: 'status.lost' } as const;

/** One line that always says whether anything is lost, what travels, what waits for a person. */
export function StatusBar() {
  const { t, size } = useWords();
  const status = useRoute('station.status', {}).data;
  const connection = useConnection();
  const travelling = (status?.queue.waiting ?? 0) + (status?.queue.sending ?? 0);
  const Socket = connection === 'lost' ? Plug : PlugZap;
  return (
    <footer className={styles['bar']} aria-label={t('status.label')}>
      {status !== undefined && (
        <>
          <LedgerLine ledger={status.ledger} />
          <Link to="/queue" className={styles['item']}>
            <ArrowUp size={14} aria-hidden="true" />
            {travelling === 0 ? t('status.nothingQueued') : t('status.queue', { n: travelling, size: size(status.queue.bytes) })}
          </Link>
          {status.queue.delivered > 0 && (
            <span className={styles['item']} data-tone="good">
              <CheckCheck size={14} aria-hidden="true" />
              {t('status.delivered', { n: status.queue.delivered })}
            </span>
          )}
          {status.jobs.parked > 0 && (
            <Link to="/parked" className={styles['item']} data-tone="look">
              <CirclePause size={14} aria-hidden="true" />
              {t('status.parked', { n: status.jobs.parked })}
            </Link>
          )}
        </>
      )}
      <span role="status" className={styles['connection']} data-state={connection}>
        <Socket size={14} aria-hidden="true" />
        {t(connectionWords[connection])}
      </span>
    </footer>
  );
}
