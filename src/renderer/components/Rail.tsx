import { Link } from '@tanstack/react-router';
import { CircleCheck, CirclePause, FolderOpen, Send } from 'lucide-react';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { countByPlace, places } from './road.ts';
import styles from './Rail.module.css';

/** The road is the navigation: each step with the number of dossiers that stand there. */
export function Rail() {
  const { t, number } = useWords();
  const status = useRoute('station.status', {}).data;
  const counts = countByPlace(status?.dossiers ?? []);
  const waiting = (status?.queue.waiting ?? 0) + (status?.queue.sending ?? 0);
  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      <Link to="/" search={{}} activeOptions={{ exact: true, includeSearch: true }} className={styles['item']}>
        <FolderOpen size={16} aria-hidden="true" />
        <span>{t('rail.all')}</span>
        <Count n={status?.dossiers.length ?? 0} />
      </Link>
      <h2 className={styles['heading']}>{t('rail.road')}</h2>
      <ol>
        {places.map((place, index) => (
          <li key={place}>
            <Link
              to="/"
              search={{ step: place }}
              activeOptions={{ includeSearch: true }}
              className={styles['item']}
              data-empty={!counts.has(place)}
            >
              {place === 'done' ? (
                <CircleCheck size={16} aria-hidden="true" className={styles['receipt']} />
              ) : (
                <span className={styles['number']} aria-hidden="true">
                  {number(index + 1)}
                </span>
              )}
              <span>{t(`step.${place}`)}</span>
              <Count n={counts.get(place) ?? 0} />
            </Link>
          </li>
        ))}
      </ol>
      <h2 className={styles['heading']}>{t('rail.attention')}</h2>
      <Link to="/parked" className={styles['item']} data-alert={(status?.jobs.parked ?? 0) > 0}>
        <CirclePause size={16} aria-hidden="true" />
        <span>{t('rail.parked')}</span>
        <Count n={status?.jobs.parked ?? 0} />
      </Link>
      <Link to="/queue" className={styles['item']}>
        <Send size={16} aria-hidden="true" />
        <span>{t('rail.queue')}</span>
        <Count n={waiting} />
      </Link>
    </nav>
  );
}

function Count({ n }: { n: number }) {
  const { number } = useWords();
  return <span className={styles['count']}>{n === 0 ? '' : number(n)}</span>;
}
