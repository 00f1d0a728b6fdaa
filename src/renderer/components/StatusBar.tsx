import { Link } from '@tanstack/react-router';
import { ArrowUp, CheckCheck, CirclePause, Plug, PlugZap } from 'lucide-react';
import { useConnection, useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { LedgerLine } from './LedgerLine.tsx';
import styles from './StatusBar.module.css';

const connectionWords = { connecting: 'status.connecting', open: 'status.connected', lost: 'status.lost' } as const;

/** One line that always says whether anything is lost, what travels, what waits for a person. */
export function StatusBar() {
  const { t, size, number, duration } = useWords();
  const work = useRoute('work.summary', {}).data;
  const line = useRoute('queue.line', {}).data;
  const connection = useConnection();
  const ends = line?.ahead.finishAt;
  const lineFacts =
    line?.line.state === 'paused'
      ? [t('status.paused')]
      : [
          ...(line?.line.state === 'sending' && line.rate !== null
            ? [t('send.rate', { rate: number(Math.round(line.rate / 1000)) })]
            : []),
          ...(line === undefined || ends == null
            ? []
            : [t('progress.left', { time: duration(Math.max(0, Date.parse(ends) - Date.parse(line.now)) / 1000) })]),
        ];
  const travelling = (work?.queue.waiting ?? 0) + (work?.queue.sending ?? 0);
  const Socket = connection === 'lost' ? Plug : PlugZap;
  return (
    <footer className={styles['bar']} aria-label={t('status.label')}>
      {work !== undefined && (
        <>
          {work.unbalanced === null ? (
            <Link to="/dossiers" search={{}} className={styles['item']}>
              <LedgerLine ledger={work.ledger} />
            </Link>
          ) : (
            <Link to="/batch/$fileCode" params={{ fileCode: work.unbalanced }} className={styles['item']}>
              <LedgerLine ledger={work.ledger} fileCode={work.unbalanced} />
            </Link>
          )}
          <Link to="/send" search={{}} className={styles['item']}>
            <ArrowUp size={14} aria-hidden="true" />
            {travelling === 0
              ? t('status.nothingQueued')
              : [t('status.queue', { n: travelling, size: size(work.queue.bytes) }), ...lineFacts].join(' · ')}
          </Link>
          {work.queue.delivered > 0 && (
            <span className={styles['item']} data-tone="good">
              <CheckCheck size={14} aria-hidden="true" />
              {t('status.delivered', { n: work.queue.delivered })}
            </span>
          )}
          {work.waiting.parked > 0 && (
            <Link to="/parked" className={styles['item']} data-tone="look">
              <CirclePause size={14} aria-hidden="true" />
              {t('status.parked', { n: work.waiting.parked })}
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
