/** The same promises in both hosts, each with the real engine behind it: what a person sees in the first window. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../src/contract/errors/index.ts';
import { createEngine } from '../../src/main/engine/index.ts';
import { givePassword, personButton, signIn } from './sign-in.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';

const lan = { name: 'lan', password: 'correct horse battery' };
const fileCode = 'H49.64.33.2020.1';
const cut = explain({ code: 'IMAGE_TRUNCATED', data: { name: 'cut.jpg', page: 1 } }, 'vi');
// The stand-in's workers are threads of one process and share libvips' last message, so it may only say "damaged"; real workers do not.
const damaged = /Ảnh cut\.jpg \(trang 1\) bị (?:cụt|hỏng)/;
const empty = explain({ code: 'FILE_EMPTY', data: { name: 'empty.jpg' } }, 'vi');

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
  ['bundled Electron entry on the stand-in', (dataDir) => openDesktop(dataDir, 'out/main/index.js')],
];

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (_name, open) => {
  let dataDir: string;
  let window: OpenWindow;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tram-e2e-'));
    await fillStation(dataDir);
    window = await open(dataDir);
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('shows nothing but the door before somebody signs in, and a wrong password is refused in words', async () => {
    const { page } = window;
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' }).waitFor();
    await page.goto(`${page.url()}#/dossier/${fileCode}`);
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập vào trạm' }).waitFor();
    expect(await page.getByText(fileCode).count()).toBe(0);
    await givePassword(page, { ...lan, password: 'not her password' });
    await page.getByRole('alert').waitFor();
    await signIn(page, lan);
    await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
  });

  test('says whose station this is, and that it is practice', async () => {
    const header = window.page.getByRole('banner');
    await header.getByText('UBND xã Hòa Bình').waitFor();
    await header.getByText('LUYỆN TẬP').waitFor();
  });

  test('a dossier walks on while somebody watches', async () => {
    const row = window.page.getByRole('row', { name: fileCode });
    const strip = row.getByRole('img');
    const label = async () => Number(/\d/.exec((await strip.getAttribute('aria-label')) ?? '')?.[0]);
    await strip.waitFor();
    const first = await label();
    await expect.poll(label, { timeout: 150_000, interval: 200 }).toBeGreaterThan(Math.max(first, 3));
  }, 160_000);

  test('a parked job says what happened, that the work is safe, and what to do', async () => {
    await window.page.getByRole('link', { name: /Việc dừng lại/ }).click();
    const main = window.page.getByRole('main');
    // The list beside the dossiers says it too: only on its own screen is everything said.
    await main.getByRole('heading', { level: 1, name: 'Việc dừng lại' }).waitFor();
    await expect.poll(() => main.innerText(), { timeout: 30_000 }).toMatch(damaged);
    for (const sentence of [cut.safe, cut.todo]) await expect.poll(() => main.innerText()).toContain(sentence);
  });

  test('a dossier opens from the keyboard and shows its pages as images', async () => {
    await window.page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
    await window.page.getByRole('row', { name: fileCode }).getByRole('link').last().focus();
    await window.page.keyboard.press('Enter');
    const image = window.page.getByRole('img', { name: /Ảnh trang 1/ });
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((node) => (node as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(100);
  });

  test('a covered window is given no page image, not even one it has seen', async () => {
    const { page } = window;
    const address = await page.getByRole('img', { name: /Ảnh trang 1/ }).getAttribute('src');
    const digest = /[0-9a-f]{64}/.exec(address ?? '')?.[0];
    const answers = () =>
      page.evaluate<number[]>(
        `Promise.all(['blob', 'thumb'].map((kind) => fetch('/' + kind + '/${digest}').then(({ status }) => status)))`,
      );
    expect(await answers()).toEqual([200, 200]);
    await page.keyboard.press('Control+Shift+L');
    await page.getByRole('button', { name: 'Mở khóa' }).waitFor();
    expect(await answers()).toEqual([404, 404]);
    // The browser says of each refusal that it was one.
    const refusal = (said: string) => said.includes('404');
    await expect.poll(() => window.complaints.filter(refusal).length).toBe(2);
    window.complaints.splice(0, Infinity, ...window.complaints.filter((said) => !refusal(said)));
    await givePassword(page, { password: lan.password });
    await personButton(page, lan.name).waitFor();
    expect(await answers()).toEqual([200, 200]);
    await page.getByRole('img', { name: /Ảnh trang 1/ }).waitFor();
  });

  test('a file that could not be read is listed in its dossier, with the reason', async () => {
    await window.page.getByRole('button', { name: /Tệp không đọc được/ }).click();
    const main = window.page.getByRole('main');
    await main.getByText('empty.jpg', { exact: true }).waitFor();
    await expect.poll(() => main.innerText(), { timeout: 30_000 }).toContain(empty.what);
    await expect.poll(() => main.innerText(), { timeout: 30_000 }).toMatch(damaged);
  });

  test('speaks English when asked, and remembers it', async () => {
    await window.page.getByRole('radio', { name: 'English' }).check();
    await window.page.getByRole('link', { name: /All dossiers/ }).waitFor();
    await window.page.reload();
    await personButton(window.page, 'lan').waitFor();
    await window.page.getByRole('link', { name: /All dossiers/ }).waitFor();
    expect(await window.page.evaluate('document.documentElement.lang')).toBe('en');
    await window.page.getByRole('radio', { name: 'Tiếng Việt' }).check();
  });

  test('goes on with a fresh engine after the engine fell over, and the screen is as it was left', async ({ skip }) => {
    if (window.crashEngine === null) return skip();
    const { page } = window;
    await page.getByRole('link', { name: /Việc dừng lại/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc dừng lại' }).waitFor();
    window.crashEngine();
    // The new engine knows nothing of the old session: lan signs in again, and is where she was.
    await page.getByRole('heading', { name: 'Đăng nhập lại để làm tiếp' }).waitFor();
    await givePassword(page, lan);
    await page.getByRole('heading', { level: 1, name: 'Việc dừng lại' }).waitFor();
    await page.getByText('Đã nối với trạm').waitFor();
    await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
    await page.getByRole('row', { name: fileCode }).waitFor();
  });

  test('raised nothing in the console and broke no policy so far', () => {
    expect(window.complaints).toEqual([]);
  });

  test('cannot be led away, reach the network or run foreign script', async () => {
    const { page, origin } = window;
    await page.evaluate(`location.href = 'https://example.com/'`).catch(() => undefined);
    // Only the desktop host owns its window; a browser goes, and finds nobody there.
    if (origin.startsWith('https:')) {
      await page.waitForTimeout(300);
      expect(new URL(page.url()).origin).toBe(origin);
    } else {
      // Until the browser has given up the other address, it takes no new one.
      const back = () =>
        page.goto(origin).then(
          () => new URL(page.url()).origin,
          () => '',
        );
      await expect.poll(back, { timeout: 20_000 }).toBe(origin);
    }
    await page.getByRole('banner').waitFor();
    expect(await page.evaluate(`fetch('https://example.com/').then(() => 'reached', () => 'refused')`)).toBe('refused');
    // In a timer: what a debugger evaluates directly is exempt from the policy.
    const compiled = `new Promise((tell) => setTimeout(() => { try { new Function('return 1')(); tell('ran') } catch { tell('refused') } }))`;
    expect(await page.evaluate(compiled)).toBe('refused');
    const inline = `new Promise((tell) => setTimeout(() => {
      const script = document.createElement('script');
      try { script.textContent = 'window.owned = true'; document.body.append(script) } catch {}
      tell(window.owned === true);
    }))`;
    expect(await page.evaluate(inline)).toBe(false);
    expect(await page.evaluate(`fetch('/blob/' + '0'.repeat(64)).then(({ status }) => status)`)).toBe(404);
    expect(await page.evaluate(`fetch('/../package.json').then(({ status }) => status)`)).toBe(404);
  });
});

/** A practice station with one dossier that still has its whole road before it, one empty file and one cut short. */
async function fillStation(dataDir: string): Promise<void> {
  const engine = await createEngine({ dataDir, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession(['clerk', 'supervisor', 'it']);
  const call = async (route: string, input: unknown) => {
    const result = await session.call(route, input);
    if (!result.ok) throw new Error(`${route}: ${result.error.code}`);
  };
  const inbox = join(dataDir, 'inbox');
  await cp(join(root, 'resources/practice/01-duong-ben-tra/1-to-trinh'), inbox, { recursive: true });
  await writeFile(join(inbox, 'empty.jpg'), '');
  await writeFile(join(inbox, 'cut.jpg'), (await readFile(join(inbox, 'trang-1.jpg'))).subarray(0, 20_000));
  await call('station.init', { agencyCode: 'H49.64.33', agencyName: 'UBND xã Hòa Bình', fondsCode: 'UBND', practice: true });
  await call('account.add', { ...lan, role: 'clerk' });
  await call('capture.import', { fileCode, paths: [inbox] });
  await engine.data.close();
}
