import { decode } from './filters.ts';
import { PdfLimitError, PdfMoreBytes, PdfName, PdfParser, PdfRef, PdfSyntaxError } from './objects.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import { bufferSource, fileSource, type Source } from './source.ts';
import { isWord, parseRows, parseTable, type Entries, type Entry } from './xref.ts';

/** A stream object: its dictionary, and where its coded bytes lie. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly at: number;
  constructor(dict: PdfDict, at: number) {
    this.dict = dict;
    this.at = at;
  }
}
export type PdfObject = PdfValue | PdfStream;

const largestObject = 16 * 2 ** 20;
const largestStream = 64 * 2 ** 20;
/** All decoded bytes of one file together: a bomb made of many small streams ends here. */
const mostDecoded = 2 ** 30;
const mostObjects = 2_000_000;
const mostSections = 1_000;

/**
 * Reads a PDF the way its cross-reference says, object by object: tables, streams, hybrids, any number of incremental updates. Images and
 * other streams stay on disk until asked for. Nothing is repaired: a file whose cross-reference is wrong is refused. All sizes are bounded.
 */
export class PdfReader {
  readonly #source: Source;
  readonly #entries = new Map<number, Entry | null>();
  readonly #objects = new Map<number, PdfObject>();
  readonly #containers = new Map<number, Map<number, PdfValue>>();
  #trailer: PdfDict = new Map();
  #decoded = 0;
  /** First bytes of the file, at most 1,024. */
  readonly head: Buffer;

  private constructor(source: Source, head: Buffer) {
    this.#source = source;
    this.head = head;
  }

  /** Throws PdfSyntaxError or PdfLimitError. The caller closes. */
  static async open(input: Uint8Array | string): Promise<PdfReader> {
    const source = typeof input === 'string' ? await fileSource(input) : bufferSource(input);
    try {
      const reader = new PdfReader(source, await source.read(0, 1024));
      if (reader.head.indexOf('%PDF-', 0, 'latin1') !== 0) throw new PdfSyntaxError('no PDF header at the start');
      await reader.#readCrossReference();
      return reader;
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  get trailer(): PdfDict {
    return this.#trailer;
  }

  async close(): Promise<void> {
    await this.#source.close();
  }

  /** Follows a reference; a missing object is null (ISO 32000-1, 7.3.10). */
  async resolve(value: PdfValue | undefined): Promise<PdfObject> {
    let current: PdfObject = value ?? null;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > 20) throw new PdfSyntaxError('reference loop');
      current = await this.#object(current.number);
    }
    return current;
  }

  async dict(value: PdfValue | undefined): Promise<PdfDict | null> {
    const object = await this.resolve(value);
    return object instanceof Map ? object : object instanceof PdfStream ? object.dict : null;
  }

  async array(value: PdfValue | undefined): Promise<readonly PdfValue[]> {
    const object = await this.resolve(value);
    return Array.isArray(object) ? object : [];
  }

  async name(value: PdfValue | undefined): Promise<string | null> {
    const object = await this.resolve(value);
    return object instanceof PdfName ? object.name : null;
  }

  async number(value: PdfValue | undefined): Promise<number | null> {
    const object = await this.resolve(value);
    return typeof object === 'number' ? object : null;
  }

  /** The decoded bytes of a stream, at most 64 MiB before and after. */
  async bytes(stream: PdfStream): Promise<Buffer> {
    const length = await this.number(stream.dict.get('Length'));
    if (length === null || !Number.isSafeInteger(length) || length < 0) throw new PdfSyntaxError('stream length');
    if (length > largestStream) throw new PdfLimitError('stream size');
    let data = await this.#source.read(stream.at, length);
    if (data.length < length) throw new PdfSyntaxError('stream beyond the end');
    const filters = await this.#listOf(stream.dict.get('Filter'));
    const parms = await this.#listOf(stream.dict.get('DecodeParms'));
    if (filters.length > 8) throw new PdfLimitError('filters');
    for (const [index, filter] of filters.entries()) {
      const given = await this.dict(parms[index]);
      const number = async (key: string, otherwise: number) => (await this.number(given?.get(key))) ?? otherwise;
      const predictor = {
        predictor: await number('Predictor', 1),
        colors: await number('Colors', 1),
        bits: await number('BitsPerComponent', 8),
        columns: await number('Columns', 1),
      };
      data = await decode((await this.name(filter)) ?? '', data, predictor, largestStream);
      this.#decoded += data.length;
      if (this.#decoded > mostDecoded) throw new PdfLimitError('decompressed size');
    }
    return data;
  }

  async #listOf(value: PdfValue | undefined): Promise<readonly PdfValue[]> {
    const object = await this.resolve(value);
    if (Array.isArray(object)) return object as readonly PdfValue[];
    return object === null || object instanceof PdfStream ? [] : [object];
  }

  async #object(number: number): Promise<PdfObject> {
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    const entry = this.#entries.get(number);
    if (entry === undefined || entry === null) return null;
    if ('container' in entry) return (await this.#container(entry.container)).get(number) ?? null;
    const found = await this.#objectAt(entry.at);
    if (found.number !== number) throw new PdfSyntaxError(`object ${number} is not where the cross-reference says`);
    this.#objects.set(number, found.value);
    return found.value;
  }

  async #container(number: number): Promise<Map<number, PdfValue>> {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    const entry = this.#entries.get(number);
    if (entry === undefined || entry === null || 'container' in entry) throw new PdfSyntaxError('object stream');
    const { value: stream } = await this.#objectAt(entry.at);
    if (!(stream instanceof PdfStream)) throw new PdfSyntaxError('object stream');
    const count = (await this.number(stream.dict.get('N'))) ?? 0;
    const first = (await this.number(stream.dict.get('First'))) ?? 0;
    if (count > 100_000) throw new PdfLimitError('object stream');
    const data = await this.bytes(stream);
    const header = new PdfParser(data.subarray(0, first));
    const objects = new Map<number, PdfValue>();
    for (let index = 0; index < count; index++) {
      const [objectNumber, offset] = [header.next(false), header.next(false)];
      if (typeof objectNumber !== 'number' || typeof offset !== 'number') throw new PdfSyntaxError('object stream');
      objects.set(objectNumber, new PdfParser(data, first + offset).next() ?? null);
    }
    this.#containers.set(number, objects);
    return objects;
  }

  /** `n g obj …` at `offset`, reading more until the object ends. */
  async #objectAt(offset: number): Promise<{ number: number; value: PdfObject; end: number }> {
    for (let length = 2048; ; length *= 4) {
      const data = await this.#source.read(offset, length);
      const whole = offset + data.length >= this.#source.size;
      try {
        const parser = new PdfParser(data, 0, whole);
        const [number, generation, keyword] = [parser.next(false), parser.next(false), parser.next(false)];
        if (typeof number !== 'number' || typeof generation !== 'number' || !isWord(keyword, 'obj'))
          throw new PdfSyntaxError('object header');
        const value = parser.next();
        if (value === undefined) throw new PdfSyntaxError('empty object');
        if (!(value instanceof Map)) return { number, value, end: offset + parser.at };
        const after = parser.next();
        if (!isWord(after, 'stream')) return { number, value, end: offset + parser.at };
        if (parser.at + 2 > data.length && !whole) throw new PdfMoreBytes();
        const eol =
          data[parser.at] === 13 && data[parser.at + 1] === 10 ? 2 : data[parser.at] === 10 || data[parser.at] === 13 ? 1 : 0;
        return { number, value: new PdfStream(value, offset + parser.at + eol), end: offset + parser.at };
      } catch (error) {
        if (!(error instanceof PdfMoreBytes)) throw error;
        if (length > largestObject) throw new PdfLimitError('object size');
      }
    }
  }

  async #readCrossReference(): Promise<void> {
    const tail = await this.#source.read(Math.max(0, this.#source.size - 2048), 2048);
    const at = tail.lastIndexOf('startxref', undefined, 'latin1');
    const start = at < 0 ? undefined : new PdfParser(tail, at + 9).next(false);
    if (typeof start !== 'number') throw new PdfSyntaxError('no startxref');
    const seen = new Set<number>();
    const waiting = [start];
    let newest: PdfDict | null = null;
    while (waiting.length > 0) {
      const offset = waiting.shift() ?? 0;
      if (seen.has(offset)) continue;
      if (seen.size >= mostSections) throw new PdfLimitError('revisions');
      seen.add(offset);
      const trailer = await this.#section(offset);
      newest ??= trailer;
      // A hybrid file's stream counts before the older sections (ISO 32000-1, 7.5.8.4).
      for (const key of ['XRefStm', 'Prev']) {
        const next = trailer.get(key);
        if (typeof next === 'number') waiting.push(next);
      }
    }
    if (newest === null || !newest.has('Root')) throw new PdfSyntaxError('no document catalogue');
    this.#trailer = newest;
  }

  /** One cross-reference section, whose entries count only where no newer section named the object. */
  async #section(offset: number): Promise<PdfDict> {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= this.#source.size)
      throw new PdfSyntaxError('cross-reference offset');
    const start = await this.#source.read(offset, 32);
    const parser = new PdfParser(start);
    return isWord(parser.next(false), 'xref') ? this.#table(offset + parser.at) : this.#xrefStream(offset);
  }

  async #table(offset: number): Promise<PdfDict> {
    for (let length = 64 * 1024; ; length *= 4) {
      const data = await this.#source.read(offset, length);
      try {
        const { entries, trailer } = parseTable(new PdfParser(data, 0, offset + data.length >= this.#source.size));
        this.#enter(entries);
        return trailer;
      } catch (error) {
        if (!(error instanceof PdfMoreBytes)) throw error;
        if (length > largestStream) throw new PdfLimitError('cross-reference size');
      }
    }
  }

  async #xrefStream(offset: number): Promise<PdfDict> {
    const { value: stream } = await this.#objectAt(offset);
    if (!(stream instanceof PdfStream) || (await this.name(stream.dict.get('Type'))) !== 'XRef')
      throw new PdfSyntaxError('cross-reference');
    const size = await this.number(stream.dict.get('Size'));
    const sections = stream.dict.has('Index') ? await this.array(stream.dict.get('Index')) : [0, size];
    this.#enter(parseRows(await this.bytes(stream), await this.array(stream.dict.get('W')), sections));
    return stream.dict;
  }

  #enter(entries: Entries): void {
    for (const [number, entry] of entries) {
      if (this.#entries.has(number)) continue;
      if (this.#entries.size >= mostObjects) throw new PdfLimitError('objects');
      this.#entries.set(number, entry);
    }
  }
}
