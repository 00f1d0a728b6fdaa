/**
 * Order keys: decimal fractions written as their digits, never ending in 0, compared as text. Between any two there is always a third, so
 * that moving one page changes no other page's key, and a page in the tray keeps the key of where it lay.
 */

/** The key of the paper itself: place of the file in the dossier, then page in the file (or part of a document). */
export function paperKey(position: number, page: number): string {
  return `${pad(position, 8)}${pad(page, 6)}5`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** A key strictly between the two; null is an open end. Behind the last key it stays close, so that paper still to come follows it. */
export function keyBetween(low: string | null, high: string | null): string {
  return midpoint(low ?? '', high ?? (low === null ? null : nextPaperKey(low)));
}

/** `count` rising keys between the two, spread evenly so that none grows long. */
export function keysBetween(low: string | null, high: string | null, count: number): string[] {
  if (count === 0) return [];
  const middle = keyBetween(low, high);
  const before = Math.floor((count - 1) / 2);
  return [...keysBetween(low, middle, before), middle, ...keysBetween(middle, high, count - 1 - before)];
}

/** `key` itself, or when it is taken the next free place behind it. `taken` need not be sorted. */
export function freeKey(key: string, taken: readonly string[]): string {
  if (!taken.includes(key)) return key;
  return keyBetween(
    key,
    taken.reduce<string | null>((next, other) => (other > key && (next === null || other < next) ? other : next), null),
  );
}

/** The smallest key of paper that is surely behind `key`. */
function nextPaperKey(key: string): string {
  const head = (BigInt(key.slice(0, 14).padEnd(14, '0')) + 1n).toString();
  return head.length > 14 ? '99' + '9'.repeat(key.length) : `${head.padStart(14, '0')}5`;
}

/** `low` < answer < `high`, as fractions: '' is 0, null is 1. */
function midpoint(low: string, high: string | null): string {
  if (high !== null) {
    let same = 0;
    while ((low[same] ?? '0') === high[same]) same++;
    if (same > 0) return high.slice(0, same) + midpoint(low.slice(same), high.slice(same));
  }
  const from = Number(low[0] ?? '0');
  const to = high === null ? 10 : Number(high[0]);
  if (to - from > 1) return String(Math.floor((from + to) / 2));
  // Neighbouring digits: the upper one alone lies between, unless it is the whole of `high`.
  if (high !== null && high.length > 1) return high[0]!;
  return `${from}${midpoint(low.slice(1), null)}`;
}
