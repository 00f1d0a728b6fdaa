/** Where everything lies on the screen: documents one under another, each with its pages in rows. Pure. */
import type { BatchDocument, BatchView } from '../../../contract/routes/pages.ts';

export const cell = { width: 132, height: 204, gap: 8 } as const;
const headHeight = 44;
const edge = 16;

export type Row =
  | { readonly kind: 'head'; readonly document: number }
  | { readonly kind: 'pages'; readonly document: number; readonly from: number; readonly to: number };

export interface Spot {
  readonly document: number;
  readonly page: number;
}

export function columnsFor(width: number): number {
  return Math.max(1, Math.floor((width - 2 * edge + cell.gap) / (cell.width + cell.gap)));
}

export function rowsOf(documents: readonly BatchDocument[], columns: number): Row[] {
  return documents.flatMap(({ pages }, document): Row[] => [
    { kind: 'head', document },
    ...Array.from({ length: Math.ceil(pages.length / columns) }, (_, n): Row => ({
      kind: 'pages',
      document,
      from: n * columns,
      to: Math.min(pages.length, (n + 1) * columns),
    })),
  ]);
}

export function heightOf(row: Row): number {
  return row.kind === 'head' ? headHeight : cell.height + cell.gap;
}

/** Where each page is, by its id. */
export function spotsOf(documents: readonly BatchDocument[]): Map<string, Spot> {
  return new Map(documents.flatMap(({ pages }, document) => pages.map(({ id }, page) => [id, { document, page }] as const)));
}

export function rowOf(rows: readonly Row[], spot: Spot): number {
  return rows.findIndex(
    (row) => row.kind === 'pages' && row.document === spot.document && row.from <= spot.page && spot.page < row.to,
  );
}

export function idAt(documents: readonly BatchDocument[], spot: Spot): string | null {
  return documents[spot.document]?.pages[spot.page]?.id ?? null;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'first' | 'last' | 'pageUp' | 'pageDown';

/** The page a key leads to; the same page where there is nothing further. */
export function walk(documents: readonly BatchDocument[], from: Spot, step: Step, columns: number, screenRows: number): Spot {
  const rows = rowsOf(documents, columns).filter((row) => row.kind === 'pages');
  const here = rowOf(rows, from);
  if (here < 0) return from;
  const column = from.page % columns;
  const inRow = (at: number): Spot => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]!;
    return { document: row.document, page: Math.min(row.from + column, row.to - 1) };
  };
  const edgeOf = (at: number, end: boolean): Spot => ({
    document: rows[at]!.document,
    page: end ? rows[at]!.to - 1 : rows[at]!.from,
  });
  switch (step) {
    case 'left':
      return from.page > rows[here]!.from ? { ...from, page: from.page - 1 } : here === 0 ? from : edgeOf(here - 1, true);
    case 'right':
      return from.page < rows[here]!.to - 1
        ? { ...from, page: from.page + 1 }
        : here === rows.length - 1
          ? from
          : edgeOf(here + 1, false);
    case 'up':
      return inRow(here - 1);
    case 'down':
      return inRow(here + 1);
    case 'home':
      return edgeOf(here, false);
    case 'end':
      return edgeOf(here, true);
    case 'first':
      return edgeOf(0, false);
    case 'last':
      return edgeOf(rows.length - 1, true);
    case 'pageUp':
      return inRow(here - screenRows);
    case 'pageDown':
      return inRow(here + screenRows);
  }
}

/** All pages between two, in reading order. */
export function between(documents: readonly BatchDocument[], a: string, b: string): string[] {
  const order = documents.flatMap(({ pages }) => pages.map(({ id }) => id));
  const [from, to] = [order.indexOf(a), order.indexOf(b)];
  return from < 0 || to < 0 ? [b] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** The wanted pages in the order in which they lie. */
export function inOrder(view: BatchView, wanted: ReadonlySet<string>): string[] {
  return [...view.documents.flatMap(({ pages }) => pages), ...view.tray].map(({ id }) => id).filter((id) => wanted.has(id));
}
