/** A newcomer is trained in practice mode, in both hosts: beside a real station, which sees nothing of it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, openForReading } from '../../src/main/engine/index.ts';
import { buildWindow, openDesktop, openLoopback, type OpenWindow } from './hosts.ts';
import { look, violations } from './looks.ts';
import { signIn } from './sign-in.ts';
import { agency, people } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];

beforeAll(buildWindow, 120_000);

describe.each(hosts)('a newcomer is trained in practice mode: %s', (_host, open) => {
  let dataDir: string;
  let window: OpenWindow;
  let page: Page;
  let before: unknown;
  const banner = () => page.getByRole('banner');
  const ribbon = () => banner().getByRole('button', { name: /^LUYỆN TẬP/ });
  const tour = () => page.getByRole('complementary', { name: 'Tập từng bước' });
  const choose = async (name: string | RegExp) => {
    await ribbon().click();
    await page.getByRole('menuitem', { name }).click();
  };

  beforeAll(async () => {
    dataDir = await realStation();
    before = await heldBy(dataDir);
    window = await open(dataDir);
    ({ page } = window);
  });
  afterAll(async () => {
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('she comes in without an account, and sees at once that this is not the real station', async () => {
    await page.getByRole('button', { name: 'Tập với hồ sơ mẫu' }).click();
    await ribbon().waitFor();
    await banner().getByText('UBND xã Luyện Tập').waitFor();
    await banner().getByText('văn-thư.tập (văn thư)').waitFor();
  });

  test('the tour says what to do next, goes there, and ticks it off', async () => {
    await choose('Mở hướng dẫn từng bước');
    const now = () => tour().locator('[aria-current="step"]');
    await now().getByText('Xem việc đang ở đâu').waitFor();
    expect(await violations(page)).toEqual([]);
    await look(page, 'practice-tour');
    await tour().getByRole('button', { name: 'Đến đó' }).click();
    await now().getByText('Xác nhận mô tả một văn bản').waitFor();
    await tour().getByRole('img', { name: 'xong' }).waitFor();
    await tour().getByRole('button', { name: 'Đến đó' }).click();
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#\/describe/);
    await look(page, 'practice-describe');
    await tour().getByRole('button', { name: 'Đóng hướng dẫn' }).click();
    await tour().waitFor({ state: 'hidden' });
  });

  test('she plays another part at will, and every screen says it is practice, after a reload too', async () => {
    await choose('Đóng vai quản trị CNTT');
    await banner().getByText('quản-trị.tập (quản trị CNTT)').waitFor();
    await page.getByRole('link', { name: 'Tài khoản' }).waitFor();
    const places = await page.getByRole('navigation').first().getByRole('link').all();
    expect(places.length).toBeGreaterThan(10);
    for (const place of places) {
      await place.click();
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      expect(await ribbon().isVisible()).toBe(true);
    }
    await page.reload();
    await ribbon().waitFor();
    await banner().getByText('quản-trị.tập (quản trị CNTT)').waitFor();
  });

  test('whatever she did is undone when she starts again from the first day', async () => {
    await page.getByRole('link', { name: 'Tài khoản' }).click();
    await page.getByRole('row', { name: /quản-trị\.tập.*bạn/ }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Tên đăng nhập/).fill('nhầm');
    await dialog.getByLabel(/^Mật khẩu/).fill('giấy cũ chữ mới');
    await dialog.getByLabel(/^Nhập lại mật khẩu/).fill('giấy cũ chữ mới');
    await page.keyboard.press('Enter');
    const mistake = page.getByRole('row', { name: /nhầm/ });
    await mistake.waitFor();
    await choose('Làm lại từ ngày đầu');
    await page.getByText('Trạm luyện tập đã trở lại như ngày đầu.').waitFor();
    await mistake.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /văn-thư\.tập/ }).waitFor();
    await look(page, 'practice-reset');
  });

  test('the real station is where she left it, and holds what it held', async () => {
    await choose('Thôi tập, về trạm thật');
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' }).waitFor();
    expect(await page.getByText('LUYỆN TẬP', { exact: true }).count()).toBe(0);
    expect(await heldBy(dataDir)).toEqual(before);
    await signIn(page, people.clerk);
    await banner().getByText(agency.agencyName).waitFor();
    expect(await page.getByText('LUYỆN TẬP', { exact: true }).count()).toBe(0);
    expect(window.complaints).toEqual([]);
  });
});

/** A real station with one account, before its first paper. */
async function realStation(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tram-real-'));
  const engine = await createEngine({ dataDir, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession(['it']);
  await session.call('station.init', { ...agency, practice: false });
  await session.call('account.add', { ...people.clerk, role: 'clerk' });
  await engine.data.close();
  return dataDir;
}

/** Everything a station wrote down about papers and people, and what is in its vault. */
async function heldBy(dataDir: string): Promise<unknown> {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  const audit = reader.data.db.all('SELECT * FROM audit ORDER BY seq');
  const dossiers = reader.data.db.all('SELECT * FROM dossier');
  reader.data.close();
  return { audit, dossiers, vault: await readdir(join(dataDir, 'vault'), { recursive: true }).catch(() => []) };
}
