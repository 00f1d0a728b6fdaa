/**
 * `npm run bench:window`: how soon the window can be worked in, and how long its main thread is held while two OCR workers have both cores.
 * Of the built product on the loopback host, in Chromium; it prints and judges nothing.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createEngine, openForReading } from '../../src/main/engine/index.ts';
import { buildWindow, launchChromium, root } from './hosts.ts';
import { signIn } from './sign-in.ts';
import { people, walkedDossiers, walkedStation } from './walked-station.ts';

const starts = 5;
const [{ fileCode }, { fileCode: other }] = walkedDossiers;
/** What a day's work opens, and what a hand does there. */
const visited: readonly { address: string; act?: (page: Page) => Promise<void> }[] = [
  { address: '#/' },
  { address: '#/dossiers' },
  { address: `#/dossier/${fileCode}` },
  { address: `#/batch/${fileCode}`, act: (page) => press(page, ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Home', 'End']) },
  { address: `#/describe/${fileCode}`, act: (page) => press(page, ['Tab', 'Tab', 'Tab', 'Tab', 'Tab']) },
  { address: `#/text/${other}`, act: (page) => press(page, ['ArrowDown', 'ArrowDown', 'ArrowDown']) },
  { address: '#/sign' },
  { address: '#/verify' },
  { address: '#/send' },
  { address: '#/search?q=duong%20giao%20thong', act: (page) => page.keyboard.type(' nong thon', { delay: 60 }) },
];
/** Long enough for pictures to decode and lists to settle. */
const stayMs = 1500;

await buildWindow();
const browser = await launchChromium();
const quiet = await walkedStation();
const busy = await walkedStation();
try {
  await bringIn(busy, 12);
  const cold = [];
  for (let run = 0; run < starts; run++) cold.push(await measureStart(browser, quiet));
  const readBefore = pagesRead(busy);
  const began = performance.now();
  const tasks = await measureTasks(browser, busy);
  const minutes = (performance.now() - began) / 60_000;
  print(cold, tasks, (pagesRead(busy) - readBefore) / minutes);
} finally {
  await browser.close();
  for (const dataDir of [quiet, busy]) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

interface Start {
  /** Until the host answers, until a name can be typed, and from the password to home. */
  readonly hostMs: number;
  readonly windowMs: number;
  readonly homeMs: number;
}

async function measureStart(by: Browser, dataDir: string): Promise<Start> {
  const page = await by.newPage({ viewport: { width: 1366, height: 768 } });
  const began = performance.now();
  const { host, url } = await serve(dataDir);
  const served = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('input:focus').waitFor();
  const shown = performance.now();
  await signIn(page, people.clerk);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  const home = performance.now();
  await page.context().close();
  await stop(host);
  return { hostMs: served - began, windowMs: shown - served, homeMs: home - shown };
}

interface Screen {
  readonly address: string;
  readonly long: readonly number[];
}

async function measureTasks(by: Browser, dataDir: string): Promise<Screen[]> {
  const { host, url } = await serve(dataDir);
  const page = await by.newPage({ viewport: { width: 1366, height: 768 } });
  await page.addInitScript(
    'window.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });',
  );
  await page.goto(url);
  await page.locator('input:focus').waitFor();
  const screens: Screen[] = [{ address: 'start', long: await taken(page) }];
  await signIn(page, people.clerk);
  screens.push({ address: 'sign-in', long: await taken(page) });
  for (const { address, act } of visited) {
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(stayMs);
    await act?.(page);
    await page.waitForTimeout(stayMs);
    screens.push({ address, long: await taken(page) });
  }
  await page.context().close();
  await stop(host);
  return screens;
}

/** The long tasks since it was last asked, in milliseconds. The browser calls a task long from 50 ms on. */
function taken(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('longTasks.splice(0)');
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The same practice records again and again, as dossiers that the station has yet to read. */
async function bringIn(dataDir: string, dossiers: number): Promise<void> {
  const engine = await createEngine({ dataDir, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession(['clerk', 'it']);
  for (let made = 0; made < dossiers; made++) {
    const { folder } = walkedDossiers[made % walkedDossiers.length]!;
    const paths = [join(root, 'resources/practice', folder)];
    const result = await session.call('capture.import', { fileCode: `H49.64.33.2018.${made + 1}`, paths });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
  }
  await engine.data.close();
}

function pagesRead(dataDir: string): number {
  const opened = openForReading(dataDir);
  if (!opened.ok) throw new Error(opened.error.code);
  const { db, close } = opened.data;
  const { n } = db.get('SELECT count(*) AS n FROM page WHERE text_json IS NOT NULL')!;
  close();
  return Number(n);
}

async function serve(dataDir: string): Promise<{ host: ChildProcess; url: string }> {
  const host = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', '--data', dataDir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of host.stdout!) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  return { host, url: (JSON.parse(said) as { url: string }).url };
}

async function stop(host: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
}

function print(cold: readonly Start[], screens: readonly Screen[], pagesPerMinute: number): void {
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!.toFixed(0);
  const range = (values: readonly number[]) => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
  const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
  const start = (name: string, of: (start: Start) => number) => row(name, middle(cold.map(of)), range(cold.map(of)));
  row('start, nothing at work', `median of ${cold.length}, ms`, 'range');
  row('---', '---:', '---:');
  start('host answers', ({ hostMs }) => hostMs);
  start('then: a name can be typed', ({ windowMs }) => windowMs);
  start('**first interactive window**', ({ hostMs, windowMs }) => hostMs + windowMs);
  start('sign-in (scrypt included) to home', ({ homeMs }) => homeMs);
  console.log();
  row('with both cores reading pages', 'tasks over 50 ms', 'longest, ms');
  row('---', '---:', '---:');
  for (const { address, long } of screens)
    row(`\`${address}\``, long.length, long.length === 0 ? '–' : Math.max(...long).toFixed(0));
  console.log(
    `\n${pagesPerMinute.toFixed(0)} pages were read per minute meanwhile. ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}, ${new Date().toISOString()}`,
  );
}
