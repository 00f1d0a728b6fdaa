/**
 * A black-and-white image as JBIG2 (ITU-T T.88), generic region only: every pixel is coded as it is. The other way, symbols that stand for one
 * another, has changed digits in copies and is not written here. About a fifth smaller than CCITT Group 4.
 */
import { ArithmeticEncoder } from './arithmetic-coder.ts';

const pageInformation = 48;
const immediateLosslessGenericRegion = 39;
/** Where template 0 looks beside its fixed pixels (6.2.5.3): its usual places. */
const adaptivePixels = [3, -1, -3, -1, 2, -2, -2, -2];
/** Says whether a row is the one above it (6.2.5.7, figure 8). */
const sameRowContext = 0x9b25;

/** `black` holds one byte per pixel, 1 for black. Answers the segments a PDF embeds (ISO 32000-1, 7.4.7): no file header, no end of page. */
export function codeJbig2(black: Uint8Array, width: number, height: number): Buffer {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(width, 0);
  page.writeUInt32BE(height, 4);
  page[16] = 1; // lossless; resolution unknown, white to begin with
  const region = Buffer.alloc(26);
  region.writeUInt32BE(width, 0);
  region.writeUInt32BE(height, 4);
  region[17] = 0b1000; // template 0, rows like the one above are said to be so
  adaptivePixels.forEach((value, index) => region.writeInt8(value, 18 + index));
  return Buffer.concat([
    segment(0, pageInformation, page),
    segment(1, immediateLosslessGenericRegion, Buffer.concat([region, codeRegion(black, width, height)])),
  ]);
}

/** Segment header (7.2) of the only page, and the data. */
function segment(number: number, type: number, data: Buffer): Buffer {
  const header = Buffer.alloc(11);
  header.writeUInt32BE(number, 0);
  header[4] = type;
  header[6] = 1;
  header.writeUInt32BE(data.length, 7);
  return Buffer.concat([header, data]);
}

/**
 * Template 0 (6.2.5.3): two pixels' worth of rows above and four to the left. A context is read off three windows that slide along:
 * five pixels of two rows above, seven of the row above, four of this one, the newest in the lowest bit.
 */
function codeRegion(black: Uint8Array, width: number, height: number): Uint8Array {
  const coder = new ArithmeticEncoder(1 << 16);
  // With a margin of white, no pixel asks whether it is at an edge.
  const margin = 4;
  let above2 = new Uint8Array(width + 2 * margin);
  let above = new Uint8Array(width + 2 * margin);
  let row = new Uint8Array(width + 2 * margin);
  let sameBefore = 0;
  for (let y = 0; y < height; y++) {
    row.set(black.subarray(y * width, (y + 1) * width), margin);
    const same = equal(row, above) ? 1 : 0;
    coder.encode(sameRowContext, same ^ sameBefore);
    sameBefore = same;
    if (same === 0) {
      let far = (above2[margin]! << 1) | above2[margin + 1]!;
      let near = (above[margin]! << 2) | (above[margin + 1]! << 1) | above[margin + 2]!;
      let here = 0;
      for (let x = margin; x < width + margin; x++) {
        far = ((far << 1) | above2[x + 2]!) & 0x1f;
        near = ((near << 1) | above[x + 3]!) & 0x7f;
        const bit = row[x]!;
        coder.encode((far << 11) | (near << 4) | here, bit);
        here = ((here << 1) | bit) & 0xf;
      }
    }
    [above2, above, row] = [above, row, above2];
  }
  return coder.finish();
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
