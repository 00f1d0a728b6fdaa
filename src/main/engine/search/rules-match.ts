/** Where a query's words stand in a text, how close together, and the piece of the text that shows it best. */
import type { Query, Term } from './rules-query.ts';
import { isSame, mayBecome, type SearchWord } from './rules-words.ts';

/** Words `from` up to, not with, `to` are one find of the term `term`. */
export interface Find {
  readonly term: number;
  readonly from: number;
  readonly to: number;
}

export interface Match {
  /** In the order of the text. */
  readonly finds: readonly Find[];
  /** Every term was found and nothing that was excluded. */
  readonly whole: boolean;
  /** Terms that are followed by the next one somewhere, as they were typed: how much of the sentence stands there. */
  readonly neighbours: number;
  /** Words from the first to the last of the closest group that holds every term found; 0 when nothing was. */
  readonly span: number;
}

/** `prefix`: the word still being typed may be the beginning of another. */
export function matchOf(words: readonly SearchWord[], query: Query, prefix: boolean): Match {
  const finds = findsOf(words, query, prefix);
  const found = new Set(finds.map(({ term }) => term)).size;
  const excluded = query.excluded.some((term) => words.some((_, at) => standsAt(words, at, term, false)));
  return { finds, whole: found === query.terms.length && !excluded, neighbours: neighbours(finds), span: closest(finds, found) };
}

/** Hundreds of pages are looked at for one answer, and most words on them begin no term: these cost one look into a map. */
function findsOf(words: readonly SearchWord[], { terms, unfinished }: Query, prefix: boolean): Find[] {
  const beginning = new Map<string, number[]>();
  terms.forEach((term, index) => {
    const first = term[0]!.plain;
    beginning.set(first, [...(beginning.get(first) ?? []), index]);
  });
  const last = terms.length - 1;
  const open = prefix && unfinished ? terms[last] : undefined;
  const opening = open?.length === 1 ? open[0]!.plain : null;
  const finds: Find[] = [];
  words.forEach(({ plain }, at) => {
    const known = beginning.get(plain);
    const may = opening !== null && plain !== opening && plain.startsWith(opening) ? [...(known ?? []), last] : known;
    for (const term of may ?? []) {
      const asked = terms[term]!;
      if (standsAt(words, at, asked, asked === open)) finds.push({ term, from: at, to: at + asked.length });
    }
  });
  return finds;
}

function standsAt(words: readonly SearchWord[], at: number, term: Term, open: boolean): boolean {
  return term.every((asked, offset) => {
    const word = words[at + offset];
    if (word === undefined) return false;
    return isSame(asked, word) || (open && offset === term.length - 1 && mayBecome(asked, word));
  });
}

function neighbours(finds: readonly Find[]): number {
  const starts = new Set(finds.map(({ term, from }) => `${term} ${from}`));
  return new Set(finds.filter(({ term, to }) => starts.has(`${term + 1} ${to}`)).map(({ term }) => term)).size;
}

/** Length in words of the shortest stretch with a find of each of the `wanted` terms. */
function closest(finds: readonly Find[], wanted: number): number {
  const inside = new Map<number, number>();
  let best = wanted === 0 ? 0 : Infinity;
  let first = 0;
  for (const find of finds) {
    inside.set(find.term, (inside.get(find.term) ?? 0) + 1);
    while (inside.size === wanted && wanted > 0) {
      const start = finds[first]!;
      best = Math.min(best, find.to - start.from);
      const left = inside.get(start.term)! - 1;
      if (left === 0) inside.delete(start.term);
      else inside.set(start.term, left);
      first++;
    }
  }
  return best;
}

/**
 * The finds worth marking. Where words of the question stand side by side, their lone occurrences elsewhere (`ban`, `quan`) say nothing
 * more; words that stand nowhere beside another are marked wherever they are.
 */
export function tellingFinds(finds: readonly Find[]): readonly Find[] {
  const together = new Set<Find>();
  finds.forEach((find, at) => {
    const next = finds[at + 1];
    if (next === undefined || next.from !== find.to || next.term !== find.term + 1) return;
    together.add(find).add(next);
  });
  const told = new Set([...together].map(({ term }) => term));
  return finds.filter((find) => together.has(find) || !told.has(find.term) || find.to - find.from > 1);
}

/** Two places a query was found at: more of it as it was typed is better, then closer together, then more often. */
export function better(one: Match, other: Match): number {
  return other.neighbours - one.neighbours || one.span - other.span || other.finds.length - one.finds.length;
}
