/** Words put right by a person: applied to a reading, and applied once more when the page is read anew. Pure; a reading is never changed in place. */
import type { Box, RecognisedPage, TextLine, Word } from '../../../contract/artefacts.ts';
import { fold } from '../../../contract/text.ts';

/** What a person says of one word, or of several side by side: `text` null is "right as it was read", '' is "no word at all". */
export interface Saying {
  readonly indexes: readonly number[];
  readonly text: string | null;
}

/** A saying with the words it was about: enough to find them again in another reading of the same page. */
export interface Corrected {
  readonly before: string;
  readonly after: string;
  readonly box: Box;
}

/** A corrected reading of a page of `width` × `height`. */
export interface PastCorrection extends Corrected {
  readonly width: number;
  readonly height: number;
}

/** A person's word is certain. */
const certain = 100;
/** Two boxes that share this much of their common area hold the same ink. */
const sameInk = 0.5;

/** The reading with all `sayings` applied, and what each was about; or the index of a word that is not there, or not beside its fellows. */
export function correct(
  page: RecognisedPage,
  sayings: readonly Saying[],
): { readonly page: RecognisedPage; readonly corrected: readonly Corrected[] } | { readonly unknown: number } {
  const places = placesOf(page);
  const runs: { run: Run; text: string | null }[] = [];
  const taken = new Set<number>();
  for (const { indexes, text } of sayings) {
    const sorted = indexes.toSorted((a, b) => a - b);
    const run = runOf(places, sorted);
    const twice = sorted.find((index) => taken.has(index));
    if (run === null || twice !== undefined) return { unknown: twice ?? sorted[0] ?? 0 };
    sorted.forEach((index) => taken.add(index));
    runs.push({ run, text });
  }
  const corrected = runs.map(({ run, text }) => {
    const { before, box } = wordsOf(page, run);
    return { before, after: text === null ? before : tidy(text), box };
  });
  // From the end, so that earlier places stay where they are.
  const order = runs.map((one, i) => ({ ...one, after: corrected[i]!.after })).toSorted((a, b) => later(b.run, a.run));
  const next = order.reduce((reading, { run, after }) => replace(reading, run, after), page);
  return { page: next, corrected };
}

/**
 * A new reading of the page with the corrections that still apply, in the order they were made: those whose words stand in it as they
 * stood then, in the same place. The others stay on record and are not applied.
 */
export function correctAgain(
  page: RecognisedPage,
  past: readonly PastCorrection[],
): { readonly page: RecognisedPage; readonly applied: number } {
  let reading = page;
  let applied = 0;
  for (const correction of past) {
    const box = scaled(correction, page);
    const run = find(reading, correction.before, box);
    if (run === null) continue;
    reading = replace(reading, run, correction.after);
    applied += 1;
  }
  return { page: reading, applied };
}

export interface DoubtfulPlace {
  readonly index: number;
  readonly word: Word;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Words below a confidence in reading order, with their neighbours. Strokes without a letter or digit are nothing anybody searches for. */
export function doubtfulWords(page: RecognisedPage, below: number): DoubtfulPlace[] {
  const found: DoubtfulPlace[] = [];
  let index = 0;
  for (const { words } of page.lines) {
    const texts = words.map((word) => word.text);
    words.forEach((word, i) => {
      if (word.confidence < below && /[\p{L}\p{N}]/u.test(word.text))
        found.push({ index: index + i, word, before: texts.slice(Math.max(0, i - 6), i), after: texts.slice(i + 1, i + 7) });
    });
    index += words.length;
  }
  return found;
}

/** Spellings of well-read words that differ from `word` by marks or case only, most frequent first: `Lam Khe` beside `Lam Khê`. */
export function spellingsOf(word: string, wellRead: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] {
  const same = wellRead.get(fold(word));
  return same === undefined
    ? []
    : [...same]
        .filter(([spelling]) => spelling !== word)
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, 3)
        .map(([spelling]) => spelling);
}

/** Folded word → its well-read spellings and how often each stands there. */
export function wellReadWords(pages: readonly RecognisedPage[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { text, confidence } of pages.flatMap(({ lines }) => lines.flatMap(({ words }) => words))) {
    if (confidence < 90) continue;
    const spellings = found.get(fold(text)) ?? new Map<string, number>();
    found.set(fold(text), spellings.set(text, (spellings.get(text) ?? 0) + 1));
  }
  return found;
}

/** Words side by side on one line. */
interface Run {
  readonly line: number;
  readonly first: number;
  readonly count: number;
}

function placesOf(page: RecognisedPage): { line: number; word: number }[] {
  return page.lines.flatMap(({ words }, line) => words.map((_, word) => ({ line, word })));
}

function runOf(places: readonly { line: number; word: number }[], indexes: readonly number[]): Run | null {
  const [head] = indexes;
  const first = head === undefined ? undefined : places[head];
  if (first === undefined) return null;
  const together = indexes.every((index, i) => {
    const place = places[index];
    return place !== undefined && place.line === first.line && place.word === first.word + i;
  });
  return together ? { line: first.line, first: first.word, count: indexes.length } : null;
}

function later(a: Run, b: Run): number {
  return a.line - b.line || a.first - b.first;
}

function wordsOf(page: RecognisedPage, { line, first, count }: Run): { before: string; box: Box } {
  const words = page.lines[line]!.words.slice(first, first + count);
  return { before: words.map((word) => word.text).join(' '), box: union(words.map((word) => word.box)) };
}

function replace(page: RecognisedPage, run: Run, text: string): RecognisedPage {
  const { box } = wordsOf(page, run);
  const lines = page.lines.flatMap((line, i) => {
    if (i !== run.line) return [line];
    const words = line.words.toSpliced(run.first, run.count, ...laidOut(text, box));
    return words.length === 0 ? [] : [{ box: line.box, words } satisfies TextLine];
  });
  return { ...page, lines };
}

/** The words of `text` side by side in `box`, each as wide as its share of the letters. */
function laidOut(text: string, [x0, y0, x1, y1]: Box): Word[] {
  const words = text.split(' ').filter((word) => word !== '');
  const letters = words.reduce((sum, word) => sum + word.length, 0) + Math.max(0, words.length - 1);
  let at = 0;
  return words.map((word) => {
    const left = x0 + ((x1 - x0) * at) / letters;
    const right = x0 + ((x1 - x0) * (at + word.length)) / letters;
    at += word.length + 1;
    return { text: word, box: [Math.round(left), y0, Math.round(right), y1], confidence: certain };
  });
}

function find(page: RecognisedPage, before: string, box: Box): Run | null {
  const count = before.split(' ').length;
  let best: { run: Run; share: number } | null = null;
  for (const [line, { words }] of page.lines.entries()) {
    for (let first = 0; first + count <= words.length; first++) {
      const some = words.slice(first, first + count);
      if (some.map((word) => word.text).join(' ') !== before) continue;
      const share = overlap(union(some.map((word) => word.box)), box);
      if (share >= sameInk && (best === null || share > best.share)) best = { run: { line, first, count }, share };
    }
  }
  return best?.run ?? null;
}

function scaled({ box: [x0, y0, x1, y1], width, height }: PastCorrection, page: RecognisedPage): Box {
  const [across, down] = [page.width / width, page.height / height];
  return [x0 * across, y0 * down, x1 * across, y1 * down];
}

/** Shared area over common area, 0…1. */
function overlap(a: Box, b: Box): number {
  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const high = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (wide <= 0 || high <= 0) return 0;
  const area = ([x0, y0, x1, y1]: Box) => (x1 - x0) * (y1 - y0);
  return (wide * high) / (area(a) + area(b) - wide * high);
}

function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
