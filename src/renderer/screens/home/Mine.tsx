import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheck } from 'lucide-react';
import type { WorkSummary } from '../../../contract/routes/work.ts';
import { useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import home from './HomeScreen.module.css';
import styles from './Mine.module.css';
import { workPlaces } from './work-places.ts';

type Waiting = WorkSummary['mine'];

/** What waits for the person who looks, each a link to where it is done; then what waits for somebody else. */
export function Mine({ mine, waiting }: { mine: Waiting; waiting: Waiting }) {
  const { t } = useWords();
  const own = workPlaces.filter(({ kind }) => mine[kind] > 0);
  const others = workPlaces.filter(({ kind }) => waiting[kind] > mine[kind]);
  return (
    <Card title={t('home.mine')} wide={4}>
      {own.length === 0 ? (
        <p className={home['none']}>
          <CircleCheck size={16} aria-hidden="true" />
          {t('home.mineNothing')}
        </p>
      ) : (
        <Places places={own} counts={mine} />
      )}
      {others.length > 0 && (
        <>
          <h3 className={styles['others']}>{t('home.others')}</h3>
          <Places places={others} counts={rest(waiting, mine)} quiet />
        </>
      )}
    </Card>
  );
}

function rest(waiting: Waiting, mine: Waiting): Waiting {
  return Object.fromEntries(Object.entries(waiting).map(([kind, n]) => [kind, n - mine[kind as keyof Waiting]])) as Waiting;
}

function Places(props: { places: typeof workPlaces; counts: Waiting; quiet?: boolean }) {
  const { t, number } = useWords();
  return (
    <ul className={styles['places']} data-quiet={props.quiet === true}>
      {props.places.map(({ kind, words, to }) => (
        <li key={kind}>
          <Link to={to} className={styles['place']}>
            <span className={styles['count']}>{number(props.counts[kind])}</span>
            <span className={styles['words']}>{t(words)}</span>
            <ChevronRight size={16} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
