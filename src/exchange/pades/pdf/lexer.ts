/** Reads PDF objects out of bytes, strictly: what two readers could understand differently is refused, not repaired. */
import { PdfDict, PdfError, PdfName, PdfRef, PdfString } from './objects.ts';
import type { PdfValue } from './objects.ts';

const maxDepth = 64;
const maxItems = 2_000_000;
const maxString = 32 * 1024 * 1024;

const whitespace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const isRegular = (byte: number) => !whitespace.has(byte) && !delimiters.has(byte);
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25)
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
      else if (whitespace.has(byte)) this.at++;
      else return;
    }
  }

  /** The next run of regular characters, e.g. `obj`, `R`, `12`; empty at a delimiter or at the end. */
  word(): string {
    this.skipSpace();
    const start = this.at;
    for (let byte = this.bytes[this.at]; byte !== undefined && isRegular(byte); byte = this.bytes[++this.at]) {
      if (this.at - start > 127) throw new PdfError('word too long');
    }
    return latin1(this.bytes, start, this.at);
  }

  peekWord(): string {
    const at = this.at;
    const word = this.word();
    this.at = at;
    return word;
  }

  expect(word: string): void {
    if (this.word() !== word) throw new PdfError(`expected ${word}`);
  }

  /** A non-negative integer. */
  count(): number {
    const word = this.word();
    if (!/^\d{1,15}$/.test(word)) throw new PdfError('expected a number');
    return Number(word);
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new PdfError('too deep');
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new PdfError('cut short');
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
    if (byte === 0x5b) return this.#array(depth);
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfError('not an object');
    return this.#reference(word) ?? Number(word);
  }

  #reference(word: string): PdfRef | null {
    if (!/^\d{1,10}$/.test(word)) return null;
    const at = this.at;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') return new PdfRef(Number(word), Number(generation));
    this.at = at;
    return null;
  }

  #name(): PdfName {
    this.at++;
    const start = this.at;
    for (let byte = this.bytes[this.at]; byte !== undefined && isRegular(byte); byte = this.bytes[++this.at]) {
      if (this.at - start > 512) throw new PdfError('name too long');
    }
    const written = latin1(this.bytes, start, this.at);
    return new PdfName(written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }

  #hex(): PdfString {
    const start = this.at;
    const end = this.bytes.indexOf(0x3e, start);
    if (end === -1 || end - start > maxString) throw new PdfError('string without end');
    const digits = latin1(this.bytes, start + 1, end).replace(/[\0\t\n\f\r ]+/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfError('not hexadecimal');
    this.at = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), true, start, this.at);
  }

  #literal(): PdfString {
    const start = this.at++;
    const out: number[] = [];
    for (let open = 1; ;) {
      let byte = this.bytes[this.at++];
      if (byte === undefined) throw new PdfError('string without end');
      if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) break;
      else if (byte === 0x5c) {
        const escaped = this.#escape();
        if (escaped === null) continue;
        byte = escaped;
      }
      out.push(byte);
      if (out.length > maxString) throw new PdfError('string without end');
    }
    return new PdfString(Uint8Array.from(out), false, start, this.at);
  }

  #escape(): number | null {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new PdfError('string without end');
    if (byte === 13 && this.bytes[this.at] === 10) this.at++;
    if (byte === 10 || byte === 13) return null;
    const octal = /^[0-7]{1,3}/.exec(latin1(this.bytes, this.at - 1, this.at + 2))?.[0];
    if (octal === undefined) return escapes[String.fromCharCode(byte)] ?? byte;
    this.at += octal.length - 1;
    return Number.parseInt(octal, 8) & 0xff;
  }

  #array(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x5d) break;
      items.push(this.value(depth + 1));
      if (items.length > maxItems) throw new PdfError('array too long');
    }
    this.at++;
    return items;
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    let duplicates = false;
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break;
      const key = this.value(depth + 1);
      if (!(key instanceof PdfName)) throw new PdfError('a key must be a name');
      if (entries.has(key.name)) duplicates = true;
      entries.set(key.name, this.value(depth + 1));
      if (entries.size > maxItems) throw new PdfError('dictionary too long');
    }
    this.at += 2;
    return new PdfDict(entries, duplicates);
  }
}

/** Also where an offset out of the file's own tables points beyond its end. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
  const from = Math.min(start, bytes.length);
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, Math.min(end, bytes.length) - from)).toString('latin1');
}
