import { CircleAlert, CircleHelp, Hourglass, Square, Undo2, type LucideIcon } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { BatchPage } from '../../../contract/routes/pages.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './PageCell.module.css';
import { marksOf, type Mark } from './places.ts';
import type { Selection } from './useSelection.ts';

const frame = { width: 116, height: 160 } as const;
const icons: Readonly<Record<Mark, LucideIcon>> = {
  failed: CircleAlert,
  returned: Undo2,
  blank: Square,
  doubtful: CircleHelp,
  reading: Hourglass,
};

interface Props {
  page: BatchPage;
  /** 1-based in its document; the document's place in the dossier. */
  number: number;
  place: number;
  column: number;
  turning: number;
  chosen: boolean;
  inTabOrder: boolean;
  over: 'before' | 'after' | null;
  /** It cannot be moved. */
  fixed: boolean;
  onChoose: Selection['choose'];
  onOpen: () => void;
  onDrag: (dragging: boolean) => void;
}

/** One page: its picture, its number and what there is to say about it. */
export const PageCell = memo(function PageCell(props: Props) {
  const { page, number, place, column, turning, chosen, inTabOrder, over, fixed, onChoose, onOpen, onDrag } = props;
  const { t } = useWords();
  const marks = marksOf(page);
  const words = marks.map((mark) =>
    mark === 'returned' ? t('batch.returned', { reason: page.returned ?? '' }) : t(`batch.mark.${mark}`),
  );

  function click(event: MouseEvent): void {
    onChoose(page.id, event.shiftKey ? 'reach' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  }

  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={chosen}
      aria-label={[
        t('batch.pageAlone', { n: number }),
        ...marks.map((mark) => t(`batch.short.${mark}`)),
        t('batch.inDocument', { n: place }),
      ].join(', ')}
      aria-description={words.join('. ')}
      tabIndex={inTabOrder ? 0 : -1}
      data-page={page.id}
      data-over={over}
      className={styles['cell']}
      draggable={!fixed}
      onClick={click}
      onFocus={() => !inTabOrder && onChoose(page.id, 'walk')}
      onDoubleClick={onOpen}
      onDragStart={(event) => {
        if (!chosen) onChoose(page.id, 'only');
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('application/x-tram-pages', page.id);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
    >
      <Thumb image={page.image} width={page.width} height={page.height} turn={(page.turn - turning + 360) % 360} frame={frame} />
      <span className={styles['line']}>
        <span className={styles['number']}>{number}</span>{' '}
        {marks.map((mark, index) => {
          const Icon = icons[mark];
          return (
            <span key={mark} className={styles['mark']} data-mark={mark} title={words[index]}>
              <Icon size={14} aria-hidden="true" />
              {index === 0 && <span className={styles['word']}>{t(`batch.short.${mark}`)}</span>}
            </span>
          );
        })}
      </span>
    </div>
  );
});
