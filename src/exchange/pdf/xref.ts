import { PdfKeyword, PdfSyntaxError, type PdfDict, type PdfParser, type PdfValue } from './objects.ts';

/** Where an object lies: at an offset of the file, or inside an object stream. */
export type Entry = { readonly at: number } | { readonly container: number };
/** What one cross-reference section says, in its order; null frees a number. */
export type Entries = readonly (readonly [number: number, entry: Entry | null])[];

/** A classic table from behind the word `xref` to its trailer (ISO 32000-1, 7.5.4). */
export function parseTable(parser: PdfParser): { entries: Entries; trailer: PdfDict } {
  const entries: [number, Entry | null][] = [];
  for (;;) {
    const first = parser.next(false);
    if (isWord(first, 'trailer')) break;
    const count = parser.next(false);
    if (!isIndex(first) || !isIndex(count)) throw new PdfSyntaxError('cross-reference table');
    for (let index = 0; index < count; index++) {
      const [at, generation, kind] = [parser.next(false), parser.next(false), parser.next(false)];
      if (!isIndex(at) || !isIndex(generation) || !(kind instanceof PdfKeyword))
        throw new PdfSyntaxError('cross-reference table');
      entries.push([first + index, kind.word === 'n' ? { at } : null]);
    }
  }
  const trailer = parser.next();
  if (!(trailer instanceof Map)) throw new PdfSyntaxError('trailer');
  return { entries, trailer };
}

/** The rows of a cross-reference stream, with its /W and its /Index (ISO 32000-1, 7.5.8). */
export function parseRows(data: Buffer, widths: readonly PdfValue[], sections: readonly PdfValue[]): Entries {
  const [kindWidth, secondWidth, thirdWidth] = widths;
  const narrow = (width: PdfValue | undefined): width is number => isIndex(width) && width <= 8;
  if (!narrow(kindWidth) || !narrow(secondWidth) || !narrow(thirdWidth)) throw new PdfSyntaxError('cross-reference widths');
  const rowLength = kindWidth + secondWidth + thirdWidth;
  if (rowLength === 0) throw new PdfSyntaxError('cross-reference widths');
  const entries: [number, Entry | null][] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < sections.length; pair += 2) {
    const [first, count] = [sections[pair], sections[pair + 1]];
    if (!isIndex(first) || !isIndex(count)) throw new PdfSyntaxError('cross-reference index');
    for (let index = 0; index < count && at + rowLength <= data.length; index++, at += rowLength) {
      const kind = kindWidth === 0 ? 1 : bigEndian(data.subarray(at, at + kindWidth));
      const second = bigEndian(data.subarray(at + kindWidth, at + kindWidth + secondWidth));
      entries.push([first + index, kind === 1 ? { at: second } : kind === 2 ? { container: second } : null]);
    }
  }
  return entries;
}

export function isWord(value: PdfValue | undefined, word: string): boolean {
  return value instanceof PdfKeyword && value.word === word;
}

function isIndex(value: PdfValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
