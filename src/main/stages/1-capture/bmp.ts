/** Windows bitmaps: uncompressed 1, 4, 8, 16, 24 and 32 bits, either way up. Everything else is refused. */
import { open } from 'node:fs/promises';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Capturer } from './file.ts';
import { tooLarge, writePage } from './pixels.ts';
import type { Raster } from '../raster.ts';
import { resolutionOf } from './rules.ts';

export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  /** Red, green, blue bit masks for 16 and 32 bits. */
  readonly masks: readonly [number, number, number];
  readonly palette: { readonly offset: number; readonly entries: number; readonly entrySize: 3 | 4 };
  readonly pixelOffset: number;
  readonly stride: number;
  readonly dpi: { x: number; y: number } | null;
}

const headLength = 14 + 124;

export const captureBmp: Capturer = async (file) => {
  const where = { file, page: 1 };
  const handle = await open(file.path, 'r');
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, headLength));
    await handle.read(head, 0, head.length, 0);
    const parsed = parseBmpHeader(head);
    if (parsed === 'corrupt') return fail('IMAGE_CORRUPT', { name: file.name, page: 1 });
    if (parsed === 'compressed') return fail('FILE_FORMAT_UNSUPPORTED', { name: file.name, format: 'BMP (RLE)' });
    const bomb = tooLarge(parsed.width, parsed.height, where);
    if (bomb !== null) return bomb;
    if (parsed.pixelOffset + parsed.stride * parsed.height > size) return fail('IMAGE_TRUNCATED', { name: file.name, page: 1 });
    const palette = Buffer.alloc(parsed.palette.entries * parsed.palette.entrySize);
    await handle.read(palette, 0, palette.length, parsed.palette.offset);
    const rows = Buffer.alloc(parsed.stride * parsed.height);
    await handle.read(rows, 0, rows.length, parsed.pixelOffset);
    const pixels = decodeBmp(parsed, palette, rows);
    if (!pixels.ok) return fail('IMAGE_CORRUPT', { name: file.name, page: 1 });

    const resolution = resolutionOf(parsed.width, parsed.height, parsed.dpi);
    const { png, colour } = await writePage(pixels.data, { x: resolution.dpiX, y: resolution.dpiY });
    const image = await file.blobs.put(png);
    const { width, height } = parsed;
    const page = {
      image,
      mime: 'image/png' as const,
      width,
      height,
      orientation: 1,
      ...resolution,
      colour,
      origin: 'file' as const,
      source: file.source,
      sourcePage: 1,
    };
    return ok({ kind: 'image', signed: false, pages: [page], warnings: [] });
  } finally {
    await handle.close();
  }
};

/** Layouts: BITMAPCOREHEADER (12 bytes) and BITMAPINFOHEADER (40) to BITMAPV5HEADER (124). */
export function parseBmpHeader(head: Buffer): BmpHeader | 'corrupt' | 'compressed' {
  if (head.length < 26) return 'corrupt';
  const pixelOffset = head.readUInt32LE(10);
  const headerSize = head.readUInt32LE(14);
  const core = headerSize === 12;
  if (!core && (headerSize < 40 || headerSize > 124 || head.length < 14 + 40)) return 'corrupt';
  const width = core ? head.readUInt16LE(18) : head.readInt32LE(18);
  const tall = core ? head.readUInt16LE(20) : head.readInt32LE(22);
  const bits = core ? head.readUInt16LE(24) : head.readUInt16LE(28);
  const compression = core ? 0 : head.readUInt32LE(30);
  const height = Math.abs(tall);
  if (width <= 0 || height === 0 || width > 1e6 || height > 1e6 || pixelOffset < 14 + headerSize) return 'corrupt';
  if (bits !== 1 && bits !== 4 && bits !== 8 && bits !== 16 && bits !== 24 && bits !== 32) return 'corrupt';
  const bitFields = compression === 3 || compression === 6;
  if (compression !== 0 && !bitFields) return 'compressed';
  if (bitFields && bits !== 16 && bits !== 32) return 'corrupt';

  let masks: BmpHeader['masks'] = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  if (bitFields) {
    if (head.length < 66) return 'corrupt';
    masks = [head.readUInt32LE(54), head.readUInt32LE(58), head.readUInt32LE(62)];
    if (masks.some((mask) => mask === 0)) return 'corrupt';
  }
  const entrySize = core ? 3 : 4;
  const declared = core ? 0 : head.readUInt32LE(46);
  const most = bits <= 8 ? 2 ** bits : 0;
  const room = Math.floor((pixelOffset - 14 - headerSize) / entrySize);
  const entries = Math.min(most, declared === 0 ? most : declared, Math.max(0, room));
  const perMetre = core ? [0, 0] : [head.readInt32LE(38), head.readInt32LE(42)];
  const dpi = perMetre[0]! > 0 && perMetre[1]! > 0 ? { x: toDpi(perMetre[0]!), y: toDpi(perMetre[1]!) } : null;
  const stride = Math.ceil((width * bits) / 32) * 4;
  return {
    width,
    height,
    topDown: tall < 0,
    bits,
    masks,
    palette: { offset: 14 + headerSize, entries, entrySize },
    pixelOffset,
    stride,
    dpi,
  };
}

/** Raster per metre are whole numbers, so 300 dpi is written as 11811. */
function toDpi(perMetre: number): number {
  return Math.round(perMetre * 0.0254 * 10) / 10;
}

/** Fails only when a pixel names a colour the palette does not have. */
function decodeBmp(header: BmpHeader, palette: Buffer, rows: Buffer): Result<Raster> | { ok: false } {
  const { width, height, bits, stride, masks } = header;
  const data = new Uint8Array(width * height * 3);
  const scales = masks.map(channelOf);
  for (let y = 0; y < height; y++) {
    const row = (header.topDown ? y : height - 1 - y) * stride;
    let to = y * width * 3;
    for (let x = 0; x < width; x++, to += 3) {
      if (bits <= 8) {
        const bit = x * bits;
        const entry = (rows[row + (bit >> 3)]! >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
        if (entry >= header.palette.entries) return { ok: false };
        const from = entry * header.palette.entrySize;
        data[to] = palette[from + 2]!;
        data[to + 1] = palette[from + 1]!;
        data[to + 2] = palette[from]!;
      } else if (bits === 24) {
        const from = row + x * 3;
        data[to] = rows[from + 2]!;
        data[to + 1] = rows[from + 1]!;
        data[to + 2] = rows[from]!;
      } else {
        const value = bits === 16 ? rows.readUInt16LE(row + x * 2) : rows.readUInt32LE(row + x * 4);
        for (let c = 0; c < 3; c++) data[to + c] = scales[c]!(value);
      }
    }
  }
  return ok({ data, width, height, channels: 3 });
}

/** Spreads the bits under `mask` over 0…255. */
function channelOf(mask: number): (value: number) => number {
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / most);
}
