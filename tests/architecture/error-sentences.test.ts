/** The house rule for errors: what happened, is my work safe, what to do now — in both languages, about the same facts. */
import { expect, test } from 'vitest';
import { errorCatalogue, explain, type ErrorCode } from '../../src/contract/errors/index.ts';

const codes = Object.keys(errorCatalogue) as ErrorCode[];
const parts = ['what', 'safe', 'todo'] as const;

/** Names in braces. */
function names(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
}

/** The facts a message tells, each once; `firstVi` and `firstEn` are one fact in two languages. */
function facts(sentences: readonly string[], lang: 'Vi' | 'En'): string[] {
  return [...new Set(names(sentences).map((name) => name.replace(new RegExp(`${lang}$`), '*')))].toSorted();
}

test('there are codes, in capitals', () => {
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(code))).toEqual([]);
});

test.each(codes)('%s says in both languages what happened, whether the work is safe, and what to do', (code) => {
  const kind = errorCatalogue[code];
  for (const part of parts) {
    for (const sentence of [kind.vi[part], kind.en[part]]) {
      expect(sentence.trim()).toBe(sentence);
      expect(sentence).toMatch(/[.!?…:)}]$/);
      expect(sentence.normalize('NFC')).toBe(sentence);
      expect(sentence.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  }
  expect(parts.map((part) => kind.vi[part]).join(' ')).toMatch(/[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]/i);
  expect(facts(Object.values(kind.vi), 'Vi')).toEqual(facts(Object.values(kind.en), 'En'));
});

test.each(codes)('%s leaves no placeholder when its data is there', (code) => {
  const kind = errorCatalogue[code];
  const data = Object.fromEntries(
    names([...Object.values(kind.vi), ...Object.values(kind.en)]).map((name) => [name, `<${name}>`]),
  );
  for (const lang of ['vi', 'en'] as const) {
    expect(Object.values(explain({ code, data }, lang)).join(' ')).not.toMatch(/\{\w+\}/);
  }
});
