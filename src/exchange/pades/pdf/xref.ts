/** Cross-reference tables and streams (ISO 32000-1 §7.5.4, 7.5.8) of every revision, newest first. */
import { decodeStream } from './decode.ts';
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
const maxRevisions = 5_000;
/** How far before the end `startxref` may stand; Adobe's implementation note 18 gives 1024. */
const tailLength = 2048;

export function readXref(bytes: Uint8Array): Xref {
  const startxref = findStartxref(bytes);
  const entries = new Map<number, XrefEntry>();
  const seen = new Set<number>();
  let newest: { trailer: PdfDict; kind: Xref['kind'] } | null = null;
  const pending = [{ offset: startxref, extra: false }];
  const pushOffset = (offset: PdfValue, extra: boolean): void => {
    if (offset === null) return;
    if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset >= bytes.length)
      throw new PdfError('bad Prev');
    pending.push({ offset, extra });
  };
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { offset, extra } = next;
    if (seen.has(offset)) throw new PdfError('revisions in a circle');
    seen.add(offset);
    if (seen.size > maxRevisions) throw new PdfError('too many revisions');
    const section = readSection(bytes, offset, entries);
    newest ??= section;
    // A hybrid file's extra stream is read before the older revision: what is found first counts. Its own Prev is not followed.
    if (section.kind === 'table') pushOffset(section.trailer.get('XRefStm'), true);
    if (!extra) pushOffset(section.trailer.get('Prev'), false);
  }
  if (newest === null) throw new PdfError('no cross-reference');
  const declared = newest.trailer.get('Size');
  let size = typeof declared === 'number' && Number.isInteger(declared) && declared > 0 && declared <= 8_388_608 ? declared : 1;
  for (const number of entries.keys()) if (number >= size) size = number + 1;
  return { entries, trailer: newest.trailer, kind: newest.kind, startxref, size };
}

function findStartxref(bytes: Uint8Array): number {
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.length - tailLength),
    Math.min(tailLength, bytes.length),
  );
  const at = tail.lastIndexOf('startxref');
  if (at === -1) throw new PdfError('no startxref');
  const offset = new Lexer(tail, at + 'startxref'.length).count();
  if (offset === 0 || offset >= bytes.length) throw new PdfError('startxref beyond the file');
  return offset;
}

function readSection(
  bytes: Uint8Array,
  offset: number,
  entries: Map<number, XrefEntry>,
): { trailer: PdfDict; kind: Xref['kind'] } {
  const lexer = new Lexer(bytes, offset);
  if (lexer.peekWord() !== 'xref') return { trailer: readStreamSection(lexer, entries), kind: 'stream' };
  lexer.expect('xref');
  while (lexer.peekWord() !== 'trailer') {
    let first = lexer.count();
    const count = lexer.count();
    for (let i = 0; i < count; i++) {
      const entryOffset = lexer.count();
      const generation = lexer.count();
      const use = lexer.word();
      // A common producer fault: the head of the free list numbered 1 instead of 0.
      if (i === 0 && first === 1 && use === 'f' && generation === 65_535) first = 0;
      if (use !== 'n' && use !== 'f') throw new PdfError('bad cross-reference entry');
      add(entries, first + i, use === 'f' ? { kind: 'free' } : { kind: 'plain', offset: entryOffset, generation });
    }
  }
  lexer.expect('trailer');
  const trailer = lexer.value();
  if (!(trailer instanceof PdfDict) || trailer.duplicateKeys) throw new PdfError('bad trailer');
  return { trailer, kind: 'table' };
}

function readStreamSection(lexer: Lexer, entries: Map<number, XrefEntry>): PdfDict {
  const { value: stream } = readIndirect(lexer, (value) => value);
  if (!(stream instanceof PdfStream) || !isNamed(stream.dict.get('Type'), 'XRef')) throw new PdfError('no cross-reference here');
  if (stream.dict.duplicateKeys) throw new PdfError('bad trailer');
  const widths = integers(stream.dict.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  if (widths.length < 3 || widths.some((width) => width > 8)) throw new PdfError('bad widths');
  const row = widths.reduce((sum, width) => sum + width, 0);
  const data = decodeStream(stream, (value) => value);
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
      if (type === 0) add(entries, first + i, { kind: 'free' });
      else if (type === 1) add(entries, first + i, { kind: 'plain', offset: second, generation: third });
      else if (type === 2) add(entries, first + i, { kind: 'packed', container: second, index: third });
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

function add(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (entries.has(number)) return;
  if (entries.size >= maxObjects) throw new PdfError('too many objects');
  entries.set(number, entry);
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
