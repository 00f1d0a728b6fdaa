/** Which page comes next, and what the strip says of each. Pure. */
import type { CheckPage, CheckView, Finding } from '../../../contract/routes/verify.ts';

export type PageMark = 'seen' | 'due' | 'found';

/** A fault noted on the page says more than that it was looked at. */
export function markOf(page: CheckPage, seen: boolean, findings: readonly Finding[]): PageMark {
  if (findings.some(({ pageId }) => pageId === page.pageId)) return 'found';
  return seen ? 'seen' : 'due';
}

/** The next page after `from` that is not looked at, going round once; `from` itself when there is none. */
export function nextDue(pages: readonly CheckPage[], from: number, isSeen: (page: CheckPage) => boolean): number {
  for (let step = 1; step <= pages.length; step += 1) {
    const at = (from + step) % pages.length;
    const page = pages[at];
    if (page !== undefined && !isSeen(page)) return at;
  }
  return from;
}

/** Where to begin: the first page that is not looked at, else the first. */
export function firstDue(pages: readonly CheckPage[]): number {
  return Math.max(
    0,
    pages.findIndex(({ seen }) => !seen),
  );
}

/** Short enough to be read aloud, long enough to be told apart; the whole seed is in the audit trail. */
export function shortSeed(seed: string): string {
  return seed.slice(0, 8);
}

/** What a finding is about, in numbers a person knows. */
export function placeOf(view: CheckView, finding: Finding): { document: number | null; page: number | null } {
  const document = view.documents.find(({ id }) => id === finding.documentId);
  const page = view.check?.pages.find(({ pageId }) => pageId === finding.pageId);
  return { document: document?.ordinal ?? null, page: page?.page ?? null };
}
