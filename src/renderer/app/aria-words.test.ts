/** The library's own English says which words there are: an upgrade that adds one fails here before it fails in a window. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ariaWords } from './aria-words.ts';

const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');

function englishKeys(name: string): string[] {
  const folder =
    name === 'react-aria-components' ? join(name, 'dist/private/intl') : join('react-aria/dist/private/intl', name.slice(12));
  return [...readFileSync(join(modules, folder, 'en-US.js'), 'utf8').matchAll(/^ {4}"(\w+)":/gm)].map(([, key]) => key!);
}

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
