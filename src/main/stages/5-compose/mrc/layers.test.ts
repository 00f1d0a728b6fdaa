import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { layersOf } from './layers.ts';
import type { Raster } from '../../raster.ts';
import { separate } from './separate.ts';

const dpi = 200;
const [width, height] = [827, 1169];
const settings = { backgroundDpi: 50, pictureDpi: 150, quality: 45 };

/** Shapes on yellowish paper with the grain of a scanner, through JPEG as step 2 leaves a page. */
async function page(shapes: string): Promise<Raster> {
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 3 } },
  })
    .png()
    .toBuffer();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
  const drawn = await sharp({ create: { width, height, channels: 3, background: '#faf6ee' } })
    .composite([{ input: Buffer.from(svg) }, { input: grain, blend: 'soft-light' }])
    .removeAlpha()
    .jpeg({ quality: 70 })
    .toBuffer();
  return { data: await sharp(drawn).raw().toBuffer(), width, height, channels: 3 };
}

const at = (x: number, y: number) => y * width + x;
const text = Array.from({ length: 20 }, (_, row) =>
  Array.from(
    { length: 40 },
    (__, letter) => `<rect x="${80 + letter * 16}" y="${100 + row * 30}" width="${3 + ((letter * row) % 4)}" height="14"/>`,
  ).join(''),
).join('');
const seal = '<circle cx="560" cy="900" r="110" fill="none" stroke="#d03a3a" stroke-width="9"/>';
const pen = '<path d="M200 850 C 260 760, 300 960, 380 860" fill="none" stroke="#2a3c9c" stroke-width="4"/>';
const pencil = '<path d="M100 1050 L 400 1050" stroke="#c4c0ba" stroke-width="3"/>';

describe('ink', () => {
  it('print, a pen, a seal and a pencil line are cut out, each in its colour; bare paper is not', async () => {
    const layers = await layersOf(await page(text + seal + pen + pencil), dpi, settings);
    const painted = (x: number, y: number) => layers!.inks.find(({ mask }) => mask[at(x, y)] === 1)?.colour ?? null;
    const [red, green, blue] = painted(560, 790)!;
    expect([red! > 180, green! < 110, blue! < 110]).toEqual([true, true, true]);
    expect(painted(282, 859)?.[2]).toBeGreaterThan(110);
    expect(Math.max(...painted(81, 105)!)).toBeLessThan(60);
    expect(Math.min(...painted(250, 1050)!)).toBeGreaterThan(150);
    expect([painted(40, 40), painted(560, 900), painted(700, 1100)]).toEqual([null, null, null]);
  });

  it('a red stroke beside black print is whole', async () => {
    const beside = '<rect x="100" y="500" width="600" height="4" fill="#d03a3a"/><rect x="395" y="505" width="5" height="5"/>';
    const { coloured, dark } = separate(await page(text + beside), dpi);
    for (let x = 110; x < 690; x += 5) expect(coloured[at(x, 501)]! | dark[at(x, 501)]!).toBe(1);
  });

  it('no pixel is in two masks', async () => {
    const layers = await layersOf(await page(text + seal + pen + pencil), dpi, settings);
    const sum = new Uint8Array(width * height);
    for (const { mask } of layers!.inks) mask.forEach((bit, place) => (sum[place]! += bit));
    expect(Math.max(...new Set(sum))).toBe(1);
  });

  it('a grey page has one grey ink', async () => {
    const { data } = await page(text);
    const grey = { data: data.filter((_, place) => place % 3 === 1), width, height, channels: 1 } as const;
    const layers = await layersOf(grey, dpi, settings);
    expect(layers!.inks.map(({ colour }) => colour.length)).toEqual([1]);
    expect(layers!.background.channels).toBe(1);
  });
});

describe('pictures', () => {
  const photograph = `<defs><linearGradient id="g"><stop offset="0" stop-color="#204060"/><stop offset="1" stop-color="#e0d0b0"/></linearGradient>
    <filter id="n"><feTurbulence baseFrequency="0.08" numOctaves="4" seed="3"/><feColorMatrix type="saturate" values="0.4"/></filter></defs>
    <rect x="420" y="760" width="320" height="300" fill="url(#g)"/><rect x="420" y="760" width="320" height="300" filter="url(#n)" opacity="0.8"/>`;

  it('a photograph on a page of print is delivered in its own pixels, and no ink is cut out of it', async () => {
    const layers = await layersOf(await page(text + photograph), dpi, settings);
    const inside = layers!.pictures.find(
      ({ left, top, right, bottom }) => left <= 440 && top <= 780 && right >= 720 && bottom >= 1040,
    );
    expect(inside).toBeDefined();
    for (const { mask } of layers!.inks) expect(mask[at(580, 910)]).toBe(0);
    expect(layers!.inks.some(({ mask }) => mask[at(81, 105)] === 1)).toBe(true);
  });

  it('print, ruling lines and a seal are no pictures', async () => {
    const table = Array.from({ length: 8 }, (_, row) => `<rect x="80" y="${760 + row * 40}" width="660" height="2"/>`).join('');
    const layers = await layersOf(await page(text + seal + table), dpi, settings);
    expect(layers!.pictures).toEqual([]);
  });

  it('a page that is one photograph, and a bare one, have no layers', async () => {
    const whole = photograph.replaceAll(
      'x="420" y="760" width="320" height="300"',
      `x="0" y="0" width="${width}" height="${height}"`,
    );
    expect(await layersOf(await page(whole), dpi, settings)).toBeNull();
    expect(await layersOf(await page(''), dpi, settings)).toBeNull();
  });
});
