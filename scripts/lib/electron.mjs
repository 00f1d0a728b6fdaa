/** Electron's own runtime: found, or fetched once by its own installer within a time limit. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { inRoot, memory } from './paths.mjs';
import { say } from './say.mjs';

/** 110 MB: seconds on a city line, hopeless on a mountain one; after that the browser window opens instead. */
const INSTALL_LIMIT_MS = 120_000;
const ATTEMPT = join(memory, 'electron-attempt.json');

/** Path of the installed runtime, or undefined. */
export function electronBinary() {
  const folder = inRoot('node_modules', 'electron', 'dist');
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[/** @type {'win32'} */ (process.platform)] ??
    'electron';
  const path = join(folder, name);
  // The installer writes `version` last: without it the unpacking was cut short.
  return existsSync(path) && existsSync(join(folder, 'version')) ? path : undefined;
}

/**
 * Tries the installer at most once for each version of Electron.
 * @param {string} node path of Node 24
 * @param {{ again: boolean, limitMs?: number }} options
 * @returns {Promise<string | undefined>}
 */
export async function ensureElectron(node, { again, limitMs = INSTALL_LIMIT_MS }) {
  const present = electronBinary();
  if (present !== undefined) return present;
  const version = String(JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version);
  if (!again && failedBefore(version)) return undefined;

  say(
    `Tải Electron ${version} (tối đa ${limitMs / 1000} giây)…`,
    `fetching Electron ${version} (at most ${limitMs / 1000} seconds)…`,
  );
  const status = await run(node, [inRoot('node_modules', 'electron', 'install.js')], { stdio: 'ignore', limitMs });
  const binary = electronBinary();
  if (binary !== undefined) return binary;
  mkdirSync(memory, { recursive: true });
  writeFileSync(ATTEMPT, JSON.stringify({ version, status }));
  say(
    'Không tải được Electron, tiếp tục bằng trình duyệt có sẵn. Thử lại: npm start -- --electron',
    'Electron could not be fetched, going on with the browser on this machine; to try again: npm start -- --electron',
  );
  return undefined;
}

/** @param {string} version */
function failedBefore(version) {
  try {
    return JSON.parse(readFileSync(ATTEMPT, 'utf8')).version === version;
  } catch {
    return false;
  }
}
