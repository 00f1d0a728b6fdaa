/** A clerk comes back to a locked window, in both hosts: nothing of the papers is on it, and behind it everything is as it was left. */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWindow, openDesktop, openLoopback, type OpenWindow } from './hosts.ts';
import { look, violations } from './looks.ts';
import { givePassword, personButton, signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
const [{ fileCode, title }] = walkedDossiers;

beforeAll(buildWindow, 120_000);

describe.each(hosts)('a clerk comes back to a locked window: %s', (_host, open) => {
  let dataDir: string;
  let window: OpenWindow;
  let page: Page;
  const locked = () => page.getByRole('heading', { level: 1, name: 'Màn hình đang khóa' });
  const subject = () => page.getByRole('form', { name: 'Mô tả văn bản' }).getByRole('combobox', { name: 'Trích yếu' });
  /** All that can be seen, focused or read aloud. */
  const shown = () => page.locator('body').ariaSnapshot();

  beforeAll(async () => {
    dataDir = await walkedStation();
    window = await open(dataDir);
    ({ page } = window);
    // Minutes pass at a word.
    await page.clock.install();
    await page.reload();
    await signIn(page, people.clerk);
  }, 240_000);
  afterAll(async () => {
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('after the minutes IT set, the window is covered: neither the page nor an open dialog is left to see', async () => {
    await page.evaluate(`location.hash = '#/describe/${fileCode}'`);
    await subject().fill('Về việc đang gõ dở');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('mô tả');
    await page.clock.fastForward('09:30');
    expect(await locked().count()).toBe(0);
    await page.clock.fastForward('01:00');
    await locked().waitFor();
    const seen = await shown();
    for (const words of [fileCode, title, 'Về việc', 'mô tả']) expect(seen).not.toContain(words);
    for (const keys of ['Escape', 'Control+k', 'Control+f']) await page.keyboard.press(keys);
    expect(await shown()).toBe(seen);
    expect(await violations(page)).toEqual([]);
    await look(page, 'lock');
  });

  test('a wrong password is told so, in words that fit, and shows nothing either', async () => {
    await page.keyboard.type('không phải của lan');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('Mật khẩu không đúng.');
    expect(await shown()).not.toContain(fileCode);
    expect(await violations(page)).toEqual([]);
    await look(page, 'lock-refused');
  });

  test('with the right one she is where she was: the dialog open, the half-typed words in their field', async () => {
    await page.keyboard.type(people.clerk.password);
    await page.keyboard.press('Enter');
    await locked().waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('mô tả');
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).hash).toBe(`#/describe/${fileCode}`);
    expect(await subject().inputValue()).toBe('Về việc đang gõ dở');
    await expect.poll(() => subject().and(page.locator(':focus')).count()).toBe(1);
    await page.keyboard.type(' thêm');
    expect(await subject().inputValue()).toBe('Về việc đang gõ dở thêm');
  });

  test('somebody else may take her place, and comes to a screen of their own', async () => {
    await page.keyboard.press('Control+Shift+L');
    await locked().waitFor();
    await page.getByRole('button', { name: 'Người khác đăng nhập' }).click();
    await page.getByText('phần đang gõ dở trên màn hình sẽ mất').waitFor();
    expect(await violations(page)).toEqual([]);
    await look(page, 'lock-other');
    await signIn(page, people.supervisor);
    expect(await page.getByText('Về việc đang gõ dở').count()).toBe(0);
  });

  test('who signs out leaves nothing but the door, and so does a reload of a locked window', async () => {
    await page.keyboard.press('Control+Shift+L');
    await locked().waitFor();
    await page.reload();
    const door = page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' });
    await door.waitFor();
    await givePassword(page, people.supervisor);
    await personButton(page, people.supervisor.name).click();
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await door.waitFor();
    expect(await shown()).not.toContain(fileCode);
    expect(await violations(page)).toEqual([]);
    await look(page, 'sign-in');
    expect(window.complaints).toEqual([]);
  });
});
