/** `node tests/e2e/pictures.ts`: the pictures of README and user guide, of a practice station that was lived in (docs/pictures). */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildWindow, openLoopback, root } from './hosts.ts';
import { livedInStation } from './lived-in-station.ts';
import { people, walkedDossiers } from './walked-station.ts';

const pictures = join(root, 'docs', 'pictures');
const [inTheMaking, before] = walkedDossiers;

interface Picture {
  readonly name: string;
  readonly role: keyof typeof people;
  readonly address: string;
  /** What a person does there before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const taken: readonly Picture[] = [
  { name: 'batch', role: 'clerk', address: `#/batch/${inTheMaking.fileCode}` },
  { name: 'describe', role: 'clerk', address: `#/describe/${inTheMaking.fileCode}` },
  { name: 'text', role: 'clerk', address: `#/text/${inTheMaking.fileCode}` },
  {
    name: 'search',
    role: 'clerk',
    address: '#/search?q=duong%20giao%20thong',
    act: (page) =>
      page
        .getByRole('main')
        .getByText(/văn bản · \d+ trang/)
        .waitFor(),
  },
  { name: 'dossiers', role: 'clerk', address: '#/dossiers' },
  { name: 'home', role: 'supervisor', address: '#/' },
  { name: 'sign', role: 'supervisor', address: '#/sign' },
  {
    name: 'verify',
    role: 'supervisor',
    address: `#/verify/${before.fileCode}`,
    act: (page) => page.getByRole('button', { name: /Xem tất cả/ }).click(),
  },
  { name: 'send', role: 'supervisor', address: '#/send?tab=receipts' },
  { name: 'accounts', role: 'it', address: '#/accounts' },
  { name: 'settings', role: 'it', address: '#/settings' },
  { name: 'audit', role: 'it', address: '#/audit' },
];

await buildWindow();
await mkdir(pictures, { recursive: true });
const dataDir = await livedInStation();
for (const role of ['clerk', 'supervisor', 'it'] as const) {
  const { page, close } = await openLoopback(dataDir);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await signIn(page, people[role]);
  for (const { name, address, act } of taken.filter((picture) => picture.role === role)) {
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
    await act?.(page);
    await shoot(page, `${name}-vi-light`);
  }
  if (role === 'supervisor') {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('radio', { name: 'English' }).check();
    await page.evaluate(`location.hash = '#/'`);
    await shoot(page, 'home-en-dark');
  }
  await close();
}

const { page, close } = await openLoopback(dataDir);
await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
await page.getByRole('button', { name: /Tập với hồ sơ mẫu/ }).click();
await page.getByRole('button', { name: /LUYỆN TẬP/ }).click();
await page.getByRole('menuitem', { name: /hướng dẫn/ }).click();
await shoot(page, 'practice-vi-light');
await close();
await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });

async function signIn(window: Page, person: { name: string; password: string }): Promise<void> {
  await window.getByLabel('Tên', { exact: false }).first().fill(person.name);
  await window.getByLabel('Mật khẩu', { exact: false }).first().fill(person.password);
  await window.keyboard.press('Enter');
  await window.getByRole('navigation').waitFor();
}

async function shoot(window: Page, name: string): Promise<void> {
  await window.waitForLoadState('networkidle');
  await window.waitForTimeout(2_500); // pictures decode, lists settle
  await window.screenshot({ path: join(pictures, `${name}.png`) });
}
