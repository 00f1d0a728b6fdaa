#!/usr/bin/env node
/**
 * node tests/conformance/verapdf/run.mjs [--flavour 2b] FILE…
 * Prints one line per file, `FILE <tab> PASS|FAIL <tab> details`, by veraPDF; exit 0 when all pass, 1 when one fails, 2 when the
 * judge cannot run. Needs Java 17 and, the first time, Maven to fetch veraPDF into node_modules/.cache/verapdf.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const jars = join(here, '../../../node_modules/.cache/verapdf');
const args = process.argv.slice(2);
const flavour = (args[0] === '--flavour' ? args.splice(0, 2)[1] : undefined) ?? '2b';
if (args.length === 0) stop('usage: run.mjs [--flavour 2b] FILE…');

for (const file of args) if (!existsSync(file)) stop(`no such file: ${file}`);

if (!existsSync(jars)) {
  const fetched = spawnSync('mvn', ['-B', '-q', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], {
    cwd: here,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (fetched.status !== 0) {
    rmSync(jars, { recursive: true, force: true });
    stop('veraPDF could not be fetched: Maven and a package registry are needed the first time.');
  }
}
const judged = spawnSync('java', ['-cp', join(jars, '*'), join(here, 'Judge.java'), flavour, ...args], {
  stdio: ['ignore', 'inherit', process.env.VERAPDF_LOG ? 'inherit' : 'ignore'],
});
if (judged.error) stop('Java 17 is needed.');
process.exit(judged.status ?? 2);

/** @param {string} message */
function stop(message) {
  console.error(message);
  process.exit(2);
}
