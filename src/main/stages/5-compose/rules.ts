import type { Box, RecognisedPage } from '../../../contract/artefacts.ts';

/** PDF/A-2 allows pages from 3 to 14,400 units of 1/72 inch (ISO 19005-2, 6.1.13). */
const smallestPage = 3;
const largestPage = 14_400;

/** Paper at 100 % scale in points, or null outside the limits of PDF/A. */
export function pageSize(width: number, height: number, dpi: number): { width: number; height: number } | null {
  const size = { width: (width / dpi) * 72, height: (height / dpi) * 72 };
  return [size.width, size.height].every((side) => side >= smallestPage && side <= largestPage) ? size : null;
}

/** One word ready to set, in points from the bottom left of the page. `gap` is the room the following space fills; null after the last word. */
export interface SetWord {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly gap: number | null;
}
export interface SetLine {
  readonly baseline: number;
  readonly size: number;
  readonly words: readonly SetWord[];
}

/** Share of the font size below the baseline; the invisible font says the same in its descriptor, so selections cover the line exactly. */
export const descent = 0.2;
/** Poppler takes two words for one when less than 0.15 of the font size parts them, pdf.js a tenth: boxes closer than this are narrowed. */
const leastGap = 0.2;
/** A word this many times taller than its neighbours (a stamp, a flourish) does not stretch the line. */
const outlier = 2;

/** No printed letter is lower than this many pixels, nor narrower than this share of its line's height. */
const leastHeight = 4;
const leastAspect = 0.08;

/** Where every recognised word goes on a page of `width` × `height` points, in reading order. */
export function setPage(page: RecognisedPage, width: number, height: number): SetLine[] {
  const scaleX = width / page.width;
  const scaleY = height / page.height;
  return page.lines.flatMap((line) => {
    const words = line.words.flatMap((word) => {
      const text = settable(word.text);
      return text === '' ? [] : [{ text, box: within(word.box, Array.from(text).length, page) }];
    });
    if (words.length === 0) return [];
    const frame = lineFrame(words.map((word) => word.box));
    const size = Math.max((frame.bottom - frame.top) * scaleY, 1);
    const set = words.map(({ text, box }, index): SetWord => {
      const x = box[0] * scaleX;
      const next = words[index + 1];
      if (next === undefined) return { text, x, width: (box[2] - box[0]) * scaleX, gap: null };
      const nextX = next.box[0] * scaleX;
      const end = nextX > x ? Math.min(box[2] * scaleX, Math.max(nextX - leastGap * size, x + (nextX - x) / 2)) : box[2] * scaleX;
      return { text, x, width: end - x, gap: Math.max(nextX - end, 0) };
    });
    return [{ baseline: height - frame.bottom * scaleY + descent * size, size, words: set }];
  });
}

/** Top and bottom shared by the words of a line, so that they share a baseline and a font size. */
export function lineFrame(boxes: readonly Box[]): { top: number; bottom: number } {
  const typical = median(boxes.map((box) => box[3] - box[1]));
  const ordinary = boxes.filter((box) => box[3] - box[1] <= outlier * typical);
  return { top: Math.min(...ordinary.map((box) => box[1])), bottom: Math.max(...ordinary.map((box) => box[3])) };
}

/** The text of one word in NFC, without what cannot be text: controls, outer spaces, byte order marks, halves of surrogate pairs. */
export function settable(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\s\ufeff]+/gu, ' ')
    .replace(/[\p{Cc}\ufffd-\uffff]/gu, '')
    .trim();
}

/** `low-dpi:1-3,7`: one warning per kind, whatever the number of pages. Empty when there are none. */
export function warning(code: string, pages: readonly number[]): string[] {
  if (pages.length === 0) return [];
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && page === last[1] + 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return [`${code}:${ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')}`];
}

/**
 * The box clipped to the page, at least `leastHeight` high and wide enough for its characters: a word with a wrong box is misplaced,
 * never lost, and readers drop characters that are crushed into nothing.
 */
function within(box: Box, characters: number, page: { width: number; height: number }): Box {
  const height = Math.min(Math.max(Math.abs(box[3] - box[1]), leastHeight), page.height);
  const width = Math.min(Math.max(Math.abs(box[2] - box[0]), leastAspect * height * characters), page.width);
  const x = clamp(Math.min(box[0], box[2]), 0, page.width - width);
  const y = clamp(Math.min(box[1], box[3]), 0, page.height - height);
  return [x, y, x + width, y + height];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
