/** Where pages go when a person moves them by key or by hand, and whether what was meant still stands. Pure. */
import type { BatchDocument, BatchPage, BatchView, PagePlace } from '../../../contract/routes/pages.ts';

export type Way = 'earlier' | 'later' | 'rowUp' | 'rowDown';

/** One place (or one row) on, and past either end of a document into its neighbour. Null at the very ends, and beside signed PDFs only. */
export function placeOn(
  documents: readonly BatchDocument[],
  moving: ReadonlySet<string>,
  way: Way,
  columns: number,
): PagePlace | null {
  const at = documents.findIndex(({ pages }) => pages.some(({ id }) => moving.has(id)));
  const document = documents[at];
  if (document === undefined) return null;
  const stays = document.pages.filter(({ id }) => !moving.has(id));
  const first = document.pages.findIndex(({ id }) => moving.has(id));
  const last = document.pages.findLastIndex(({ id }) => moving.has(id));
  const forward = way === 'later' || way === 'rowDown';
  // Pages that are scattered first come together where the outermost of them lies.
  const scattered = last - first + 1 > moving.size;
  const now = forward ? stays.filter((_, index) => index < last - moving.size + 1).length : first;
  const wanted = scattered ? now : now + { earlier: -1, later: 1, rowUp: -columns, rowDown: columns }[way];
  if (wanted < 0 && (now > 0 || way === 'rowUp' || way === 'earlier')) {
    if (now > 0) return { document: document.id, before: stays[0]?.id ?? null };
    const previous = documents.slice(0, at).findLast(({ signed }) => !signed);
    return previous === undefined ? null : { document: previous.id, before: null };
  }
  if (wanted > stays.length) {
    if (now < stays.length) return { document: document.id, before: null };
    const next = documents.slice(at + 1).find(({ signed }) => !signed);
    return next === undefined ? null : { document: next.id, before: next.pages[0]?.id ?? null };
  }
  return { document: document.id, before: stays[wanted]?.id ?? null };
}

/** Documents that J joins: those the chosen pages lie in, or the one in focus onto the one before it. */
export function toJoin(documents: readonly BatchDocument[], chosen: ReadonlySet<string>): BatchDocument[] {
  const holding = documents.filter(({ pages }) => pages.some(({ id }) => chosen.has(id)));
  if (holding.length !== 1) return holding;
  const at = documents.indexOf(holding[0]!);
  return at === 0 ? [] : [documents[at - 1]!, holding[0]!];
}

/** Before which document one goes that is moved up or down; undefined where it cannot. */
export function documentPlace(
  documents: readonly BatchDocument[],
  document: string,
  way: 'up' | 'down',
): string | null | undefined {
  const at = documents.findIndex(({ id }) => id === document);
  if (way === 'up') return at <= 0 ? undefined : documents[at - 1]!.id;
  return at < 0 || at === documents.length - 1 ? undefined : (documents[at + 2]?.id ?? null);
}

/** Whether these pages and documents still lie as a person saw them, so that what they meant can be done although something else changed. */
export function stillLie(seen: BatchView, now: BatchView, ids: readonly string[]): boolean {
  const [before, after] = [homes(seen), homes(now)];
  return ids.every((id) => before.has(id) && before.get(id) === after.get(id));
}

function homes(view: BatchView): Map<string, string> {
  return new Map([
    ...view.documents.flatMap(({ id, pages }) => [[id, 'document'] as const, ...pages.map((page) => [page.id, id] as const)]),
    ...view.tray.map(({ id }) => [id, 'tray'] as const),
  ]);
}

/** Pages of files that were not there when somebody began to wait for them. */
export function arrivedSince(view: BatchView, files: number): string[] {
  return view.documents.flatMap(({ pages }) => pages.filter(({ file }) => file >= files).map(({ id }) => id));
}

export type Mark = 'failed' | 'returned' | 'blank' | 'doubtful' | 'reading';

/** Below this mean confidence (0…100) of what was read, a person should look at the page itself. */
const doubtful = 70;

/** What a thumbnail says about its page, the most pressing first. */
export function marksOf(page: BatchPage): Mark[] {
  const marks: Mark[] = [];
  if (page.state === 'failed') marks.push('failed');
  if (page.returned !== null) marks.push('returned');
  if (page.blank) marks.push('blank');
  else if (page.state === 'read' && (page.words ?? 0) > 0 && (page.confidence ?? 100) < doubtful) marks.push('doubtful');
  if (page.tray === null && (page.state === 'waiting' || page.state === 'cleaned')) marks.push('reading');
  return marks;
}
