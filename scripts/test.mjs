/**
 * `npm test`: set-up, types, lint, format, bundle and every test; its last line is `N passed, N failed`.
 * A step such as the type check counts as one test. `npm test -- PATH…` runs those test files only, without the other steps.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { findBrowser } from './lib/browsers.mjs';
import { run } from './lib/child.mjs';
import { countTests } from './lib/count.mjs';
import { ensureJudges } from './lib/debian.mjs';
import { inRoot } from './lib/paths.mjs';
import { messageOf, runMain } from './lib/say.mjs';
import { ensureSetup } from './setup.mjs';

const REPORT = inRoot('test-results', 'vitest.json');

await runMain(async () => {
  const count = { passed: 0, failed: 0 };
  try {
    await runEverything(count, process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    count.failed += 1;
  }
  process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
  return count.failed === 0 ? 0 : 1;
});

/**
 * @param {{ passed: number, failed: number }} count
 * @param {readonly string[]} only
 */
async function runEverything(count, only) {
  const node = await ensureSetup();
  const tool = (/** @type {string[]} */ ...parts) => inRoot('node_modules', ...parts);
  const step = async (/** @type {string} */ name, /** @type {() => Promise<number>} */ action) => {
    process.stdout.write(`\n== ${name}\n`);
    const status = await action();
    count[status === 0 ? 'passed' : 'failed'] += 1;
    if (status !== 0) process.stdout.write(`== ${name}: failed (${status})\n`);
  };

  await ensureJudges();
  if (only.length === 0) {
    await step('types', () => run(node, [tool('typescript', 'bin', 'tsc'), '-p', '.']));
    for (const room of ['src/preload', 'src/renderer', 'src/renderer/tsconfig.test.json'])
      await step(`types of ${room}`, () => run(node, [tool('typescript', 'bin', 'tsc'), '-p', room]));
    await step('lint', () => run(node, [tool('oxlint', 'bin', 'oxlint')]));
    await step('format', () => run(node, [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']));
    await step('bundle', () => build(node));
  }

  process.stdout.write('\n== tests\n');
  mkdirSync(inRoot('test-results'), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  // The end-to-end tests drive this browser.
  const env = { ...process.env, CHROMIUM: process.env['CHROMIUM'] ?? findBrowser() };
  const status = await run(node, [tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...only], { env });
  const tests = countTests(readReport(), status);
  count.passed += tests.passed;
  count.failed += tests.failed;
}

function readReport() {
  try {
    return readFileSync(REPORT, 'utf8');
  } catch {
    return undefined;
  }
}
