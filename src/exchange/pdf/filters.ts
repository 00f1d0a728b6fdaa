/** The filters of streams that are read here (ISO 32000-1 §7.4); those of images are left alone. */
import { inflateSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { hexDigits } from './lexer.ts';
import { isArray, nameOf, PdfDict, PdfError, PdfLimitError } from './objects.ts';
import type { PdfStream, PdfValue } from './objects.ts';

const maxStream = 64 * 2 ** 20;
const maxFilters = 8;

/**
 * The bytes of `stream` with all its filters undone, at most 64 MiB before and after each. `resolve` follows references in its dictionary.
 * @throws PdfError on bad or unknown coding
 */
export function decodeStream(stream: PdfStream, resolve: (value: PdfValue) => PdfValue, budget: Budget): Buffer {
  const list = (key: string): readonly PdfValue[] => {
    const found = resolve(stream.dict.get(key));
    return isArray(found) ? found : found === null ? [] : [found];
  };
  const [filters, parameters] = [list('Filter'), list('DecodeParms')];
  if (filters.length > maxFilters) throw new PdfLimitError('filters');
  if (stream.length > maxStream) throw new PdfLimitError('size of a stream');
  let bytes = stream.raw;
  budget.spend('decoded bytes', bytes.length);
  filters.forEach((filter, i) => {
    bytes = undo(nameOf(resolve(filter)), bytes, resolve(parameters[i] ?? null), resolve);
    budget.spend('decoded bytes', bytes.length);
  });
  return bytes;
}

function undo(filter: string | null, bytes: Buffer, parameters: PdfValue, resolve: (value: PdfValue) => PdfValue): Buffer {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return parameters instanceof PdfDict ? undoPredictor(inflate(bytes), parameters, resolve) : inflate(bytes);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(bytes);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(bytes);
    default:
      throw new PdfError(`filter ${filter}`);
  }
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: maxStream });
  } catch (error) {
    if (error instanceof RangeError) throw new PdfLimitError('size of a stream');
    throw new PdfError('stream does not inflate');
  }
}

/** PNG's, every row its own (ISO 32000-1 §7.4.4.4). TIFF's serves images. */
function undoPredictor(bytes: Buffer, parameters: PdfDict, resolve: (value: PdfValue) => PdfValue): Buffer {
  const number = (key: string, otherwise: number): number => {
    const value = resolve(parameters.get(key));
    if (value === null) return otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_536) throw new PdfError('bad predictor');
    return value;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new PdfError('unknown predictor');
  const bits = number('Colors', 1) * number('BitsPerComponent', 8);
  const step = Math.ceil(bits / 8);
  const width = Math.ceil((number('Columns', 1) * bits) / 8);
  const rows = Math.floor(bytes.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)] ?? 0;
    for (let column = 0; column < width; column++) {
      const here = row * width + column;
      const left = column >= step ? (out[here - step] ?? 0) : 0;
      const up = row > 0 ? (out[here - width] ?? 0) : 0;
      const corner = row > 0 && column >= step ? (out[here - width - step] ?? 0) : 0;
      out[here] = (bytes[row * (width + 1) + 1 + column] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return out;
}

/** PNG filters 0–4 (ISO/IEC 15948 §9). */
function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) throw new PdfError('bad predictor');
  const estimate = left + up - corner;
  const [dl, du, dc] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return dl <= du && dl <= dc ? left : du <= dc ? up : corner;
}

function asciiHex(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0x3e);
  const decoded = hexDigits(end < 0 ? bytes : bytes.subarray(0, end));
  if (decoded === null) throw new PdfError('bad hexadecimal data');
  return decoded;
}

function ascii85(bytes: Buffer): Buffer {
  const out = Buffer.alloc(Math.min(4 * bytes.length, maxStream));
  let length = 0;
  let group: number[] = [];
  const flush = () => {
    const value = [...group, 84, 84, 84, 84].slice(0, 5).reduce((sum, digit) => sum * 85 + digit, 0);
    if (value > 0xffff_ffff) throw new PdfError('bad base-85 data');
    if (length + 4 > maxStream) throw new PdfLimitError('size of a stream');
    for (let index = 0; index < group.length - 1; index++) out[length++] = Math.floor(value / 256 ** (3 - index));
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) group = [0, 0, 0, 0, 0];
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    else if (byte > 0x20) throw new PdfError('bad base-85 data');
    if (group.length === 5) flush();
  }
  if (group.length > 1) flush();
  return out.subarray(0, length);
}
