import { Link } from '@tanstack/react-router';
import type { WorkSummary } from '../../../contract/routes/work.ts';
import { useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import styles from './Line.module.css';

/** How the line and its queue stand. */
export function Line({ queue }: { queue: WorkSummary['queue'] }) {
  const { t, number, size } = useWords();
  const facts = [
    { words: 'home.lineDelivered', figure: number(queue.delivered), good: queue.delivered > 0 },
    { words: 'home.lineSending', figure: number(queue.sending), good: false },
    { words: 'home.lineWaiting', figure: number(queue.waiting), good: false },
    { words: 'home.lineBytes', figure: size(queue.bytes), good: false },
  ] as const;
  return (
    <Card title={t('home.line')} wide={3} aside={<Link to="/send">{t('home.see')}</Link>}>
      <dl className={styles['facts']}>
        {facts.map(({ words, figure, good }) => (
          <div key={words} data-good={good}>
            <dd>{figure}</dd>
            <dt>{t(words)}</dt>
          </div>
        ))}
      </dl>
    </Card>
  );
}
