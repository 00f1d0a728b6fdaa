import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { tram, tramJson } from '../../../../tests/support/tram.ts';
import { readPages } from '../bench/pages.ts';
import { textOfPdf } from '../bench/pdf-text.ts';
import { seededStation } from '../bench/seed/station.ts';
import { findProgram, runProgram, treeBytes } from '../bench/process.ts';

const folder = temporaryFolder();
const empty = temporaryFolder();
const page = join(folder, 'p1.png');
await sharp({ create: { width: 200, height: 280, channels: 3, background: '#fff' } })
  .png()
  .toFile(page);

interface Answer {
  rows: { id: string; state: string; what?: string; ratio: number | null }[];
  pages: number;
  parts: unknown;
}

interface ScreenAnswer {
  pages: number;
  documents: number;
  rows: { screen: string; en: string; found: number | null }[];
}

test('without peers every row is there, in its place, and none is invented', async () => {
  const { code, answer } = await tramJson<Answer>(['bench', page, '--runs', '1', '--only', 'tesseract,ocrmypdf,ocrmypdf-clean'], {
    PATH: empty,
  });
  expect(answer.rows.map(({ id, state, what }) => [id, state, what])).toEqual([
    ['tram', 'not-asked', undefined],
    ['tesseract', 'not-installed', 'tesseract'],
    ['ocrmypdf', 'not-installed', 'ocrmypdf'],
    ['ocrmypdf-deskew', 'not-asked', undefined],
    ['ocrmypdf-clean', 'not-installed', 'ocrmypdf, unpaper, pngquant'],
  ]);
  expect(answer.rows.every(({ ratio }) => ratio === null)).toBe(true);
  expect(answer).toMatchObject({ pages: 1, parts: null });
  expect(code).toBe(0);
});

test('a mistyped row or number of runs is refused before anything runs', async () => {
  for (const wrong of [
    ['--only', 'tesserakt'],
    ['--runs', '0'],
    ['--runs', 'x'],
  ]) {
    expect((await tram(['bench', page, ...wrong])).code).toBe(2);
  }
});

test('a page that cannot be captured is refused: the peers would be measured on other pages than we', async () => {
  const bad = join(folder, 'bad.jpg');
  writeFileSync(bad, '');
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('tram-bench-')).length;
  const { code, stderr } = await tram(['bench', bad, '--lang', 'en']);
  expect(code).toBe(3);
  expect(stderr).toContain('bad.jpg');
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tram-bench-'))).toHaveLength(before);
});

test('peers get the very bytes of the scan: a JPEG lies in their PDF as it came, a turned one stands upright', async () => {
  const made = temporaryFolder();
  const pages = temporaryFolder();
  const wide = { create: { width: 300, height: 200, channels: 3, background: '#c00' } } as const;
  const jpeg = await sharp(wide).jpeg().toBuffer();
  writeFileSync(join(pages, '1.jpg'), jpeg);
  await sharp(wide).withMetadata({ orientation: 6 }).jpeg().toFile(join(pages, '2.jpg'));
  writeFileSync(join(pages, '1.txt'), 'một hai');
  const input = await readPages([pages], null, made, new AbortController().signal);
  expect(readFileSync(input.pdf).includes(jpeg)).toBe(true);
  expect(input.pages.map(({ truth }) => truth?.size ?? null)).toEqual([2, null]);
  expect(readFileSync(input.pages[0]!.image).equals(jpeg)).toBe(true);
  expect(await sharp(input.pages[1]!.image).metadata()).toMatchObject({ width: 200, height: 300 });
});

test('text is read page by page out of a finished PDF', async () => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const text of ['page one', '', 'page three']) pdf.addPage().drawText(text, { font, x: 50, y: 500 });
  const path = join(folder, 'text.pdf');
  writeFileSync(path, await pdf.save());
  expect(await textOfPdf(path)).toEqual(['page one', '', 'page three']);
  await expect(textOfPdf(page)).rejects.toThrow('cannot open');
});

test('memory of a tree counts children and grandchildren, and nobody else', () => {
  const processes = [
    { pid: 1, parent: 0, bytes: 1 },
    { pid: 10, parent: 1, bytes: 10 },
    { pid: 11, parent: 10, bytes: 100 },
    { pid: 12, parent: 11, bytes: 1000 },
    { pid: 20, parent: 1, bytes: 10_000 },
  ];
  expect(treeBytes(processes, new Set([10]))).toBe(1110);
  expect(treeBytes(processes, new Set([10, 11]))).toBe(1110);
  expect(treeBytes(processes, new Set([99]))).toBe(0);
});

test('a program that is not there, or is broken off, is answered and never thrown', async () => {
  expect(findProgram('node', { PATH: empty })).toBeNull();
  expect(await runProgram(join(empty, 'nothing'), [])).toMatchObject({ status: null, stdout: '' });
  const stop = new AbortController();
  const running = runProgram(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
    signal: stop.signal,
    onStart: () => stop.abort(),
  });
  expect((await running).status).not.toBe(0);
  const { status, lastWords } = await runProgram(process.execPath, ['-e', 'console.error("a\\nb"); process.exit(5)']);
  expect({ status, lastWords }).toEqual({ status: 5, lastWords: 'b' });
});

test('the screens are asked over a made-up station, which is kept when a place is named and never made over anything else', async () => {
  const kept = join(folder, 'years');
  const asked = (pages: string, station: string) => [
    'bench',
    '--only',
    'screens',
    '--pages',
    pages,
    '--runs',
    '1',
    '--station',
    station,
  ];
  const { code, answer } = await tramJson<{ screens: ScreenAnswer; rows: unknown }>(asked('1000', kept));
  expect(code).toBe(0);
  expect(answer.rows).toBeUndefined();
  expect(answer.screens.pages).toBeGreaterThanOrEqual(1000);
  expect(new Set(answer.screens.rows.map(({ screen }) => screen))).toEqual(
    new Set(['home', 'dossiers', 'dossier', 'describe', 'verify', 'sign', 'send', 'audit', 'search']),
  );
  const remembered = answer.screens.rows.find(({ en }) => en === 'six remembered words, no marks')!;
  // Among papers that are all made of the same few thousand words, six of them may also stand on newer pages.
  expect(remembered.found).toBeGreaterThan(0.7);

  expect(await seededStation(kept, 1000, () => undefined)).toMatchObject({ documents: answer.screens.documents });
  expect((await tram(asked('2000', kept))).code).toBe(2);
  expect((await tram(asked('1000', folder))).code).toBe(2);
  expect(readdirSync(folder)).toContain('p1.png');
}, 120_000);

test('a made-up station that was broken off leaves nothing that could be taken for one', async () => {
  const broken = join(folder, 'broken-off');
  for (const at of ['rows', 'migrate', 'index'] as const) {
    const stop = (doing: string) => {
      if (doing === at) throw new Error(at);
    };
    await expect(seededStation(broken, 1000, stop)).rejects.toThrow(at);
    expect(readdirSync(broken)).toEqual([]);
  }
});
