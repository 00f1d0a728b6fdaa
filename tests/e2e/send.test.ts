/** Two jobs at the send screen: a supervisor sets the hours, a clerk carries a package to the archive on a disk and brings the receipt back. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchive, type Archive } from '../../src/archive/index.ts';
import { createEngine } from '../../src/main/engine/index.ts';
import { toInstant } from '../../src/contract/instant.ts';
import { toyValidate } from '../fixtures/transfer/parcel.ts';
import { queuedStation, type Queued } from '../fixtures/transfer/queued-station.ts';
import { fakeWorker } from '../support/fake-worker.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';

const soon = { timeout: 20_000 };
const hung = { name: 'hung', password: 'xem kỹ rồi duyệt' };
const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (name, open) => {
  let dir: string;
  let archive: Archive;
  let window: OpenWindow;
  let page: Page;
  let queued: Queued[];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tram-send-e2e-'));
    await mkdir(join(dir, 'disk'));
    queued = await queuedStation(join(dir, 'station'), [300_000, 200_000, 250_000]);
    const made = await createArchive({ dir: join(dir, 'archive'), name: 'Kho luyện tập', practice: true, validate: toyValidate });
    if (!made.ok) throw new Error(made.error.code);
    archive = made.data;
    const listening = await archive.listen({ host: '127.0.0.1', port: 0 });
    if (!listening.ok) throw new Error(listening.error.code);
    await prepare(join(dir, 'station'), listening.data);
    window = await open(join(dir, 'station'));
    page = window.page;
    await signIn(page, hung);
    await page.evaluate("location.hash = '#/send'");
    await row(1).waitFor();
  }, 180_000);
  afterAll(async () => {
    await window?.close();
    await archive?.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  });

  const press = (keys: string) => page.keyboard.press(keys);
  const row = (n: number) => page.getByRole('row', { name: new RegExp(`H49\\.64\\.33\\.2001\\.${n}\\b`) });
  const tab = (words: RegExp) => page.getByRole('tab', { name: words });
  const order = async () =>
    (await page.getByRole('row').allInnerTexts())
      .map((text) => /H49\.64\.33\.2001\.(\d)/.exec(text)?.[1])
      .filter((digit) => digit !== undefined);

  test('says why nothing goes, who stopped it, and what waits', async () => {
    await page.getByRole('status').filter({ hasText: 'Đường truyền tạm dừng: máy-trạm' }).waitFor();
    await page.getByText(/^3 gói, 750\skB\.$/).waitFor();
  });

  test('changes the order by keyboard', async () => {
    await row(3).click();
    await press('Alt+ArrowUp');
    await expect.poll(order, soon).toEqual(['1', '3', '2']);
    await press('Alt+Home');
    await expect.poll(order, soon).toEqual(['3', '1', '2']);
  });

  test('a package is handed over by disk and its receipt comes back', async () => {
    await row(1).getByRole('checkbox').press('Space');
    await page.getByRole('button', { name: 'Bàn giao 1 gói bằng đĩa' }).click();
    const dialog = page.getByRole('dialog');
    // The station's own folder is refused in words, and nothing is lost by having tried.
    await dialog.getByLabel('Thư mục trên ổ đĩa').fill(join(dir, 'station', 'vault'));
    await dialog.getByRole('button', { name: 'Chép 1 gói' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'nằm trong kho dữ liệu của chính trạm' }).waitFor();
    await dialog.getByLabel('Thư mục trên ổ đĩa').fill(join(dir, 'disk'));
    await dialog.getByRole('button', { name: 'Chép 1 gói' }).click();
    await dialog.getByText(/^Đã chép và đọc lại đúng 1 gói/).waitFor(soon);
    const sheet = dialog.getByRole('link', { name: 'Mở biên bản bàn giao để in' });
    expect(await sheet.getAttribute('download')).toMatch(/^TSH-H49\.64\.33-.*\.pdf$/);
    const set = await dialog.getByText(join(dir, 'disk')).innerText();
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await row(1)
      .getByText(/^Bàn giao bằng đĩa/)
      .waitFor();

    const reception = await archive.receive(set);
    if (!reception.ok) throw new Error(JSON.stringify(reception.error));
    const file = join(dir, 'bien-nhan.json');
    await writeFile(file, JSON.stringify(reception.data.packages[0]!.answer));
    const forged = join(dir, 'bien-nhan-gia.json');
    await writeFile(forged, (await readFile(file, 'utf8')).replace('"pages":5', '"pages":6'));

    await tab(/^Biên nhận/).click();
    await page.locator('input[type=file]').setInputFiles([forged]);
    await page
      .getByRole('alert')
      .filter({ hasText: /biên nhận/i })
      .waitFor(soon);
    await page.locator('input[type=file]').setInputFiles([file]);
    await page.getByText('Đã nhận 1 biên nhận, chữ ký đúng.').waitFor(soon);
    await row(1).dblclick();
    await page.getByRole('dialog').getByText('Chữ ký đúng là của Lưu trữ và đúng về gói này.').waitFor(soon);
    await press('Escape');
  });

  test('the night timetable holds a package until it opens', async () => {
    await tab(/^Giờ gửi/).click();
    // Every hour but this one and the next: whatever the clock says, the line is closed now.
    await page.getByRole('button', { name: 'Mọi lúc' }).click();
    const [day, hour] = nowInWeek();
    const cell = (of: number) => page.locator(`[data-cell="${(day + Math.floor((hour + of) / 24)) % 7}-${(hour + of) % 24}"]`);
    await cell(0).press('Space');
    await cell(0).and(page.locator('[aria-selected="false"]')).waitFor(soon);
    await cell(1).press('Space');
    await cell(1).and(page.locator('[aria-selected="false"]')).waitFor(soon);
    await press('Control+p');
    await page
      .getByRole('status')
      .filter({ hasText: /Ngoài giờ gửi, chờ đến \d\d:00/ })
      .waitFor(soon);
    await tab(/^Hàng đợi/).click();
    await row(3)
      .getByText(/^chờ đến \d\d:00/)
      .waitFor(soon);
    await row(2).getByText('Chờ gửi').waitFor();

    await tab(/^Giờ gửi/).click();
    await page.getByRole('button', { name: 'Mọi lúc' }).click();
    await tab(/^Biên nhận/).click();
    for (const n of [1, 2, 3]) await row(n).waitFor(soon);
    await page.getByRole('status').filter({ hasText: 'Không có gì chờ gửi.' }).waitFor(soon);
    expect(queued).toHaveLength(3);
  });

  test('can be read by everybody, in both themes', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const shown of [/^Hàng đợi/, /^Biên nhận/, /^Bị trả lại/, /^Giờ gửi/]) {
        await tab(shown).click();
        expect([scheme, String(shown), await complaintsOfAxe(page)]).toEqual([scheme, String(shown), []]);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (process.env['PICTURES'] === '1' && name.startsWith('loopback'))
      await page.screenshot({ path: join(root, 'docs/pictures/send-vi-light.png') });
  });

  test('raised nothing in the console and broke no policy', () => {
    expect(window.complaints).toEqual([]);
  });
});

/** A supervisor, the archive's address, and the line paused until the test lets it go. */
async function prepare(dataDir: string, to: { url: string; publicKey: string }): Promise<void> {
  const engine = await createEngine({ dataDir, mode: 'on-demand', workers: 1, spawnWorker: fakeWorker() });
  if (!engine.ok) throw new Error(engine.error.code);
  const operator = engine.data.openSession(['clerk', 'it']);
  for (const [route, input] of [
    ['account.add', { ...hung, role: 'supervisor' }],
    ['station.setArchive', to],
    ['queue.pause', {}],
  ] as const) {
    const done = await operator.call(route, input);
    if (!done.ok) throw new Error(`${route} ${JSON.stringify(done.error)}`);
  }
  await engine.data.close();
}

/** Day (0 Monday) and hour in Vietnam. */
function nowInWeek(): [number, number] {
  const now = toInstant(Date.now());
  return [(new Date(`${now.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7, Number(now.slice(11, 13))];
}

/** What axe-core finds against WCAG 2.1 A and AA in the main part of the window. */
async function complaintsOfAxe(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  await page.evaluate(source);
  return page.evaluate<string[]>(
    `axe.run(document.querySelector('main'), { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))`,
  );
}
