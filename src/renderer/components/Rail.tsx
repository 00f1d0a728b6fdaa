import { Link } from '@tanstack/react-router';
import { CircleCheck, CirclePause, FolderOpen, Send } from 'lucide-react';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { places, type Place } from './road.ts';
import styles from './Rail.module.css';

/** The road is the navigation: each step with the number of dossiers that stand there. */
export function Rail() {
  const { t, number } = useWords();
  const work = useRoute('work.summary', {}).data;
  const at = (place: Place) => work?.steps[place].dossiers ?? 0;
  const travelling = (work?.queue.waiting ?? 0) + (work?.queue.sending ?? 0);
  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      <Link to="/" search={{}} activeOptions={{ exact: true, includeSearch: true }} className={styles['item']}>
        <FolderOpen size={16} aria-hidden="true" />
        <span>{t('rail.all')}</span>
        <Count n={work?.dossiers ?? 0} />
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
              data-empty={at(place) === 0}
            >
              {place === 'done' ? (
                <CircleCheck size={16} aria-hidden="true" className={styles['receipt']} />
              ) : (
                <span className={styles['number']} aria-hidden="true">
                  {number(index + 1)}
                </span>
              )}
              <span>{t(`step.${place}`)}</span>
              <Count n={at(place)} />
            </Link>
          </li>
        ))}
      </ol>
      <h2 className={styles['heading']}>{t('rail.attention')}</h2>
      <Link to="/parked" className={styles['item']} data-alert={(work?.waiting.parked ?? 0) > 0}>
        <CirclePause size={16} aria-hidden="true" />
        <span>{t('rail.parked')}</span>
        <Count n={work?.waiting.parked ?? 0} />
      </Link>
      <Link to="/queue" className={styles['item']}>
        <Send size={16} aria-hidden="true" />
        <span>{t('rail.queue')}</span>
        <Count n={travelling} />
      </Link>
    </nav>
  );
}

function Count({ n }: { n: number }) {
  const { number } = useWords();
  return <span className={styles['count']}>{n === 0 ? '' : number(n)}</span>;
}
