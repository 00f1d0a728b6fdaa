/** Every word goes through the catalogues; both speak of the same things. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { messageKeys, messages } from './words.ts';

const placeholders = (message: string) =>
  [...message.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+) )\{(\w+)(?=[,}])/g)].map(([, name]) => name);
const files = (readdirSync(join(import.meta.dirname, '..'), { recursive: true }) as string[])
  .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.replaceAll('\\', '/').startsWith('i18n/words'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, '..', file), 'utf8') }));

test.each(messageKeys)('%s takes the same values in both languages and can be formatted', (key) => {
  expect(new Set(placeholders(messages.en[key]))).toEqual(new Set(placeholders(messages.vi[key])));
  const values = Object.fromEntries(placeholders(messages.vi[key]).map((name) => [name, 3]));
  for (const locale of ['vi', 'en'] as const) {
    const intl = createIntl({ locale, messages: messages[locale], onError: (error) => expect.fail(String(error)) });
    expect(intl.formatMessage({ id: key }, values)).not.toMatch(/[{}]/);
  }
});

const sources = files.filter(({ file }) => file.endsWith('.tsx'));

test('no key is left over', () => {
  const code = files.map(({ text }) => text).join('\n');
  const families = [...code.matchAll(/t\(`([\w.]+)\$\{/g)].map(([, family]) => family!);
  expect(messageKeys.filter((key) => !code.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)))).toEqual(
    [],
  );
});

test.each(sources)('$file writes no text of its own', ({ text }) => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  // Words between tags, or as an attribute people see or hear. Commands, algorithms and the names of languages are the same in every language.
  const between = [...code.matchAll(/>\s*([^<>{}()=;&|?:]*\p{L}{2,}[^<>{}()=;&|?:]*)\s*<\//gu)].map(([, words]) => words!.trim());
  const attributes = [...code.matchAll(/\b(?:title|alt|label|aria-label|placeholder)="([^"]*\p{L}[^"]*)"/gu)].map(
    ([, words]) => words!,
  );
  expect([...between, ...attributes].filter((words) => !words.startsWith('tram ') && words !== 'SHA-256')).toEqual([]);
});
