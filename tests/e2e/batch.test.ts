/** A clerk puts a badly fed batch in order without a mouse: turned pages, a document run into the next, a blank too many, a blurred page. */
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const [{ fileCode }] = walkedDossiers;
/** Two cores may be busy with other tests. */
const soon = { timeout: 20_000 };
/** A page is cleaned and read. */
const reading = { timeout: 90_000 };
/** A page's name, whatever there is to say about it between its number and its document. */
const at = (n: number, document: number) => new RegExp(`^Trang ${n},.* văn bản ${document}$|^Trang ${n}, văn bản ${document}$`);
const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (name, open) => {
  let dataDir: string;
  let window: OpenWindow;
  let page: Page;

  beforeAll(async () => {
    dataDir = await walkedStation();
    window = await open(dataDir);
    page = window.page;
    await signIn(page, people.clerk);
    await page.evaluate(`location.hash = '#/batch/${fileCode}'`);
    await page.getByRole('gridcell').first().waitFor();
  }, 420_000);
  afterAll(async () => {
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  const press = (keys: string) => page.keyboard.press(keys);
  /** What a screen reader would say of where the keyboard is. */
  const here = () => page.evaluate<string>(`document.activeElement?.getAttribute('aria-label') ?? ''`);
  const ledger = () => page.getByRole('main').getByText(/^ảnh \d+ [=≠]/);
  const heads = () => page.getByRole('rowheader').allInnerTexts();
  const pages = async () => (await heads()).map((head) => Number(/(\d+) trang$/.exec(head)?.[1]));

  test('reaches the pages with Tab and walks them with arrows', async () => {
    for (let n = 0; n < 60 && !/^Trang \d/.test(await here()); n++) await press('Tab');
    expect(await here()).toMatch(at(1, 1));
    await press('ArrowRight');
    await press('ArrowRight');
    await press('ArrowRight');
    await expect.poll(here, soon).toMatch(at(2, 2));
    expect(await pages()).toEqual([2, 3, 5, 3].slice(0, (await pages()).length));
  });

  test('moves a page one place with Alt and an arrow; the keyboard stays on it', async () => {
    await press('Alt+ArrowLeft');
    await expect.poll(here, soon).toMatch(at(1, 2));
    await press('Alt+ArrowLeft');
    await expect.poll(here, soon).toMatch(at(3, 1));
    await press('Control+z');
    await page
      .getByText(/^Đã hoàn tác: Đã chuyển 1 trang/)
      .first()
      .waitFor();
    await expect.poll(here, soon).toMatch(at(1, 2));
  });

  test('a document cannot be split before its first page, and that is said', async () => {
    await press('s');
    await page.getByRole('alert').getByText('Văn bản đã bắt đầu từ trang này.').waitFor();
  });

  test('splits a document, joins it again, and takes that back', async () => {
    await press('ArrowRight');
    await press('s');
    await page.getByText('Đã tách văn bản', { exact: true }).waitFor();
    await expect.poll(here, soon).toMatch(at(1, 3));
    await press('j');
    await page.getByText('Đã nối 2 văn bản').first().waitFor();
    await expect.poll(here, soon).toMatch(at(2, 2));
    await press('Control+z');
    await page.getByText('Đã hoàn tác: Đã nối 2 văn bản').waitFor();
    await expect.poll(here, soon).toMatch(at(1, 3));
    await press('Control+y');
    await page.getByText('Đã làm lại: Đã nối 2 văn bản').waitFor();
    await expect.poll(here, soon).toMatch(at(2, 2));
  });

  test('turns a page: it stands turned at once, and is cleaned and read again', async () => {
    const picture = page.locator('[role=gridcell]:focus img').last();
    await press('r');
    await expect.poll(() => picture.getAttribute('style'), soon).toMatch(/rotate\((?:-270|90)deg\)/);
    await expect.poll(here, soon).toBe('Trang 2, đang đọc, văn bản 2');
    // The picture stands upright in its frame again when the page was cleaned so.
    await expect.poll(() => picture.getAttribute('style'), reading).toMatch(/rotate\(0deg\)/);
    await press('Shift+R');
    await expect.poll(here, reading).toBe('Trang 2, văn bản 2');
  }, 200_000);

  test('puts two pages into the tray and takes them out again; the ledger says where they are', async () => {
    await press('Shift+ArrowRight');
    await page.getByText('Đã chọn 2 trang').waitFor();
    await press('Delete');
    await expect.poll(() => ledger().innerText(), soon).toBe('ảnh 13 = trang 11 + bỏ tay 2');
    const tray = page.getByRole('complementary', { name: /Khay/ });
    const back = tray.getByRole('button', { name: /^Trả về chỗ cũ/ }).first();
    await back.focus();
    await press('Enter');
    await expect.poll(() => ledger().innerText(), soon).toBe('ảnh 13 = trang 12 + bỏ tay 1');
    await press('Control+z');
    await press('Control+z');
    await expect.poll(() => ledger().innerText(), soon).toBe('ảnh 13 = trang 13');
  });

  test('looks at a page large, leafs on, and is back where the keyboard was', async () => {
    await page.getByRole('gridcell', { name: at(1, 1) }).focus();
    await press('Enter');
    const image = page.getByRole('img', { name: 'Trang 1, văn bản 1' });
    await expect
      .poll(() => image.evaluate((node) => (node as unknown as { naturalWidth: number }).naturalWidth), { timeout: 10_000 })
      .toBeGreaterThan(800);
    await press('ArrowRight');
    await page.getByRole('img', { name: 'Trang 2, văn bản 1' }).waitFor();
    await press('Escape');
    await expect.poll(here, soon).toMatch(/^Trang \d.*văn bản 1$/);
  });

  test('scans a blurred page again: the new image takes its place, the old one lies in the tray', async () => {
    const again = join(dataDir, 'quét lại.png');
    await sharp(join(root, 'resources/practice/02-phong-chong-thien-tai/2-giay-moi.png')).resize(1240).png().toFile(again);
    await page.getByRole('gridcell', { name: at(2, 1) }).focus();
    await press('ArrowLeft');
    await press('ArrowRight');
    await press('F2');
    await page.getByText('Trang 2 của văn bản 1 chờ ảnh mới.').waitFor();
    await page.getByLabel('Đường dẫn tệp trên máy này').focus();
    await page.keyboard.insertText(again);
    await press('Enter');
    await expect.poll(() => ledger().innerText(), { timeout: 60_000 }).toBe('ảnh 14 = trang 13 + bỏ tay 1');
    await page.getByRole('complementary').getByText('trang-2.jpg, trang 1').waitFor();
  }, 90_000);

  test('chooses everything, and the screen reads well to everybody', async () => {
    await page.getByRole('gridcell', { name: at(1, 1) }).focus();
    await press('Control+a');
    await page.getByText('Đã chọn 13 trang').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await complaintsOfAxe(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (process.env['PICTURES'] === '1' && name === hosts[0]![0])
      await page.screenshot({ path: join(root, 'docs/pictures/batch-vi-light.png') });
  });

  test('raised nothing in the console and broke no policy', () => {
    expect(window.complaints).toEqual([]);
  });
});

/** What axe-core finds against WCAG 2.1 A and AA in the main part of the window. */
async function complaintsOfAxe(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  await page.evaluate(source);
  return page.evaluate<string[]>(
    `axe.run(document.querySelector('main'), { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))`,
  );
}
