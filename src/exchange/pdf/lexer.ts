/** Reads PDF objects out of bytes, strictly: what two readers could understand differently is refused, not repaired. */
import { PdfDict, PdfError, PdfLimitError, PdfName, PdfRef, PdfString } from './objects.ts';
import type { PdfValue } from './objects.ts';
import type { Source } from './source.ts';

const maxDepth = 100;
/** Of one object. */
const maxValues = 1_000_000;
const maxString = 16 * 2 ** 20;
const maxWord = 127;
const maxName = 512;
/** How far one lexer goes: a wrong offset must not make it read a whole disk. */
const maxReach = 64 * 2 ** 20;

const [regular, white, delimiter] = [0, 1, 2];
const kindOfByte = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kindOfByte[byte] = white;
for (const byte of Buffer.from('()<>[]{}/%', 'latin1')) kindOfByte[byte] = delimiter;
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && kindOfByte[byte] === white;
}

export class Lexer {
  readonly #source: Source;
  readonly #start: number;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #windowSize = 1024;
  #values = 0;
  at: number;

  constructor(source: Source, at = 0) {
    this.#source = source;
    this.#start = at;
    this.at = at;
  }

  /** How many values the last object consisted of. */
  get values(): number {
    return this.#values;
  }

  /** The byte at the lexer, or some bytes further; undefined where there are none. */
  peek(ahead = 0): number | undefined {
    const index = this.at + ahead - this.#windowAt;
    return index >= 0 && index < this.#window.length ? this.#window[index] : this.#load(this.at + ahead);
  }

  #load(at: number): number | undefined {
    if (at >= this.#source.size) return undefined;
    if (at - this.#start > maxReach) throw new PdfLimitError('size of an object');
    this.#window = this.#source.read(at, this.#windowSize);
    this.#windowAt = at;
    this.#windowSize = Math.min(4 * this.#windowSize, 65_536);
    return this.#window[0];
  }

  skipSpace(): void {
    for (let byte = this.peek(); byte !== undefined; byte = this.peek()) {
      if (byte === 0x25) while (byte !== undefined && byte !== 10 && byte !== 13) byte = this.#step();
      else if (kindOfByte[byte] === white) this.at++;
      else return;
    }
  }

  #step(): number | undefined {
    this.at++;
    return this.peek();
  }

  #regulars(most: number): string {
    let text = '';
    for (let byte = this.peek(); byte !== undefined && kindOfByte[byte] === regular; byte = this.#step()) {
      if (text.length >= most) throw new PdfError('word too long');
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** The next run of regular characters, e.g. `obj`, `R`, `12`; empty at a delimiter or at the end. */
  word(): string {
    this.skipSpace();
    return this.#regulars(maxWord);
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

  /** The next object. */
  value(depth = 0): PdfValue {
    if (depth === 0) this.#values = 0;
    if (depth > maxDepth) throw new PdfLimitError('nesting');
    if (++this.#values > maxValues) throw new PdfLimitError('values of an object');
    this.skipSpace();
    switch (this.peek()) {
      case undefined:
        throw new PdfError('cut short');
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x3c:
        return this.peek(1) === 0x3c ? this.#dict(depth) : this.#hex();
      case 0x5b:
        return this.#array(depth);
      default: {
        const word = this.word();
        const value = simple(word);
        if (value === undefined) throw new PdfError('not an object');
        return this.#reference(word) ?? value;
      }
    }
  }

  /** In page content, where there are no references: the next operand or, as a string, operator; undefined at the end. */
  token(): PdfValue | string | undefined {
    this.skipSpace();
    const byte = this.peek();
    if (byte === undefined) return undefined;
    if (byte === 0x2f || byte === 0x28 || byte === 0x3c || byte === 0x5b) return this.value();
    const word = this.word();
    if (word === '') this.at++;
    const value = simple(word);
    return value === undefined ? word : value;
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
    const written = this.#regulars(maxName);
    return new PdfName(written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }

  #hex(): PdfString {
    const start = this.at;
    for (let byte = this.#step(); byte !== 0x3e; byte = this.#step()) this.#checkString(start, byte);
    this.at++;
    const digits = hexDigits(this.#between(start + 1, this.at - 1));
    if (digits === null) throw new PdfError('not hexadecimal');
    return new PdfString(digits, true, start, this.at);
  }

  #literal(): PdfString {
    const start = this.at;
    for (let open = 1; open > 0;) {
      const byte = this.#step();
      this.#checkString(start, byte);
      if (byte === 0x5c) this.#checkString(start, this.#step());
      else if (byte === 0x28) open++;
      else if (byte === 0x29) open--;
    }
    this.at++;
    return new PdfString(unescaped(this.#between(start + 1, this.at - 1)), false, start, this.at);
  }

  #checkString(start: number, byte: number | undefined): void {
    if (byte === undefined) throw new PdfError('string without end');
    if (this.at - start > maxString) throw new PdfLimitError('size of a string');
  }

  #between(start: number, end: number): Buffer {
    return this.#source.read(start, end - start);
  }

  #array(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (this.skipSpace(); this.peek() !== 0x5d; this.skipSpace()) items.push(this.value(depth + 1));
    this.at++;
    return items;
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    let duplicates = false;
    for (this.skipSpace(); this.peek() !== 0x3e || this.peek(1) !== 0x3e; this.skipSpace()) {
      const key = this.value(depth + 1);
      if (!(key instanceof PdfName)) throw new PdfError('a key must be a name');
      if (entries.has(key.name)) duplicates = true;
      entries.set(key.name, this.value(depth + 1));
    }
    this.at += 2;
    return new PdfDict(entries, duplicates);
  }
}

/** What a word stands for by itself; undefined for a word that is no object. */
function simple(word: string): number | boolean | null | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
  return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : undefined;
}

/** Bytes written as hexadecimal digits, an odd last one with 0 behind it (ISO 32000-1 §7.3.4.3); null when there is anything else. */
export function hexDigits(written: Buffer): Buffer | null {
  const digits = written.toString('latin1').replace(/[\0\t\n\f\r ]+/g, '');
  if (!/^[0-9a-fA-F]*$/.test(digits)) return null;
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** A literal string between its parentheses (ISO 32000-1 §7.3.4.2). */
function unescaped(written: Buffer): Buffer {
  if (!written.includes(0x5c)) return Buffer.from(written);
  const out = Buffer.alloc(written.length);
  let length = 0;
  for (let at = 0; at < written.length; at++) {
    let byte = written[at] ?? 0;
    if (byte === 0x5c) {
      byte = written[++at] ?? 0;
      if (byte === 13 && written[at + 1] === 10) at++;
      if (byte === 10 || byte === 13) continue;
      const octal = /^[0-7]{1,3}/.exec(written.toString('latin1', at, at + 3))?.[0];
      if (octal !== undefined) at += octal.length - 1;
      byte = octal === undefined ? (escapes[String.fromCharCode(byte)] ?? byte) : Number.parseInt(octal, 8) & 0xff;
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}
