import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenArrows, clockReadersAmongRules, roomOf, tooLong } from './rules.ts';
import { scanText, scanTree } from './scan.ts';

const root = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const packages = { dependencies: Object.keys(manifest.dependencies), devDependencies: Object.keys(manifest.devDependencies) };
const files = scanTree(root, 'src');

test('every import follows the arrows: contract ← exchange ← stages ← engine ← hosts; renderer → contract', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(brokenArrows(files, packages)).toEqual([]);
});

test('rules decide without clock, chance or input and output', () => {
  expect(clockReadersAmongRules(files)).toEqual([]);
});

test('no source file is too long to be read in one sitting', () => {
  expect(tooLong(files)).toEqual([]);
});

test.each([
  [
    'a step that imports another step',
    'src/main/stages/5-compose/index.ts',
    `import { x } from '../3-recognise/index.ts';`,
    'another step',
  ],
  [
    'a type taken from another step',
    'src/main/stages/5-compose/index.ts',
    `import type { X } from '../3-recognise/index.ts';`,
    'another step',
  ],
  [
    'a step that reaches for the engine',
    'src/main/stages/9-send/index.ts',
    `import { db } from '../../engine/db/open.ts';`,
    'may not use engine',
  ],
  ['a step that knows the road', 'src/main/stages/9-send/index.ts', `import { road } from '../road.ts';`, 'may not use road'],
  ['an engine that knows a host', 'src/main/engine/index.ts', `export * from '../desktop/window.ts';`, 'may not use desktop'],
  [
    'exchange that reaches for a step',
    'src/exchange/sip/mets.ts',
    `import { x } from '../../main/stages/8-package/build.ts';`,
    'may not use step',
  ],
  [
    'an archive that shares code with the station',
    'src/archive/intake.ts',
    `import { x } from '../main/engine/index.ts';`,
    'may not use engine',
  ],
  [
    'a window that reaches into the engine',
    'src/renderer/app/client.ts',
    `const x = await import('../../main/engine/index.ts');`,
    'may not use engine',
  ],
  ['a window that needs Node', 'src/renderer/app/client.ts', `import { readFileSync } from 'node:fs';`, 'without Node'],
  ['a contract that does input and output', 'src/contract/views.ts', `import { readFileSync } from 'node:fs';`, 'without Node'],
  ['a contract with a second library', 'src/contract/views.ts', `import sharp from 'sharp';`, 'only zod'],
  ['Electron inside the engine', 'src/main/engine/index.ts', `import { app } from 'electron';`, 'electron belongs'],
  ['Electron by require', 'src/main/cli/index.ts', `const { app } = require('electron');`, 'electron belongs'],
  ['a preload with anything but electron', 'src/preload/index.ts', `import { z } from 'zod';`, 'nothing'],
  [
    'a package that is only there while developing',
    'src/main/engine/index.ts',
    `import { chromium } from 'playwright';`,
    'not in dependencies',
  ],
  ['a type from an undeclared package', 'src/exchange/pdf/reader.ts', `let x: import('left-pad').Pad;`, 'not in dependencies'],
  ['an import out of the source tree', 'src/main/cli/index.ts', `import x from '../../../scripts/setup.mjs';`, 'out of src'],
  ['a file in no room', 'src/util/helpers.ts', `export const x = 1;`, 'no room'],
])('the scanner sees %s', (_accident, path, text, reason) => {
  const problems = brokenArrows([scanText(path, text)], packages);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(reason);
});

test('the scanner is not fooled by comments, strings and templates', () => {
  const text = [
    `// import { app } from 'electron';`,
    `/* import '../engine/index.ts' */`,
    'const sentence = "import { x } from \'electron\'";',
    'const template = `export * from "electron"; ${1 + 1}`;',
    `const pattern = /import 'electron'/;`,
  ].join('\n');
  expect(scanText('src/main/cli/help.ts', text).imports).toEqual([]);
});

test.each(['new Date()', 'Date.now()', 'Math.random()', 'crypto.randomUUID()'])('the scanner sees %s in rules', (call) => {
  expect(clockReadersAmongRules([scanText('src/main/stages/7-verify/rules.ts', `export const x = () => ${call};`)])).toHaveLength(
    1,
  );
  expect(
    clockReadersAmongRules([scanText('src/main/stages/4-describe/rules/dates.ts', `export const x = () => ${call};`)]),
  ).toHaveLength(1);
});

test('rules may read a date they were given', () => {
  expect(
    clockReadersAmongRules([scanText('src/archive/rules.ts', `export const year = (at: string) => new Date(at).getFullYear();`)]),
  ).toEqual([]);
});

test('a file of 401 lines is too long, its test may be longer', () => {
  const text = 'export {};\n'.repeat(401);
  expect(tooLong([scanText('src/main/cli/long.ts', text)])).toHaveLength(1);
  expect(tooLong([scanText('src/main/cli/long.test.ts', text)])).toEqual([]);
});

test.each([
  ['src/main/stages/3-recognise/rules.ts', 'step:3-recognise'],
  ['src/main/stages/road.ts', 'road'],
  ['src/main/stages/step.ts', 'stages'],
  ['src/main/index.ts', 'entry'],
  ['src/main/engine/db/open.ts', 'engine'],
  ['src/exchange/zip/write.ts', 'exchange'],
  ['src/main/step/index.ts', undefined],
])('%s lies in %s', (path, room) => {
  expect(roomOf(path)).toBe(room);
});
