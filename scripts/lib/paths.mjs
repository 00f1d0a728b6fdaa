/** Places every script needs. Node built-ins only: these files run before anything is installed. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** What the scripts remember between runs (never committed). */
export const memory = inRoot('.tram');

export const cliEntry = inRoot('src', 'main', 'cli', 'index.ts');

/** Where the user typed the command: npm changes to the package's folder and keeps the original in INIT_CWD. */
export function userFolder() {
  const started = process.env['INIT_CWD'];
  const byNpm =
    ['tram', 'demo', 'start', 'bench'].includes(process.env['npm_lifecycle_event'] ?? '') && relative(root, process.cwd()) === '';
  return byNpm && started !== undefined ? started : process.cwd();
}
