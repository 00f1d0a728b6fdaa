/** Persons at the station: IT sets it up, a clerk comes back to a locked window. On both hosts, each with the real engine behind it. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { givePassword, personButton, signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];

beforeAll(buildWindow, 120_000);

describe.each(hosts)(
  'IT sets up a station: %s',
  (host, open) => {
    let dataDir: string;
    let window: OpenWindow;
    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'tram-people-'));
      window = await open(dataDir);
    }, 120_000);
    afterAll(async () => {
      await window?.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });

    test('the first start asks whose station this is and says what a code means', async () => {
      const { page } = window;
      await page.getByRole('heading', { level: 1, name: 'Lập trạm số hóa' }).waitFor();
      const code = page.getByLabel(/^Mã định danh cơ quan/);
      await code.fill('H4');
      await page.keyboard.press('Tab');
      await page.getByText('Mã gồm một chữ hoa và hai số').waitFor();
      expect(await page.getByRole('button', { name: 'Tiếp' }).isDisabled()).toBe(true);
      await code.fill('h49.64.33');
      await page.getByText(/Mã hồ sơ sẽ có dạng H49\.64\.33\.\d{4}\.1/).waitFor();
      expect(await page.getByLabel(/^Mã phông lưu trữ/).inputValue()).toBe('H49.64.33');
      await page.getByLabel(/^Tên cơ quan/).fill('Ủy ban nhân dân xã Lam Khê');
      await accessible(page);
      await picture(page, 'first-run', host);
      await page.keyboard.press('Enter');
    });

    test('the IT account is made with the station, and the next step is the others’ accounts', async () => {
      const { page } = window;
      await page.getByLabel(/^Tên đăng nhập/).fill('minh');
      await page.getByLabel(/^Mật khẩu/).fill('máy chạy');
      await page.getByLabel(/^Nhập lại mật khẩu/).fill('máy chậy');
      await page.getByText('Hai lần nhập chưa giống nhau.').waitFor();
      await page.getByLabel(/^Nhập lại mật khẩu/).fill('máy chạy');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Lập trạm' }).click();
      await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
      await page.getByText('Thêm ít nhất một văn thư').waitFor();
      await personButton(page, 'minh').waitFor();
    });

    test('a clerk and a supervisor are added from the keyboard, and the advice goes', async () => {
      const { page } = window;
      for (const name of ['lan', 'hung']) {
        await page.keyboard.press('n');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/^Tên đăng nhập/).fill(name);
        await dialog.getByLabel(/^Mật khẩu/).fill('giấy cũ chữ mới');
        await dialog.getByLabel(/^Nhập lại mật khẩu/).fill('giấy cũ chữ mới');
        await page.keyboard.press('Enter');
        await page.getByRole('row', { name: new RegExp(name) }).waitFor();
        await dialog.waitFor({ state: 'hidden' });
      }
      await page.getByRole('row', { name: /hung.*Người duyệt/ }).waitFor();
      expect(await page.getByText('Còn thiếu người').count()).toBe(0);
      await accessible(page);
      await picture(page, 'accounts', host);
    });

    test('the last IT account stays; a clerk is disabled and the undo is at hand', async () => {
      const { page } = window;
      await page.getByRole('button', { name: 'Việc với tài khoản minh' }).click();
      await page.getByRole('menuitem', { name: 'Ngừng tài khoản' }).click();
      await page.getByText('minh là tài khoản quản trị duy nhất đang dùng').waitFor();
      await page.getByRole('button', { name: 'Việc với tài khoản lan' }).click();
      await page.getByRole('menuitem', { name: 'Ngừng tài khoản' }).click();
      await page.getByRole('row', { name: /lan.*đã ngừng/ }).waitFor();
      await page.getByRole('button', { name: /Hoàn tác/ }).click();
      await page.getByRole('row', { name: /lan.*đang dùng/ }).waitFor();
    });

    test('a reload does not ask for the password again', async () => {
      const { page } = window;
      await page.reload();
      await personButton(page, 'minh').waitFor();
      await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
    });

    test('a setting is changed, and the province’s policy locks another with its reason', async () => {
      const { page } = window;
      await writeFile(join(dataDir, 'policy.json'), '{"lock.minutes": 7, "lock.minute": 3}');
      await page.getByRole('link', { name: 'Cài đặt' }).click();
      const minutes = page.getByLabel(/^Khóa màn hình sau/);
      await expect.poll(() => minutes.inputValue()).toBe('7');
      expect(await minutes.getAttribute('readonly')).not.toBeNull();
      await page.getByText(/Do chính sách của tỉnh quy định \(.*policy\.json\)/).waitFor();
      await page.getByText('Mục “lock.minute” trạm không biết').waitFor();
      await page.getByLabel(/^Đóng khóa ký sau/).fill('20');
      await page.keyboard.press('Enter');
      await page.getByText('Đã lưu: Đóng khóa ký sau (phút).').waitFor();
      await accessible(page);
      await picture(page, 'settings', host);
    });

    test('the audit trail tells it in sentences, and is taken along as a workbook', async () => {
      const { page } = window;
      await page.getByRole('link', { name: 'Nhật ký' }).click();
      await page.getByText('Chuỗi nguyên vẹn').waitFor();
      await page.getByRole('row', { name: /minh.*Đổi cài đặt sign\.keyMinutes thành 20/ }).waitFor();
      await page.getByRole('textbox', { name: /^Đối tượng/ }).fill('H49.64');
      await expect.poll(() => page.getByRole('row').count()).toBe(2);
      await page.getByRole('row', { name: /Lập trạm cho cơ quan H49\.64\.33/ }).waitFor();
      await accessible(page);
      await picture(page, 'audit', host);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /Xuất Excel/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^Nhật ký \d{4}-\d\d-\d\d\.xlsx$/);
      expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
    });

    test('health says what is wrong first, and what to do', async () => {
      const { page } = window;
      await page.getByRole('link', { name: 'Tình trạng máy' }).click();
      const first = page.getByRole('list', { name: 'Các mục đã kiểm tra' }).getByRole('listitem').first();
      await expect.poll(() => first.innerText()).toContain('Chính sách của tỉnh');
      expect(await first.innerText()).toContain('Sửa tệp chính sách');
      await accessible(page);
      await picture(page, 'health', host);
      expect(window.complaints).toEqual([]);
    });
  },
  60_000,
);

describe.each(hosts)(
  'a clerk comes back to a locked window: %s',
  (host, open) => {
    const [dossier] = walkedDossiers;
    let dataDir: string;
    let window: OpenWindow;
    beforeAll(async () => {
      dataDir = await walkedStation();
      window = await open(dataDir);
      await window.page.clock.install();
      await window.page.reload();
      await signIn(window.page, people.clerk);
    }, 300_000);
    afterAll(async () => {
      await window?.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });

    test('after ten minutes without anybody the window is covered, dialogs and all', async () => {
      const { page } = window;
      await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
      await page.getByRole('row', { name: dossier.fileCode }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('tra c');
      await page.clock.fastForward('09:00');
      expect(await page.getByRole('heading', { name: 'Màn hình đang khóa' }).count()).toBe(0);
      await page.clock.fastForward('02:00');
      await page.getByRole('heading', { name: 'Màn hình đang khóa' }).waitFor();
      expect(await page.getByText(dossier.fileCode).first().isVisible()).toBe(false);
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'Màn hình đang khóa' }).waitFor();
      await accessible(page);
      await picture(page, 'lock', host);
    });

    test('the engine itself answers a covered window nothing, and a wrong password opens nothing', async () => {
      const { page } = window;
      await givePassword(page, { password: 'not her password' });
      await page.getByRole('alert').waitFor();
      expect(await page.getByText(dossier.fileCode).first().isVisible()).toBe(false);
    });

    test('with the password everything is as it was left, what was being typed too', async () => {
      const { page } = window;
      await givePassword(page, people.clerk);
      await page.getByRole('heading', { name: 'Màn hình đang khóa' }).waitFor({ state: 'hidden' });
      expect(
        await page
          .getByRole('dialog')
          .getByRole('combobox')
          .or(page.getByRole('dialog').getByRole('searchbox'))
          .first()
          .inputValue(),
      ).toBe('tra c');
      await page.keyboard.press('Escape');
      await page.getByRole('row', { name: dossier.fileCode }).waitFor();
    });

    test('somebody else may take over, and finds nothing of hers', async () => {
      const { page } = window;
      await page.keyboard.press('Control+Shift+L');
      await page.getByRole('button', { name: 'Người khác đăng nhập' }).click();
      await signIn(page, people.it);
      await page.getByRole('link', { name: 'Tài khoản' }).waitFor();
      await page.getByRole('link', { name: 'Tài khoản' }).click();
      await page.getByRole('row', { name: /minh.*đang làm việc/ }).waitFor();
      await page.getByRole('row', { name: /lan.*đang dùng/ }).waitFor();
    });

    test('signing out leaves nothing but the door, after a reload too', async () => {
      const { page } = window;
      await personButton(page, 'minh').click();
      await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
      await page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' }).waitFor();
      await accessible(page);
      await picture(page, 'sign-in', host);
      expect(window.complaints).toEqual([]);
    });
  },
  60_000,
);

/** WCAG A and AA, as axe-core judges what is on screen, in both themes. */
async function accessible(page: Page): Promise<void> {
  const colours = page.emulateMedia.bind(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await colours({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`,
    );
    expect(found).toEqual([]);
  }
  await colours({ colorScheme: 'light' });
}

/** The README's and the guides' pictures, made only when asked. */
async function picture(page: Page, room: string, host: string): Promise<void> {
  if (process.env['PICTURES'] !== '1' || !host.startsWith('loopback')) return;
  const folder = join(root, 'docs', 'pictures');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${room}-vi-light.png`) });
}
