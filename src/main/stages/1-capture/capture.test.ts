import { crc32 } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureBench, shot } from '../../../../tests/fixtures/capture/capture-bench.ts';
import type { CaptureBench } from '../../../../tests/fixtures/capture/capture-bench.ts';
import { sha256Of } from '../../../exchange/digest.ts';
import { bilevelPng } from '../bilevel-png.ts';

let bench: CaptureBench;
beforeAll(async () => {
  bench = await captureBench();
});
afterAll(() => bench.close());

const noise = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } } });

/** Dark or red: which of the four corners of the shown page is which, as `tl tr bl br`. */
async function corners(image: Uint8Array, orientation: number): Promise<string> {
  const tagged = await sharp(image).withMetadata({ orientation }).png().toBuffer();
  const { data, info } = await sharp(tagged).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const i = (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1))) * info.channels;
    const [r, g] = [data[i]!, data[i + 1]!];
    return r > 150 && g < 100 ? 'red' : r < 100 ? 'dark' : 'paper';
  };
  return [at(0.05, 0.05), at(0.95, 0.05), at(0.05, 0.95), at(0.95, 0.95)].join(' ');
}
const upright = 'dark dark red paper';

describe('a single image is kept exactly as it arrived', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('%s: the page image is the very blob of the file', async (format) => {
    const { pages, source } = await bench.pagesOf(await shot().withMetadata({ density: 100 }).toFormat(format).toBuffer());
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({
      image: source,
      source,
      mime: `image/${format}`,
      width: 827,
      height: 1169,
      orientation: 1,
      colour: 'colour',
      dpiX: 100,
    });
  });

  it('records the EXIF orientation without turning the pixels', async () => {
    const { pages } = await bench.pagesOf(await shot().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(pages[0]).toMatchObject({ orientation: 6, width: 827, height: 1169 });
  });

  it('guesses the paper when the file says nothing of its resolution', async () => {
    const { pages } = await bench.pagesOf(await shot(2480, 3508).webp({ quality: 20, effort: 0 }).toBuffer());
    expect(pages[0]).toMatchObject({ dpiX: 300, dpiY: 300, dpiAssumed: true });
  });

  it('a 16-bit PNG and a CMYK JPEG get a page every screen shows, and the original stays the source', async () => {
    const deep = await shot().toColourspace('rgb16').png().toBuffer();
    const ink = await shot().toColourspace('cmyk').jpeg().toBuffer();
    for (const bytes of [deep, ink]) {
      const { pages, source, warnings } = await bench.pagesOf(bytes);
      expect(pages[0]).toMatchObject({ mime: 'image/png', source, width: 827 });
      expect(pages[0]!.image).not.toBe(source);
      expect(warnings).toContain('COLOURS_CONVERTED');
      const made = await sharp(await bench.vault.read(pages[0]!.image)).metadata();
      expect(made).toMatchObject({ space: 'srgb', depth: 'uchar' });
      expect(await corners(await bench.vault.read(pages[0]!.image), 1)).toBe(upright);
    }
  });

  it('a PDF named .jpg is simply a PDF', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([100, 100]).drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
    const { result } = await bench.run(await pdf.save(), 'cong-van.jpg');
    expect(result).toMatchObject({ ok: true, data: { kind: 'pdf' } });
  });
});

describe('TIFF', () => {
  it('takes every page of a multi-page file, in order, with its own numbers', async () => {
    const frames = [1, 2, 3].map((n) =>
      sharp({ create: { width: 60, height: 80, channels: 3, background: { r: n * 50, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    );
    const tiff = await sharp(await Promise.all(frames), { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const { pages, kind } = await bench.pagesOf(tiff);
    expect(kind).toBe('tiff');
    expect(pages.map((page) => page.sourcePage)).toEqual([1, 2, 3]);
    const reds = await Promise.all(
      pages.map(
        async (page) =>
          (
            await sharp(await bench.vault.read(page.image))
              .raw()
              .toBuffer()
          )[0],
      ),
    );
    expect(reds).toEqual([50, 100, 150]);
  });

  it('a CCITT G4 page stays 1 bit, small and exact', async () => {
    const grey = Buffer.alloc(1728 * 2200, 255);
    for (let y = 100; y < 2000; y += 40) grey.fill(0, y * 1728 + 200, y * 1728 + 1500);
    const tiff = await sharp(grey, { raw: { width: 1728, height: 2200, channels: 1 } })
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 204 / 25.4, yres: 196 / 25.4 })
      .toBuffer();
    const { pages } = await bench.pagesOf(tiff);
    expect(pages[0]).toMatchObject({ colour: 'bilevel', width: 1728, height: 2200, dpiX: 204, dpiY: 196 });
    const png = await bench.vault.read(pages[0]!.image);
    expect(png.length).toBeLessThan(10_000);
    expect((await sharp(png).metadata()).bitsPerSample).toBe(1);
    expect(sha256Of(await sharp(png).toColourspace('b-w').raw().toBuffer())).toBe(sha256Of(grey));
  });

  it('CMYK and 16-bit pages become 8-bit sRGB or grey', async () => {
    const cmyk = await shot().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer();
    const deep = await shot().toColourspace('grey16').tiff({ compression: 'lzw' }).toBuffer();
    expect((await bench.pagesOf(cmyk)).pages[0]).toMatchObject({ mime: 'image/png', colour: 'colour' });
    const { pages } = await bench.pagesOf(deep);
    expect(pages[0]).toMatchObject({ mime: 'image/png', colour: 'grey' });
    const pixels = await sharp(await bench.vault.read(pages[0]!.image))
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    expect(pixels[827 * 600 + 400]).toBeGreaterThan(225);
    expect(pixels[827 * 20 + 400]).toBeLessThan(40);
  });

  it('a directory chain that loops for ever is refused', async () => {
    const tiff = await shot(40, 40).tiff({ compression: 'none' }).toBuffer();
    const little = tiff[0] === 0x49;
    const read = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
    const directory = read(4);
    const count = little ? tiff.readUInt16LE(directory) : tiff.readUInt16BE(directory);
    const next = directory + 2 + count * 12;
    if (little) tiff.writeUInt32LE(directory, next);
    else tiff.writeUInt32BE(directory, next);
    expect(await bench.codeOf(tiff)).toBe('IMAGE_CORRUPT');
  });
});

describe('BMP', () => {
  it.each([
    [24, false],
    [24, true],
    [32, false],
    [8, false],
    [1, false],
  ])('%i bits, top-down %s: every pixel in its place', async (bits, topDown) => {
    const { pages } = await bench.pagesOf(bmp(13, 9, bits, topDown));
    const made = await sharp(await bench.vault.read(pages[0]!.image))
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(pages[0]).toMatchObject({
      width: 13,
      height: 9,
      dpiX: 300,
      dpiAssumed: false,
      mime: 'image/png',
      colour: bits === 1 ? 'bilevel' : 'colour',
    });
    const pixel = (x: number, y: number) => [...made.subarray((y * 13 + x) * 3, (y * 13 + x) * 3 + 3)];
    expect(pixel(0, 0)).toEqual(bits === 1 ? [0, 0, 0] : [200, 30, 40]);
    expect(pixel(12, 8)).toEqual([255, 255, 255]);
    expect(pixel(0, 8)).toEqual([255, 255, 255]);
  });

  it('cut off, compressed, or naming colours it does not have', async () => {
    expect(await bench.codeOf(bmp(13, 9, 24, false).subarray(0, 200))).toBe('IMAGE_TRUNCATED');
    const rle = bmp(13, 9, 8, false);
    rle.writeUInt32LE(1, 30);
    expect(await bench.codeOf(rle)).toBe('FILE_FORMAT_UNSUPPORTED');
    const poor = bmp(13, 9, 8, false);
    poor.writeUInt32LE(1, 46);
    expect(await bench.codeOf(poor)).toBe('IMAGE_CORRUPT');
  });
});

/** White paper with a first row of colour (black at 1 bit). */
function bmp(width: number, height: number, bits: number, topDown: boolean): Buffer {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const palette =
    bits === 1
      ? [
          [0, 0, 0, 0],
          [255, 255, 255, 0],
        ]
      : bits === 8
        ? [
            [40, 30, 200, 0],
            [255, 255, 255, 0],
          ]
        : [];
  const offset = 54 + palette.length * 4;
  const file = Buffer.alloc(offset + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(offset, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(topDown ? -height : height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  file.writeInt32LE(11811, 38);
  file.writeInt32LE(11811, 42);
  file.writeUInt32LE(palette.length, 46);
  Buffer.from(palette.flat()).copy(file, 54);
  for (let y = 0; y < height; y++) {
    const row = offset + (topDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      const first = y === 0;
      if (bits === 1) file[row + (x >> 3)]! |= (first ? 0 : 1) << (7 - (x & 7));
      else if (bits === 8) file[row + x] = first ? 0 : 1;
      else Buffer.from(first ? [40, 30, 200] : [255, 255, 255]).copy(file, row + (x * bits) / 8);
    }
  }
  return file;
}

describe('bad input gets a clear code', () => {
  it('zero bytes', async () => {
    expect(await bench.codeOf(new Uint8Array())).toBe('FILE_EMPTY');
  });

  it('a text file named .jpg', async () => {
    expect(await bench.codeOf(Buffer.from('Kính gửi: Ủy ban nhân dân xã'))).toBe('FILE_NOT_AN_IMAGE');
  });

  it('a Word file', async () => {
    expect(await bench.codeOf(Buffer.from('PK\x03\x04word/document.xml'))).toBe('FILE_FORMAT_UNSUPPORTED');
  });

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('a %s cut off in the middle', async (format) => {
    const bytes = await noise(600, 800).toFormat(format).toBuffer();
    expect(await bench.codeOf(bytes)).toBe('captured');
    for (const share of [0.3, 0.6, 0.95])
      expect(await bench.codeOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a PNG whose middle was overwritten', async () => {
    const bytes = Buffer.from(await noise(600, 800).png().toBuffer());
    bytes.fill(0, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 2000);
    expect(await bench.codeOf(bytes)).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a JPEG that lost its middle, with a proper end', async () => {
    const bytes = await noise(600, 800).jpeg().toBuffer();
    const torn = Buffer.concat([bytes.subarray(0, bytes.length * 0.4), bytes.subarray(bytes.length * 0.7)]);
    expect(await bench.codeOf(torn)).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a decompression bomb of 40,000 × 40,000 is refused by its header', async () => {
    const bomb = await bilevelPng(new Uint8Array(64), 8, 8, { x: 300, y: 300 });
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await bench.codeOf(bomb)).toBe('IMAGE_TOO_LARGE');
    const huge = bmp(13, 9, 1, false);
    huge.writeInt32LE(40_000, 18);
    huge.writeInt32LE(40_000, 22);
    expect(await bench.codeOf(huge)).toBe('IMAGE_TOO_LARGE');
    expect(await bench.codeOf(await shot().jpeg().toBuffer(), 'a.jpg', { maxMegapixels: 0.5 })).toBe('IMAGE_TOO_LARGE');
  });
});
