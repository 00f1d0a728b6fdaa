/** Decodes the two kinds of stream that hold a file together: cross-reference streams and object streams (ISO 32000-1 §7.5.7–8). */
import { inflateSync } from 'node:zlib';
import { isArray, PdfDict, PdfError, PdfName } from './objects.ts';
import type { PdfStream, PdfValue } from './objects.ts';

const maxDecoded = 64 * 1024 * 1024;

/** What one file may still unfold to, in bytes: a few kilobytes must not fill the memory of the PC. */
export interface Budget {
  bytes: number;
}
export const budgetPerFile = 256 * 1024 * 1024;

/** Bytes of `stream` after no filter or FlateDecode (with predictor). `resolve` follows references in its dictionary. */
export function decodeStream(stream: PdfStream, resolve: (value: PdfValue) => PdfValue, budget: Budget): Uint8Array {
  const only = (value: PdfValue): PdfValue => {
    const found = resolve(value);
    if (!isArray(found)) return found;
    if (found.length > 1) throw new PdfError('filter chain');
    return resolve(found[0] ?? null);
  };
  const filter = only(stream.dict.get('Filter'));
  if (filter === null) return stream.raw;
  if (!(filter instanceof PdfName) || (filter.name !== 'FlateDecode' && filter.name !== 'Fl'))
    throw new PdfError('unknown filter');
  const bytes = inflate(stream.raw);
  budget.bytes -= bytes.length;
  if (budget.bytes < 0) throw new PdfError('unfolds without end');
  const parameters = only(stream.dict.get('DecodeParms'));
  return parameters instanceof PdfDict ? undoPredictor(bytes, parameters, resolve) : bytes;
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw, { maxOutputLength: maxDecoded });
  } catch {
    throw new PdfError('stream does not inflate');
  }
}

function undoPredictor(bytes: Uint8Array, parameters: PdfDict, resolve: (value: PdfValue) => PdfValue): Uint8Array {
  const number = (key: string, otherwise: number): number => {
    const value = resolve(parameters.get(key));
    if (value === null) return otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_536) throw new PdfError('bad predictor');
    return value;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new PdfError('unknown predictor');
  const step = Math.max(1, (number('Colors', 1) * number('BitsPerComponent', 8)) >> 3);
  const width = Math.ceil((number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8);
  const rows = Math.floor(bytes.length / (width + 1));
  const out = new Uint8Array(rows * width);
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
