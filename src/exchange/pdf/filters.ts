import { promisify } from 'node:util';
import { inflate as inflateCallback } from 'node:zlib';
import { PdfLimitError, PdfSyntaxError } from './objects.ts';

const inflate = promisify(inflateCallback) as (
  data: Uint8Array,
  options: { maxOutputLength: number; finishFlush: number },
) => Promise<Buffer>;
const zlibSyncFlush = 2;

export interface FilterParms {
  readonly predictor: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

/** Undoes one filter, answering at most `limit` bytes; throws PdfLimitError beyond that and PdfSyntaxError on bad or unknown coding. */
export async function decode(filter: string, data: Buffer, parms: FilterParms, limit: number): Promise<Buffer> {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(await inflated(data, limit), parms);
    case 'ASCIIHexDecode':
    case 'AHx': {
      const digits =
        data
          .toString('latin1')
          .split('>', 1)[0]
          ?.replace(/[\0\s]/g, '') ?? '';
      return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
    }
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data);
    default:
      throw new PdfSyntaxError(`filter ${filter}`);
  }
}

async function inflated(data: Buffer, limit: number): Promise<Buffer> {
  try {
    return await inflate(data, { maxOutputLength: limit, finishFlush: zlibSyncFlush });
  } catch (error) {
    if (error instanceof RangeError) throw new PdfLimitError('decompressed size');
    throw new PdfSyntaxError('flate data');
  }
}

/** PNG predictors, any row its own (ISO 32000-1, 7.4.4.4). TIFF's predictor 2 serves images, which are never decoded here. */
function unpredict(data: Buffer, { predictor, colors, bits, columns }: FilterParms): Buffer {
  if (predictor < 10) {
    if (predictor === 2) throw new PdfSyntaxError('TIFF predictor');
    return data;
  }
  const step = Math.max(1, Math.ceil((colors * bits) / 8));
  const width = Math.ceil((colors * bits * columns) / 8);
  if (!Number.isSafeInteger(width) || width < 1 || width > data.length) throw new PdfSyntaxError('predictor columns');
  const rows = Math.floor(data.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)];
    const from = row * (width + 1) + 1;
    const to = row * width;
    for (let x = 0; x < width; x++) {
      const left = x >= step ? (out[to + x - step] ?? 0) : 0;
      const up = row > 0 ? (out[to + x - width] ?? 0) : 0;
      const corner = row > 0 && x >= step ? (out[to + x - width - step] ?? 0) : 0;
      const add = kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0;
      out[to + x] = (data[from + x] ?? 0) + add;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function ascii85(data: Buffer): Buffer {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (digits: readonly number[]) => {
    const padded = [...digits, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    if (value > 0xffff_ffff) throw new PdfSyntaxError('ascii85 data');
    for (let index = 0; index < digits.length - 1; index++) out.push(Math.floor(value / 256 ** (3 - index)) & 0xff);
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    else if (byte > 0x20) throw new PdfSyntaxError('ascii85 data');
    if (group.length === 5) {
      flush(group);
      group = [];
    }
  }
  if (group.length > 1) flush(group);
  return Buffer.from(out);
}
