/** The second person and the key, as persons work with them, in both hosts. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type Session } from '../../src/main/engine/index.ts';
import { password as p12Password, TestCa } from '../fixtures/sign/pki.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
// Three documents, four pages: enough to leave some out and short enough to look at whole.
const { fileCode, title } = walkedDossiers[1];
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

let ca: TestCa;
let signed: string;
let composed: string;
beforeAll(async () => {
  await buildWindow();
  ca = new TestCa('CA cua phep thu');
  ca.issue('lan', 'ec', { commonName: 'Nguyễn Thị Lan' });
  signed = await describedStation(true);
  composed = await describedStation(false);
}, 240_000);
afterAll(async () => {
  ca?.remove();
  for (const folder of [signed, composed]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe.each(hosts)('%s', (_host, open) => {
  let dataDir: string;
  let window: OpenWindow;

  async function at(station: string, who: { name: string; password: string }, hash: string): Promise<Page> {
    dataDir = await mkdtemp(join(tmpdir(), 'tram-decide-'));
    await cp(station, dataDir, { recursive: true });
    return again(who, hash);
  }
  async function again(who: { name: string; password: string }, hash: string): Promise<Page> {
    window = await open(dataDir);
    await signIn(window.page, who);
    await window.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    return window.page;
  }
  afterEach(async () => {
    const complaints = window?.complaints ?? [];
    await window?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    expect(complaints).toEqual([]);
  });

  test('a supervisor returns one page; the clerk sees why on that page, mends it, and only that page is looked at again', async () => {
    let page = await at(signed, people.supervisor, '#/verify');
    await page.getByRole('row', { name: title }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Xem tất cả 4 trang/ }).waitFor();
    await page.keyboard.press('1');
    await page.getByText('Đã xem 0 / 4').waitFor();
    await page.keyboard.press('r');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Mờ, khó đọc/ })
      .waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('6');
    await page.keyboard.press('Enter');
    await page.getByText('Mờ, khó đọc; Cắt mất chữ').waitFor();
    for (const seen of [2, 3, 4]) {
      await page.keyboard.press('a');
      await page.getByText(`Đã xem ${seen} / 4`).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await picture(page, 'verify');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Không có hồ sơ nào chờ kiểm tra').waitFor();
    await page.getByText(/Đã trả lại 1 chỗ/).waitFor();
    await window.close();

    page = await again(people.clerk, `#/dossier/${fileCode}`);
    await page
      .getByText(/Mờ, khó đọc; Cắt mất chữ/)
      .first()
      .waitFor();
    await window.close();
    await inStation(dataDir, people.clerk, (clerk) => mend(clerk));

    page = await again(people.supervisor, `#/verify/${fileCode}`);
    await page.getByRole('button', { name: /Xem tất cả 4 trang/ }).waitFor();
    await page.keyboard.press('1');
    await page.getByText('Đã xem 3 / 4').waitFor();
    await page.getByRole('button', { name: 'Văn bản 1, trang 1, chưa xem, từng bị trả lại' }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('Đã xem đủ, duyệt được').waitFor();
  }, 120_000);

  test('a supervisor approves a sampled batch, and is told what they answer for', async () => {
    const page = await at(signed, people.supervisor, `#/verify/${fileCode}`);
    await page.getByRole('button', { name: /Xem mẫu 4 trang/ }).click();
    await page.getByText('Đã xem 0 / 4').waitFor();
    // Nothing can be approved unseen.
    expect(await page.getByRole('button', { name: 'Duyệt hồ sơ' }).isDisabled()).toBe(true);
    await page.keyboard.press('c');
    await page.getByText('Bản quét gốc', { exact: true }).waitFor();
    await page.keyboard.press('c');
    for (const seen of [1, 2, 3, 4]) {
      await page.keyboard.press('Space');
      await page.getByText(`Đã xem ${seen} / 4`).waitFor();
    }
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/mẫu 4 trang rút theo tỷ lệ 30 %/).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Duyệt hồ sơ' }).click();
    await page.getByText(`Đã duyệt ${fileCode}: 3 văn bản.`).waitFor();
    await page.getByText('Không có hồ sơ nào chờ kiểm tra').waitFor();
  }, 120_000);

  test('a clerk signs a batch with a key file, after one wrong password', async () => {
    const page = await at(composed, people.clerk, '#/sign');
    await page.getByText('3 văn bản trong 1 hồ sơ chờ ký').waitFor();
    await page.keyboard.press('o');
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(ca.file('lan.p12'));
    await dialog.getByText('Đã chọn: lan.p12').waitFor();
    await dialog.getByLabel('Mật khẩu của tệp').fill('không phải');
    await page.keyboard.press('Enter');
    await dialog.getByText('Mật khẩu của tệp chứng thư số không đúng (lần thứ 1).').waitFor();
    await dialog.getByLabel('Mật khẩu của tệp').fill(p12Password);
    await page.keyboard.press('Enter');
    await page.getByText('CA cua phep thu').waitFor();
    await page.getByText('Chọn tất cả (3)').click();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'sign');
    await page.keyboard.press('Control+Enter');
    const confirm = page.getByRole('alertdialog');
    await confirm.getByText(/Nguyễn Thị Lan/).waitFor();
    await confirm.getByRole('button', { name: 'Ký 3 văn bản' }).click();
    await page.getByText('Đã ký xong 3 văn bản.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Xem từng văn bản' }).click();
    await expect.poll(() => page.getByRole('dialog').getByText('đã ký', { exact: true }).count(), { timeout: 20_000 }).toBe(3);
    await page.keyboard.press('Escape');
    await page.evaluate(`location.hash = '#/dossier/${fileCode}'`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }, 120_000);
});

/** For the guide, when asked for. */
async function picture(page: Page, room: string): Promise<void> {
  if (process.env['PICTURES'] === '1') await page.screenshot({ path: join(root, 'docs', 'pictures', `${room}-vi-light.png`) });
}

/** WCAG A and AA, as axe-core judges what is on screen, in both themes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const ids = await page.evaluate<string[]>(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
        .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`,
    );
    found.push(...ids.map((id) => `${colorScheme} ${id}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** The walked station with one dossier described by the clerk; signed by the practice identity, or waiting for a person's key. */
async function describedStation(automatic: boolean): Promise<string> {
  const dataDir = await walkedStation();
  await inStation(dataDir, people.it, (it) => must(it, 'settings.set', { key: 'sign.automatic', value: automatic }));
  await inStation(dataDir, people.clerk, async (clerk, engine) => {
    await mend(clerk);
    const worked = await engine.work({ patienceMs: 0 });
    if (!worked.ok) throw new Error(worked.error.code);
  });
  return dataDir;
}

async function inStation(
  dataDir: string,
  { name, password }: { name: string; password: string },
  work: (session: Session, engine: Engine) => Promise<unknown>,
): Promise<void> {
  const engine = await createEngine({ dataDir, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession();
  await must(session, 'session.signIn', { name, password });
  await work(session, engine.data);
  const worked = await engine.data.work({ patienceMs: 0 });
  if (!worked.ok) throw new Error(worked.error.code);
  await engine.data.close();
}

interface Confirmable {
  documentList: { id: string; proposal: Record<string, { value: string }>; fields: object | null; returned: object | null }[];
}

/** Confirms what is not confirmed or came back, as the machine proposed it. */
async function mend(clerk: Session): Promise<void> {
  const { documentList } = await must<Confirmable>(clerk, 'dossier.get', { fileCode });
  for (const { id, proposal, fields, returned } of documentList) {
    if (fields !== null && returned === null) continue;
    const read = Object.fromEntries(Object.entries(proposal).map(([name, field]) => [name, field.value]));
    const {
      typeName = '',
      codeNumber = '',
      codeNotation = '',
      issuedDate = '',
      organName = '',
      subject = '',
      signer = '',
    } = read;
    await must(clerk, 'describe.confirm', {
      documentId: id,
      fields: {
        typeName: typeName || '32',
        codeNumber,
        codeNotation,
        issuedDate: issuedDate || '01/01/2020',
        organName: organName || 'UBND xã Lam Khê',
        subject: subject || 'Không rõ',
        signer,
      },
    });
  }
}

async function must<T>(session: Session, route: string, input: unknown): Promise<T> {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
  return result.data as T;
}
