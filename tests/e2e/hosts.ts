/** Opens the workstation on a station folder in each of its hosts, as processes of their own, and drives it with one Chromium. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';

export const root = resolve(import.meta.dirname, '../..');
const flags =
  '--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run';

export interface OpenWindow {
  readonly page: Page;
  /** Address of the window's own origin, as the browser sees it. */
  readonly origin: string;
  /** Errors in the console, uncaught errors and violations of the content security policy since the window was (re)loaded. */
  readonly complaints: string[];
  /** Ends the engine's process and its workers at once; only where the engine has a process of its own. */
  readonly crashEngine: (() => void) | null;
  close(): Promise<void>;
}

/** `electron-vite build` unless the last one is newer than the source; test files that run side by side wait for one another. */
export async function buildWindow(): Promise<void> {
  const lock = join(root, 'node_modules', '.build-window');
  while (
    !(await mkdir(lock).then(
      () => true,
      () => false,
    ))
  ) {
    // A test run that was killed leaves its lock behind; no build takes two minutes.
    const since = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > 120_000) await rmdir(lock).catch(() => undefined);
    await pause();
  }
  try {
    const built = await stat(join(root, 'out', 'renderer', 'index.html')).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (built > (await newestSource())) return;
    await promisify(execFile)(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
      cwd: root,
    });
  } finally {
    await rmdir(lock);
  }
}

async function newestSource(): Promise<number> {
  const files = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const times = await Promise.all(
    [...paths, join(root, 'electron.vite.config.ts')].map(async (path) => (await stat(path)).mtimeMs),
  );
  return Math.max(...times);
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: flags.split(' '),
    ignoreDefaultArgs: ['--headless'],
  });
}

/** `tram serve` and a fresh browser. */
export async function openLoopback(dataDir: string): Promise<OpenWindow> {
  const host = start([join(root, 'src/main/cli/index.ts'), 'serve', '--data', dataDir, '--json']);
  const browser = await launchChromium();
  const { url } = JSON.parse(await firstLine(host)) as { url: string };
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const complaints = await listen(page);
  await page.goto(url);
  return {
    page,
    origin: new URL(url).origin,
    complaints,
    crashEngine: null,
    close: async () => {
      await browser.close();
      await stop(host);
    },
  };
}

/** The Electron entry on the stand-in; `entry` may be the source or the bundle. */
export async function openDesktop(dataDir: string, entry = 'src/main/index.ts'): Promise<OpenWindow> {
  const userData = await mkdtemp(join(tmpdir(), 'tram-user-data-'));
  const port = await freePort();
  const host = start(['--import', join(root, 'tests/stand-in/register.ts'), join(root, entry), '--data', dataDir], {
    STAND_IN_USER_DATA: userData,
    STAND_IN_PORT: String(port),
  });
  const browser = await connect(port, host);
  const page = await shownPage(browser);
  await page.setViewportSize({ width: 1366, height: 768 });
  const complaints = await listen(page);
  await page.reload();
  return {
    page,
    origin: 'https://tram.test',
    complaints,
    crashEngine: () => void host.kill('SIGUSR2'),
    close: async () => {
      await browser.close();
      await stop(host);
      await rm(userData, { recursive: true, force: true });
    },
  };
}

async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`,
  );
  return complaints;
}

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolvePromise, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk;
      if (text.includes('\n')) resolvePromise(text.split('\n')[0]!);
    });
    child.once('exit', (code) => reject(new Error(`host ended with ${code} before it was ready`)));
  });
}

async function connect(port: number, host: ChildProcess): Promise<Browser> {
  for (;;) {
    if (host.exitCode !== null) throw new Error(`desktop host ended with ${host.exitCode}`);
    const up = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => null);
    if (up?.ok === true) return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    await pause();
  }
}

async function shownPage(browser: Browser): Promise<Page> {
  for (;;) {
    const page = browser
      .contexts()[0]
      ?.pages()
      .find((open) => open.url().startsWith('https://tram.test'));
    if (page !== undefined) return page;
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolvePromise) => setTimeout(resolvePromise, 50));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolvePromise) => child.once('exit', resolvePromise));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolvePromise) => probe.listen(0, '127.0.0.1', resolvePromise));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolvePromise) => probe.close(resolvePromise));
  return port;
}
