/** The library's own English says which words there are: an upgrade that adds one fails here before it fails in a window. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ariaWords } from './aria-words.ts';

const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');

/** Every package of the library that says something, by the name it asks for its words with. */
const packages: Readonly<Record<string, string>> = {
  'react-aria-components': 'react-aria-components/dist/private/intl',
  ...Object.fromEntries(
    ['aria', 'stately'].flatMap((part) =>
      readdirSync(join(modules, `react-${part}/dist/private/intl`)).map((name) => [
        `@react-${part}/${name}`,
        `react-${part}/dist/private/intl/${name}`,
      ]),
    ),
  ),
};

function englishKeys(name: string): string[] {
  const english = readFileSync(join(modules, packages[name]!, 'en-US.js'), 'utf8');
  return [...english.matchAll(/^ {4}"([^"]+)":/gm)].map(([, key]) => key!);
}

test('whatever component a screen uses, its package has Vietnamese words', () => {
  expect(Object.keys(ariaWords).toSorted()).toEqual(Object.keys(packages).toSorted());
});

test.each(Object.keys(ariaWords))('%s says everything that its English says', (name) => {
  const english = englishKeys(name);
  expect(english.length).toBeGreaterThan(0);
  expect(Object.keys(ariaWords[name]!).toSorted()).toEqual(english.toSorted());
});

const formatter = { number: String, select: () => '' };
test.each(
  Object.entries(ariaWords).flatMap(([name, words]) => Object.entries(words).map(([key, said]) => [name, key, said] as const)),
)('%s %s can be said', (_name, _key, said) => {
  const args = { itemText: 'A', item: 'A', count: 3, optionText: 'A', optionCount: 3, fieldLabel: 'A', isGroupChange: true };
  expect(typeof said === 'string' ? said : said(args, formatter)).toMatch(/\p{L}/u);
});
