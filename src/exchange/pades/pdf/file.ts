/** A PDF opened for reading: objects on demand, every reference followed within bounds. Nothing is repaired. */
import { budgetPerFile, decodeStream } from './decode.ts';
import type { Budget } from './decode.ts';
import { Lexer } from './lexer.ts';
import { isArray, isNamed, PdfDict, PdfError, PdfRef, PdfStream } from './objects.ts';
import type { PdfValue } from './objects.ts';
import { readIndirect, readXref } from './xref.ts';
import type { Xref } from './xref.ts';

const maxPages = 100_000;
const maxPacked = 100_000;

export class PdfFile {
  readonly bytes: Uint8Array;
  readonly xref: Xref;
  readonly #objects = new Map<number, PdfValue>();
  readonly #containers = new Map<number, { offsets: Map<number, [number: number, offset: number]>; data: Uint8Array }>();
  readonly #opening = new Set<number>();
  readonly #budget: Budget = { bytes: budgetPerFile };

  /** Opens the revision that ends at the end of `bytes`. @throws PdfError */
  constructor(bytes: Uint8Array) {
    if (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(5, bytes.length)).toString('latin1') !== '%PDF-')
      throw new PdfError('not a PDF');
    this.bytes = bytes;
    this.xref = readXref(bytes, this.#budget);
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

  /** Every page in order, each by its reference, with the keys it inherits filled in. */
  *pages(): Generator<{ ref: PdfRef; page: PdfDict }> {
    const seen = new Set<number>();
    const pending: { node: PdfValue; inherited: PdfDict }[] = [{ node: this.catalog.get('Pages'), inherited: new PdfDict() }];
    while (pending.length > 0) {
      const { node, inherited } = pending.pop() ?? { node: null, inherited: new PdfDict() };
      if (!(node instanceof PdfRef) || seen.has(node.number) || seen.size > maxPages) throw new PdfError('bad page tree');
      seen.add(node.number);
      const dict = this.dict(node);
      const own: Record<string, PdfValue> = {};
      for (const key of ['Rotate', 'MediaBox', 'CropBox']) own[key] = dict.entries.has(key) ? dict.get(key) : inherited.get(key);
      if (isNamed(dict.get('Type'), 'Pages') || dict.entries.has('Kids')) {
        for (const kid of [...this.array(dict.get('Kids'))].reverse()) pending.push({ node: kid, inherited: new PdfDict(own) });
      } else yield { ref: node, page: dict.with(own) };
    }
  }

  #object(ref: PdfRef): PdfValue {
    const known = this.#objects.get(ref.number);
    if (known !== undefined) return known;
    const entry = this.xref.entries.get(ref.number);
    if (entry === undefined || entry.kind === 'free') return null;
    if (this.#opening.has(ref.number)) throw new PdfError('an object needs itself');
    this.#opening.add(ref.number);
    try {
      if (entry.kind === 'plain' && entry.generation !== ref.generation) return null;
      const value =
        entry.kind === 'plain' ? this.#plain(ref.number, entry.offset) : this.#packed(ref.number, entry.container, entry.index);
      this.#objects.set(ref.number, value);
      return value;
    } finally {
      this.#opening.delete(ref.number);
    }
  }

  #plain(number: number, offset: number): PdfValue {
    const found = readIndirect(new Lexer(this.bytes, offset), this.resolve);
    if (found.number !== number) throw new PdfError('another object stands here');
    return found.value;
  }

  #packed(number: number, container: number, index: number): PdfValue {
    const { offsets, data } = this.#container(container);
    const place = offsets.get(index);
    if (place?.[0] !== number) throw new PdfError('another object stands here');
    return new Lexer(data, place[1]).value();
  }

  #container(number: number): { offsets: Map<number, [number, number]>; data: Uint8Array } {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    if (this.xref.entries.get(number)?.kind !== 'plain') throw new PdfError('object stream inside an object stream');
    const stream = this.resolve(new PdfRef(number));
    if (!(stream instanceof PdfStream) || !isNamed(stream.dict.get('Type'), 'ObjStm'))
      throw new PdfError('expected an object stream');
    const count = this.resolve(stream.dict.get('N'));
    const first = this.resolve(stream.dict.get('First'));
    if (typeof count !== 'number' || typeof first !== 'number' || count > maxPacked) throw new PdfError('bad object stream');
    const data = decodeStream(stream, this.resolve, this.#budget);
    const head = new Lexer(data);
    const offsets = new Map<number, [number, number]>();
    for (let i = 0; i < count; i++) offsets.set(i, [head.count(), head.count() + first]);
    const opened = { offsets, data };
    this.#containers.set(number, opened);
    return opened;
  }
}
