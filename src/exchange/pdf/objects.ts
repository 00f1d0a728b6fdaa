/** The eight kinds of PDF object (ISO 32000-1 §7.3) as plain values, and how they are written. */
import type { Source } from './source.ts';

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** `start` and `end` are where the token stood in its file, delimiters included: what ByteRange must leave out. */
export class PdfString {
  readonly bytes: Uint8Array;
  readonly hex: boolean;
  readonly start: number;
  readonly end: number;
  constructor(bytes: Uint8Array, hex = true, start = -1, end = -1) {
    this.bytes = bytes;
    this.hex = hex;
    this.start = start;
    this.end = end;
  }
}

export class PdfRef {
  readonly number: number;
  readonly generation: number;
  constructor(number: number, generation = 0) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfDict {
  readonly entries: Map<string, PdfValue>;
  /** A key stood twice: readers disagree about which counts, so nothing may hang on it. */
  readonly duplicateKeys: boolean;
  constructor(entries: Map<string, PdfValue> | Readonly<Record<string, PdfValue>> = {}, duplicateKeys = false) {
    this.entries = entries instanceof Map ? entries : new Map(Object.entries(entries));
    this.duplicateKeys = duplicateKeys;
  }
  get(key: string): PdfValue {
    return this.entries.get(key) ?? null;
  }
  /** A copy with some keys replaced: parsed objects are shared and never changed. */
  with(changes: Readonly<Record<string, PdfValue>>): PdfDict {
    return new PdfDict(new Map([...this.entries, ...Object.entries(changes)]));
  }
}

/** A stream by the place of its data, `length` bytes still encoded, which stay there until asked for. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly length: number;
  readonly #source: Source;
  readonly #at: number;
  constructor(dict: PdfDict, source: Source, at: number, length: number) {
    this.dict = dict;
    this.length = length;
    this.#source = source;
    this.#at = at;
  }
  /** The data, still encoded. From memory it is a view; from a file it is read anew. */
  get raw(): Buffer {
    return this.#source.read(this.#at, this.length);
  }
}

export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfDict | PdfStream | readonly PdfValue[];

/** The file is not what the grammar or its own tables say. Whoever opens a file catches it. */
export class PdfError extends Error {}
/** The file may be right, but asks for more than reading it is worth. */
export class PdfLimitError extends PdfError {}

export function isArray(value: PdfValue): value is readonly PdfValue[] {
  return Array.isArray(value);
}

export function nameOf(value: PdfValue): string | null {
  return value instanceof PdfName ? value.name : null;
}

export function isNamed(value: PdfValue, name: string): boolean {
  return nameOf(value) === name;
}

/** A text string as PDFDocEncoding where that is plain ASCII, else UTF-16BE with its mark (ISO 32000-1 §7.9.2.2). */
export function textString(text: string): PdfString {
  return /^[\x20-\x7e]*$/.test(text)
    ? new PdfString(Buffer.from(text, 'latin1'))
    : new PdfString(Buffer.concat([Uint8Array.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]));
}

export function readTextString(string: PdfString): string {
  const bytes = Buffer.from(string.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) return bytes.subarray(2).swap16().toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** The value as it stands in a file. Streams are written by the writer, which knows their length. */
export function serialise(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return serialiseNumber(value);
  if (value instanceof PdfName) return `/${serialiseName(value.name)}`;
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString('hex')}>`;
  if (value instanceof PdfRef) return `${value.number} ${value.generation} R`;
  if (value instanceof PdfDict)
    return `<<${[...value.entries].map(([key, entry]) => `/${serialiseName(key)} ${serialise(entry)}`).join(' ')}>>`;
  if (value instanceof PdfStream) throw new PdfError('a stream is always indirect');
  return `[${value.map(serialise).join(' ')}]`;
}

function serialiseNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text;
}

/** Names are kept as one character per byte. */
function serialiseName(name: string): string {
  return Array.from(name, (char) =>
    /[!-~]/.test(char) && !'()<>[]{}/%#'.includes(char) ? char : `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  ).join('');
}
