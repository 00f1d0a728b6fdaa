/**
 * Words as a search sees them. A syllable has two forms: plain (no case, no marks) and, when it carries marks, exact. Tones are kept at the
 * word's end, so that `hoà` and `hòa`, two ways of writing one syllable, are the same.
 */
import { fold } from '../../../contract/text.ts';

export interface SearchWord {
  readonly plain: string;
  /** Null when nothing on the word is marked: it is then the same as `plain`. */
  readonly exact: string | null;
}
/** A word and where it stands in its text, in UTF-16 units. */
export interface PlacedWord extends SearchWord {
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** From the private use area, which no page holds. */
const tones: Readonly<Record<string, string>> = {
  '\u0300': '\ue001',
  '\u0301': '\ue002',
  '\u0309': '\ue003',
  '\u0303': '\ue004',
  '\u0323': '\ue005',
};
const toneMark = /[\u0300\u0301\u0309\u0303\u0323]/g;
const toneEnd = /[\ue001-\ue005]$/;

/** Pages repeat a few thousand syllables; folding each anew would be most of the work. */
const known = new Map<string, SearchWord>();
const knownLimit = 50_000;

export function wordOf(text: string): SearchWord {
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered;
  // Đ is often read as the Icelandic Ð (U+00D0).
  const lower = text.normalize('NFC').replace(/[Ðð]/g, 'đ').toLowerCase();
  const plain = withoutZeros(fold(lower));
  const word = { plain, exact: withoutZeros(lower) === plain ? null : exactOf(lower) };
  if (known.size >= knownLimit) known.clear();
  known.set(text, word);
  return word;
}

export function wordsOf(text: string): PlacedWord[] {
  return [...text.matchAll(wordPattern)].map(({ 0: found, index }) => ({
    ...wordOf(found),
    start: index,
    end: index + found.length,
  }));
}

/** The words alone, for whoever does not ask where they stand. */
export function plainWordsOf(text: string): SearchWord[] {
  return (text.match(wordPattern) ?? []).map(wordOf);
}

/** `05` and `5` are one number, however the paper writes it. */
function withoutZeros(text: string): string {
  return text.replace(/^0+(?=\d+$)/, '');
}

function exactOf(lower: string): string {
  let tone = '';
  const letters = lower.normalize('NFD').replace(toneMark, (mark) => {
    tone += tones[mark];
    return '';
  });
  return letters.normalize('NFC') + tone;
}

/** True when `word` is what was asked for: a word asked for with marks must carry exactly them, one without may carry any. */
export function isSame(asked: SearchWord, word: SearchWord): boolean {
  return asked.plain === word.plain && (asked.exact === null || asked.exact === word.exact);
}

/** True when `word` may be what somebody is still typing: `quy`, `quyê` and `quyet` all lead to `quyết`. */
export function mayBecome(typed: SearchWord, word: SearchWord): boolean {
  if (!word.plain.startsWith(typed.plain)) return false;
  if (typed.exact === null) return true;
  if (word.exact === null) return false;
  const tone = toneEnd.exec(typed.exact)?.[0];
  if (tone !== undefined && !word.exact.endsWith(tone)) return false;
  const letters = [...word.exact];
  return [...typed.exact.replace(toneEnd, '')].every(
    (letter, at) => letter === letters[at] || letter === fold(letters[at] ?? ''),
  );
}
