import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { z } from 'zod';
import type { PageImage } from '../../../contract/artefacts.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { bilevelPng } from '../bilevel-png.ts';
import { CleanSettings, clean } from './index.ts';
import {
  addGrain,
  box,
  dice,
  dpi,
  height,
  image,
  paper,
  skewed,
  width,
  writeLines,
} from '../../../../tests/fixtures/capture/drawn-pages.ts';

let folder: string;
let vault: Vault;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clean-'));
  vault = await Vault.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function pageOf(bytes: Uint8Array, facts: Partial<PageImage> = {}): Promise<PageImage> {
  const digest = await vault.put(bytes);
  const header = await sharp(bytes).metadata();
  return {
    image: digest,
    mime: 'image/png',
    width: header.width,
    height: header.height,
    orientation: 1,
    dpiX: dpi,
    dpiY: dpi,
    dpiAssumed: false,
    colour: 'grey',
    origin: 'file',
    source: digest,
    sourcePage: 1,
    ...facts,
  };
}

async function cleaned(bytes: Uint8Array, facts: Partial<PageImage> = {}, settings: z.input<typeof CleanSettings> = {}) {
  const page = await pageOf(bytes, facts);
  const context = {
    settings: CleanSettings.parse(settings),
    blobs: vault,
    signal: new AbortController().signal,
    report: () => undefined,
  };
  const result = await clean.run({ page }, context);
  if (!result.ok) throw new Error(result.error.code);
  return clean.output.parse(result.data);
}

async function cleanedGrey(page: Uint8Array, facts: Partial<PageImage> = {}, settings: z.input<typeof CleanSettings> = {}) {
  return cleaned(await image(page).png({ compressionLevel: 1 }).toBuffer(), facts, settings);
}

async function pixels(digest: PageImage['image']) {
  return sharp(await vault.read(digest))
    .raw()
    .toBuffer({ resolveWithObject: true });
}

describe('a page fed askew', () => {
  it.each([-12, -4.7, -1.3, -0.35, 0.35, 2.1, 7.5])('by %f° is found within 0.1° and set level', async (angle) => {
    const askew = addGrain(await skewed(writeLines(paper()), angle), 20);
    const page = await cleanedGrey(askew);
    expect(page.skew).toBeGreaterThan(angle - 0.1);
    expect(page.skew).toBeLessThan(angle + 0.1);
    expect([page.width, page.height]).toEqual([width, height]);
    const again = await cleaned(await vault.read(page.image));
    expect(Math.abs(again.skew)).toBeLessThanOrEqual(0.12);
  });

  it('a level page is not resampled', async () => {
    expect((await cleanedGrey(writeLines(paper()))).skew).toBe(0);
  });

  it('a page of noise has no skew', async () => {
    expect((await cleanedGrey(addGrain(paper(200), 120))).skew).toBe(0);
  });

  it('is left as it is when straightening would push writing off the page', async () => {
    const full = paper();
    for (let y = 6; y < height - 12; y += 26) for (let x = 4; x < width - 12; x += 16) box(full, x, y, 10, 9);
    const page = await cleanedGrey(await skewed(full, 0.02), {}, { orientation: false });
    expect(page.skew).toBe(0);
  });

  it('can be switched off', async () => {
    expect((await cleanedGrey(await skewed(writeLines(paper()), 3), {}, { deskew: false })).skew).toBe(0);
  });
});

describe('a page fed the wrong way round', () => {
  it.each([0, 90, 180, 270] as const)('turned %i° clockwise is turned back', async (turn) => {
    const bytes = await image(writeLines(paper())).rotate(turn).toColourspace('b-w').png().toBuffer();
    const page = await cleaned(bytes);
    expect(page.rotation).toBe(turn);
    expect([page.width, page.height]).toEqual([width, height]);
  });

  it('with a single line stays as it is: a wrong turn is worse than none', async () => {
    const bytes = await image(writeLines(paper(), 1)).rotate(180).toColourspace('b-w').png().toBuffer();
    const page = await cleaned(bytes);
    expect(page.rotation).toBe(0);
    expect(page.decisions.find((decision) => decision.name === 'rotation')?.reason).toContain('no clear lines');
  });

  it('obeys a person before its own judgement', async () => {
    const page = await cleanedGrey(writeLines(paper()), {}, { rotate: 90 });
    expect(page).toMatchObject({ rotation: 90, width: height, height: width });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i shows the page as a viewer would', async (orientation) => {
    const data = new Uint8Array(200 * 100).fill(240);
    for (let y = 0; y < 30; y++) data.fill(0, y * 200, y * 200 + 60);
    const png = await image(data, 200, 100).png().toBuffer();
    const expected = await sharp(await sharp(png).withMetadata({ orientation }).png().toBuffer())
      .autoOrient()
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const page = await cleaned(png, { orientation, dpiX: 50, dpiY: 50 }, { deskew: false, evenLighting: false });
    const shown = await sharp(await vault.read(page.image))
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    expect([page.width, page.height]).toEqual([expected.info.width, expected.info.height]);
    let worst = 0;
    for (const [x, y] of [
      [5, 5],
      [page.width - 6, 5],
      [5, page.height - 6],
      [page.width - 6, page.height - 6],
    ] as const) {
      worst = Math.max(worst, Math.abs(shown[y * page.width + x]! - expected.data[y * page.width + x]!));
    }
    expect(worst).toBeLessThan(40);
  });
});

describe('an empty sheet', () => {
  const blankOf = async (draw: (page: Uint8Array) => void, grain = 24) => {
    const page = paper();
    draw(page);
    return cleanedGrey(addGrain(page, grain));
  };

  it('is blank, and still has both images', async () => {
    const page = await blankOf(() => undefined);
    expect(page).toMatchObject({ blank: true, rotation: 0, skew: 0 });
    expect((await pixels(page.image)).info.width).toBe(width);
    expect((await pixels(page.ocr)).info.width).toBe(page.ocrWidth);
  });

  it('with dust, a black scanner border and punch holes is still blank', async () => {
    const page = await blankOf((sheet) => {
      const roll = dice(11);
      for (let i = 0; i < 60; i++) box(sheet, 80 + Math.floor(roll() * 1080), 80 + Math.floor(roll() * 1590), 2, 2, 60);
      box(sheet, 0, 0, 30, height, 5);
      box(sheet, 0, 0, width, 14, 5);
      for (const middle of [640, 1110]) {
        for (let y = -18; y <= 18; y++)
          for (let x = -18; x <= 18; x++) if (x * x + y * y <= 18 * 18) box(sheet, 75 + x, middle + y, 1, 1, 30);
      }
    });
    expect(page.blank).toBe(true);
    expect(page.ink).toBeLessThan(0.001);
  });

  it('under a lamp that fades to one side is still blank', async () => {
    const page = await blankOf((sheet) => {
      for (let i = 0; i < sheet.length; i++) sheet[i] = 240 - ((i % width) / width) * 70;
    });
    expect(page.blank).toBe(true);
  });

  it.each([
    ['a faint pencil line', (sheet: Uint8Array) => box(sheet, 300, 900, 400, 3, 215)],
    ['one page number', (sheet: Uint8Array) => box(sheet, 615, 1650, 3, 15)],
    ['one short word', (sheet: Uint8Array) => [0, 20, 40].forEach((x) => box(sheet, 200 + x, 300, 14, 16))],
    ['a small stamp in a corner', (sheet: Uint8Array) => box(sheet, 1000, 100, 120, 60, 170)],
  ])('with %s is not blank', async (_, draw) => {
    expect((await blankOf(draw)).blank).toBe(false);
  });

  it('a black scan is no empty sheet', async () => {
    expect((await cleanedGrey(paper(4))).blank).toBe(false);
    expect((await cleanedGrey(paper(70))).blank).toBe(false);
  });
});

describe('light', () => {
  it('a shadow over half the page goes, ink stays, colour stays', async () => {
    const grey = writeLines(paper(235));
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < grey.length; i++) {
      const shade = 1 - 0.35 * Math.max(0, (i % width) / width - 0.3);
      const stamp = i % width > 800 && i % width < 860 && i > width * 1550 && i < width * 1610;
      const rgb = stamp ? [200, 50, 50] : [grey[i]!, grey[i]! * 0.96, grey[i]! * 0.88];
      for (let c = 0; c < 3; c++) data[i * 3 + c] = rgb[c]! * shade;
    }
    const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const page = await cleaned(bytes, { colour: 'colour' });
    expect(page).toMatchObject({ colour: 'colour', mime: 'image/jpeg', skew: 0 });
    const { data: shown } = await pixels(page.image);
    const at = (x: number, y: number) =>
      [...shown.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)] as [number, number, number];
    for (const [x, y] of [
      [60, 900],
      [1200, 900],
      [620, 60],
    ] as const)
      expect(Math.min(...at(x, y))).toBeGreaterThan(225);
    const [red, green] = at(830, 1580);
    expect(red - green).toBeGreaterThan(100);
    const ocr = await pixels(page.ocr);
    const scale = page.ocrWidth / width;
    const read = (x: number, y: number) =>
      ocr.data[(Math.round(y * scale) * page.ocrWidth + Math.round(x * scale)) * ocr.info.channels]!;
    expect(read(1200, 900)).toBe(255);
    expect(read(830, 1580)).toBeGreaterThan(110);
  });

  it('three channels without colour become one', async () => {
    const grey = writeLines(paper());
    const bytes = await image(grey).toColourspace('srgb').png().toBuffer();
    const page = await cleaned(bytes, { colour: 'colour' });
    expect(page.colour).toBe('grey');
    expect((await sharp(await vault.read(page.image)).metadata()).channels).toBe(1);
  });

  it('a bilevel page stays bilevel, also after straightening', async () => {
    const askew = await skewed(writeLines(paper(255)), 1.5);
    const page = await cleaned(await bilevelPng(askew, width, height, { x: dpi, y: dpi }), { colour: 'bilevel' });
    expect(page).toMatchObject({ colour: 'bilevel', mime: 'image/png' });
    expect(Math.abs(page.skew - 1.5)).toBeLessThan(0.1);
    expect((await sharp(await vault.read(page.image)).metadata()).bitsPerSample).toBe(1);
  });
});

describe('size', () => {
  it('the OCR image covers the same rectangle at 200 dpi', async () => {
    const page = await cleanedGrey(writeLines(paper()));
    expect([page.ocrWidth, page.ocrHeight]).toEqual([Math.round((width * 200) / dpi), Math.round((height * 200) / dpi)]);
    expect(page.dpi).toBe(dpi);
  });

  it('a fax of 204 × 98 dpi becomes square without losing lines', async () => {
    const flat = await image(writeLines(paper()))
      .resize(width, Math.round((height * 98) / 204), { fit: 'fill' })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const page = await cleaned(flat, { dpiX: 204, dpiY: 98 });
    expect(page.dpi).toBe(204);
    expect(Math.abs(page.height - height)).toBeLessThanOrEqual(2);
  });

  it('a plan too large for memory is cleaned at fewer dpi, at the same size on paper', async () => {
    const page = await cleanedGrey(writeLines(paper()), {}, { maxMegapixels: 0.5 });
    expect(page.width * page.height).toBeLessThanOrEqual(0.51e6);
    expect(page.width / page.dpi).toBeCloseTo(width / dpi, 1);
  });

  it.each([
    [1, 1],
    [3, 400],
    [40, 40],
  ])('a scrap of %i × %i pixels does no harm', async (w, h) => {
    const page = await cleaned(
      await image(new Uint8Array(w * h).fill(230), w, h)
        .png()
        .toBuffer(),
      { dpiX: 300, dpiY: 300 },
    );
    expect([page.width, page.height]).toEqual([w, h]);
  });

  it('the same page gives the same bytes', async () => {
    const askew = addGrain(await skewed(writeLines(paper()), 1), 20);
    const [one, two] = [await cleanedGrey(askew), await cleanedGrey(askew)];
    expect(two).toEqual(one);
  });

  it('a blob that was damaged on disk is an error, not a grey page', async () => {
    const bytes = await image(addGrain(writeLines(paper()), 40))
      .jpeg()
      .toBuffer();
    const page = await pageOf(bytes, { mime: 'image/jpeg' });
    const broken = await vault.put(bytes.subarray(0, bytes.length / 2));
    const context = {
      settings: CleanSettings.parse({}),
      blobs: vault,
      signal: new AbortController().signal,
      report: () => undefined,
    };
    expect(await clean.run({ page: { ...page, image: broken } }, context)).toMatchObject({
      ok: false,
      error: { code: 'PAGE_IMAGE_UNREADABLE' },
    });
  });
});

describe('separator sheets', () => {
  async function sheetWith(text: string, turn = 0): Promise<Uint8Array> {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
    const { symbol } = await writeBarcode(text, { format: 'QRCode' });
    const page = paper(238);
    const module = 8;
    for (let y = 0; y < symbol.height; y++) {
      for (let x = 0; x < symbol.width; x++)
        if (symbol.data[y * symbol.width + x] === 0) box(page, 400 + x * module, 500 + y * module, module, module);
    }
    const askew = addGrain(await skewed(page, 1.2), 24);
    return image(askew).rotate(turn).toColourspace('b-w').jpeg({ quality: 60 }).toBuffer();
  }

  it.each([
    ['TRAM1:SEP:DOCUMENT', 'document'],
    ['TRAM1:SEP:DOSSIER;code=H49.64.33.2001.160', 'dossier'],
    ['TRAM1:SEP:ATTACHMENT', 'attachment'],
  ])('%s parts the run', async (text, separator) => {
    expect(await cleaned(await sheetWith(text))).toMatchObject({
      separator,
      barcodes: [{ format: 'QRCode', text }],
      blank: false,
    });
  });

  it('is read upside down as well', async () => {
    expect((await cleaned(await sheetWith('TRAM1:SEP:DOCUMENT', 180))).separator).toBe('document');
  });

  it('a code of another system is written down and parts nothing', async () => {
    const page = await cleaned(await sheetWith('https://dichvucong.gov.vn/?SEP:DOCUMENT'));
    expect(page).toMatchObject({ separator: null, barcodes: [{ text: 'https://dichvucong.gov.vn/?SEP:DOCUMENT' }] });
  });
});
