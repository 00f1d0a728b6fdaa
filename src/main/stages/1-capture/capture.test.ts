import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString, degrees } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Vault, sha256Of } from '../../engine/vault/vault.ts';
import { bilevelPng } from '../bilevel-png.ts';
import { CaptureSettings, capture } from './index.ts';

let folder: string;
let vault: Vault;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capture-'));
  vault = await Vault.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(bytes: Uint8Array, name = 'trang.jpg', settings: z.input<typeof CaptureSettings> = {}) {
  const source = await vault.put(bytes);
  const seen: number[] = [];
  const context = {
    settings: CaptureSettings.parse(settings),
    blobs: vault,
    signal: new AbortController().signal,
    report: ({ done }: { done: number }) => seen.push(done),
  };
  return { source, seen, result: await capture.run({ source, name }, context) };
}

async function pagesOf(bytes: Uint8Array, settings: z.input<typeof CaptureSettings> = {}) {
  const { result, source } = await run(bytes, 'trang.jpg', settings);
  if (!result.ok) throw new Error(result.error.code);
  return { ...result.data, source, checked: capture.output.parse(result.data) };
}

async function codeOf(bytes: Uint8Array, name?: string, settings: z.input<typeof CaptureSettings> = {}) {
  const { result } = await run(bytes, name, settings);
  return result.ok ? 'captured' : result.error.code;
}

/** A paper-like picture that no flip or turn leaves unchanged: black bar on top, red block at bottom left. */
function picture(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 3, 240);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      if (y < height / 8) data.fill(20, at, at + 3);
      else if (y > height * 0.7 && x < width / 4) data.set([200, 30, 40], at);
    }
  }
  return data;
}
const shot = (width = 827, height = 1169) => sharp(picture(width, height), { raw: { width, height, channels: 3 } });

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
    const { pages, source } = await pagesOf(await shot().withMetadata({ density: 100 }).toFormat(format).toBuffer());
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
    const { pages } = await pagesOf(await shot().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(pages[0]).toMatchObject({ orientation: 6, width: 827, height: 1169 });
  });

  it('guesses the paper when the file says nothing of its resolution', async () => {
    const { pages } = await pagesOf(await shot(2480, 3508).webp({ quality: 20, effort: 0 }).toBuffer());
    expect(pages[0]).toMatchObject({ dpiX: 300, dpiY: 300, dpiAssumed: true });
  });

  it('a 16-bit PNG and a CMYK JPEG get a page every screen shows, and the original stays the source', async () => {
    const deep = await shot().toColourspace('rgb16').png().toBuffer();
    const ink = await shot().toColourspace('cmyk').jpeg().toBuffer();
    for (const bytes of [deep, ink]) {
      const { pages, source, warnings } = await pagesOf(bytes);
      expect(pages[0]).toMatchObject({ mime: 'image/png', source, width: 827 });
      expect(pages[0]!.image).not.toBe(source);
      expect(warnings).toContain('COLOURS_CONVERTED');
      const made = await sharp(await vault.read(pages[0]!.image)).metadata();
      expect(made).toMatchObject({ space: 'srgb', depth: 'uchar' });
      expect(await corners(await vault.read(pages[0]!.image), 1)).toBe(upright);
    }
  });

  it('a PDF named .jpg is simply a PDF', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([100, 100]).drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
    const { result } = await run(await pdf.save(), 'cong-van.jpg');
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
    const { pages, kind } = await pagesOf(tiff);
    expect(kind).toBe('tiff');
    expect(pages.map((page) => page.sourcePage)).toEqual([1, 2, 3]);
    const reds = await Promise.all(
      pages.map(
        async (page) =>
          (
            await sharp(await vault.read(page.image))
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
    const { pages } = await pagesOf(tiff);
    expect(pages[0]).toMatchObject({ colour: 'bilevel', width: 1728, height: 2200, dpiX: 204, dpiY: 196 });
    const png = await vault.read(pages[0]!.image);
    expect(png.length).toBeLessThan(10_000);
    expect((await sharp(png).metadata()).bitsPerSample).toBe(1);
    expect(sha256Of(await sharp(png).toColourspace('b-w').raw().toBuffer())).toBe(sha256Of(grey));
  });

  it('CMYK and 16-bit pages become 8-bit sRGB or grey', async () => {
    const cmyk = await shot().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer();
    const deep = await shot().toColourspace('grey16').tiff({ compression: 'lzw' }).toBuffer();
    expect((await pagesOf(cmyk)).pages[0]).toMatchObject({ mime: 'image/png', colour: 'colour' });
    const { pages } = await pagesOf(deep);
    expect(pages[0]).toMatchObject({ mime: 'image/png', colour: 'grey' });
    const pixels = await sharp(await vault.read(pages[0]!.image))
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
    expect(await codeOf(tiff)).toBe('IMAGE_CORRUPT');
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
    const { pages } = await pagesOf(bmp(13, 9, bits, topDown));
    const made = await sharp(await vault.read(pages[0]!.image))
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
    expect(await codeOf(bmp(13, 9, 24, false).subarray(0, 200))).toBe('IMAGE_TRUNCATED');
    const rle = bmp(13, 9, 8, false);
    rle.writeUInt32LE(1, 30);
    expect(await codeOf(rle)).toBe('FILE_FORMAT_UNSUPPORTED');
    const poor = bmp(13, 9, 8, false);
    poor.writeUInt32LE(1, 46);
    expect(await codeOf(poor)).toBe('IMAGE_CORRUPT');
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

describe('PDF', () => {
  const a4 = [595.2, 841.92] as const;

  async function scanned(jpeg: Uint8Array, turn = 0): Promise<PDFDocument> {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([...a4]);
    page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: a4[0], height: a4[1] });
    page.setRotation(degrees(turn));
    return pdf;
  }
  const photo = () => shot(1240, 1754).jpeg({ quality: 80 }).toBuffer();

  it('a scanned page gives its own JPEG, byte for byte, at its own resolution', async () => {
    const jpeg = await photo();
    const { pages } = await pagesOf(await (await scanned(jpeg)).save());
    expect(pages[0]).toMatchObject({
      image: sha256Of(jpeg),
      mime: 'image/jpeg',
      origin: 'pdf-image',
      width: 1240,
      orientation: 1,
      colour: 'colour',
    });
    expect(pages[0]!.dpiX).toBeCloseTo(150, 0);
  });

  it.each([
    [90, 6],
    [180, 3],
    [270, 8],
  ])('a page turned by %i keeps its bytes and says orientation %i', async (turn, orientation) => {
    const jpeg = await photo();
    const { pages } = await pagesOf(await (await scanned(jpeg, turn)).save());
    expect(pages[0]).toMatchObject({ image: sha256Of(jpeg), orientation });
  });

  it('invisible text over the scan does not make it a drawn page', async () => {
    const jpeg = await photo();
    const pdf = await scanned(jpeg);
    const page = pdf.getPage(0);
    page.pushOperators();
    page.drawText('hidden', { x: 100, y: 400, size: 20, renderMode: 3 } as Parameters<typeof page.drawText>[1]);
    const { pages } = await pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-image', image: sha256Of(jpeg) });
  });

  it('a stamp drawn over the scan is not lost: the page is rendered', async () => {
    const pdf = await scanned(await photo());
    pdf.getPage(0).drawRectangle({ x: 300, y: 300, width: 80, height: 80 });
    const { pages } = await pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-rendered', width: 2480, height: 3508 });
    const { data, info } = await sharp(await vault.read(pages[0]!.image))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const x = Math.round((340 / 72) * 300);
    const y = Math.round(((a4[1] - 340) / 72) * 300);
    expect(data[(y * info.width + x) * info.channels]).toBeLessThan(20);
  });

  it('a scan behind a soft mask is shown as the page shows it, not as its bytes lie', async () => {
    const pdf = await PDFDocument.create();
    const rgba = await shot(620, 877).ensureAlpha(0.1).png().toBuffer();
    pdf.addPage([...a4]).drawImage(await pdf.embedPng(rgba), { x: 0, y: 0, width: a4[0], height: a4[1] });
    const { pages } = await pagesOf(await pdf.save());
    expect(pages[0]!.origin).toBe('pdf-rendered');
  });

  it('a bitonal scan stays bitonal at its own size', async () => {
    const grey = Buffer.alloc(1654 * 2339, 255);
    for (let y = 200; y < 2000; y += 30) grey.fill(0, y * 1654 + 200, y * 1654 + 1400);
    const pdf = await PDFDocument.create();
    const png = await bilevelPng(grey, 1654, 2339, { x: 200, y: 200 });
    pdf.addPage([...a4]).drawImage(await pdf.embedPng(png), { x: 0, y: 0, width: a4[0], height: a4[1] });
    const { pages } = await pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-image', colour: 'bilevel', width: 1654, height: 2339, mime: 'image/png' });
  });

  it('a born-digital page is rendered at 300 dpi, a huge one within bounds', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([...a4]).drawRectangle({ x: 100, y: 100, width: 100, height: 5 });
    pdf.addPage([8000, 8000]).drawRectangle({ x: 100, y: 100, width: 100, height: 5 });
    const { result, seen } = await run(await pdf.save());
    expect(result).toMatchObject({
      ok: true,
      data: { kind: 'pdf', signed: false, pages: [{ width: 2480, height: 3508, origin: 'pdf-rendered' }, { sourcePage: 2 }] },
    });
    if (result.ok) expect(result.data.pages[1]!.width * result.data.pages[1]!.height).toBeLessThanOrEqual(40.1e6);
    expect(seen).toEqual([1, 2]);
  });

  it('a signature makes it signed; an empty signature field does not', async () => {
    const make = async (value: boolean) => {
      const pdf = await PDFDocument.create();
      const page = pdf.addPage([200, 200]);
      page.drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
      const signature = pdf.context.obj({
        Type: 'Sig',
        Filter: 'Adobe.PPKLite',
        SubFilter: 'ETSI.CAdES.detached',
        ByteRange: [0, 10, 20, 30],
        Contents: PDFString.of('signature'),
      });
      const field = pdf.context.obj({
        FT: 'Sig',
        T: PDFString.of('ky'),
        Type: 'Annot',
        Subtype: 'Widget',
        Rect: [0, 0, 0, 0],
        F: 2,
      });
      if (value) field.set(PDFName.of('V'), pdf.context.register(signature));
      const ref = pdf.context.register(field);
      page.node.set(PDFName.of('Annots'), pdf.context.obj([ref]));
      pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [ref], SigFlags: 3 }));
      return pdf.save();
    };
    expect((await pagesOf(await make(true))).signed).toBe(true);
    expect((await pagesOf(await make(false))).signed).toBe(false);
  });

  it('cut off, broken, without pages, or locked: each its own code', async () => {
    const whole = await (await scanned(await photo())).save();
    expect(await codeOf(whole.subarray(0, whole.length / 2), 'cut.pdf')).toBe('PDF_BROKEN');
    expect(await codeOf(Buffer.from('%PDF-1.7\nnothing here\n%%EOF\n'))).toBe('PDF_BROKEN');
    expect(await codeOf(await (await PDFDocument.create()).save({ addDefaultPage: false }))).toBe('PDF_NO_PAGES');
    const locked = await scanned(await photo());
    locked.encrypt({ userPassword: 'bi-mat', ownerPassword: 'chu' });
    expect(await codeOf(await locked.save())).toBe('PDF_ENCRYPTED');
  });

  it('a damaged scan inside a whole PDF is found here, not later as a grey half page', async () => {
    const jpeg = await photo();
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([...a4]);
    page.drawImage(await pdf.embedJpg(jpeg.subarray(0, Math.floor(jpeg.length * 0.6))), {
      x: 0,
      y: 0,
      width: a4[0],
      height: a4[1],
    });
    expect(await codeOf(await pdf.save())).toBe('IMAGE_TRUNCATED');
    page.drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
    expect(await codeOf(await pdf.save())).toBe('IMAGE_TRUNCATED');
  });

  it('more pages than a dossier can have is refused before the first is touched', async () => {
    const pdf = await PDFDocument.create();
    for (let n = 0; n < 4; n++) pdf.addPage([50, 50]);
    expect(await codeOf(await pdf.save(), 'a.pdf', { maxPages: 3 })).toBe('TOO_MANY_PAGES');
  });
});

describe('bad input gets a clear code', () => {
  it('zero bytes', async () => {
    expect(await codeOf(new Uint8Array())).toBe('FILE_EMPTY');
  });

  it('a text file named .jpg', async () => {
    expect(await codeOf(Buffer.from('Kính gửi: Ủy ban nhân dân xã'))).toBe('FILE_NOT_AN_IMAGE');
  });

  it('a Word file', async () => {
    expect(await codeOf(Buffer.from('PK\x03\x04word/document.xml'))).toBe('FILE_FORMAT_UNSUPPORTED');
  });

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('a %s cut off in the middle', async (format) => {
    const bytes = await noise(600, 800).toFormat(format).toBuffer();
    expect(await codeOf(bytes)).toBe('captured');
    for (const share of [0.3, 0.6, 0.95])
      expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a PNG whose middle was overwritten', async () => {
    const bytes = Buffer.from(await noise(600, 800).png().toBuffer());
    bytes.fill(0, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 2000);
    expect(await codeOf(bytes)).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a JPEG that lost its middle, with a proper end', async () => {
    const bytes = await noise(600, 800).jpeg().toBuffer();
    const torn = Buffer.concat([bytes.subarray(0, bytes.length * 0.4), bytes.subarray(bytes.length * 0.7)]);
    expect(await codeOf(torn)).toMatch(/^IMAGE_(TRUNCATED|CORRUPT)$/);
  });

  it('a decompression bomb of 40,000 × 40,000 is refused by its header', async () => {
    const bomb = await bilevelPng(new Uint8Array(64), 8, 8, { x: 300, y: 300 });
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    const { crc32 } = await import('node:zlib');
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await codeOf(bomb)).toBe('IMAGE_TOO_LARGE');
    const huge = bmp(13, 9, 1, false);
    huge.writeInt32LE(40_000, 18);
    huge.writeInt32LE(40_000, 22);
    expect(await codeOf(huge)).toBe('IMAGE_TOO_LARGE');
    expect(await codeOf(await shot().jpeg().toBuffer(), 'a.jpg', { maxMegapixels: 0.5 })).toBe('IMAGE_TOO_LARGE');
  });
});
