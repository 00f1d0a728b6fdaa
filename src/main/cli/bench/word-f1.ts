/**
 * Word F1 of read text against the truth, order ignored: words are runs of letters and digits after NFKC (m² counts as m2), compared
 * page by page as bags, and summed over pages. Pure.
 */

/** How often each word stands on a page. */
export type Bag = ReadonlyMap<string, number>;

export interface Score {
  /** Pages whose truth is known. */
  readonly pages: number;
  /** True words on them. */
  readonly words: number;
  readonly recall: number;
  readonly precision: number;
  readonly f1: number;
}

export function bagOf(text: string): Bag {
  const bag = new Map<string, number>();
  for (const word of text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/**
 * `truth` has one entry for each page, null where nobody knows it: such a page counts for nothing. `found` is matched by position; a page
 * missing at its end was not read at all, a page too many is words nobody wrote. Null when there is no true word to find.
 */
export function score(truth: readonly (Bag | null)[], found: readonly Bag[]): Score | null {
  const known = truth.filter((page) => page !== null);
  const words = total(known);
  if (words === 0) return null;
  const hits = truth.reduce((sum, page, index) => sum + (page === null ? 0 : common(page, found[index] ?? nothing)), 0);
  const read = total(found.filter((_, index) => truth[index] !== null));
  return {
    pages: known.length,
    words,
    recall: hits / words,
    precision: hits / Math.max(read, 1),
    f1: (2 * hits) / (words + read),
  };
}

/**
 * Puts result pages in the places of the input's. With equally many, each stays where it is. With fewer (blank backs left out), the
 * places are those, in order, that share the most words, and the others stay empty; with more, those over are put at the end.
 */
export function align(truth: readonly (Bag | null)[], found: readonly Bag[]): readonly Bag[] {
  const places = truth.map((page) => page ?? nothing);
  if (found.length === truth.length) return found;
  if (found.length < truth.length) {
    const at = placesOf(found, places);
    const placed: Bag[] = places.map(() => nothing);
    found.forEach((page, index) => (placed[at[index]!] = page));
    return placed;
  }
  const taken = placesOf(places, found);
  const over = found.filter((_, index) => !taken.includes(index));
  return [...taken.map((index) => found[index]!), ...over];
}

/** For each item of `few` its index in `many`, strictly rising, so that most words are shared: `best[i][k]`, i items placed, k skipped. */
function placesOf(few: readonly Bag[], many: readonly Bag[]): number[] {
  const skips = many.length - few.length;
  const best = [new Float64Array(skips + 1)];
  few.forEach((page, i) => {
    const row = new Float64Array(skips + 1);
    for (let k = 0; k <= skips; k++) {
      const placed = best[i]![k]! + common(page, many[i + k]!);
      row[k] = k === 0 ? placed : Math.max(placed, row[k - 1]!);
    }
    best.push(row);
  });
  const at: number[] = [];
  for (let i = few.length, k = skips; i > 0; i--) {
    while (k > 0 && best[i]![k - 1] === best[i]![k]) k--;
    at.unshift(i - 1 + k);
  }
  return at;
}

const nothing: Bag = new Map();

function common(a: Bag, b: Bag): number {
  let hits = 0;
  for (const [word, count] of a) hits += Math.min(count, b.get(word) ?? 0);
  return hits;
}

function total(bags: readonly Bag[]): number {
  return bags.reduce((sum, bag) => [...bag.values()].reduce((words, count) => words + count, sum), 0);
}
