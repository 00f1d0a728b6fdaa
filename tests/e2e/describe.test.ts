/** A clerk at step 4, in both hosts: pages at the left, what is said of them at the right, both hands on the keyboard. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ComposedDocument } from '../../src/contract/artefacts.ts';
import { openForReading } from '../../src/main/engine/index.ts';
import { buildWindow, openDesktop, openLoopback, root, type OpenWindow } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const hosts: readonly [string, (dataDir: string) => Promise<OpenWindow>][] = [
  ['loopback host in a browser', openLoopback],
  ['Electron entry on the stand-in', openDesktop],
];
const [roads, storms] = walkedDossiers;
/** Nobody may need more to accept what the machine read well. */
const mostPresses = 3;

beforeAll(buildWindow, 120_000);

describe.each(hosts)('%s', (_name, open) => {
  let dataDir: string;
  let window: OpenWindow;
  let page: Page;
  let presses = 0;
  const press = async (keys: string) => {
    presses += 1;
    await page.keyboard.press(keys);
  };
  const form = () => page.getByRole('form', { name: 'Mô tả văn bản' });
  const shown = () => page.getByRole('button', { name: /^Văn bản \d+\/\d+$/ });
  const at = async (n: number, of: number) => {
    await page.getByRole('button', { name: `Văn bản ${n}/${of}`, exact: true }).waitFor();
    await form().waitFor();
  };
  const go = (address: string) => page.evaluate(`location.hash = ${JSON.stringify(address)}`);

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

  test('a clerk describes a dossier without a mouse, and a well-read document in three key presses at most', async () => {
    await go(`/describe/${roads.fileCode}`);
    await at(1, 4);
    const counted: { wellRead: boolean; presses: number }[] = [];
    for (let n = 1; n <= 4; n++) {
      await at(n, 4);
      const wellRead = await form().getByText('Máy đọc rõ cả').isVisible();
      presses = 0;
      // Enter walks what is doubtful, then accepts; a warning is looked at and waved through.
      while ((await shownNumber()) === n && presses < 12) {
        await press((await warned()) ? 'Control+Enter' : 'Enter');
        await settled(n);
      }
      counted.push({ wellRead, presses });
    }
    await page.getByText('Hồ sơ này đã mô tả xong').waitFor();
    expect(counted.filter(({ wellRead }) => wellRead)).not.toHaveLength(0);
    for (const { wellRead, presses: needed } of counted) expect(needed).toBeLessThanOrEqual(wellRead ? mostPresses : 11);
    // On to the next dossier with Enter, as everything else.
    await press('Enter');
    await page.getByText(storms.title).first().waitFor();

    async function shownNumber(): Promise<number | null> {
      const words = await shown()
        .textContent({ timeout: 1_000 })
        .catch(() => null);
      return words === null || (await page.getByText('Hồ sơ này đã mô tả xong').isVisible())
        ? null
        : Number(/\d+/.exec(words)?.[0]);
    }
    async function warned(): Promise<boolean> {
      return form()
        .getByRole('button', { name: /^Lưu ý:/ })
        .first()
        .isVisible();
    }
    /** Until something came of the key: another document, another field, or a warning. */
    async function settled(n: number): Promise<void> {
      const focus = () =>
        page.evaluate<string>(
          'document.activeElement?.closest("[data-field]")?.dataset.field ?? document.activeElement?.tagName',
        );
      const before = await focus();
      await expect
        .poll(async () => (await shownNumber()) !== n || (await focus()) !== before || (await warned()), { timeout: 8_000 })
        .toBe(true)
        .catch(() => undefined);
    }
  }, 90_000);

  test('what was accepted by mistake is gone back to, and dates are typed as the hand types them', async () => {
    await go(`/describe/${roads.fileCode}`);
    await at(1, 4);
    await press('Alt+ArrowDown');
    await at(2, 4);
    await press('Alt+ArrowUp');
    await at(1, 4);
    const date = form().getByLabel('Ngày ban hành');
    await date.focus();
    const old = await date.inputValue();
    await date.fill('5/3/2009');
    await press('Enter');
    await page.getByText('Đã nhận văn bản 1.').waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).last().focus();
    await press('Enter');
    await at(1, 4);
    await expect.poll(() => form().getByLabel('Ngày ban hành').inputValue()).toBe('05/03/2009');
    await form().getByLabel('Ngày ban hành').fill(old);
    await form().getByLabel('Ngày ban hành').focus();
    await press('Control+Enter');
    await expect.poll(() => confirmed(dataDir, roads.fileCode, 1)).toMatchObject({ issuedDate: old });
  }, 60_000);

  test('what was typed once is offered again without its marks, and a type by its abbreviation', async () => {
    await go(`/describe/${storms.fileCode}`);
    await form().waitFor();
    const organ = form().getByLabel('Cơ quan ban hành').first();
    await organ.focus();
    await organ.fill('');
    await page.keyboard.type('uy ban');
    await page.getByRole('option').first().waitFor();
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => organ.inputValue()).toMatch(/^Ủy ban/iu);
    const type = form().getByLabel('Loại văn bản').first();
    await type.focus();
    await type.fill('');
    await page.keyboard.type('ttr');
    await press('Escape');
    await press('Shift+Tab');
    await expect.poll(() => type.inputValue()).toBe('Tờ trình');
  }, 60_000);

  test('a box drawn on the page is read into the field', async () => {
    await go(`/describe/${roads.fileCode}`);
    await at(1, 4);
    await form().getByRole('combobox', { name: 'Trích yếu' }).focus();
    await page.keyboard.press('0');
    await form().getByRole('combobox', { name: 'Trích yếu' }).fill('');
    const number = form().getByLabel('Số', { exact: true });
    await number.focus();
    const box = page.locator('[class*="box"][data-tone="now"]');
    await box.waitFor();
    await number.fill('');
    const place = (await box.boundingBox())!;
    await page.keyboard.down('Shift');
    await page.mouse.move(place.x - 6, place.y - 6);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width + 6, place.y + place.height + 6, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await expect.poll(() => number.inputValue(), { timeout: 20_000 }).toBe('27');
  }, 60_000);

  test('everything that is wrong is said at once, and each leads to its field', async () => {
    await go(`/describe/${storms.fileCode}`);
    await form().waitFor();
    await form().getByLabel('Ngày ban hành').fill('31/02/2020');
    await form().getByLabel('Cơ quan ban hành').first().fill('');
    await form().getByLabel('Số', { exact: true }).focus();
    await press('Control+Enter');
    const wrong = form().getByRole('button', { name: /^Lỗi:/ });
    await expect.poll(() => wrong.count()).toBe(2);
    await wrong.filter({ hasText: 'cơ quan ban hành' }).focus();
    await press('Enter');
    await expect
      .poll(() => page.evaluate<string>('document.activeElement?.closest("[data-field]")?.dataset.field'))
      .toBe('organName');
  }, 60_000);

  test('a doubtful word is put right and the PDF says so', async () => {
    await go(`/text/${roads.fileCode}`);
    const word = page.getByLabel('Chữ trên giấy');
    await word.waitFor({ timeout: 20_000 });
    const left = page.getByText(/^Còn \d+ chữ/);
    const before = Number(/\d+/.exec((await left.textContent()) ?? '')?.[0]);
    // A speck that was read as a letter is no word to look for in a PDF.
    for (let i = 0; i < 20 && (await word.inputValue()).length < 3; i++) {
      await press('ArrowDown');
      await word.waitFor();
    }
    await word.fill('CHUDASUA');
    await press('Enter');
    await expect.poll(async () => Number(/\d+/.exec((await left.textContent()) ?? '')?.[0])).toBe(before - 1);
    await expect.poll(() => textOfPdfs(dataDir, roads.fileCode), { timeout: 60_000, interval: 500 }).toContain('CHUDASUA');
  }, 90_000);

  test('broke no policy, and everybody can use it in both themes', async () => {
    expect(window.complaints).toEqual([]);
    const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axe);
    for (const theme of ['Sáng', 'Tối']) {
      await page.getByRole('radio', { name: theme }).check();
      for (const address of [
        `/describe/${storms.fileCode}`,
        `/describe/${storms.fileCode}?part=dossier`,
        `/text/${roads.fileCode}`,
      ]) {
        await go(address);
        await page.getByRole('main').getByRole('textbox').first().waitFor();
        const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
          'axe.run("main", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then(({ violations }) => violations)',
        );
        expect(found.map(({ id, nodes }) => [address, theme, id, nodes[0]?.html])).toEqual([]);
      }
    }
    if (process.env['PICTURES'] === '1' && window.origin.startsWith('http:')) await picture();
  }, 90_000);

  async function picture(): Promise<void> {
    const pictures = join(root, 'docs', 'pictures');
    await mkdir(pictures, { recursive: true });
    await page.getByRole('radio', { name: 'Sáng' }).check();
    await go(`/describe/${storms.fileCode}`);
    await form().getByRole('combobox', { name: 'Trích yếu' }).focus();
    await page.screenshot({ path: join(pictures, 'describe-vi-light.png') });
    await go(`/text/${roads.fileCode}`);
    await page.getByLabel('Chữ trên giấy').waitFor();
    await page.screenshot({ path: join(pictures, 'text-vi-light.png') });
  }
});

/** What the station has written down, seen from beside it. */
function rows(dataDir: string, sql: string, ...params: string[]) {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  const found = reader.data.db.all(sql, ...params);
  reader.data.close();
  return found;
}

function confirmed(dataDir: string, fileCode: string, ordinal: number): unknown {
  const [row] = rows(
    dataDir,
    'SELECT fields_json FROM document JOIN dossier ON dossier.id = dossier_id WHERE file_code = ? AND ordinal = ?',
    fileCode,
    String(ordinal),
  );
  return JSON.parse(String(row?.['fields_json']));
}

/** The text layers of the dossier's PDFs, as another program reads them. */
async function textOfPdfs(dataDir: string, fileCode: string): Promise<string> {
  const composed = rows(
    dataDir,
    'SELECT composed_json FROM document JOIN dossier ON dossier.id = dossier_id WHERE file_code = ? AND composed_json IS NOT NULL',
    fileCode,
  ).map((row) => ComposedDocument.parse(JSON.parse(String(row['composed_json']))));
  const texts = composed.map(async ({ pdf }) => {
    const { stdout } = await promisify(execFile)('pdftotext', [join(dataDir, 'vault', pdf.slice(0, 2), pdf), '-']);
    return stdout;
  });
  return (await Promise.all(texts)).join('\f');
}
