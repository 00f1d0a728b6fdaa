/** The deciding of step 3: which of the engine's words are words, where exactly they lie, and in what order. Pure. */
import type Tesseract from 'tesseract.js';
import type { Box, PageText, RecognisedPage, TextLine, Word } from '../../../contract/artefacts.ts';
import { repairWord } from './repairs.ts';

/** The part of the engine's answer that is used: blocks in reading order, down to words. */
export type EngineBlock = { readonly paragraphs: readonly { readonly lines: readonly EngineLine[] }[] };
type EngineLine = { readonly words: readonly Pick<Tesseract.Word, 'text' | 'confidence' | 'bbox'>[] };

/** Below this confidence a word of punctuation only is taken for noise (measured on scanned office paper). */
const doubtfulPunctuation = 10;
/** Ink smaller than this in both directions is a speck, whatever it was read as; a full stop of 10 pt type is larger. */
const speckMillimetres = 0.45;

/**
 * The engine's blocks as one page: lines in the engine's order, boxes clipped to the image, noise dropped, text in NFC. `offset` is where
 * the engine's picture lies in the image, when it saw only a part of it.
 */
export function pageOf(
  blocks: readonly EngineBlock[],
  width: number,
  height: number,
  dpi: number,
  [left, top]: readonly [number, number] = [0, 0],
): RecognisedPage {
  const speck = (speckMillimetres / 25.4) * dpi;
  const lines: TextLine[] = [];
  for (const block of blocks) {
    for (const line of block.paragraphs.flatMap((paragraph) => paragraph.lines)) {
      const placed = line.words.map(({ bbox: { x0, y0, x1, y1 }, ...word }) => ({
        ...word,
        bbox: { x0: x0 + left, y0: y0 + top, x1: x1 + left, y1: y1 + top },
      }));
      const words = repaired(placed.flatMap((word) => wordOf(word, width, height, speck)));
      if (words.length > 0) lines.push({ box: union(words.map((word) => word.box)), words });
    }
  }
  return { width, height, lines };
}

/** Counts for the record of the page. */
export function summaryOf(page: RecognisedPage): Omit<PageText, 'words'> {
  const words = page.lines.flatMap((line) => line.words);
  const sum = words.reduce((total, word) => total + word.confidence, 0);
  return { wordCount: words.length, meanConfidence: words.length === 0 ? 0 : Math.round((sum / words.length) * 100) / 100 };
}

function wordOf(word: EngineLine['words'][number], width: number, height: number, speck: number): Word[] {
  // Spaces and invisible characters inside a word would move every later word under the picture.
  const text = word.text.normalize('NFC').replace(/[\p{C}\p{Z}]/gu, '');
  const { x0, y0, x1, y1 } = word.bbox;
  const box: Box = [clip(x0, width), clip(y0, height), clip(x1, width), clip(y1, height)];
  const [wide, high] = [box[2] - box[0], box[3] - box[1]];
  const confidence = Math.min(100, Math.max(0, word.confidence));
  if (text === '' || wide <= 0 || high <= 0 || (wide <= speck && high <= speck)) return [];
  if (!/[\p{L}\p{N}]/u.test(text) && confidence < doubtfulPunctuation) return [];
  return [{ text, box, confidence }];
}

function repaired(words: readonly Word[]): Word[] {
  return words.map((word, i) => ({ ...word, text: repairWord(word.text, words[i - 1]?.text ?? '', words[i + 1]?.text ?? '') }));
}

function clip(value: number, limit: number): number {
  return Math.min(limit, Math.max(0, Math.round(value)));
}

function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}
