/** How a check stands against the dossier as it is now. Pure. */
import type { PageReason } from '../../../contract/routes/verify.ts';

/** A page when the check began, and what has been looked at since. */
export interface CheckedPage {
  readonly pageId: string;
  readonly print: string;
  /** Empty for a page nobody has to look at. */
  readonly reasons: readonly PageReason[];
  readonly seenPrint: string | null;
}

/** A page of the dossier now. */
export interface StandingPage {
  readonly pageId: string;
  readonly print: string;
}

export interface DuePage {
  readonly pageId: string;
  readonly reasons: readonly PageReason[];
  readonly seen: boolean;
}

/**
 * What is to be looked at, in the order of `now`: what the check chose, and whatever is no longer what it was when the check began. Seen
 * is only what was looked at as it stands; pages that left the dossier are nobody's to look at any more.
 */
export function duePages(begun: readonly CheckedPage[], now: readonly StandingPage[]): DuePage[] {
  const before = new Map(begun.map((page) => [page.pageId, page]));
  return now.flatMap(({ pageId, print }): DuePage[] => {
    const page = before.get(pageId);
    const changed = page === undefined || page.print !== print;
    const reasons: PageReason[] = [...(page?.reasons ?? []), ...(changed ? (['changed'] as const) : [])];
    return reasons.length === 0 ? [] : [{ pageId, reasons, seen: page?.seenPrint === print }];
  });
}

/** `1-4, 9` for the audit trail: page numbers as a person leafs through the dossier. */
export function pageRanges(places: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const place of places.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
