import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { Sha256 } from '../../../contract/vocabulary.ts';
import type { Raster } from '../raster.ts';
import type { StepContext } from '../step.ts';
import { findUnfaithful, looksLike } from './faithful.ts';
import type { ComposeSettings } from './input.ts';

const [width, height] = [180, 240];

function drawn(colour: (x: number, y: number) => readonly [number, number, number]): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3);
  return { data, width, height, channels: 3 };
}

const paper = [250, 246, 238] as const;
const line = (x: number, y: number) => y % 12 < 3 && x > 20 && x < 160;
const seal = (x: number, y: number) => Math.abs(Math.hypot(x - 120, y - 180) - 25) < 3;
const meant = drawn((x, y) => (seal(x, y) ? [210, 60, 60] : line(x, y) ? [40, 40, 40] : paper));

it('what differs only in grain, and in the edges of a few strokes, is the page', () => {
  const grain = drawn((x, y) => {
    const value = ((x * 7 + y * 13) % 7) - 3;
    const [r, g, b] = seal(x, y) ? [214, 66, 62] : line(x, y) ? [34, 34, 34] : paper;
    return [r + value, g + value, b + value];
  });
  expect(looksLike(grain, meant)).toBe(true);
  expect(looksLike(meant, meant)).toBe(true);
});

it.each([
  ['an empty page', drawn(() => paper)],
  ['a black page', drawn(() => [0, 0, 0])],
  ['an inverted page', { ...meant, data: meant.data.map((value) => 255 - value) }],
  ['a page without its seal', drawn((x, y) => (line(x, y) && !seal(x, y) ? [40, 40, 40] : paper))],
  ['a page whose seal is black', drawn((x, y) => (seal(x, y) || line(x, y) ? [40, 40, 40] : paper))],
  ['a page that lost three lines', drawn((x, y) => (seal(x, y) ? [210, 60, 60] : line(x, y) && y > 36 ? [40, 40, 40] : paper))],
  ['a mirrored page', drawn((x, y) => (seal(width - x, y) ? [210, 60, 60] : line(x, y) ? [40, 40, 40] : paper))],
])('%s is not the page', (_, shown) => {
  expect(looksLike(shown, meant)).toBe(false);
});

it('a page is not taken for faithful when its judge cannot look: no PDF, no page image', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'faithful-'));
  try {
    const pdf = await PDFDocument.create();
    pdf.addPage([100, 200]);
    await writeFile(join(folder, 'one.pdf'), await pdf.save());
    await writeFile(join(folder, 'none.pdf'), 'no PDF');
    const page = {
      image: Sha256.parse('0'.repeat(64)),
      mime: 'image/jpeg',
      width: 100,
      height: 200,
      dpi: 200,
      colour: 'grey',
      words: null,
    } as const;
    const compiled = { width: 100, height: 200, hasText: false, recoded: false, images: [], inks: [], separated: true };
    const blobs = { path: () => join(folder, 'gone.jpg') };
    const context = { blobs, signal: new AbortController().signal } as unknown as StepContext<ComposeSettings>;
    for (const name of ['one.pdf', 'none.pdf'])
      expect(await findUnfaithful(join(folder, name), [page], [compiled], context)).toEqual([1]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
