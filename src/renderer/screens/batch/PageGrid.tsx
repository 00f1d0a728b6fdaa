import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import type { BatchView, PagePlace } from '../../../contract/routes/pages.ts';
import { useRowFocus } from '../../components/useRowFocus.ts';
import { useWords } from '../../i18n/index.tsx';
import { DocumentHead } from './DocumentHead.tsx';
import { cell, columnsFor, heightOf, idAt, rowOf, rowsOf, spotsOf, walk, type Row, type Step } from './layout.ts';
import { PageCell } from './PageCell.tsx';
import styles from './PageGrid.module.css';
import type { Selection } from './useSelection.ts';

interface Props {
  view: BatchView;
  selection: Selection;
  /** Degrees clockwise that were asked for and are not in `view` yet. */
  turning: ReadonlyMap<string, number>;
  /** How many fit beside one another, for whoever moves pages by rows. */
  /** Rises when a person did something to the page the keyboard is on: it is to be seen. */
  reveal: number;
  onColumns: (columns: number) => void;
  onOpen: () => void;
  onDrop: (to: PagePlace) => void;
  /** Pages lie ready to be dropped: chosen ones, or some of the tray. */
  dragging: boolean;
  onDrag: (dragging: boolean) => void;
}

const stepOf: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};
const pageTop = cell.height + cell.gap;

/** All pages of the dossier, document after document; only the rows on screen exist, and the one the keyboard is on. */
export function PageGrid({ view, selection, turning, reveal, onColumns, onOpen, onDrop, dragging, onDrag }: Props) {
  const { t } = useWords();
  const { documents } = view;
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [over, setOver] = useState<string | null>(null);
  const columns = columnsFor(width);
  const rows = useMemo(() => (width === 0 ? [] : rowsOf(documents, columns)), [documents, columns, width]);
  const spots = useMemo(() => spotsOf(documents), [documents]);
  const focusSpot = selection.focus === null ? undefined : spots.get(selection.focus);
  const focusRow = focusSpot === undefined ? -1 : rowOf(rows, focusSpot);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]!),
    getItemKey: (index) => keyOf(rows[index]!, documents),
    overscan: 3,
    paddingEnd: 16,
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return focusRow < 0 || shown.includes(focusRow) ? shown : [...shown, focusRow].sort((a, b) => a - b);
    },
  });
  const focus = useRowFocus(
    scroller,
    (spot) => `[data-page="${idOf(spot)}"]`,
    (spot) => virtual.scrollToIndex(rowOf(rows, place(spot))),
  );
  // Pages are numbered through for whoever moves the focus: keys may come faster than rows.
  const order = useMemo(() => documents.flatMap(({ pages }) => pages.map(({ id }) => id)), [documents]);
  const idOf = (at: number) => order[at] ?? '';
  const place = (at: number) => spots.get(idOf(at)) ?? { document: 0, page: 0 };

  useEffect(() => {
    const node = scroller.current;
    if (node === null) return;
    const observer = new ResizeObserver(() => setWidth(node.clientWidth));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  useEffect(() => onColumns(columns), [columns, onColumns]);
  useLayoutEffect(() => virtual.measure(), [rows, virtual]);
  useAnchor(scroller, rows, documents);
  useKeptFocus(scroller, selection.focus);
  const seen = useRef(reveal);
  useEffect(() => {
    if (seen.current === reveal) return;
    seen.current = reveal;
    if (focusRow >= 0) virtual.scrollToIndex(focusRow);
  });

  function press(event: KeyboardEvent): void {
    const at = (event.target as HTMLElement).dataset['page'];
    if (at === undefined || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const step =
      control && (event.key === 'Home' || event.key === 'End') ? (event.key === 'Home' ? 'first' : 'last') : stepOf[event.key];
    const from = idOf(focus.from(order.indexOf(at)));
    if (step !== undefined) {
      const screenRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / pageTop));
      const to = idAt(documents, walk(documents, spots.get(from)!, step, columns, screenRows));
      if (to !== null) {
        selection.choose(to, event.shiftKey ? 'reach' : control && step !== 'first' && step !== 'last' ? 'walk' : 'only');
        focus.moveTo(order.indexOf(to));
      }
    } else if (event.key === ' ') selection.choose(at, 'toggle');
    else if (event.key === 'Enter') onOpen();
    else if (control && event.code === 'KeyA') selection.chooseAll();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    const to = placeUnder(event, documents);
    setOver(null);
    onDrag(false);
    if (to !== null) onDrop(to);
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('batch.pages')}
      aria-multiselectable="true"
      aria-rowcount={rows.length}
      aria-colcount={columns}
      className={styles['scroller']}
      data-dragging={dragging}
      onKeyDown={press}
      onDragOver={(event) => {
        if (!dragging) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(markUnder(event));
      }}
      onDragLeave={(event) => event.target === event.currentTarget && setOver(null)}
      onDrop={drop}
    >
      <div role="presentation" className={styles['sheet']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          const document = row === undefined ? undefined : documents[row.document];
          if (row === undefined || document === undefined) return null;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              className={styles['row']}
              data-kind={row.kind}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              {row.kind === 'head' ? (
                <DocumentHead
                  document={document}
                  place={row.document + 1}
                  columns={columns}
                  over={over === `head ${document.id}`}
                />
              ) : (
                document.pages
                  .slice(row.from, row.to)
                  .map((page, index) => (
                    <PageCell
                      key={page.id}
                      page={page}
                      number={row.from + index + 1}
                      place={row.document + 1}
                      column={index + 1}
                      turning={turning.get(page.id) ?? 0}
                      chosen={selection.chosen.has(page.id)}
                      inTabOrder={page.id === selection.focus}
                      over={over === `before ${page.id}` ? 'before' : over === `after ${page.id}` ? 'after' : null}
                      fixed={document.signed || view.sealed}
                      onChoose={selection.choose}
                      onOpen={onOpen}
                      onDrag={onDrag}
                    />
                  ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function keyOf(row: Row, documents: BatchView['documents']): string {
  const document = documents[row.document]!;
  return row.kind === 'head' ? document.id : `${document.id} ${document.pages[row.from]!.id}`;
}

/** What lies under the pointer, as a mark on the screen: before or after a page, or the head of a document. */
function markUnder(event: DragEvent): string | null {
  const target = event.target as HTMLElement;
  const page = target.closest<HTMLElement>('[data-page]');
  if (page !== null) {
    const { left, width } = page.getBoundingClientRect();
    return `${event.clientX < left + width / 2 ? 'before' : 'after'} ${page.dataset['page']}`;
  }
  const head = target.closest<HTMLElement>('[data-document]');
  return head === null ? null : `head ${head.dataset['document']}`;
}

function placeUnder(event: DragEvent, documents: BatchView['documents']): PagePlace | null {
  const [side, id] = markUnder(event)?.split(' ') ?? [];
  if (side === 'head' && id !== undefined) {
    const document = documents.find((one) => one.id === id);
    return document === undefined ? null : { document: id, before: document.pages[0]?.id ?? null };
  }
  const document = documents.find(({ pages }) => pages.some((page) => page.id === id));
  // Beside everything: a document of their own, behind the last.
  if (document === undefined || id === undefined) return { newDocumentBefore: null };
  const at = document.pages.findIndex((page) => page.id === id);
  return { document: document.id, before: side === 'before' ? id : (document.pages[at + 1]?.id ?? null) };
}

/** A page that was moved, or whose neighbour went, is drawn anew; the keyboard stays where a person left it. */
function useKeptFocus(scroller: { readonly current: HTMLElement | null }, focus: string | null): void {
  const within = useRef(false);
  useEffect(() => {
    const follow = (event: FocusEvent) => {
      within.current = scroller.current?.contains(event.target as Node) === true;
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [scroller]);
  useLayoutEffect(() => {
    if (!within.current || focus === null || (document.activeElement !== null && document.activeElement !== document.body))
      return;
    scroller.current?.querySelector<HTMLElement>(`[data-page="${focus}"]`)?.focus({ preventScroll: true });
  });
}

/** Pages that come or go above what is being looked at do not move it. */
function useAnchor(
  scroller: { readonly current: HTMLElement | null },
  rows: readonly Row[],
  documents: BatchView['documents'],
): void {
  const kept = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const node = scroller.current;
    if (node === null) return;
    let top = 0;
    const tops = rows.map((row) => {
      const at = top;
      top += heightOf(row);
      return at;
    });
    const idOf = (row: Row) => documents[row.document]!.pages[row.kind === 'head' ? 0 : row.from]!.id;
    const was = kept.current;
    if (was !== null && node.scrollTop > 0) {
      const now = rows.findIndex(
        (row) => row.kind === 'pages' && documents[row.document]!.pages.slice(row.from, row.to).some(({ id }) => id === was.id),
      );
      if (now >= 0 && tops[now] !== was.top) node.scrollBy(0, tops[now]! - was.top);
    }
    const remember = () => {
      const first = rows.findIndex((row, index) => row.kind === 'pages' && tops[index]! + heightOf(row) > node.scrollTop);
      kept.current = first < 0 ? null : { id: idOf(rows[first]!), top: tops[first]! };
    };
    remember();
    node.addEventListener('scroll', remember, { passive: true });
    return () => node.removeEventListener('scroll', remember);
  }, [scroller, rows, documents]);
}
