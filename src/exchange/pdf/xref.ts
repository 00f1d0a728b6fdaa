/** Cross-reference tables and streams (ISO 32000-1 §7.5.4, 7.5.8) of every revision, newest first. */
import type { Budget } from './budget.ts';
import { decodeStream } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { Lexer } from './lexer.ts';
import { isArray, isNamed, PdfDict, PdfError, PdfLimitError, PdfStream } from './objects.ts';
import type { PdfValue } from './objects.ts';
import { bytesSource } from './source.ts';
import type { Source } from './source.ts';

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'plain'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

export interface Xref {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Of the newest revision. */
  readonly trailer: PdfDict;
  readonly kind: 'table' | 'stream';
  readonly startxref: number;
  /** One more than the highest object number any revision uses. */
  readonly size: number;
}

const maxRevisions = 5_000;
/** How far before the end `startxref` may stand; Adobe's implementation note 18 gives 1024. */
const tailLength = 2048;

/** One pass through all revisions, within bounds. */
interface Reading {
  readonly source: Source;
  readonly entries: Map<number, XrefEntry>;
  readonly budget: Budget;
}

export function readXref(source: Source, budget: Budget): Xref {
  const startxref = findStartxref(source);
  const reading: Reading = { source, entries: new Map(), budget };
  const seen = new Set<number>();
  let newest: Section | null = null;
  for (let offset: number | null = startxref; offset !== null;) {
    if (seen.has(offset)) throw new PdfError('revisions in a circle');
    if (seen.size >= maxRevisions) throw new PdfLimitError('revisions');
    seen.add(offset);
    const section = readSection(reading, offset);
    newest ??= section;
    offset = offsetIn(section.trailer, 'Prev', source);
  }
  if (newest === null) throw new PdfError('no cross-reference');
  const declared = newest.trailer.get('Size');
  let size = typeof declared === 'number' && Number.isInteger(declared) && declared > 0 && declared <= 8_388_608 ? declared : 1;
  for (const number of reading.entries.keys()) if (number >= size) size = number + 1;
  return { entries: reading.entries, trailer: newest.trailer, kind: newest.kind, startxref, size };
}

interface Section {
  readonly trailer: PdfDict;
  readonly kind: Xref['kind'];
}

function offsetIn(trailer: PdfDict, key: string, source: Source): number | null {
  const offset = trailer.get(key);
  if (offset === null) return null;
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset >= source.size)
    throw new PdfError(`bad ${key}`);
  return offset;
}

function findStartxref(source: Source): number {
  const tail = source.read(Math.max(0, source.size - tailLength), tailLength);
  const at = tail.lastIndexOf('startxref');
  if (at === -1) throw new PdfError('no startxref');
  const offset = new Lexer(bytesSource(tail), at + 'startxref'.length).count();
  if (offset === 0 || offset >= source.size) throw new PdfError('startxref beyond the file');
  return offset;
}

function readSection(reading: Reading, offset: number): Section {
  const lexer = new Lexer(reading.source, offset);
  if (lexer.peekWord() !== 'xref') return { trailer: readStreamSection(reading, offset), kind: 'stream' };
  lexer.expect('xref');
  const free: number[] = [];
  while (lexer.peekWord() !== 'trailer') {
    let first = lexer.count();
    const count = lexer.count();
    for (let i = 0; i < count; i++) {
      const place = lexer.count();
      const generation = lexer.count();
      const use = lexer.word();
      // A common producer fault: the head of the free list numbered 1 instead of 0.
      if (i === 0 && first === 1 && use === 'f' && generation === 65_535) first = 0;
      if (use !== 'n' && use !== 'f') throw new PdfError('bad cross-reference entry');
      reading.budget.spend('cross-reference rows', 1);
      if (use === 'f' || place === 0) free.push(first + i);
      else add(reading, first + i, { kind: 'plain', offset: place, generation });
    }
  }
  lexer.expect('trailer');
  const trailer = lexer.value();
  reading.budget.spend('bytes of objects', lexer.at - offset);
  if (!(trailer instanceof PdfDict) || trailer.duplicateKeys) throw new PdfError('bad trailer');
  // A hybrid file lists as free what older readers are not to see and gives it here (ISO 32000-1 §7.5.8.4).
  const extra = offsetIn(trailer, 'XRefStm', reading.source);
  if (extra !== null) readStreamSection(reading, extra);
  for (const number of free) add(reading, number, { kind: 'free' });
  return { trailer, kind: 'table' };
}

function readStreamSection(reading: Reading, offset: number): PdfDict {
  const { value: stream } = readIndirect(reading.source, offset, (value) => value, reading.budget);
  if (!(stream instanceof PdfStream) || !isNamed(stream.dict.get('Type'), 'XRef')) throw new PdfError('no cross-reference here');
  const widths = integers(stream.dict.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  if (widths.length < 3 || widths.some((width) => width > 8)) throw new PdfError('bad widths');
  const row = widths.reduce((sum, width) => sum + width, 0);
  const data = decodeStream(stream, (value) => value, reading.budget);
  const size = stream.dict.get('Size');
  const index = stream.dict.get('Index') === null ? [0, typeof size === 'number' ? size : 0] : integers(stream.dict.get('Index'));
  const field = (at: number, width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0);
    return value;
  };
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    for (let i = 0; i < count; i++, at += row) {
      if (row === 0 || at + row > data.length) throw new PdfError('cross-reference cut short');
      reading.budget.spend('cross-reference rows', 1);
      const type = typeWidth === 0 ? 1 : field(at, typeWidth);
      const second = field(at + typeWidth, secondWidth);
      const third = field(at + typeWidth + secondWidth, thirdWidth);
      if (type === 1) add(reading, first + i, { kind: 'plain', offset: second, generation: third });
      else if (type === 2) add(reading, first + i, { kind: 'packed', container: second, index: third });
      // Types to come stand for null as well (ISO 32000-1 §7.5.8.3).
      else add(reading, first + i, { kind: 'free' });
    }
  }
  return stream.dict;
}

function integers(value: PdfValue): number[] {
  if (!isArray(value)) throw new PdfError('expected numbers');
  return value.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) throw new PdfError('expected numbers');
    return item;
  });
}

/** The newest revision is read first and counts. */
function add({ entries }: Reading, number: number, entry: XrefEntry): void {
  if (!entries.has(number)) entries.set(number, entry);
}
