/**
 * Every screen in the states nobody sees while developing: nothing, three, five thousand, titles of 200 characters, everything
 * parked; both themes, both languages, the smallest and the common monitor, and 150 % scale. Pictures go to test-results/screens.
 */
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveLoopback } from '../../src/main/browser/index.ts';
import { rendererDir } from '../../src/platform/entries.ts';
import { buildWindow, launchChromium, root } from './hosts.ts';
import { sampleStation, type SampleImage, type SampleOptions } from './sample-station.ts';

const results = join(root, 'test-results', 'screens');
let browser: Browser;
let images: SampleImage[];

beforeAll(async () => {
  await buildWindow();
  await mkdir(results, { recursive: true });
  browser = await launchChromium();
  images = await practiceImages();
}, 120_000);
afterAll(() => browser?.close());

const stations: Readonly<Record<string, SampleOptions>> = {
  empty: { dossiers: 0 },
  three: { dossiers: 3, practice: true },
  thousands: { dossiers: 5000 },
  failed: { dossiers: 12, allParked: true, longTitle: true },
};
const screens: Readonly<Record<string, string>> = {
  home: '#/',
  list: '#/dossiers',
  plan: '#/plan',
  dossier: '#/dossier/H49.64.33.2000.160',
  parked: '#/parked',
  queue: '#/send',
};
const monitors = [
  { name: '1366', width: 1366, height: 768, deviceScaleFactor: 1 },
  { name: '1920', width: 1920, height: 1080, deviceScaleFactor: 1 },
  { name: '1920-at-150', width: 1280, height: 720, deviceScaleFactor: 1.5 },
] as const;
const looks = [
  { theme: 'light', lang: 'vi' },
  { theme: 'dark', lang: 'en' },
] as const;

describe.each(Object.keys(stations))('with a station that is %s', (name) => {
  test.each(monitors.flatMap((monitor) => looks.map((look) => ({ ...monitor, ...look }))))(
    'nothing is cut off at $name, $theme, $lang',
    async (view) => {
      const host = await serveLoopback(sampleStation({ images, ...stations[name]! }), { port: 0, rendererDir: rendererDir() });
      if (!host.ok) throw new Error(host.error.code);
      const { width, height, deviceScaleFactor, theme, lang } = view;
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor,
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      try {
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(String(error)));
        await page.addInitScript(`localStorage.setItem('tram.lang', '${lang}')`);
        await page.goto(host.data.url);
        for (const [screen, hash] of Object.entries(screens)) {
          if (screen === 'dossier' && stations[name]!.dossiers === 0) continue;
          await page.goto(`${host.data.origin}/${hash}`);
          await settled(page);
          await page.screenshot({ path: join(results, `${name}-${screen}-${view.name}-${theme}-${lang}.png`) });
          expect([screen, await outside(page)]).toEqual([screen, []]);
        }
        expect(complaints).toEqual([]);
      } finally {
        await context.close();
        await host.data.close();
      }
    },
  );
});

test('five thousand dossiers scroll to the last with few rows in the page', async () => {
  const station = sampleStation(stations['thousands']!);
  const host = await serveLoopback(station, { port: 0, rendererDir: rendererDir() });
  if (!host.ok) throw new Error(host.error.code);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(host.data.url);
  await page.goto(`${host.data.origin}/#/dossiers`);
  await page.getByRole('row').nth(1).waitFor();
  await page.getByRole('rowgroup').evaluate((node) => ((node as unknown as { scrollTop: number }).scrollTop = 1e9));
  await page.getByRole('row', { name: station.dossiers.at(-1)!.fileCode }).waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.close();
  await host.data.close();
});

test('when the host goes away the window says so, and keeps what was on screen', async () => {
  const station = sampleStation({ dossiers: 3 });
  const first = await serveLoopback(station, { port: 0, rendererDir: rendererDir() });
  if (!first.ok) throw new Error(first.error.code);
  const page = await browser.newPage();
  await page.goto(first.data.url);
  await page.goto(`${first.data.origin}/#/dossiers`);
  await page.getByText('Đã nối với trạm').waitFor();
  await first.data.close();
  await page.getByText('Việc đã lưu còn nguyên').waitFor();
  await page.getByRole('row', { name: station.dossiers[0]!.fileCode }).waitFor();
  await page.close();
});

test('arrow keys walk the list, and focus can be seen', async () => {
  const station = sampleStation({ dossiers: 50 });
  const host = await serveLoopback(station, { port: 0, rendererDir: rendererDir() });
  if (!host.ok) throw new Error(host.error.code);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(host.data.url);
  await page.goto(`${host.data.origin}/#/dossiers`);
  await page.getByRole('link', { name: station.dossiers[0]!.title }).first().focus();
  for (let n = 0; n < 30; n += 1) await page.keyboard.press('ArrowDown');
  const focused = page.getByRole('row', { name: station.dossiers[30]!.fileCode }).getByRole('link').first();
  await expect.poll(() => focused.and(page.locator(':focus')).isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.hash === `#/batch/${station.dossiers[30]!.fileCode}`);
  await page.close();
  await host.data.close();
});

/** Fonts and pictures are there and two frames were drawn. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('contentinfo').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    `document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))`,
  );
}

/** The page itself never scrolls, and no button, heading or figure sticks out of the window. */
function outside(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const found = [];
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls');
    for (const node of document.querySelectorAll('button, h1, h2, header *, footer *, [role=columnheader]')) {
      const box = node.getBoundingClientRect();
      if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(node.outerHTML.slice(0, 120));
    }
    return found;
  })()`);
}

async function practiceImages(): Promise<SampleImage[]> {
  const folder = join(root, 'resources', 'practice');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jpg')).sort();
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const { width, height } = await sharp(path).metadata();
      return { path, width, height, bytes: (await stat(path)).size };
    }),
  );
}
