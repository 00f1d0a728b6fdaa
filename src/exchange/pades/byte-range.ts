/** Which bytes a signature covers. Wrapping, gaps and forged ranges live here, so there is exactly one acceptable shape. */
import type { PdfFile } from '../pdf/file.ts';
import { isArray, PdfString } from '../pdf/objects.ts';
import type { PdfDict } from '../pdf/objects.ts';

/** Covered: [0, gapStart) and [gapEnd, end). */
export interface Coverage {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

/**
 * The range, when it starts at the first byte and leaves out exactly the hexadecimal string of this dictionary's own /Contents
 * (ISO 32000-1 §12.8.1; ETSI EN 319 142-1 §5.1); otherwise null.
 */
export function readCoverage(pdf: PdfFile, signature: PdfDict): Coverage | null {
  const range = signature.get('ByteRange');
  const contents = signature.get('Contents');
  if (signature.duplicateKeys || !isArray(range) || range.length !== 4 || !(contents instanceof PdfString)) return null;
  const [start, firstLength, second, secondLength] = range;
  for (const value of range) if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return null;
  const [gapStart, gapEnd, end] = [Number(firstLength), Number(second), Number(second) + Number(secondLength)];
  if (start !== 0 || !contents.hex || contents.start !== gapStart || contents.end !== gapEnd || end > pdf.bytes.length)
    return null;
  // A string out of an object stream has places in that stream, not in the file: look at the file itself.
  const atGap = pdf.bytes[gapStart] === 0x3c && pdf.bytes[gapEnd - 1] === 0x3e;
  const digits = Buffer.from(pdf.bytes.buffer, pdf.bytes.byteOffset + gapStart + 1, gapEnd - gapStart - 2).toString('latin1');
  const sameBytes = digits.toLowerCase() === Buffer.from(contents.bytes).toString('hex');
  return atGap && sameBytes ? { gapStart, gapEnd, end } : null;
}
