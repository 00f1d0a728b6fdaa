/**
 * What the index holds of a text. It keeps for every token the pages it is on and no positions (`detail = none`), so that the commonest
 * syllables of a language that has only a few thousand cost a byte a page. Order is in it all the same: two syllables that stand side by
 * side are a token too, which also makes a sentence quick to find, for pairs are rare where syllables are not.
 *
 * Marked forms and pairs begin with a character of the private use area, so that the three kinds never meet; for SQLite's `ascii` tokenizer
 * every character beyond ASCII is part of a word.
 */
import type { Query, Term } from './rules-query.ts';
import { plainWordsOf, wordsOf, type SearchWord } from './rules-words.ts';

const exactStart = '\ue010';
const pairStart = '\ue020';
/** A prefix shorter than this would join the pages of half the language; it is looked for among the other words' pages instead. */
const shortestPrefix = 4;

function pairOf(one: SearchWord, next: SearchWord): string {
  return `${pairStart}${one.plain}${pairStart}${next.plain}`;
}

/** The tokens of a text, each once, parted by spaces. */
export function indexText(text: string): string {
  const tokens = new Set<string>();
  let previous: SearchWord | null = null;
  for (const word of plainWordsOf(text)) {
    tokens.add(word.plain);
    if (word.exact !== null) tokens.add(exactStart + word.exact);
    if (previous !== null) tokens.add(pairOf(previous, word));
    previous = word;
  }
  return [...tokens].join(' ');
}

/** An expression for FTS5's MATCH: every page that can hold all of the query. */
export function allOf(query: Query, terms: readonly Term[] = query.terms): string {
  return without(query, and(terms.flatMap(termTokens)));
}

/** Pages that can hold the whole query as one sentence; null when it is a single word. Pairs hold their words, so only marks are asked for beside them. */
export function sentenceOf(query: Query): string | null {
  const words = query.terms.flat();
  if (words.length < 2) return null;
  return without(query, and([...pairsOf(words), ...words.filter(({ exact }) => exact !== null).flatMap(sharpest)]));
}

/** Pages with all the words, two neighbours of which are side by side; null when that says nothing more than the others do. */
export function partlySentenceOf(query: Query): string | null {
  const words = query.terms.flat();
  if (words.length < 3) return null;
  const pairs = pairsOf(words).map(quoted).join(' OR ');
  return without(query, `${and(query.terms.flatMap(termTokens))} AND (${pairs})`);
}

/** Pages on which the last word may be the beginning of another; null when that is too much to ask. */
export function openOf(query: Query): string | null {
  const last = query.terms.at(-1)?.at(-1);
  if (!query.unfinished || last === undefined) return null;
  const finished = [...query.terms.slice(0, -1), query.terms.at(-1)!.slice(0, -1)].filter((term) => term.length > 0);
  const rest = finished.flatMap(termTokens);
  if (last.plain.length < shortestPrefix) return rest.length === 0 ? null : without(query, and(rest));
  return without(query, [...rest.map(quoted), `${quoted(last.plain)}*`].join(' AND '));
}

/** The same of a document's fields, where a prefix of two letters costs nothing: there are few of them. */
export function openFieldsOf(query: Query): string {
  const last = query.terms.at(-1)?.at(-1);
  if (!query.unfinished || last === undefined || last.plain.length < 2) return allOf(query);
  const finished = [...query.terms.slice(0, -1), query.terms.at(-1)!.slice(0, -1)].filter((term) => term.length > 0);
  return without(query, [...finished.flatMap(termTokens).map(quoted), `${quoted(last.plain)}*`].join(' AND '));
}

/** Words of one field, the last of which may be unfinished. */
export function inField(column: string, text: string): string | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const tokens = words.flatMap((word, at) => {
    const open = at === words.length - 1 && word.plain.length > 1 && !/\d$/.test(word.plain);
    return open ? [`${quoted(word.plain)}*`] : [quoted(word.plain)];
  });
  return tokens.map((token) => `${column} : ${token}`).join(' AND ');
}

function termTokens(term: Term): string[] {
  return [...term.flatMap(sharpest), ...pairsOf(term)];
}

/** One token says it all: whoever carries the marks is the plain word too. */
function sharpest({ plain, exact }: SearchWord): string[] {
  return [exact === null ? plain : exactStart + exact];
}

function pairsOf(words: Term): string[] {
  return words.slice(1).map((word, at) => pairOf(words[at]!, word));
}

function and(tokens: readonly string[]): string {
  return [...new Set(tokens)].map(quoted).join(' AND ');
}

/** A phrase that is excluded is left to the reading of the page: its pairs alone would exclude too much. */
function without({ excluded }: Query, expression: string): string {
  const single = excluded.filter((term) => term.length === 1).map((term) => quoted(sharpest(term[0]!)[0]!));
  return single.length === 0 ? expression : `(${expression}) NOT (${single.join(' OR ')})`;
}

/** No token holds a quote: it is made of letters, digits and marks. */
function quoted(token: string): string {
  return `"${token}"`;
}
