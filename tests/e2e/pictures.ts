/** `node tests/e2e/pictures.ts`: the README's pictures, of a practice station at work on the practice records (docs/pictures). */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { serveLoopback } from '../../src/main/browser/index.ts';
import { createEngine } from '../../src/main/engine/index.ts';
import { rendererDir } from '../../src/platform/entries.ts';
import { buildWindow, launchChromium, root } from './hosts.ts';

const pictures = join(root, 'docs', 'pictures');
const practice = join(root, 'resources', 'practice');
const dossiers = [
  ['H49.64.33.2021.27', '01-duong-ben-tra', 'Hồ sơ đầu tư nâng cấp đường Bến Trà, xã Lam Khê'],
  ['H49.64.33.2020.14', '02-phong-chong-thien-tai', 'Hồ sơ phòng chống thiên tai và tìm kiếm cứu nạn năm 2020'],
  ['H49.64.33.2019.8', '03-dang-ky-ket-hon', 'Hồ sơ đăng ký kết hôn năm 2019, quyển 2'],
] as const;

await buildWindow();
await mkdir(pictures, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tram-pictures-'));
const opened = await createEngine({ dataDir });
if (!opened.ok) throw new Error(opened.error.code);
const engine = opened.data;
const session = engine.openSession(['clerk', 'supervisor', 'it']);
const call = async <T>(route: string, input: unknown): Promise<T> => {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
  return result.data as T;
};
await call('station.init', {
  agencyCode: 'H49.64.33',
  agencyName: 'Ủy ban nhân dân xã Lam Khê',
  fondsCode: 'UBND',
  practice: true,
});
const host = await serveLoopback(engine, { port: 0, rendererDir: rendererDir() });
if (!host.ok) throw new Error(host.error.code);
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, colorScheme: 'light' });
await page.goto(host.data.url);

// A page that the scanner cut short, so that the picture shows how trouble looks.
const cut = join(dataDir, 'trang-quet-do.jpg');
await copyFile(join(practice, '01-duong-ben-tra/1-to-trinh/trang-1.jpg'), cut);
await writeFile(cut, (await readFile(cut)).subarray(0, 30_000));
for (const [fileCode, folder, title] of dossiers.toReversed()) {
  const extra = folder === '03-dang-ky-ket-hon' ? [cut] : [];
  await call('capture.import', { fileCode, paths: [join(practice, folder), ...extra] });
  const { description } = await call<{ description: object }>('dossier.get', { fileCode });
  await call('dossier.describe', { fileCode, description: { ...description, title } });
}

await reached(4, dossiers[1][0]);
await shoot(page, 'window-vi-light');
await reached(4, dossiers[0][0]);
const detail = `${host.data.origin}/#/dossier/${dossiers[0][0]}`;
await page.goto(detail);
await page.getByRole('img', { name: /Ảnh trang 1/ }).waitFor();
await page.getByText('Ngày ban hành').hover();
await shoot(page, 'dossier-vi-light');
await page.setViewportSize({ width: 1920, height: 1080 });
await page.getByRole('radio', { name: 'English' }).check();
await page.getByRole('radio', { name: 'Dark' }).check();
await shoot(page, 'dossier-en-dark');

await browser.close();
await host.data.close();
await engine.close();
await rm(dataDir, { recursive: true, force: true });

/** Waits until the dossier stands at step `n` of nine or further. */
async function reached(n: number, fileCode: string): Promise<void> {
  const steps = ['capture', 'clean', 'recognise', 'describe', 'compose', 'sign', 'verify', 'package', 'send', 'done'];
  for (;;) {
    const { step } = await call<{ step: string }>('dossier.get', { fileCode });
    if (steps.indexOf(step) >= n - 1) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function shoot(window: Page, name: string): Promise<void> {
  await window.waitForTimeout(1_500); // pictures decode, the list settles
  await window.screenshot({ path: join(pictures, `${name}.png`) });
}
