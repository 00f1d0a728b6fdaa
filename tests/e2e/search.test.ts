/** A clerk finds a paper by half a remembered sentence, in both hosts: from a few words without marks to the lines on the page. */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWindow, openDesktop, openLoopback, type OpenWindow } from './hosts.ts';
import { look, violations } from './looks.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
const [{ fileCode }] = walkedDossiers;
/** Of page 3 of decision 118: “Phơi nông sản, đổ vật liệu xây dựng, chăn thả gia súc trên mặt đường.” */
const remembered = 'phoi nong san tren mat duong';

beforeAll(buildWindow, 120_000);

describe.each(hosts)('a clerk finds a paper by half a remembered sentence: %s', (_host, open) => {
  let dataDir: string;
  let window: OpenWindow;
  let page: Page;
  const question = () => page.getByRole('textbox', { name: 'Tìm trong mọi trang' });
  const hit = () => page.getByRole('grid', { name: 'Kết quả' }).getByRole('row', { name: /Quyết định 118/ });
  const preview = () => page.getByRole('region', { name: 'Trang tìm thấy' });

  beforeAll(async () => {
    dataDir = await walkedStation();
    window = await open(dataDir);
    ({ page } = window);
    await signIn(page, people.clerk);
  }, 240_000);
  afterAll(async () => {
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('from wherever she is, one key leads to the question; before it is asked she is told how', async () => {
    await page.keyboard.press('Control+f');
    await page.getByRole('heading', { name: 'Tìm theo chữ trên giấy hoặc theo mô tả' }).waitFor();
    await expect.poll(() => question().and(page.locator(':focus')).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await look(page, 'search-empty');
  });

  test('typed without a single mark, it finds the page and shows the words as they stand there', async () => {
    await page.keyboard.type(remembered);
    await hit().waitFor();
    const marked = (await hit().locator('mark').allInnerTexts()).join(' ');
    expect(marked).toContain('Phơi nông sản');
    expect(marked).toContain('mặt đường');
  });

  test('the words are marked on the page itself, and one key goes from one to the next', async () => {
    await page.keyboard.press('ArrowDown');
    await preview()
      .getByText(/^trang 3\/5 · \d+ chỗ$/)
      .waitFor();
    const boxes = preview().locator('[data-tone="hit"], [data-tone="now"]');
    await expect.poll(() => boxes.count()).toBeGreaterThan(1);
    await page.keyboard.press('n');
    await preview()
      .getByText(/^trang 3\/5 · chỗ 1\/\d+$/)
      .waitFor();
    // The page moved so that the line can be read.
    const now = preview().locator('[data-tone="now"]');
    const pane = (await preview().getByRole('group', { name: 'trang 3/5' }).boundingBox())!;
    await expect
      .poll(async () => {
        const box = (await now.boundingBox())!;
        return box.height > 10 && box.x > pane.x && box.y > pane.y && box.y + box.height < pane.y + pane.height;
      })
      .toBe(true);
    expect(await violations(page)).toEqual([]);
    await look(page, 'search');
  });

  test('Enter opens the dossier at that page with the words marked, and going back finds the question as it was', async () => {
    await page.keyboard.press('Enter');
    await page.getByText(fileCode).first().waitFor();
    await page.getByRole('option', { name: 'Trang 3', selected: true }).waitFor();
    await page.getByRole('img', { name: /Ảnh trang 3/ }).waitFor();
    await expect.poll(() => page.locator('[class*="_find_"]').count()).toBeGreaterThan(1);
    expect(await violations(page)).toEqual([]);
    await look(page, 'search-opened');
    await page.goBack();
    await hit().waitFor();
    expect(await question().inputValue()).toBe(remembered);
  });

  test('with a mark that is not on the paper nothing is found, and what to try instead is one key away', async () => {
    await question().fill('phởi');
    await page.getByRole('heading', { name: 'Không tìm thấy' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await look(page, 'search-nothing');
    await page.getByRole('button', { name: 'Tìm không dấu: phoi' }).press('Enter');
    await hit().waitFor();
    expect(window.complaints).toEqual([]);
  });
});
