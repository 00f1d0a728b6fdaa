import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CirclePause } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DossierView } from '../../../contract/views.ts';
import { Road } from '../../components/Road.tsx';
import { useRowFocus } from '../../components/useRowFocus.ts';
import { useWords } from '../../i18n/index.tsx';
import styles from './DossierTable.module.css';
import type { DossierList } from './useDossiers.ts';

const rowHeight = 48;

/** A table of any length: only the rows on screen exist. Arrow keys walk the rows, Enter opens one. */
export function DossierTable({ list }: { list: DossierList }) {
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
        <span role="columnheader">{t('dossiers.name')}</span>
        <span role="columnheader">{t('dossiers.step')}</span>
        <span role="columnheader" className={styles['figure']}>
          {t('dossiers.documents')}
        </span>
        <span role="columnheader" className={styles['figure']}>
          {t('dossiers.pages')}
        </span>
        <span role="columnheader" className={styles['when']}>
          {t('dossiers.changed')}
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
        <Link to="/dossier/$fileCode" params={{ fileCode: dossier.fileCode }} title={dossier.title}>
          {dossier.title}
        </Link>
        <span className={styles['code']}>{dossier.fileCode}</span>
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
