import { open, type FileHandle } from 'node:fs/promises';
import { PdfString, serialise } from '../../../exchange/pdf/objects.ts';

/** An indirect object of the file being written: `7 0 R`. */
export interface Ref {
  readonly number: number;
}

/**
 * Writes a PDF 1.7 front to back: each object leaves memory as soon as it is written, and only its offset is kept. The cross-reference
 * is a classic table, which every reader and every signer that appends an update understands (ISO 32000-1, 7.5).
 */
export class PdfWriter {
  readonly #file: FileHandle;
  readonly #offsets: number[] = [0];
  #position = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** `path` must not exist. The caller closes, and removes the file when anything failed. */
  static async create(path: string): Promise<PdfWriter> {
    const writer = new PdfWriter(await open(path, 'wx'));
    // Four bytes above 127 tell transfer programs that this is binary; PDF/A demands them (ISO 19005-2, 6.1.2).
    await writer.#write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
    return writer;
  }

  /** A number for an object that others point at before it is written. */
  reserve(): Ref {
    this.#offsets.push(0);
    return { number: this.#offsets.length - 1 };
  }

  /** Writes `body`, any PDF value in PDF syntax. */
  async object(body: string, ref: Ref = this.reserve()): Promise<Ref> {
    this.#begin(ref);
    await this.#write(Buffer.from(`${ref.number} 0 obj\n${body}\nendobj\n`, 'latin1'));
    return ref;
  }

  /** `entries` is the inside of the stream's dictionary without `/Length`. */
  async stream(entries: string, data: Uint8Array, ref: Ref = this.reserve()): Promise<Ref> {
    this.#begin(ref);
    await this.#write(Buffer.from(`${ref.number} 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n`, 'latin1'));
    await this.#write(data);
    await this.#write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    return ref;
  }

  /** Writes cross-reference and trailer; `id` is the 16-byte file identifier, the same twice in a first revision. */
  async finish(root: Ref, info: Ref, id: Buffer): Promise<void> {
    const start = this.#position;
    const rows = this.#offsets.map((offset, number) => {
      if (number > 0 && offset === 0) throw new Error(`object ${number} was reserved but never written`);
      return number === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
    });
    const written = serialise(new PdfString(id));
    const trailer = `<< /Size ${rows.length} /Root ${refer(root)} /Info ${refer(info)} /ID [${written} ${written}] >>`;
    await this.#write(
      Buffer.from(`xref\n0 ${rows.length}\n${rows.join('')}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'),
    );
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #begin(ref: Ref): void {
    if (this.#offsets[ref.number] !== 0) throw new Error(`object ${ref.number} written twice`);
    this.#offsets[ref.number] = this.#position;
  }

  async #write(data: Uint8Array): Promise<void> {
    for (let written = 0; written < data.length;) {
      written += (await this.#file.write(data, written)).bytesWritten;
    }
    this.#position += data.length;
  }
}

export function refer(ref: Ref): string {
  return `${ref.number} 0 R`;
}

/** A real number without exponent, at most `digits` decimals. */
export function num(value: number, digits = 5): string {
  const text = value.toFixed(digits);
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/** Any bytes between parentheses (ISO 32000-1, 7.3.4.2): shorter, and packed better, than hexadecimal. */
export function literalString(bytes: Uint8Array): string {
  return `(${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('\r', '\\r')})`;
}
