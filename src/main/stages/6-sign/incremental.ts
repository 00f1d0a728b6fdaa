/** An incremental update (ISO 32000-1 §7.5.6): new objects and a cross-reference behind a file whose bytes stay as they are. */
import { createHash } from 'node:crypto';
import { PdfDict, PdfName, PdfRef, PdfString, isArray, serialise } from '../../../exchange/pdf/objects.ts';
import type { PdfValue } from '../../../exchange/pdf/objects.ts';
import type { PdfFile } from '../../../exchange/pdf/file.ts';

export class IncrementalUpdate {
  readonly #pdf: PdfFile;
  readonly #bodies = new Map<number, { generation: number; body: Buffer }>();
  #next: number;

  constructor(pdf: PdfFile) {
    this.#pdf = pdf;
    this.#next = pdf.xref.size;
  }

  /** A reference to an object that `put` has yet to give. */
  allocate(): PdfRef {
    return new PdfRef(this.#next++);
  }

  /** Writes a new object, or a new version of an old one. */
  put(ref: PdfRef, value: PdfValue | Buffer): void {
    const body = Buffer.isBuffer(value) ? value : Buffer.from(serialise(value), 'latin1');
    this.#bodies.set(ref.number, { generation: ref.generation, body });
  }

  add(value: PdfValue): PdfRef {
    const ref = this.allocate();
    this.put(ref, value);
    return ref;
  }

  addStream(dict: Readonly<Record<string, PdfValue>>, data: Uint8Array): PdfRef {
    const ref = this.allocate();
    const head = serialise(new PdfDict({ ...dict, Length: data.length }));
    this.put(ref, Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), data, Buffer.from('\nendstream', 'latin1')]));
    return ref;
  }

  /** What to write behind the file, and where in the whole each object's body begins. */
  finish(): { tail: Buffer; bodyOffsets: ReadonlyMap<number, number> } {
    const base = this.#pdf.bytes.length;
    const parts: Buffer[] = [];
    let at = base;
    const write = (part: Buffer): void => {
      parts.push(part);
      at += part.length;
    };
    if (this.#pdf.bytes.at(-1) !== 10) write(Buffer.from('\n', 'latin1'));
    const objectOffsets = new Map<number, { offset: number; generation: number }>();
    const bodyOffsets = new Map<number, number>();
    for (const [number, { generation, body }] of [...this.#bodies].sort(([a], [b]) => a - b)) {
      objectOffsets.set(number, { offset: at, generation });
      write(Buffer.from(`${number} ${generation} obj\n`, 'latin1'));
      bodyOffsets.set(number, at);
      write(body);
      write(Buffer.from('\nendobj\n', 'latin1'));
    }
    const startxref = at;
    const trailer = this.#trailer(parts);
    write(
      this.#pdf.xref.kind === 'table'
        ? tableSection(objectOffsets, trailer)
        : streamSection(this.#next, startxref, objectOffsets, trailer),
    );
    write(Buffer.from(`startxref\n${startxref}\n%%EOF\n`, 'latin1'));
    return { tail: Buffer.concat(parts), bodyOffsets };
  }

  /** Root and Info stay; the second half of the identifier names this revision (ISO 32000-1 §14.4) by what it adds. */
  #trailer(parts: readonly Buffer[]): Record<string, PdfValue> {
    const { trailer, size, startxref } = this.#pdf.xref;
    const hash = createHash('sha256').update(String(startxref));
    for (const part of parts) hash.update(part);
    const revision = new PdfString(hash.digest().subarray(0, 16));
    const identifiers = this.#pdf.resolve(trailer.get('ID'));
    const first = isArray(identifiers) ? this.#pdf.resolve(identifiers[0] ?? null) : null;
    const entries: Record<string, PdfValue> = { Size: Math.max(this.#next, size), Root: trailer.get('Root') };
    if (trailer.get('Info') !== null) entries.Info = trailer.get('Info');
    return { ...entries, ID: [first instanceof PdfString ? first : revision, revision], Prev: startxref };
  }
}

type Offsets = ReadonlyMap<number, { offset: number; generation: number }>;

/** Consecutive object numbers make one subsection. */
function runs(offsets: Offsets): number[][] {
  const found: number[][] = [];
  for (const number of offsets.keys()) {
    const last = found.at(-1);
    if (last !== undefined && last.at(-1) === number - 1) last.push(number);
    else found.push([number]);
  }
  return found;
}

function tableSection(offsets: Offsets, trailer: Record<string, PdfValue>): Buffer {
  const sections = runs(offsets).map((run) => {
    const rows = run.map((number) => {
      const { offset = 0, generation = 0 } = offsets.get(number) ?? {};
      return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
    });
    return `${run[0]} ${run.length}\n${rows.join('')}`;
  });
  return Buffer.from(`xref\n${sections.join('')}trailer\n${serialise(new PdfDict(trailer))}\n`, 'latin1');
}

/** A file whose newest cross-reference is a stream must go on with streams (ISO 32000-1 §7.5.8.4). */
function streamSection(number: number, offset: number, offsets: Offsets, trailer: Record<string, PdfValue>): Buffer {
  const all: Offsets = new Map([...offsets, [number, { offset, generation: 0 }]]);
  const rows = Buffer.alloc(all.size * 7);
  let row = 0;
  for (const { offset: at, generation } of all.values()) {
    rows.writeUInt8(1, row);
    rows.writeUInt32BE(at, row + 1);
    rows.writeUInt16BE(generation, row + 5);
    row += 7;
  }
  const index = runs(all).flatMap((run) => [run[0] ?? 0, run.length]);
  const dict = { Type: new PdfName('XRef'), ...trailer, Size: number + 1, W: [1, 4, 2], Index: index, Length: rows.length };
  const head = `${number} 0 obj\n${serialise(new PdfDict(dict))}\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), rows, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
}
