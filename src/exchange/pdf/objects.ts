/** PDF objects as values (ISO 32000-1, 7.3) and the parser that reads them from bytes nobody has checked. */

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
/** A literal or hexadecimal string, undecoded. */
export class PdfString {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}
export class PdfRef {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}
/** A word that is none of the others: an operator, `obj`, `R`, `stream` … */
export class PdfKeyword {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}
export type PdfDict = ReadonlyMap<string, PdfValue>;
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfKeyword | readonly PdfValue[] | PdfDict;

/** The bytes break the grammar of PDF: the file's fault. */
export class PdfSyntaxError extends Error {}
/** The bytes end inside an object: the caller may have more of them. */
export class PdfMoreBytes extends Error {}
/** The file is allowed, but asks for more than we are willing to spend. */
export class PdfLimitError extends Error {}

const deepestNesting = 100;
const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiter = new Set(Buffer.from('()<>[]{}/%', 'latin1'));

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && white.has(byte);
}

/** Reads values one after the other from `data`, starting at `at`. */
export class PdfParser {
  readonly #data: Buffer;
  readonly #whole: boolean;
  at: number;

  /** `whole` says that nothing follows `data`, so that its end ends a word. */
  constructor(data: Buffer, at = 0, whole = true) {
    this.#data = data;
    this.at = at;
    this.#whole = whole;
  }

  /** The next value; undefined at the end. `1 0 R` counts as one value when `references` is true. */
  next(references = true, depth = 0): PdfValue | undefined {
    if (depth > deepestNesting) throw new PdfLimitError('nesting');
    this.skipWhite();
    const byte = this.#data[this.at];
    if (byte === undefined) {
      if (!this.#whole) throw new PdfMoreBytes();
      return undefined;
    }
    switch (String.fromCharCode(byte)) {
      case '/':
        return this.#name();
      case '(':
        return this.#literal();
      case '<':
        return this.#data[this.at + 1] === 0x3c ? this.#dictionary(references, depth) : this.#hexadecimal();
      case '[':
        return this.#array(references, depth);
      case ')':
      case '>':
      case ']':
      case '{':
      case '}':
        this.at++;
        return new PdfKeyword(String.fromCharCode(byte));
      default:
        return this.#word(references);
    }
  }

  skipWhite(): void {
    for (;;) {
      const byte = this.#data[this.at];
      if (byte === 0x25) {
        while (this.at < this.#data.length && this.#data[this.at] !== 10 && this.#data[this.at] !== 13) this.at++;
      } else if (byte !== undefined && white.has(byte)) this.at++;
      else return;
    }
  }

  #regular(): string {
    const start = this.at;
    for (;;) {
      const byte = this.#data[this.at];
      if (byte === undefined) {
        if (!this.#whole) throw new PdfMoreBytes();
        break;
      }
      if (white.has(byte) || delimiter.has(byte)) break;
      this.at++;
    }
    return this.#data.toString('latin1', start, this.at);
  }

  #name(): PdfName {
    this.at++;
    return new PdfName(
      this.#regular().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  #word(references: boolean): PdfValue {
    const word = this.#regular();
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) {
      return references && /^\d{1,10}$/.test(word) ? (this.#reference(Number(word)) ?? Number(word)) : Number(word);
    }
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : new PdfKeyword(word);
  }

  /** `n g R` after its first number, or null with the position as it was. */
  #reference(number: number): PdfRef | null {
    const start = this.at;
    this.skipWhite();
    const generation = this.#peekDigits();
    if (generation) {
      this.skipWhite();
      const end = this.#data[this.at + 1];
      if (this.at + 1 >= this.#data.length && !this.#whole) throw new PdfMoreBytes();
      if (this.#data[this.at] === 0x52 && (end === undefined || white.has(end) || delimiter.has(end))) {
        this.at++;
        return new PdfRef(number);
      }
    } else if (this.at >= this.#data.length && !this.#whole) throw new PdfMoreBytes();
    this.at = start;
    return null;
  }

  #peekDigits(): boolean {
    const start = this.at;
    while (this.at - start < 5 && (this.#data[this.at] ?? 0) >= 0x30 && (this.#data[this.at] ?? 0) <= 0x39) this.at++;
    return this.at > start;
  }

  #array(references: boolean, depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      const item = this.next(references, depth + 1);
      if (item === undefined) throw new PdfSyntaxError('array without end');
      if (item instanceof PdfKeyword) {
        if (item.word === ']') return items;
        throw new PdfSyntaxError(`${item.word} in array`);
      }
      items.push(item);
    }
  }

  #dictionary(references: boolean, depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      const key = this.next(references, depth + 1);
      if (key instanceof PdfKeyword && key.word === '>' && this.#data[this.at] === 0x3e) {
        this.at++;
        return entries;
      }
      if (!(key instanceof PdfName))
        throw this.at >= this.#data.length && !this.#whole ? new PdfMoreBytes() : new PdfSyntaxError('dictionary key');
      const value = this.next(references, depth + 1);
      if (value === undefined || value instanceof PdfKeyword) throw new PdfSyntaxError(`value of /${key.name}`);
      entries.set(key.name, value);
    }
  }

  #hexadecimal(): PdfString {
    const end = this.#data.indexOf(0x3e, this.at);
    if (end < 0) throw this.#whole ? new PdfSyntaxError('string without end') : new PdfMoreBytes();
    const digits = this.#data.toString('latin1', this.at + 1, end).replace(/[\0\s]/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfSyntaxError('hexadecimal string');
    this.at = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'));
  }

  #literal(): PdfString {
    const out: number[] = [];
    let open = 1;
    this.at++;
    for (;;) {
      const byte = this.#data[this.at++];
      if (byte === undefined) throw this.#whole ? new PdfSyntaxError('string without end') : new PdfMoreBytes();
      if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) return new PdfString(Buffer.from(out));
      if (byte === 0x5c) this.#escape(out);
      else out.push(byte);
    }
  }

  #escape(out: number[]): void {
    const byte = this.#data[this.at++];
    if (byte === undefined) return;
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(byte)];
    if (plain !== undefined) out.push(plain);
    else if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let digits = 1; digits < 3; digits++) {
        const digit = this.#data[this.at] ?? 0;
        if (digit < 0x30 || digit > 0x37) break;
        value = value * 8 + digit - 0x30;
        this.at++;
      }
      out.push(value & 0xff);
    } else if (byte === 13) {
      if (this.#data[this.at] === 10) this.at++;
    } else if (byte !== 10) out.push(byte);
  }
}
