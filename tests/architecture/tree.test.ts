/** What no file of the tree may contain, whoever wrote it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const skipped = new Set(['node_modules', 'out', 'dist', 'coverage', 'test-results', '.git', '.tram']);
const textual =
  /\.(?:ts|tsx|mjs|js|json|md|yml|yaml|css|html|xsd|xml|svg|txt|npmrc|ci\/run)$|(?:^|\/)(?:run|LICENSE|NOTICE|\.npmrc|\.gitignore)$/;

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [relative(root, path).split(sep).join('/')];
  });
}

const files = listFiles(root);
const texts = files.filter((path) => textual.test(path)).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Paths of the files in which `pattern` occurs. */
const withPattern = (pattern: RegExp): string[] => texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test('nothing in the tree needs a folder beside the checkout', () => {
  expect(texts.length).toBeGreaterThan(100);
  expect(withPattern(new RegExp(`(?:\\.\\.|/work)/${'shared'}\\b`))).toEqual([]);
});

test('no file names a package registry: a province may have its own', () => {
  const hosts = [
    'registry\\.npm',
    'npmjs\\.(?:org|com)',
    'yarnpkg\\.com',
    'npmmirror',
    'jsr\\.io',
    'pypi\\.org',
    'deb\\.debian\\.org',
    'repo1?\\.maven',
  ];
  expect(
    withPattern(new RegExp(hosts.map((host) => `(?:${host})`).join('|'), 'i')).filter(
      (path) => !path.startsWith('tests/architecture/'),
    ),
  ).toEqual([]);
});

test('the compiler is never told to look away', () => {
  const silenced = new RegExp(`@ts-${'ignore'}|@ts-${'nocheck'}|\\bas any\\b|: any\\b(?! )`);
  expect(
    withPattern(silenced).filter((path) => /\.(?:ts|tsx|mjs)$/.test(path) && !path.startsWith('tests/architecture/')),
  ).toEqual([]);
});

test('every file name survives Windows: no reserved name, no forbidden character, no two that differ only in case', () => {
  const reserved = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)/i;
  expect(files.filter((path) => reserved.test(path) || /[<>:"|?*\\]|[. ](?:\/|$)/.test(path) || path.length > 160)).toEqual([]);
  expect(new Set(files.map((path) => path.toLowerCase())).size).toBe(files.length);
});

test('every text file ends its lines as git keeps them', () => {
  expect(
    texts.filter(({ path, text }) => text.includes('\r\n') && !path.startsWith('tests/fixtures/')).map(({ path }) => path),
  ).toEqual([]);
});
