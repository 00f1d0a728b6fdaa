import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/index.tsx';
import styles from './DataTable.module.css';
import { useRowFocus } from './useRowFocus.ts';

export interface TableColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** CSS grid track: `minmax(0, 1fr)`, `120px`. */
  readonly width: string;
  /** Figures stand at the right. */
  readonly figure?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface Sorting {
  readonly by: string;
  readonly down: boolean;
}

interface Props<Row> {
  label: string;
  columns: readonly TableColumn<Row>[];
  /** How many rows there are in all. */
  count: number;
  /** A row that is not here yet is shown as a skeleton; `onRange` says which rows are on screen. */
  row: (index: number) => Row | undefined;
  rowKey: (row: Row) => string;
  onRange?: (first: number, last: number) => void;
  /** Enter or double click. */
  onOpen?: (row: Row) => void;
  /** The row the keyboard is on. */
  current?: string | null;
  onCurrent?: (row: Row) => void;
  selected?: ReadonlySet<string>;
  onToggle?: (row: Row) => void;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** Pixels; 40 unless said. */
  rowHeight?: number;
}

/** A grid of any length: only the rows on screen exist. Arrows, Home, End and Page keys walk, Enter opens, Space selects. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, count, row, rowKey, onRange, onOpen, current = null, onCurrent, selected, onToggle } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = props.rowHeight ?? 40;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const focus = useRowFocus(
    scroller,
    (index) => `[data-index="${index}"]`,
    (index) => virtual.scrollToIndex(index),
  );
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, onRange]);

  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);

  function walk(event: KeyboardEvent): void {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (at === null || event.target !== at || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = Number(at.dataset['index']);
    const from = focus.from(index);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: count - 1 }[
      event.key
    ];
    const here = row(index);
    if (to !== undefined) focus.moveTo(Math.max(0, Math.min(count - 1, to)));
    else if (event.key === 'Enter' && here !== undefined && onOpen !== undefined) onOpen(here);
    else if (event.key === ' ' && here !== undefined && onToggle !== undefined) onToggle(here);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // One row is in the tab order: the current one if it is on screen, else the first that is.
  const keys = items.map(({ index }) => row(index)).map((one) => (one === undefined ? null : rowKey(one)));
  const inOrder = Math.max(0, current === null ? 0 : keys.indexOf(current));
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-multiselectable={onToggle !== undefined}
      className={styles['table']}
    >
      <div role="row" aria-rowindex={1} className={styles['head']} style={grid}>
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} sorting={props.sorting} onSort={props.onSort} />
        ))}
      </div>
      <div ref={scroller} role="rowgroup" className={styles['scroller']} onKeyDown={walk}>
        <div role="presentation" className={styles['sheet']} style={{ height: virtual.getTotalSize() }}>
          {items.map((item, position) => {
            const one = row(item.index);
            const key = one === undefined ? null : rowKey(one);
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={key !== null && (selected?.has(key) ?? key === current)}
                data-index={item.index}
                data-current={key !== null && key === current}
                tabIndex={position === inOrder ? 0 : -1}
                className={styles['row']}
                style={{ ...grid, height: rowHeight, transform: `translateY(${item.start}px)` }}
                onFocus={() => one !== undefined && onCurrent?.(one)}
                onDoubleClick={() => one !== undefined && onOpen?.(one)}
              >
                {one === undefined ? (
                  <span role="gridcell" className={styles['skeleton']} aria-label={t('app.loading')} />
                ) : (
                  columns.map((column) => (
                    <span key={column.id} role="gridcell" className={styles['cell']} data-figure={column.figure === true}>
                      {column.cell(one, item.index)}
                    </span>
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function ColumnHead<Row>(props: {
  column: TableColumn<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}) {
  const { column, sorting, onSort } = props;
  const sorted = sorting?.by === column.id ? (sorting.down ? 'descending' : 'ascending') : undefined;
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
  return (
    <span role="columnheader" aria-sort={sorted} className={styles['cell']} data-figure={column.figure === true}>
      {column.sortable === true && onSort !== undefined ? (
        <button type="button" className={styles['sort']} onClick={() => onSort({ by: column.id, down: sorted === 'ascending' })}>
          {column.label}
          {sorted !== undefined && <Arrow size={12} aria-hidden="true" />}
        </button>
      ) : (
        column.label
      )}
    </span>
  );
}
