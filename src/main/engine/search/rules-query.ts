/**
 * What a person typed, understood: words that must all be there, "words in this order", and -words that must not. Anything may be typed;
 * whatever is no word means nothing.
 */
import { wordsOf, type SearchWord } from './rules-words.ts';

/** Words in this order, next to each other; usually one. `123/QĐ-UBND` is three. */
export type Term = readonly SearchWord[];
export interface Query {
  readonly terms: readonly Term[];
  readonly excluded: readonly Term[];
  /** The last word of the last term is still being typed. */
  readonly unfinished: boolean;
}

/** More says nothing more: a whole pasted page is searched for by its beginning. */
const wordLimit = 24;
const quotes = '"“”„«»';
const tokenPattern = new RegExp(`(-?)(?:[${quotes}]([^${quotes}]*)[${quotes}]?|([^\\s${quotes}]+))`, 'gu');

export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  const excluded: Term[] = [];
  let left = wordLimit;
  let unfinished = false;
  for (const [, minus = '', quoted, bare] of text.normalize('NFC').matchAll(tokenPattern)) {
    const words: Term = wordsOf(quoted ?? bare ?? '')
      .slice(0, left)
      .map(({ plain, exact }) => ({ plain, exact }));
    if (words.length === 0) continue;
    left -= words.length;
    const list = minus === '' ? terms : excluded;
    unfinished = quoted === undefined && list === terms && /[\p{L}\p{N}\p{M}]$/u.test(text);
    if (!list.some((known) => sameTerm(known, words))) list.push(words);
    else unfinished = false;
  }
  return { terms, excluded, unfinished: unfinished && left > 0 };
}

function sameTerm(one: Term, other: Term): boolean {
  return (
    one.length === other.length && one.every((word, at) => word.plain === other[at]!.plain && word.exact === other[at]!.exact)
  );
}
