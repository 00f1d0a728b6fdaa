/** A dossier of five thousand pages: all of them can be reached, chosen and moved, with few of them in the window at a time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CleanPage, PageImage, PageText, Proposal } from '../../src/contract/artefacts.ts';
import { createEngine } from '../../src/main/engine/index.ts';
import { paperKey } from '../../src/main/engine/pages/order.ts';
import { Vault } from '../../src/main/engine/vault/vault.ts';
import { buildWindow, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { agency, people } from './walked-station.ts';

const fileCode = 'H49.64.33.2001.5';
const [documents, pagesEach] = [50, 100];
const soon = { timeout: 20_000 };
let dataDir: string;
let window: OpenWindow;
let page: Page;

beforeAll(async () => {
  await buildWindow();
  dataDir = await mkdtemp(join(tmpdir(), 'tram-thousands-'));
  await fillStation(dataDir);
  window = await openLoopback(dataDir);
  page = window.page;
  await signIn(page, people.clerk);
  await page.evaluate(`location.hash = '#/batch/${fileCode}'`);
  await page.getByRole('gridcell').first().waitFor();
}, 300_000);
afterAll(async () => {
  await window?.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const press = (keys: string) => page.keyboard.press(keys);
const here = () => page.evaluate<string>(`document.activeElement?.getAttribute('aria-label') ?? ''`);
const inWindow = async () => [
  await page.getByRole('gridcell').count(),
  await page.evaluate<number>(`document.querySelectorAll('main *').length`),
];
async function expectFew(): Promise<void> {
  const [cells, nodes] = await inWindow();
  expect(cells).toBeGreaterThan(0);
  expect(cells).toBeLessThan(120);
  expect(nodes).toBeLessThan(1500);
}

test('the first and the last page are a key apart, and few pages exist at a time', async () => {
  await expectFew();
  await page.getByRole('gridcell').first().focus();
  await press('Control+End');
  await expect.poll(here, soon).toBe(`Trang ${pagesEach}, văn bản ${documents}`);
  await expectFew();
  await press('PageUp');
  await expect.poll(here, soon).not.toBe(`Trang ${pagesEach}, văn bản ${documents}`);
  await press('Control+Home');
  await expect.poll(here, soon).toBe('Trang 1, văn bản 1');
  await expectFew();
});

test('what is scrolled past is let go, and the keyboard is not lost', async () => {
  const grid = page.getByRole('grid');
  for (const share of [0.2, 0.5, 0.8])
    await grid.evaluate((node, part) => {
      const box = node as unknown as { scrollTop: number; scrollHeight: number };
      box.scrollTop = box.scrollHeight * part;
    }, share);
  await page
    .getByRole('gridcell', { name: /văn bản 4\d$/ })
    .first()
    .waitFor();
  await expectFew();
  expect(await here()).toBe('Trang 1, văn bản 1');
});

test('all of them are chosen at once, and a page that goes leaves the others where they are', async () => {
  await press('Control+a');
  await page.getByText('Đã chọn 5000 trang').waitFor();
  await press('ArrowRight');
  await press('Delete');
  await page.getByRole('main').getByText('ảnh 5.000 = trang 4.999 + bỏ tay 1').waitFor();
  await expect.poll(here, soon).toBe('Trang 2, văn bản 1');
  await press('Control+z');
  await page.getByRole('main').getByText('ảnh 5.000 = trang 5.000').waitFor();
  await expectFew();
}, 60_000);

test('raised nothing in the console', () => {
  expect(window.complaints).toEqual([]);
});

/** Everything read and proposed, so that the machine has nothing to do. All pages show the same picture. */
async function fillStation(folder: string): Promise<void> {
  const engine = await createEngine({ dataDir: folder, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession(['clerk', 'supervisor', 'it']);
  const call = async (route: string, input: unknown) => {
    const result = await session.call(route, input);
    if (!result.ok) throw new Error(`${route}: ${result.error.code}`);
  };
  await call('station.init', agency);
  await call('account.add', { ...people.clerk, role: 'clerk' });
  await call('dossier.make', { fileCode, title: 'Sổ đăng ký hộ tịch 1976–2001' });
  await engine.data.close();
  const vault = await Vault.open(join(folder, 'vault'));
  const picture = await vault.put(await readFile(join(root, 'resources/practice/01-duong-ben-tra/1-to-trinh/trang-1.jpg')));
  const words = await vault.put(Buffer.from(JSON.stringify({ width: 100, height: 100, lines: [] })));
  const size = { width: 1654, height: 2339 };
  const shared = { image: picture, mime: 'image/jpeg', colour: 'colour', ...size } as const;
  const clean = {
    ...shared,
    dpi: 200,
    ocr: picture,
    ocrWidth: 100,
    ocrHeight: 100,
    rotation: 0,
    skew: 0,
    blank: false,
    ink: 0.1,
    barcodes: [],
    separator: null,
    decisions: [],
  } satisfies CleanPage;
  const read = { words, wordCount: 200, meanConfidence: 93 } satisfies PageText;
  const found = { value: '', confidence: 0.9, page: 1, box: null };
  const proposal = {
    typeName: found,
    codeNumber: found,
    codeNotation: found,
    issuedDate: found,
    organName: found,
    subject: { ...found, value: 'Giấy khai sinh' },
    signer: found,
    subType: '',
    doubts: [],
  } satisfies Proposal;
  const db = new Database(join(folder, 'station.db'));
  const { id: dossier } = db.prepare('SELECT id FROM dossier').get() as { id: string };
  const addDocument = db.prepare(
    'INSERT INTO document (id, dossier_id, place, part, rank, ordinal, title, settled, proposal_json) VALUES (?, ?, ?, 0, ?, ?, ?, 1, ?)',
  );
  const addFile = db.prepare(
    "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES (?, ?, ?, ?, ?, ?, 1, 1, 'captured')",
  );
  const addPage = db.prepare(
    'INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, place, image_json, clean_json, text_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  db.transaction(() => {
    for (let n = 1; n <= documents; n++) {
      const [document, file] = [crypto.randomUUID(), crypto.randomUUID()];
      addDocument.run(document, dossier, n, paperKey(n, 0), n, `Quyển ${n}`, JSON.stringify(proposal));
      addFile.run(file, dossier, document, n, `/quét/quyển-${n}.tif`, `quyển-${n}.tif`);
      for (let sheet = 1; sheet <= pagesEach; sheet++) {
        const image = {
          ...shared,
          orientation: 1,
          dpiX: 200,
          dpiY: 200,
          dpiAssumed: false,
          origin: 'file',
          source: picture,
          sourcePage: sheet,
        } satisfies PageImage;
        addPage.run(
          crypto.randomUUID(),
          dossier,
          document,
          file,
          n,
          sheet,
          paperKey(n, sheet),
          JSON.stringify(image),
          JSON.stringify(clean),
          JSON.stringify(read),
        );
      }
    }
  })();
  db.close();
}
