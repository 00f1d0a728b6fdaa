import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import type { ProgressView, Share } from '../../../contract/routes/work.ts';
import { Choice } from '../../components/Choice.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import { partsOf, percentDone } from './parts.ts';
import styles from './Shares.module.css';
import { StackedBar } from './StackedBar.tsx';

const views = ['byFonds', 'byYear', 'byKind'] as const;
/** More would push the rest of the page out of sight; the plan has them all. */
const shown = 12;

/** How far each fonds, year or kind is. On paper all three are printed. */
export function Shares({ view }: { view: ProgressView }) {
  const { t } = useWords();
  const [by, setBy] = useState<(typeof views)[number]>('byFonds');
  return (
    <Card
      title={t('home.shares')}
      wide={5}
      aside={
        <Choice
          label={t('home.shares')}
          value={by}
          options={views.map((value) => ({ value, label: t(`home.${value}`), short: t(`home.${value}`) }))}
          onChoose={setBy}
        />
      }
    >
      {views.map((one) => (
        <div key={one} className={styles['view']} data-chosen={one === by}>
          <h3 className={styles['printed']}>{t(`home.${one}`)}</h3>
          <List shares={view[one]} by={one} />
        </div>
      ))}
    </Card>
  );
}

function List({ shares, by }: { shares: readonly Share[]; by: (typeof views)[number] }) {
  const { t } = useWords();
  // Nearest to being finished last: what needs a leader stands first.
  const ordered = by === 'byYear' ? shares : shares.toSorted((a, b) => b.left - a.left);
  return (
    <>
      <ul className={styles['list']}>
        {ordered.slice(0, shown).map((share) => (
          <Row key={share.key} share={share} by={by} />
        ))}
      </ul>
      {ordered.length > shown && (
        <p className={styles['more']}>
          <Link to="/plan">{t('home.more', { n: ordered.length - shown })}</Link>
        </p>
      )}
    </>
  );
}

function Row({ share, by }: { share: Share; by: (typeof views)[number] }) {
  const { t } = useWords();
  const name = useShareName(share, by);
  const percent = t('home.percent', { n: percentDone(share) });
  const figures = t('home.of', { done: share.done.pages, planned: share.planned.pages });
  return (
    <li className={styles['row']}>
      <span className={styles['name']} title={by === 'byFonds' ? `${name} (${share.key})` : name}>
        {name}
      </span>
      <span className={styles['figures']}>{figures}</span>
      <span className={styles['percent']}>{percent}</span>
      <div className={styles['bar']}>
        <StackedBar parts={partsOf(share)} label={`${name}: ${percent}`} />
      </div>
    </li>
  );
}

function useShareName({ key, name }: Share, by: (typeof views)[number]): string {
  const { t } = useWords();
  const { lang } = useLang();
  if (by === 'byKind')
    return key in recordKindNames ? recordKindNames[key as keyof typeof recordKindNames][lang] : t('home.noKind');
  if (by === 'byYear' || name === '') return key;
  return name;
}
