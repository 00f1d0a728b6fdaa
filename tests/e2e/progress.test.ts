/** A leader's question, from an empty plan to a date on paper, in both hosts. */
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/contract/instant.ts';
import { textOfPdf } from '../../src/main/cli/bench/pdf-text.ts';
import { openWriter } from '../../src/main/engine/db/database.ts';
import { workingDaysBefore } from '../../src/main/engine/progress/calendar.ts';
import { recordWork } from '../../src/main/engine/records/work.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { agency, people, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
/** As it comes out of Excel; the first line of the second plan has a slip in every cell. */
const headings = 'Mã phông\tTên phông\tNăm\tLoại hồ sơ\tSố hồ sơ\tSố trang\tHạn';
const goodLines = [
  `${agency.agencyCode}\t${agency.agencyName}\t2021\tHồ sơ lưu trữ\t40\t4.000\t31/12/2050`,
  `${agency.agencyCode}\t${agency.agencyName}\t2020\tHồ sơ lưu trữ\t12\t1.200\t`,
  `${agency.agencyCode}\t${agency.agencyName}\t2019\tSổ hộ tịch\t3\t800\t`,
];
const badLine = 'xã Lam Khê\t\t20o2\tvở\tba\t\t31/02/2027';

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (host, open) => {
  let dataDir: string;
  let window: OpenWindow;
  afterEach(async () => {
    const complaints = window?.complaints ?? [];
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    expect(complaints).toEqual([]);
  });

  async function at(who: { name: string; password: string }): Promise<Page> {
    window = await open(dataDir);
    await signIn(window.page, who);
    await window.page.evaluate(`location.hash = '#/'`);
    await window.page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
    return window.page;
  }

  test('a leader sees whether the backlog will be finished in time', async () => {
    dataDir = await walkedStation();
    await workedFor(dataDir, 8, 120);
    const page = await at(people.supervisor);
    await page.getByText('Chưa có kế hoạch: con số này chỉ tính hồ sơ đang có trong trạm.').waitFor();

    await page.getByRole('link', { name: 'Lập kế hoạch' }).click();
    await page.getByRole('heading', { name: 'Chưa có kế hoạch' }).waitFor();
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill([headings, ...goodLines, badLine].join('\n'));
    await dialog.getByText('Đọc được 3 dòng, 6 chỗ cần sửa.').waitFor();
    for (const cell of ['Mã phông', 'Năm', 'Loại hồ sơ', 'Số hồ sơ', 'Số trang', 'Hạn'])
      await dialog.getByRole('row', { name: new RegExp(`^5 ${cell} `) }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Nhập 3 dòng' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill([headings, ...goodLines].join('\n'));
    await dialog.getByRole('button', { name: 'Nhập 3 dòng' }).click();
    await page.getByRole('row', { name: /2021 Hồ sơ lưu trữ 40 4\.000 31\/12\/2050/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'plan');

    await page.getByRole('link', { name: 'Tổng quan' }).click();
    const sentence = page.getByText(/^Còn 6\.000 trang; với nhịp này xong ngày \d\d\/\d\d\/\d{4}\.$/);
    await sentence.waitFor();
    await page.getByText('Kịp hạn 31/12/2050').waitFor();
    await page.getByText(/Nhịp 120 trang mỗi ngày làm việc/).waitFor();
    await page.getByRole('radio', { name: 'Theo loại' }).check();
    await page.getByRole('img', { name: 'Sổ hộ tịch: 0 %' }).waitFor();
    for (const theme of ['Tối', 'Sáng']) {
      await page.getByRole('radio', { name: theme }).check();
      expect([theme, await violations(page)]).toEqual([theme, []]);
    }
    await picture(page, 'home');

    // The date on the wall: the report says the same sentence.
    const words = (await sentence.innerText()).trim();
    await page.getByRole('button', { name: 'Xuất' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /Báo cáo PDF/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^tiến độ số hóa \d{4}-\d\d-\d\d\.pdf$/);
    // The stand-in answers its own scheme through the debugger, which does not let such an answer be saved.
    if (host !== hosts[0]![0]) return;
    const saved = join(dataDir, 'bao-cao.pdf');
    await download.saveAs(saved);
    expect((await textOfPdf(saved)).join('\n').normalize('NFC')).toContain(words);
  }, 90_000);

  test('a clerk sees what waits and the plan, and is offered no way to change it', async () => {
    dataDir = await walkedStation();
    const page = await at(people.clerk);
    await page.getByRole('link', { name: /văn bản cần xác nhận mô tả/ }).waitFor();
    await page.getByRole('button', { name: 'Kế hoạch' }).click();
    await page.getByText('Người duyệt hoặc cán bộ công nghệ thông tin lập kế hoạch.').waitFor();
    expect(await page.getByRole('button', { name: 'Dán từ Excel' }).count()).toBe(0);
    await page.keyboard.press('n');
    expect(await page.getByRole('dialog').count()).toBe(0);
  }, 60_000);
});

/** As if a second person had approved so many pages on each of the last working days. */
async function workedFor(dataDir: string, days: number, pages: number): Promise<void> {
  const opened = await openWriter(join(dataDir, 'station.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.data.tx((db) => {
    for (const day of workingDaysBefore(toInstant(Date.now()).slice(0, 10), days))
      recordWork(db, {
        at: toInstant(Date.parse(`${day}T10:00:00+07:00`)),
        actor: people.supervisor.name,
        kind: 'approve',
        pages,
      });
  });
  opened.data.close();
}

/** What axe finds wrong with the screen as it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target).join(' ')))`,
  );
}

async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== '1') return;
  const folder = join(root, 'docs', 'pictures');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-vi-light.png`) });
}
