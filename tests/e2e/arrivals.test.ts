/** How papers arrive, on both hosts: a folder dropped on a dossier, and a stack in the feeder. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testScanner, type TestScanner } from '../support/scanner.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
const [, { fileCode }] = walkedDossiers;
const practice = join(root, 'resources/practice/03-dang-ky-ket-hon');

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (_name, open) => {
  let folder: string;
  let dataDir: string;
  let scanner: TestScanner;
  let window: OpenWindow;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-arrivals-'));
    scanner = testScanner(join(folder, 'sane'), { duplex: true });
    for (const [name, value] of Object.entries(scanner.env)) vi.stubEnv(name, value);
    dataDir = await walkedStation();
    window = await open(dataDir);
    await signIn(window.page, people.clerk);
    await window.page.goto(`${window.origin}/#/batch/${fileCode}`);
    await panel(window.page).getByRole('button', { name: /^QUÉT/ }).waitFor();
  }, 180_000);
  afterAll(async () => {
    await window?.close();
    vi.unstubAllEnvs();
    for (const made of [folder, dataDir]) await rm(made, { recursive: true, force: true, maxRetries: 5 });
  });

  test('a clerk drops a folder on a dossier: progress, every file answered for, documents in their order', async () => {
    const { page } = window;
    const dropped = join(folder, 'Hồ sơ mới');
    await mkdir(join(dropped, 'phụ lục'), { recursive: true });
    await cp(join(practice, '2-to-khai-ket-hon/trang-1.jpg'), join(dropped, 'trang 10.jpg'));
    await cp(join(practice, '2-to-khai-ket-hon/trang-2.jpg'), join(dropped, 'trang 2.jpg'));
    await cp(join(practice, '3-giay-xac-nhan.jpg'), join(dropped, 'phụ lục', 'một.jpg'));
    await writeFile(join(dropped, 'rỗng.jpg'), '');
    await writeFile(join(dropped, 'thư.docx'), 'PK\u0003\u0004 not a page');
    await writeFile(join(dropped, 'Thumbs.db'), 'x');
    const before = await pagesShown(page);
    await dragFiles(page, [dropped], 'dragEnter');
    await page.getByText(`Thả để nhập vào hồ sơ ${fileCode}`).waitFor();
    await dragFiles(page, [dropped], 'drop');
    const card = page.getByRole('region', { name: `Nhập tệp vào hồ sơ ${fileCode}` });
    await card.getByText('Đã nhập 3 tệp').waitFor();
    expect(await card.innerText()).toMatch(/2 tệp không nhận được/);
    for (const name of ['Hồ sơ mới/rỗng.jpg', 'Hồ sơ mới/thư.docx']) await card.getByText(name).waitFor();
    await page.getByRole('status', { name: 'Tin báo' }).getByText('đã nhập 3 tệp').waitFor();
    await expect.poll(() => pagesShown(page), { timeout: 60_000 }).toBe(before + 3);
    // Nothing of it moved a page of the grid below.
    expect(await page.getByText('Đã chuyển').count()).toBe(0);

    await dragFiles(page, [dropped], 'drop');
    await card.getByText('3 tệp đã có từ trước').waitFor();
    expect(await pagesShown(page)).toBe(before + 3);
  }, 120_000);

  test('a large drop goes on while the clerk is on another screen, and can be stopped', async () => {
    const { page } = window;
    const large = join(folder, 'Tệp lớn');
    await mkdir(large, { recursive: true });
    const jpeg = await readFile(join(practice, '3-giay-xac-nhan.jpg'));
    for (let n = 1; n <= 25; n += 1) await writeFile(join(large, `${n}.jpg`), Buffer.concat([jpeg, Buffer.alloc(4_000_000, n)]));
    const before = await pagesShown(page);
    await dragFiles(page, [large], 'drop');
    await page
      .getByText(/\d+\/25 tệp/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
    const aside = page.getByRole('complementary', { name: 'Tệp đang nhập' });
    await aside.getByText(/\d+\/25 tệp/).waitFor();
    await aside.getByRole('button', { name: 'Dừng' }).click();
    await aside.waitFor({ state: 'detached' });
    await page.goto(`${window.origin}/#/batch/${fileCode}`);
    await panel(page).getByRole('button', { name: /^QUÉT/ }).waitFor();
    expect(await pagesShown(page)).toBe(before);
    expect(await page.getByText('bị ngắt').count()).toBe(0);
  }, 120_000);

  test('a clerk scans ten duplex pages with one key and sees them come', async () => {
    const { page } = window;
    const before = await pagesShown(page);
    await page.keyboard.press('F5');
    await panel(page)
      .getByText(/Đang quét: \d+ ảnh/)
      .waitFor();
    await panel(page).getByText('Lần trước: 10 ảnh từ 5 tờ.').waitFor({ timeout: 90_000 });
    await expect.poll(() => pagesShown(page), { timeout: 90_000 }).toBe(before + 10);
  }, 200_000);

  test('paper jams: the clerk reads what to do, and the same key goes on where it stopped', async () => {
    const { page } = window;
    scanner.accident(2, 'Document feeder jammed', 6);
    await page.keyboard.press('F5');
    await panel(page)
      .getByRole('alert')
      .getByText(/Máy quét kẹt giấy sau ảnh thứ 2/)
      .waitFor({ timeout: 60_000 });
    expect(await panel(page).getByRole('alert').innerText()).toContain('2 ảnh đã quét được lưu nguyên vẹn');
    await panel(page)
      .getByRole('button', { name: /^QUÉT TIẾP/ })
      .waitFor();
    await page.keyboard.press('F5');
    await panel(page).getByText('Lần trước: 12 ảnh từ 6 tờ.').waitFor({ timeout: 90_000 });
  }, 200_000);

  test('the panel keeps to the rules for people who do not see or do not point, in both themes', async () => {
    const { page } = window;
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const found = await page.evaluate(
        `axe.run('aside', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
      );
      expect([colorScheme, found]).toEqual([colorScheme, []]);
      if (process.env['PICTURES'] === '1' && colorScheme === 'light')
        await page.screenshot({ path: join(root, 'docs/pictures/arrivals-vi-light.png') });
    }
  }, 60_000);

  test('without a scanner the panel says what was looked for, how to connect one and what goes instead', async () => {
    const { page } = window;
    scanner.unplug();
    await panel(page).getByRole('button', { name: 'Tìm lại máy quét' }).click();
    await panel(page).getByText('Không thấy máy quét nào').waitFor({ timeout: 60_000 });
    expect(await panel(page).innerText()).toMatch(/SANE.*kéo thả/s);
    expect(window.complaints).toEqual([]);
  }, 90_000);
});

function panel(page: Page) {
  return page.getByRole('region', { name: 'Quét giấy' });
}

/** Pages in the ledger line of the screen: `ảnh 5 = trang 4 + trắng 1` counts the images. */
async function pagesShown(page: Page): Promise<number> {
  const line = await page
    .getByRole('main')
    .getByText(/ảnh [\d.]+ =/)
    .first()
    .innerText();
  return Number(/ảnh ([\d.]+)/.exec(line)?.[1]?.replaceAll('.', ''));
}

/** What the system does when files are dragged from its file manager. */
async function dragFiles(page: Page, files: readonly string[], type: 'dragEnter' | 'drop'): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const at = { x: 500, y: 400, data };
  if (type === 'drop') await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await cdp.send('Input.dispatchDragEvent', { type: type === 'drop' ? 'dragOver' : type, ...at });
  if (type === 'drop') await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await cdp.detach();
}
