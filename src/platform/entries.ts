/** Where a process's first file lies: beside this source under Node's type stripping, or in the bundle (`out/main/<entry>.js`). */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every file that starts a process of its own; electron.vite.config.ts builds exactly these. */
export const entries = {
  index: 'src/main/index.ts',
  'engine-process': 'src/main/desktop/engine-process.ts',
  'step-worker': 'src/main/engine/workers/step-worker.ts',
  'search-worker': 'src/main/engine/search/search-worker.ts',
  cli: 'src/main/cli/index.ts',
} as const;
export type Entry = keyof typeof entries;
/** Those an engine asks for; the host starts them. */
export type WorkerEntry = Extract<Entry, 'step-worker' | 'search-worker'>;

const here = fileURLToPath(import.meta.url);
const fromSource = here.endsWith('.ts');
/** The folder that holds `src/` and `out/`: the checkout, or the installed app. */
const root = fromSource ? dirname(dirname(dirname(here))) : dirname(dirname(bundleFolder()));

/** Absolute path of an entry, ready for `fork`. */
export function entryPath(entry: Entry): string {
  return fromSource ? join(root, entries[entry]) : join(bundleFolder(), `${entry}.js`);
}

/** The built window: `index.html`, scripts, styles and fonts. Both hosts serve this folder and nothing else. */
export function rendererDir(): string {
  return join(root, 'out', 'renderer');
}

/** The built preload script; a sandboxed window takes CommonJS only. */
export function preloadPath(): string {
  return join(root, 'out', 'preload', 'index.cjs');
}

/** `out/main`, from any chunk below it. */
function bundleFolder(): string {
  let folder = dirname(here);
  while (!existsSync(join(folder, 'index.js')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
