/** The bundle in out/: made when it is missing or older than what it is made from. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { inRoot } from './paths.mjs';
import { say, Stop } from './say.mjs';
import { takeTurn } from './turn.mjs';

const PRODUCTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json'];

/**
 * Builds unless the bundle is fresh. Safe to call from several processes at once.
 * @param {string} node path of Node 24
 */
export async function ensureBuilt(node) {
  if (isFresh()) return;
  const release = await takeTurn('build', () =>
    say('Một lệnh khác đang dựng giao diện, xin chờ…', 'another command is building, waiting…'),
  );
  try {
    if (isFresh()) return;
    say('Dựng giao diện…', 'building the window…');
    const status = await build(node);
    if (status !== 0 || !PRODUCTS.every((path) => existsSync(inRoot(path)))) {
      throw new Stop(
        'Không dựng được giao diện; nguyên nhân ở ngay phía trên.',
        'the window could not be built; the reason is just above',
      );
    }
  } finally {
    release();
  }
}

/**
 * Builds now; resolves to the exit status.
 * @param {string} node path of Node 24
 */
export function build(node) {
  const electronVite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  return run(node, [electronVite, 'build', '--logLevel', 'error'], { stdio: ['ignore', 2, 2] });
}

function isFresh() {
  const made = PRODUCTS.map((path) => statSync(inRoot(path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.min(...made) > Math.max(...SOURCES.map((path) => newest(inRoot(path))));
}

/**
 * Time of the newest file in a tree, in milliseconds.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isDirectory()) return stats?.mtimeMs ?? 0;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
