/** The commands a newcomer types, as they type them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appWindowArguments, findBrowser, hasDisplay } from '../../scripts/lib/browsers.mjs';

const root = join(import.meta.dirname, '..', '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram lệnh '));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function script(name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, [join(root, 'scripts', name), ...args], { cwd: folder, env, encoding: 'utf8' });
}

describe('npm run -s tram', () => {
  test('stdout carries the result and nothing else', () => {
    const made = script('tram.mjs', [
      'init',
      '--agency',
      'H49.64.33',
      '--name',
      'UBND xã Luyện Tập',
      '--practice',
      '--data',
      'station',
      '--json',
    ]);
    expect(made.status).toBe(0);
    const { stdout, status } = script('tram.mjs', ['status', '--data', 'station', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('dossiers');
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  test('the exit status is that of the command', () => {
    expect(script('tram.mjs', ['no-such-command']).status).toBe(2);
    expect(script('tram.mjs', ['verify', 'no-such-file.pdf']).status).toBe(3);
  });
});

/** Everything a child says on stderr, until `pattern` shows up in it. */
function saying(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (pattern.test(heard)) resolve(heard);
    });
    child.once('close', () => reject(new Error(`ended without saying ${pattern}: ${heard}`)));
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));

async function isListening(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  const start = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), '--data', join(folder, 'station'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const bare = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/;

  test('without a display prints the loopback address, serves it, and Ctrl+C ends everything', async () => {
    const child = start(bare);
    const heard = await saying(child, /Chromium\n/);
    const url = address.exec(heard)?.[0] ?? '';
    expect(await isListening(url)).toBe(true);
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
    expect(await isListening(url)).toBe(false);
  });

  test('opens a browser window of its own and ends when that window is closed', async () => {
    const seen = join(folder, 'seen');
    const browser = join(folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\n`);
    chmodSync(browser, 0o755);
    const child = start({ ...bare, DISPLAY: ':99', TRAM_BROWSER: browser }, '--browser');
    const heard = await saying(child, address);
    expect(await ended(child)).toBe(0);
    const args = readFileSync(seen, 'utf8').split('\n');
    expect(args[0]).toBe(`--app=${address.exec(heard)?.[0]}`);
    expect(args.some((arg) => arg.startsWith('--user-data-dir='))).toBe(true);
  });

  test('a browser that cannot start leaves the station served at its address', async () => {
    const browser = join(folder, 'browser');
    writeFileSync(browser, '#!/bin/sh\nexit 21\n');
    chmodSync(browser, 0o755);
    const child = start({ ...bare, DISPLAY: ':99', TRAM_BROWSER: browser }, '--browser');
    const heard = await saying(child, /did not open/);
    expect(await isListening(address.exec(heard)?.[0] ?? '')).toBe(true);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  test('a station that cannot start says why, without a stack trace', async () => {
    writeFileSync(join(folder, 'station'), 'a file where the station folder should be');
    const child = start(bare);
    let heard = '';
    child.stderr.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    expect(await ended(child)).not.toBe(0);
    expect(heard).toContain('the station did not start');
    expect(heard).not.toMatch(/^\s+at /m);
  });
});

describe('the browser that shows the station', () => {
  test('is found where Windows keeps Chrome, else Edge', () => {
    const env = {
      ProgramFiles: join(folder, 'Program Files'),
      'ProgramFiles(x86)': join(folder, 'x86'),
      LOCALAPPDATA: join(folder, 'local'),
    };
    expect(findBrowser(env, 'win32')).toBeUndefined();
    const edge = join(folder, 'x86', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    mkdirSync(join(edge, '..'), { recursive: true });
    writeFileSync(edge, '');
    expect(findBrowser(env, 'win32')).toBe(edge);
    const chrome = join(folder, 'local', 'Google', 'Chrome', 'Application', 'chrome.exe');
    mkdirSync(join(chrome, '..'), { recursive: true });
    writeFileSync(chrome, '');
    expect(findBrowser(env, 'win32')).toBe(chrome);
  });

  test('is not looked for elsewhere when the user names one', () => {
    expect(findBrowser({ ...process.env, TRAM_BROWSER: join(folder, 'none') })).toBeUndefined();
  });

  test('needs a display on Linux, has one on Windows', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });

  test('opens as a window apart from the user’s own browser', () => {
    expect(appWindowArguments('http://127.0.0.1:1/', '/profile').slice(0, 2)).toEqual([
      '--app=http://127.0.0.1:1/',
      '--user-data-dir=/profile',
    ]);
  });
});
