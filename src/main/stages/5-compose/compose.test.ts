import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPage, documentOf, pageImage, wordsOf } from '../../../../tests/fixtures/pdf/pages.ts';
import { copiedFromPdfium } from '../../../../tests/fixtures/pdf/pdfium-text.ts';
import { inspectPdf } from '../../../exchange/pdf/inspect.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { compose, type ComposeInput, type ComposePage } from './index.ts';

let folder: string;
let vault: Vault;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-compose-'));
  vault = await Vault.open(join(folder, 'vault'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(input: ComposeInput, signal = new AbortController().signal) {
  const settings = compose.settings.parse({});
  return compose.run(compose.input.parse(input), { settings, blobs: vault, signal, report: () => undefined });
}

/** Composes what must succeed; answers the PDF's path and the step's answer. */
async function composed(pages: ComposePage[], about: Partial<ComposeInput> = {}) {
  const result = await run(documentOf(pages, about));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { ...result.data, path: vault.path(result.data.pdf) };
}

function tool(name: string, ...args: string[]): string {
  return execFileSync(name, args, { encoding: 'utf8' });
}

/** Every letter of Vietnamese with every tone, in both cases. */
const alphabet = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
  .flatMap((vowel) => ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')))
  .concat('đ')
  .flatMap((letter) => [letter, letter.toUpperCase()]);
const alphabetLines = Array.from({ length: 15 }, (_, line) =>
  alphabet
    .slice(10 * line, 10 * line + 10)
    .map((l) => `n${l}ng`)
    .join(' '),
).filter((line) => line !== '');

describe('text under the image', () => {
  it('comes out of pdftotext letter for letter: every Vietnamese letter with every tone', async () => {
    const { path } = await composed([await addPage(vault, { text: alphabetLines })]);
    for (const mode of ['-raw', '-layout']) {
      const lines = tool('pdftotext', mode, path, '-')
        .split('\n')
        .map((line) => line.trim().replace(/\s+/g, ' '));
      expect(lines.filter((line) => line !== '' && line !== '\f')).toEqual(alphabetLines);
    }
  });

  it('is what PDFium copies: words, spaces and lines', async () => {
    const { path } = await composed([await addPage(vault, { text: [...alphabetLines, '𠀋 😀'] })]);
    expect((await copiedFromPdfium(path)).split('\r\n')).toEqual([...alphabetLines, '𠀋 😀']);
  });

  it('comes out in NFC when OCR wrote it decomposed', async () => {
    const { path } = await composed([await addPage(vault, { text: ['Quyết định'.normalize('NFD')] })]);
    expect(tool('pdftotext', path, '-').trim()).toBe('Quyết định'.normalize('NFC'));
  });

  it('keeps characters beyond the basic plane and drops what is no text', async () => {
    const { path } = await composed([await addPage(vault, { text: ['𠀋😀 a\u0000b\ud800c \ufeff chữ'] })]);
    expect(tool('pdftotext', '-raw', path, '-').trim()).toBe('𠀋😀 abc chữ');
  });

  it('lies within 2 pixels of the boxes OCR gave, also when the page has another resolution', async () => {
    const words = wordsOf(['Cộng hòa xã hội', 'Số: 12/QĐ-UBND', 'i mmmmmmmm l'], 413, 584);
    const page = {
      ...(await addPage(vault, { width: 1654, height: 2338, dpi: 200 })),
      words: await vault.put(Buffer.from(JSON.stringify(words))),
    };
    const { path } = await composed([page]);
    const bboxes = tool('pdftotext', '-bbox', path, '-').matchAll(
      /<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</g,
    );
    const found = Array.from(bboxes, ([, x0, y0, x1, y1, text]) => ({
      text,
      box: [x0, y0, x1, y1].map((pt) => (Number(pt) / 72) * 200),
    }));
    const expected = words.lines
      .flatMap((line) => line.words)
      .map(({ text, box }) => ({ text, box: box.map((side) => (side * 1654) / 413) }));
    expect(found.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    for (const [index, { box }] of found.entries()) {
      for (const side of [0, 1, 2, 3]) expect(Math.abs((box[side] ?? 0) - (expected[index]?.box[side] ?? 0))).toBeLessThan(2);
    }
  });

  it('keeps words apart that OCR boxed without a gap', async () => {
    const words = wordsOf(['mot hai ba'], 827, 1169);
    const touching = {
      ...words,
      lines: words.lines.map((line) => ({
        ...line,
        words: line.words.map((word, index) => ({ ...word, box: [50 + 60 * index, 60, 110 + 60 * index, 82] })),
      })),
    };
    const page = { ...(await addPage(vault)), words: await vault.put(Buffer.from(JSON.stringify(touching))) };
    const { path } = await composed([page]);
    for (const mode of ['-raw', '-layout'])
      expect(tool('pdftotext', mode, path, '-').trim().split(/\s+/)).toEqual(['mot', 'hai', 'ba']);
  });

  it('loses no word whose box is impossible', async () => {
    const boxes: [string, number[]][] = [
      ['ngoài', [-50, -90, -10, -20]],
      ['rỗng', [900, 1200, 900, 1200]],
      ['ngược', [300, 330, 200, 300]],
    ];
    const lines = boxes.map(([text, box]) => ({ box, words: [{ text, box, confidence: 1 }] }));
    const page = { width: 827, height: 1169, lines };
    const { path } = await composed([{ ...(await addPage(vault)), words: await vault.put(Buffer.from(JSON.stringify(page))) }]);
    expect(tool('pdftotext', '-raw', path, '-').split(/\s+/)).toEqual(expect.arrayContaining(['ngoài', 'rỗng', 'ngược']));
  });

  it('is drawn in no page image: the text is invisible', async () => {
    const [read, unread] = [
      await composed([await addPage(vault, { kind: 'png', text: alphabetLines })]),
      await composed([await addPage(vault, { kind: 'png', text: null })]),
    ];
    const shot = (path: string) => execFileSync('pdftoppm', ['-r', '50', '-png', path]);
    expect(shot(read.path).equals(shot(unread.path))).toBe(true);
  });
});

describe('images', () => {
  it('JPEG bytes go in as they are', async () => {
    const { path } = await composed([await addPage(vault), await addPage(vault, { kind: 'jpeg-grey' })]);
    const prefix = join(folder, 'as-they-are');
    tool('pdfimages', '-j', path, prefix);
    expect(await readFile(`${prefix}-000.jpg`)).toEqual(await pageImage({}));
    expect(await readFile(`${prefix}-001.jpg`)).toEqual(await pageImage({ kind: 'jpeg-grey' }));
  });

  it.each(['png', 'png-grey', 'png-bilevel'] as const)('%s keeps every pixel', async (kind) => {
    const size = { width: 333, height: 471 };
    const { path } = await composed([await addPage(vault, { kind, ...size })]);
    const prefix = join(folder, kind);
    tool('pdfimages', '-png', path, prefix);
    const pixels = (file: Buffer) => sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer();
    expect((await pixels(await readFile(`${prefix}-000.png`))).equals(await pixels(await pageImage({ kind, ...size })))).toBe(
      true,
    );
  });

  it('black and white stays one bit, in JBIG2', async () => {
    const { path } = await composed([await addPage(vault, { kind: 'png-bilevel', width: 1654, height: 2339, dpi: 200 })]);
    expect(tool('pdfimages', '-list', path).split('\n')[2]).toMatch(/image +1654 +2339 +gray +1 +1 +jbig2/);
  });

  it('a grey page called black and white is not thresholded', async () => {
    const { path } = await composed([{ ...(await addPage(vault, { kind: 'png-grey' })), colour: 'bilevel' }]);
    expect(tool('pdfimages', '-list', path).split('\n')[2]).toMatch(/gray +1 +8 +image/);
  });

  it.each([
    ['CMYK JPEG', 'image/jpeg', (image: Sharp) => image.toColourspace('cmyk').jpeg()],
    ['PNG with alpha', 'image/png', (image: Sharp) => image.ensureAlpha(0.5).png()],
    ['interlaced PNG', 'image/png', (image: Sharp) => image.png({ progressive: true })],
    ['16-bit PNG', 'image/png', (image: Sharp) => image.toColourspace('rgb16').png()],
  ] as const)('%s is coded anew in RGB, and said so', async (_, mime, make) => {
    const image = await make(sharp(await pageImage({ width: 300, height: 400, kind: 'png' }))).toBuffer();
    const page = { ...(await addPage(vault, { width: 300, height: 400 })), mime, image: await vault.put(image) };
    const { path, warnings } = await composed([page]);
    expect(warnings).toContain('image-recoded:1');
    expect(tool('pdfimages', '-list', path)).toMatch(/300 +400 +rgb +3 +8/);
    expect(tool('pdfimages', '-list', path).trim().split('\n')).toHaveLength(3);
  });

  it('a progressive JPEG is left alone', async () => {
    const image = await sharp(await pageImage({}))
      .jpeg({ progressive: true })
      .toBuffer();
    const { path, warnings } = await composed([{ ...(await addPage(vault)), image: await vault.put(image) }]);
    expect(warnings).not.toContain('image-recoded:1');
    expect((await readFile(path)).includes(image)).toBe(true);
  });

  it('a profile that came with the JPEGs is embedded once', async () => {
    const image = await sharp(await pageImage({}))
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    const page = { ...(await addPage(vault)), image: await vault.put(image) };
    const { path } = await composed([page, page]);
    expect(tool('pdfimages', '-list', path).match(/ icc /g)).toHaveLength(2);
    expect((await readFile(path, 'latin1')).match(/\/N 3/g)).toHaveLength(2);
  });
});

describe('pages', () => {
  it('are as large as the paper: pixels / dpi × 72, portrait, landscape and odd sizes', async () => {
    const sizes = [
      { width: 2480, height: 3508, dpi: 300 },
      { width: 1754, height: 1240, dpi: 150 },
      { width: 1001, height: 333, dpi: 240 },
    ];
    const { path } = await composed(await Promise.all(sizes.map((size) => addPage(vault, size))));
    const boxes = Array.from(
      tool('pdfinfo', '-box', '-l', '3', path).matchAll(/MediaBox: +0.00 +0.00 +(\S+) +(\S+)/g),
      ([, w, h]) => [Number(w), Number(h)],
    );
    expect(boxes).toEqual([
      [595.2, 841.92],
      [841.92, 595.2],
      [300.3, 99.9],
    ]);
  });

  it('without words get no text and a warning', async () => {
    const pages = [
      await addPage(vault),
      await addPage(vault, { text: null }),
      await addPage(vault, { text: [] }),
      await addPage(vault),
    ];
    const { path, warnings } = await composed(pages);
    expect(warnings).toEqual(['low-dpi:1-4', 'no-text:2-3']);
    expect(
      tool('pdftotext', path, '-')
        .split('\f')
        .map((page) => page.trim() !== ''),
    ).toEqual([true, false, false, true, false]);
  });

  it('a document nobody read has no font and no text', async () => {
    const { path } = await composed([await addPage(vault, { text: null })]);
    expect(tool('pdffonts', path).trim().split('\n')).toHaveLength(2);
    tool('qpdf', '--check', path);
  });

  it('of 20,000 dpi or 1 dpi are refused with their number', async () => {
    const page = await addPage(vault);
    expect(await run(documentOf([page, { ...page, dpi: 20_000 }]))).toMatchObject({
      ok: false,
      error: { code: 'COMPOSE_PAGE_SIZE', data: { page: 2 } },
    });
    expect(await run(documentOf([{ ...page, dpi: 1 }]))).toMatchObject({
      ok: false,
      error: { code: 'COMPOSE_PAGE_SIZE', data: { page: 1 } },
    });
  });
});

describe('the file', () => {
  it('passes qpdf --check and our own inspection in every mixture of pages', async () => {
    const kinds = ['jpeg', 'jpeg-grey', 'png', 'png-grey', 'png-bilevel'] as const;
    const { path, pages, bytes } = await composed(
      await Promise.all(kinds.map((kind) => addPage(vault, { kind, text: alphabetLines }))),
    );
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    expect((await readFile(path)).length).toBe(bytes);
    expect(await inspectPdf(path)).toMatchObject({
      ok: true,
      data: {
        pages,
        version: '1.7',
        pdfa: { part: 2, conformance: 'B' },
        fontsEmbedded: true,
        outputIntent: true,
        textPages: [1, 2, 3, 4, 5],
        problems: [],
      },
    });
  });

  it('is the same bytes for the same input, and others for another', async () => {
    const pages = [await addPage(vault), await addPage(vault, { kind: 'png-bilevel' })];
    const [first, second, other] = [await composed(pages), await composed(pages), await composed(pages, { title: 'Khác' })];
    expect(second.pdf).toBe(first.pdf);
    expect(other.pdf).not.toBe(first.pdf);
  });

  it.each([
    'A & B < C > "D" \' E',
    '😀 Hồ sơ 𠀋',
    'a\u0000b\u0008\ud800\ufffe c\r\n\td',
    '<?xpacket end="w"?>',
    ') Tj << /X (',
    ']]>&amp;',
    'Tiếng Việt'.normalize('NFD'),
  ])('says the same in Info and XMP whatever the title holds: %j', async (title) => {
    const { path } = await composed([await addPage(vault)], { title, author: title, subject: title, keywords: title });
    const expected = title
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .toWellFormed()
      .replace(/[\p{Cc}\ufffe]/gu, '');
    const info = tool('pdfinfo', path);
    for (const key of ['Title', 'Author', 'Subject', 'Keywords']) expect(info).toContain(`${key}:`.padEnd(17) + expected);
    const packet = join(folder, 'packet.xml');
    await writeFile(packet, tool('pdfinfo', '-meta', path));
    const xpath = (query: string) => tool('xmllint', '--xpath', `string(//*[local-name()='${query}'])`, packet).trim();
    for (const key of ['title', 'creator', 'description', 'Keywords']) expect(xpath(key)).toBe(expected);
    expect(xpath('CreateDate')).toBe('2026-06-12T11:45:37+07:00');
    expect(tool('pdfinfo', '-rawdates', path)).toContain("D:20260612114537+07'00'");
  });

  it('without a title is called by its identifier', async () => {
    const { path } = await composed([await addPage(vault)], { title: '  ' });
    expect(tool('pdfinfo', path)).toContain('H49.64.33.2001.160.0000001');
  });
});

describe('accidents', () => {
  const cases: [string, (image: Buffer) => Buffer][] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (image) => image.subarray(0, image.length / 2)],
    ['cut off in the header', (image) => image.subarray(0, 30)],
    ['something else', () => Buffer.from('GIF89a…')],
  ];
  it.each(cases)('an image that is %s stops the document and names the page', async (_, spoil) => {
    for (const kind of ['jpeg', 'png'] as const) {
      const page = await addPage(vault, { kind });
      const broken = { ...page, image: await vault.put(spoil(await pageImage({ kind }))) };
      expect(await run(documentOf([page, broken]))).toEqual({
        ok: false,
        error: { code: 'COMPOSE_IMAGE_BROKEN', data: { page: 2 } },
      });
    }
    expect(await readdir(vault.tempDir())).toEqual([]);
  });

  it('an image of another size than recorded stops the document', async () => {
    const page = await addPage(vault);
    const result = await run(documentOf([{ ...page, height: page.height + 1 }]));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'COMPOSE_IMAGE_MISMATCH', data: { page: 1, found: '827 × 1169', expected: '827 × 1170' } },
    });
  });

  it.each(['', '{', '{"width":0}', '[]'])('words that are %j stop the document', async (json) => {
    const page = { ...(await addPage(vault)), words: await vault.put(Buffer.from(json)) };
    expect(await run(documentOf([page]))).toMatchObject({
      ok: false,
      error: { code: 'COMPOSE_WORDS_UNREADABLE', data: { page: 1 } },
    });
  });

  it('being cancelled leaves no half file behind', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(run(documentOf([await addPage(vault)]), controller.signal)).rejects.toThrow('aborted');
    expect(await readdir(vault.tempDir())).toEqual([]);
  });
});
