/** Cross-reference tables and streams (ISO 32000-1 §7.5.4, 7.5.8) of every revision, newest first. */
import { decodeStream } from './decode.ts';
import type { Budget } from './decode.ts';
import { Lexer } from './lexer.ts';
import { isArray, isNamed, PdfDict, PdfError, PdfStream } from './objects.ts';
import type { PdfValue } from './objects.ts';

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

const maxObjects = 1_500_000;
/** Over all revisions, so that many of them cannot list the same objects for ever. */
const maxRows = 5_000_000;
const maxRevisions = 5_000;
/** How far before the end `startxref` may stand; Adobe's implementation note 18 gives 1024. */
const tailLength = 2048;

/** One pass through all revisions, within bounds. */
interface Reading {
  readonly bytes: Uint8Array;
  readonly entries: Map<number, XrefEntry>;
  readonly budget: Budget;
  rows: number;
}

export function readXref(bytes: Uint8Array, budget: Budget): Xref {
  const startxref = findStartxref(bytes);
  const reading: Reading = { bytes, entries: new Map(), budget, rows: 0 };
  const seen = new Set<number>();
  let newest: Section | null = null;
  for (let offset: number | null = startxref; offset !== null;) {
    if (seen.has(offset) || seen.size >= maxRevisions) throw new PdfError('revisions without end');
    seen.add(offset);
    const section = readSection(reading, offset);
    newest ??= section;
    offset = offsetIn(section.trailer, 'Prev', bytes);
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

function offsetIn(trailer: PdfDict, key: string, bytes: Uint8Array): number | null {
  const offset = trailer.get(key);
  if (offset === null) return null;
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset >= bytes.length)
    throw new PdfError(`bad ${key}`);
  return offset;
}

function findStartxref(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.subarray(-tailLength));
  const at = tail.lastIndexOf('startxref');
  if (at === -1) throw new PdfError('no startxref');
  const offset = new Lexer(tail, at + 'startxref'.length).count();
  if (offset === 0 || offset >= bytes.length) throw new PdfError('startxref beyond the file');
  return offset;
}

function readSection(reading: Reading, offset: number): Section {
  const lexer = new Lexer(reading.bytes, offset);
  if (lexer.peekWord() !== 'xref') return { trailer: readStreamSection(reading, lexer), kind: 'stream' };
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
      if (use === 'f' || place === 0) free.push(first + i);
      else add(reading, first + i, { kind: 'plain', offset: place, generation });
    }
  }
  lexer.expect('trailer');
  const trailer = lexer.value();
  if (!(trailer instanceof PdfDict) || trailer.duplicateKeys) throw new PdfError('bad trailer');
  // A hybrid file lists as free what older readers are not to see and gives it here (ISO 32000-1 §7.5.8.4).
  const extra = offsetIn(trailer, 'XRefStm', reading.bytes);
  if (extra !== null) readStreamSection(reading, new Lexer(reading.bytes, extra));
  for (const number of free) add(reading, number, { kind: 'free' });
  return { trailer, kind: 'table' };
}

function readStreamSection(reading: Reading, lexer: Lexer): PdfDict {
  const { value: stream } = readIndirect(lexer, (value) => value);
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
      const type = typeWidth === 0 ? 1 : field(at, typeWidth);
      const second = field(at + typeWidth, secondWidth);
      const third = field(at + typeWidth + secondWidth, thirdWidth);
      if (type === 0) add(reading, first + i, { kind: 'free' });
      else if (type === 1) add(reading, first + i, { kind: 'plain', offset: second, generation: third });
      else if (type === 2) add(reading, first + i, { kind: 'packed', container: second, index: third });
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
function add(reading: Reading, number: number, entry: XrefEntry): void {
  if (++reading.rows > maxRows || reading.entries.size >= maxObjects) throw new PdfError('too many objects');
  if (!reading.entries.has(number)) reading.entries.set(number, entry);
}

/** `12 0 obj … endobj` at the lexer. `resolve` finds an indirect stream length. */
export function readIndirect(
  lexer: Lexer,
  resolve: (value: PdfValue) => PdfValue,
): { number: number; generation: number; value: PdfValue } {
  const number = lexer.count();
  const generation = lexer.count();
  lexer.expect('obj');
  const value = lexer.value();
  const end = lexer.word();
  if (end === 'endobj') return { number, generation, value };
  if (end !== 'stream' || !(value instanceof PdfDict) || value.duplicateKeys) throw new PdfError('object without end');
  if (lexer.bytes[lexer.at] === 13) lexer.at++;
  if (lexer.bytes[lexer.at] !== 10) throw new PdfError('stream without line end');
  const start = lexer.at + 1;
  const length = resolve(value.get('Length'));
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) throw new PdfError('stream without length');
  lexer.at = start + length;
  lexer.expect('endstream');
  return { number, generation, value: new PdfStream(value, lexer.bytes.subarray(start, start + length)) };
}
