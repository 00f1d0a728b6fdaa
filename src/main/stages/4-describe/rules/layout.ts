/**
 * The geometry of an administrative page (Decree 30/2020/NĐ-CP, Annex I): lines cut at wide gaps into segments, and the header's two
 * columns told apart. Pure. Distances are in pixels of the page; `em` is the height of an ordinary word and scales the rest.
 */
import type { Box, RecognisedPage, Word } from '../../../../contract/artefacts.ts';
import { fold } from '../../../../contract/text.ts';
import { compact, distance } from './fuzzy.ts';

/** Words that stand together on one line. */
export interface Segment {
  readonly text: string;
  readonly box: Box;
  readonly words: readonly Word[];
}

/** One page, ready for the rules. `page` is 1-based in the document; segments run from top to bottom. */
export interface Sheet {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly em: number;
  /** Left and right edge of the running text. */
  readonly margins: readonly [number, number];
  readonly segments: readonly Segment[];
  /** Quốc hiệu and tiêu ngữ, where they were found. */
  readonly motto: readonly Segment[];
  /** Left edge of the header's right column; 0 when the header has only one, in the middle. */
  readonly gutter: number;
}

const nation = 'conghoaxahoichunghiavietnam';
const motto = 'doclaptudohanhphuc';
const party = 'dangcongsanvietnam';

/** Longer than any word or line on paper: rubbish that must not cost time. */
const longestWord = 80;
const mostWords = 200;

export function sheetOf(recognised: RecognisedPage, page: number): Sheet {
  const { width, height } = recognised;
  const em = emOf(recognised);
  const segments = recognised.lines
    .flatMap((line) => cut(line.words.filter((word) => word.text.length <= longestWord).slice(0, mostWords), em))
    .flatMap(cutAtMotto)
    .flatMap((words) => segmentOf(words) ?? [])
    .sort((a, b) => middle(a) - middle(b) || a.box[0] - b.box[0]);
  const found = segments.filter((segment) => segment.box[1] < height / 2 && isMotto(segment.text));
  const gutter = gutterOf(found, width, em);
  return {
    page,
    width,
    height,
    em,
    margins: marginsOf(segments, width),
    segments: segments.flatMap(cutNumberFromDate),
    motto: found,
    gutter,
  };
}

/** Segments of the header's left column above `bottom`, one per row. */
export function leftColumn(sheet: Sheet, bottom: number): Segment[] {
  const limit = sheet.gutter + 0.04 * sheet.width;
  return rows(
    sheet.segments.filter((s) => s.box[3] <= bottom && s.box[2] <= limit && centre(s) < sheet.gutter),
    sheet.em,
  );
}

/** Segments of the header's right column above `bottom`, one per row. */
export function rightColumn(sheet: Sheet, bottom: number): Segment[] {
  return rows(
    sheet.segments.filter((s) => s.box[3] <= bottom && s.box[0] >= sheet.gutter - 0.06 * sheet.width),
    sheet.em,
  );
}

/** Segments side by side become one, in reading order, as where a blank was left for a number to be written by hand. */
export function rows(segments: readonly Segment[], em: number): Segment[] {
  const done: Segment[] = [];
  for (const segment of segments) {
    const above = done.at(-1);
    if (above !== undefined && Math.abs(middle(above) - middle(segment)) < em / 2) {
      done[done.length - 1] = join([above, segment].sort((a, b) => a.box[0] - b.box[0]));
    } else done.push(segment);
  }
  return done;
}

export function join(segments: readonly Segment[]): Segment {
  const words = segments.flatMap((segment) => segment.words);
  return { text: words.map((word) => word.text).join(' '), box: union(words.map((word) => word.box)), words };
}

export function centre(segment: Segment): number {
  return (segment.box[0] + segment.box[2]) / 2;
}

export function middle(segment: { readonly box: Box }): number {
  return (segment.box[1] + segment.box[3]) / 2;
}

export function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

export function isMotto(text: string): boolean {
  const read = compact(text);
  return [nation, motto, party].some(
    (phrase) => read.length > 6 && distance(read, phrase, phrase.length * 0.35) <= phrase.length * 0.35,
  );
}

function emOf(page: RecognisedPage): number {
  const heights = page.lines
    .flatMap((line) => line.words)
    .filter((word) => (word.text.match(/\p{L}/gu)?.length ?? 0) >= 2)
    .map((word) => word.box[3] - word.box[1])
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? page.height / 100;
}

/** Ordinary spaces, even in justified lines, stay well under this. */
function cut(words: readonly Word[], em: number): Word[][] {
  const parts: Word[][] = [];
  let last: Word | null = null;
  for (const word of [...words].sort((a, b) => a.box[0] - b.box[0])) {
    const part = parts.at(-1);
    if (part === undefined || last === null || word.box[0] - last.box[2] > 1.3 * em) parts.push([word]);
    else part.push(word);
    last = word;
  }
  return parts;
}

/** A long agency name can run so close to the quốc hiệu that no gap tells them apart; the words do. */
function cutAtMotto(words: Word[]): Word[][] {
  let best = { at: 0, away: Infinity };
  for (let at = 0; at < words.length - 2; at++) {
    const rest = compact(
      words
        .slice(at)
        .map((word) => word.text)
        .join(''),
    );
    for (const phrase of [nation, motto]) {
      const away = distance(rest, phrase, phrase.length * 0.25) / phrase.length;
      if (away < best.away) best = { at, away };
    }
  }
  return best.at > 0 && best.away <= 0.25 ? [words.slice(0, best.at), words.slice(best.at)] : [words];
}

/** The same for `Số: …` beside `…, ngày … tháng … năm …`: the widest gap parts them. */
function cutNumberFromDate(segment: Segment): Segment[] {
  if (!/^so\b.*ngay.*thang.*nam/.test(fold(segment.text))) return [segment];
  let widest = { at: 0, gap: 0 };
  for (let i = 1; i < segment.words.length; i++) {
    const gap = (segment.words[i]?.box[0] ?? 0) - (segment.words[i - 1]?.box[2] ?? 0);
    if (gap > widest.gap) widest = { at: i, gap };
  }
  return [segment.words.slice(0, widest.at), segment.words.slice(widest.at)].flatMap((words) => segmentOf(words) ?? []);
}

/** Specks and rules at either end would move the centre. */
function segmentOf(words: readonly Word[]): Segment | null {
  const isText = (word: Word): boolean => /[\p{L}\p{N}]/u.test(word.text);
  const first = words.findIndex(isText);
  if (first < 0) return null;
  const kept = words.slice(first, words.findLastIndex(isText) + 1);
  return { text: kept.map((word) => word.text).join(' '), box: union(kept.map((word) => word.box)), words: kept };
}

function gutterOf(found: readonly Segment[], width: number, em: number): number {
  const widest = found.reduce<Segment | null>(
    (best, s) => (best === null || s.words.length > best.words.length ? s : best),
    null,
  );
  if (widest === null) return 0.46 * width;
  if (centre(widest) < 0.6 * width) return 0;
  const left = Math.min(...found.map((segment) => segment.box[0]));
  return left - em / 2;
}

function marginsOf(segments: readonly Segment[], width: number): [number, number] {
  const wide = segments.filter((segment) => segment.box[2] - segment.box[0] > width / 2);
  const lefts = wide.map((segment) => segment.box[0]).sort((a, b) => a - b);
  const rights = wide.map((segment) => segment.box[2]).sort((a, b) => a - b);
  return [lefts[Math.floor(lefts.length / 10)] ?? 0.15 * width, rights[Math.floor(rights.length * 0.9)] ?? 0.91 * width];
}
