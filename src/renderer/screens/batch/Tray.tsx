import { useVirtualizer } from '@tanstack/react-virtual';
import { CornerUpLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import type { BatchPage, BatchView } from '../../../contract/routes/pages.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Thumb } from '../../components/Thumb.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Tray.module.css';

const rowHeight = 72;
const frame = { width: 44, height: 60 } as const;

/** Pages outside any document, each with the reason; still kept and counted, and back with one key. */
export function Tray(props: {
  view: BatchView;
  dragging: boolean;
  /** Pages of the tray are dragged to a place; null when they were let go. */
  onDrag: (ids: readonly string[] | null) => void;
  /** Chosen pages were dropped here. */
  onDrop: () => void;
  onRestore: (ids: readonly string[]) => void;
}) {
  const { view, dragging, onDrag, onDrop, onRestore } = props;
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: view.tray.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  return (
    <section
      className={styles['tray']}
      aria-labelledby="tray-title"
      data-over={over}
      onDragOver={(event) => {
        if (!dragging) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop();
      }}
    >
      <div className={styles['head']}>
        <h2 id="tray-title">{t('batch.tray', { n: view.tray.length })}</h2>
        {view.tray.length > 1 && !view.sealed && (
          <Button icon={CornerUpLeft} onClick={() => onRestore(view.tray.map(({ id }) => id))}>
            {t('batch.restoreAll')}
          </Button>
        )}
      </div>
      {view.tray.length === 0 ? (
        <p className={styles['empty']}>{t('batch.trayEmpty')}</p>
      ) : (
        <div ref={scroller} className={styles['list']}>
          <ul className={styles['sheet']} style={{ height: rows.getTotalSize() }} aria-labelledby="tray-title">
            {rows.getVirtualItems().map((item) => {
              const page = view.tray[item.index];
              return page === undefined ? null : (
                <li
                  key={page.id}
                  className={styles['item']}
                  style={{ transform: `translateY(${item.start}px)` }}
                  draggable={!view.sealed}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    event.dataTransfer.setData('application/x-tram-pages', page.id);
                    onDrag([page.id]);
                  }}
                  onDragEnd={() => onDrag(null)}
                >
                  <Item view={view} page={page} onRestore={onRestore} />
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

function Item({ view, page, onRestore }: { view: BatchView; page: BatchPage; onRestore: (ids: readonly string[]) => void }) {
  const { t } = useWords();
  const name = t('batch.from', { name: view.files[page.file]?.name ?? '', n: page.filePage });
  return (
    <>
      <Thumb image={page.image} width={page.width} height={page.height} turn={page.turn} frame={frame} />
      <span className={styles['words']}>
        <span className={styles['reason']}>{t(`batch.reason.${page.tray ?? 'clerk'}`)}</span>
        <span className={styles['name']} title={name}>
          {name}
        </span>
      </span>
      <IconButton
        icon={CornerUpLeft}
        label={t('batch.restore', { name })}
        disabled={view.sealed}
        onClick={() => onRestore([page.id])}
      />
    </>
  );
}
