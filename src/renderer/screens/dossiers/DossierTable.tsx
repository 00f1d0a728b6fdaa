import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, CirclePause } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DossierView } from '../../../contract/views.ts';
import { Road } from '../../components/Road.tsx';
import { useRowFocus } from '../../components/useRowFocus.ts';
import { useWords } from '../../i18n/index.tsx';
import styles from './DossierTable.module.css';
import type { DossierList, Wanted } from './useDossiers.ts';
import { workPlaceOf } from './where.ts';

const rowHeight = 48;

export type Sorting = Pick<Wanted, 'order' | 'direction'>;

/** A heading that sorts: by itself, then the other way round. */
function Head(props: { order: Sorting['order']; sorting: Sorting; onSort: (sorting: Sorting) => void; label: string }) {
  const { order, sorting, onSort, label } = props;
  const here = sorting.order === order;
  const down = sorting.direction === 'desc';
  const Arrow = down ? ArrowDown : ArrowUp;
  const direction = here ? (down ? 'asc' : 'desc') : order === 'changed' ? 'desc' : 'asc';
  return (
    <button type="button" className={styles['sort']} data-here={here} onClick={() => onSort({ order, direction })}>
      {label}
      {here && <Arrow size={12} aria-hidden="true" />}
    </button>
  );
}

/** A table of any length: only the rows on screen exist. Arrow keys walk the rows, Enter opens one. */
export function DossierTable(props: { list: DossierList; sorting: Sorting; onSort: (sorting: Sorting) => void }) {
  const { list, sorting, onSort } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: list.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const focus = useRowFocus(
    scroller,
    (index) => `[data-index="${index}"] a`,
    (index) => rows.scrollToIndex(index),
  );
  const sorted = (order: Sorting['order']) =>
    sorting.order !== order ? undefined : sorting.direction === 'desc' ? 'descending' : 'ascending';
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => list.show(first, last));

  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (step === undefined || here === null) return;
    event.preventDefault();
    const next = focus.from(Number(here.dataset['index'])) + step;
    focus.moveTo(Math.max(0, Math.min((list.total ?? 1) - 1, next)));
  }

  return (
    <div role="table" aria-rowcount={(list.total ?? 0) + 1} aria-label={t('dossiers.title')} className={styles['table']}>
      <div role="row" aria-rowindex={1} className={styles['head']}>
        <span role="columnheader" aria-sort={sorted('title')} className={styles['title']}>
          <Head order="title" sorting={sorting} onSort={onSort} label={t('dossiers.name')} />
          <Head order="code" sorting={sorting} onSort={onSort} label={t('newDossier.code')} />
        </span>
        <span role="columnheader" aria-sort={sorted('step')}>
          <Head order="step" sorting={sorting} onSort={onSort} label={t('dossiers.step')} />
        </span>
        <span role="columnheader" className={styles['figure']}>
          {t('dossiers.documents')}
        </span>
        <span role="columnheader" className={styles['figure']}>
          {t('dossiers.pages')}
        </span>
        <span role="columnheader" aria-sort={sorted('changed')} className={styles['when']}>
          <Head order="changed" sorting={sorting} onSort={onSort} label={t('dossiers.changed')} />
        </span>
      </div>
      <div ref={scroller} role="rowgroup" className={styles['scroller']} onKeyDown={walk}>
        <div role="presentation" className={styles['sheet']} style={{ height: rows.getTotalSize() }}>
          {items.map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              data-index={item.index}
              className={styles['row']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Cells dossier={list.row(item.index)} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Cells({ dossier }: { dossier: DossierView | undefined }) {
  const { t, number, minute } = useWords();
  if (dossier === undefined) return <span role="cell" className={styles['skeleton']} aria-label={t('app.loading')} />;
  return (
    <>
      <span role="cell" className={styles['title']}>
        <Link to={workPlaceOf(dossier)} params={{ fileCode: dossier.fileCode }} title={dossier.title}>
          {dossier.title}
        </Link>
        <Link to="/dossier/$fileCode" params={{ fileCode: dossier.fileCode }} className={styles['code']}>
          {dossier.fileCode}
        </Link>
      </span>
      <span role="cell" className={styles['place']}>
        <Road step={dossier.step} parked={dossier.parked} />
        <span className={styles['step']} data-done={dossier.step === 'done'}>
          {t(`step.${dossier.step}`)}
        </span>
        {dossier.parked > 0 && (
          <span className={styles['parked']} title={t('dossiers.parked', { n: dossier.parked })}>
            <CirclePause size={14} aria-hidden="true" />
            {number(dossier.parked)}
          </span>
        )}
      </span>
      <span role="cell" className={styles['figure']}>
        {number(dossier.documents)}
      </span>
      <span role="cell" className={styles['figure']}>
        {number(dossier.pages)}
      </span>
      <span role="cell" className={styles['when']}>
        {minute(dossier.changedAt)}
      </span>
    </>
  );
}
