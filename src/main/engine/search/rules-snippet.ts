/** The piece of a page that shows why it was found. */
import { matchOf, tellingFinds, type Find } from './rules-match.ts';
import type { Query } from './rules-query.ts';
import { wordsOf, type PlacedWord } from './rules-words.ts';

export interface Snippet {
  readonly text: string;
  /** What was found in `text`, as [start, end) in UTF-16 units, in order and apart from each other. */
  readonly marks: readonly (readonly [number, number])[];
  /** Text was left out before, after. */
  readonly cut: readonly [boolean, boolean];
}

/** Words shown; two lines of the list. */
const shown = 34;
/** Words of context before the first find. */
const before = 6;

export function snippetOf(text: string, query: Query, prefix: boolean): Snippet {
  const words = wordsOf(text);
  const finds = tellingFinds(matchOf(words, query, prefix).finds);
  const from = Math.max(0, Math.min(startOf(finds) - before, words.length - shown));
  const to = Math.min(words.length, from + shown);
  return cutOut(
    text,
    words,
    from,
    to,
    finds.filter((find) => find.from >= from && find.to <= to),
  );
}

/** The find that has most different terms within a snippet's length behind it; of equals the one that has them closest together. */
function startOf(finds: readonly Find[]): number {
  let best = { from: 0, terms: 0, span: 0 };
  for (const [at, { from }] of finds.entries()) {
    const terms = new Set<number>();
    let span = 0;
    for (let next = at; next < finds.length && finds[next]!.to <= from + shown - before; next++) {
      if (!terms.has(finds[next]!.term)) span = finds[next]!.to - from;
      terms.add(finds[next]!.term);
    }
    if (terms.size > best.terms || (terms.size === best.terms && span < best.span)) best = { from, terms: terms.size, span };
  }
  return best.from;
}

function cutOut(text: string, words: readonly PlacedWord[], from: number, to: number, finds: readonly Find[]): Snippet {
  const start = from === 0 ? 0 : words[from]!.start;
  const end = to === words.length ? text.length : (words[to - 1]?.end ?? text.length);
  const marks: [number, number][] = [];
  for (const find of finds) {
    const [begin, stop] = [words[find.from]!.start - start, words[find.to - 1]!.end - start];
    const last = marks.at(-1);
    // Words side by side are one mark, the space between them with it.
    if (last !== undefined && begin <= last[1] + 1) last[1] = Math.max(last[1], stop);
    else marks.push([begin, stop]);
  }
  // Same length, so that the marks stay where they are: a snippet flows over the ends of the paper's lines.
  return { text: text.slice(start, end).replace(/\s/g, ' '), marks, cut: [from > 0, to < words.length] };
}
