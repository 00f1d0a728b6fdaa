/**
 * `npm start [-- --data DIR --port N]`: opens the workstation. In Electron; else in a browser window against the loopback host; else
 * the loopback address is printed and served until Ctrl+C. `--browser` and `--electron` choose (the latter tries Electron's installer again).
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './lib/build.mjs';
import { appWindowArguments, findBrowser, hasDisplay } from './lib/browsers.mjs';
import { endTree, run } from './lib/child.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { cliEntry, memory, root, userFolder } from './lib/paths.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { ensureSetup } from './setup.mjs';

/** A window that closes sooner with an error never really opened. */
const OPENED_MS = 5000;

await runMain(async () => {
  const wants = { browser: take('--browser'), electron: take('--electron') };
  const args = process.argv.slice(2).filter((argument) => argument !== '--browser' && argument !== '--electron');
  const node = await ensureSetup();
  await ensureBuilt(node);
  if (!hasDisplay()) return serve(node, args, undefined);
  if (!wants.browser) {
    const electron = await ensureElectron(node, { again: wants.electron });
    const status = electron === undefined ? undefined : await openElectron(electron, args);
    if (status !== undefined) return status;
  }
  return serve(node, args, findBrowser());
});

/** @param {string} flag */
function take(flag) {
  return process.argv.slice(2).includes(flag);
}

/**
 * @param {string} electron
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>} undefined when no window came up
 */
async function openElectron(electron, args) {
  const began = Date.now();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const status = await run(electron, [root, ...asRoot, ...args], { cwd: userFolder() }).catch(() => 1);
  if (status === 0 || status >= 128 || Date.now() - began > OPENED_MS) return status;
  say(
    `Electron không mở được cửa sổ (mã ${status}), chuyển sang trình duyệt.`,
    'Electron opened no window, going on with the browser',
  );
  return undefined;
}

/**
 * Serves the station on 127.0.0.1 and shows it in `browser`; ends when its window is closed, or by Ctrl+C.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string | undefined} browser
 * @returns {Promise<number>}
 */
async function serve(node, args, browser) {
  const host = spawn(node, [cliEntry, 'serve', '--json', ...args], {
    cwd: userFolder(),
    stdio: ['ignore', 'pipe', 'inherit'],
    windowsHide: true,
  });
  const ended = new Promise((resolve) => host.once('exit', (code) => resolve(code ?? 0)).once('error', () => resolve(1)));
  let closing = false;
  const close = () => ((closing = true), endTree(host));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, close);

  const url = await Promise.race([addressOf(host), ended.then(() => undefined)]);
  if (url === undefined) {
    const status = await ended;
    if (closing) return 0;
    throw new Stop(
      'Máy trạm không khởi động được; nguyên nhân ở ngay phía trên.',
      'the station did not start; the reason is just above',
      status || 1,
    );
  }
  const window = browser === undefined ? undefined : openWindow(browser, url);
  say(`Máy trạm: ${url}`, 'the station; Ctrl+C ends it');
  if (window === undefined)
    say('Mở địa chỉ trên bằng Chrome, Edge hoặc Chromium.', 'open this address in Chrome, Edge or Chromium');
  else
    void window.closed.then((opened) =>
      opened
        ? close()
        : say('Trình duyệt không mở được; hãy mở địa chỉ trên.', 'the browser did not open; open the address above'),
    );
  const status = await ended;
  if (window !== undefined) endTree(window.process);
  return closing ? 0 : status;
}

/**
 * The first line of JSON on stdout is `{ url }`.
 * @param {import('node:child_process').ChildProcess} host
 * @returns {Promise<string | undefined>}
 */
async function addressOf(host) {
  if (host.stdout === null) return undefined;
  const lines = createInterface({ input: host.stdout });
  for await (const line of lines) {
    try {
      const { url } = JSON.parse(line);
      if (typeof url === 'string') return url;
    } catch {
      process.stderr.write(`${line}\n`);
    }
  }
  return undefined;
}

/**
 * @param {string} browser
 * @param {string} url
 */
function openWindow(browser, url) {
  const profile = join(memory, 'browser');
  mkdirSync(profile, { recursive: true });
  const began = Date.now();
  const child = spawn(browser, appWindowArguments(url, profile), { stdio: 'ignore' });
  const closed = new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0 || Date.now() - began > OPENED_MS));
  });
  return { process: child, closed };
}
