import { Budget } from './budget.ts';
import { decodeStream } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { Lexer } from './lexer.ts';
import { isArray, isNamed, PdfDict, PdfError, PdfLimitError, PdfRef, PdfStream } from './objects.ts';
import type { PdfValue } from './objects.ts';
import { bytesSource } from './source.ts';
import type { Source } from './source.ts';
import { readXref } from './xref.ts';
import type { Xref } from './xref.ts';

const maxPages = 100_000;
const maxPacked = 100_000;
/** Objects that need each other before they can be read: a stream its length, a packed object its stream. */
const maxOpening = 32;
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** An object stream, taken apart: number and place of each object by its index. */
interface Container {
  readonly places: readonly (readonly [number: number, offset: number])[];
  readonly data: Source;
}

/**
 * A PDF opened for reading, the way its cross-reference says: tables, streams, hybrids, any number of incremental updates. Objects are read
 * on demand and every reference is followed within bounds; nothing is repaired. What cannot be read throws PdfError, what would cost too much
 * its kind PdfLimitError.
 */
export class PdfFile {
  readonly source: Source;
  readonly xref: Xref;
  readonly #objects = new Map<number, PdfValue>();
  readonly #containers = new Map<number, Container>();
  readonly #opening = new Set<number>();
  readonly #budget = new Budget();

  /** Opens the revision that ends at the end of `input`. The caller closes a source. */
  constructor(input: Uint8Array | Source) {
    this.source = input instanceof Uint8Array ? bytesSource(input) : input;
    if (this.source.read(0, 5).toString('latin1') !== '%PDF-') throw new PdfError('not a PDF');
    this.xref = readXref(this.source, this.#budget);
  }

  /** The whole file, which is no copy where it was opened in memory. */
  get bytes(): Buffer {
    return this.source.read(0, this.source.size);
  }

  get encrypted(): boolean {
    return this.xref.trailer.get('Encrypt') !== null;
  }

  get catalog(): PdfDict {
    return this.dict(this.xref.trailer.get('Root'));
  }

  /** Follows references to the value itself; a reference to nothing is null (ISO 32000-1 §7.3.10). */
  resolve = (value: PdfValue): PdfValue => {
    let found = value;
    for (let hops = 0; found instanceof PdfRef; hops++) {
      if (hops > 16) throw new PdfError('references in a circle');
      found = this.#object(found);
    }
    return found;
  };

  dict(value: PdfValue): PdfDict {
    const found = this.resolve(value);
    if (!(found instanceof PdfDict)) throw new PdfError('expected a dictionary');
    return found;
  }

  /** The array, or none where there is null. */
  array(value: PdfValue): readonly PdfValue[] {
    const found = this.resolve(value);
    if (found === null) return [];
    if (!isArray(found)) throw new PdfError('expected an array');
    return found;
  }

  /** What stands at the end of a way of keys, through dictionaries and those of streams; null where the way ends before. */
  at(value: PdfValue, ...keys: readonly string[]): PdfValue {
    let found = this.resolve(value);
    for (const key of keys) {
      const dict = found instanceof PdfStream ? found.dict : found;
      found = dict instanceof PdfDict ? this.resolve(dict.get(key)) : null;
    }
    return found;
  }

  /** The data of a stream, all its filters undone: at most 64 MiB. */
  decoded(stream: PdfStream): Buffer {
    return decodeStream(stream, this.resolve, this.#budget);
  }

  /** Every page in order, each by its reference, with the keys it inherits filled in (ISO 32000-1 §7.7.3.4). */
  *pages(): Generator<{ ref: PdfRef; page: PdfDict }> {
    const seen = new Set<number>();
    const pending: { node: PdfValue; inherited: PdfDict }[] = [{ node: this.catalog.get('Pages'), inherited: new PdfDict() }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, inherited } = next;
      if (!(node instanceof PdfRef) || seen.has(node.number)) throw new PdfError('bad page tree');
      seen.add(node.number);
      const dict = this.dict(node);
      const own: Record<string, PdfValue> = {};
      for (const key of inheritable) own[key] = dict.entries.has(key) ? dict.get(key) : inherited.get(key);
      if (!isNamed(dict.get('Type'), 'Pages') && !dict.entries.has('Kids')) yield { ref: node, page: dict.with(own) };
      else for (const kid of this.array(dict.get('Kids')).toReversed()) pending.push({ node: kid, inherited: new PdfDict(own) });
      if (seen.size + pending.length > maxPages) throw new PdfLimitError('pages');
    }
  }

  #object({ number, generation }: PdfRef): PdfValue {
    const entry = this.xref.entries.get(number);
    if (entry === undefined || entry.kind === 'free') return null;
    if (generation !== (entry.kind === 'plain' ? entry.generation : 0)) return null;
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    if (this.#opening.has(number)) throw new PdfError('an object needs itself');
    if (this.#opening.size >= maxOpening) throw new PdfLimitError('objects that need others');
    this.#opening.add(number);
    try {
      const value =
        entry.kind === 'plain' ? this.#plain(number, entry.offset) : this.#packed(number, entry.container, entry.index);
      this.#objects.set(number, value);
      return value;
    } finally {
      this.#opening.delete(number);
    }
  }

  #plain(number: number, offset: number): PdfValue {
    const found = readIndirect(this.source, offset, this.resolve, this.#budget);
    if (found.number !== number) throw new PdfError('another object stands here');
    return found.value;
  }

  #packed(number: number, container: number, index: number): PdfValue {
    const { places, data } = this.#container(container);
    const place = places[index];
    if (place?.[0] !== number) throw new PdfError('another object stands here');
    const lexer = new Lexer(data, place[1]);
    const value = lexer.value();
    this.#budget.spend('values', lexer.values);
    this.#budget.spend('bytes of objects', lexer.at - place[1]);
    return value;
  }

  #container(number: number): Container {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    if (this.xref.entries.get(number)?.kind !== 'plain') throw new PdfError('object stream inside an object stream');
    const stream = this.resolve(new PdfRef(number));
    if (!(stream instanceof PdfStream) || !isNamed(stream.dict.get('Type'), 'ObjStm'))
      throw new PdfError('expected an object stream');
    const [count, first] = [this.at(stream, 'N'), this.at(stream, 'First')];
    if (typeof count !== 'number' || typeof first !== 'number' || !Number.isSafeInteger(first))
      throw new PdfError('bad object stream');
    if (count > maxPacked) throw new PdfLimitError('objects of an object stream');
    const data = bytesSource(this.decoded(stream));
    this.#budget.spend('bytes of object streams', data.size);
    const head = new Lexer(data);
    const places = Array.from({ length: count }, () => [head.count(), head.count() + first] as const);
    const opened = { places, data };
    this.#containers.set(number, opened);
    return opened;
  }
}
