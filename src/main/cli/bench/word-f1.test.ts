import { expect, test } from 'vitest';
import { align, bagOf, score, type Bag } from './word-f1.ts';

const bags = (...pages: string[]): Bag[] => pages.map(bagOf);

test.each([
  ['letters with diacritics hold together', 'Số: 27/TTr-UBND', ['Số', '27', 'TTr', 'UBND']],
  ['m² is m2, a ligature its letters', '64 m² ﬁ', ['64', 'm2', 'fi']],
  ['decomposed and composed are one word', 'Ta\u0302\u0323p tập'.normalize('NFD'), ['Tập', 'tập']],
  ['upper and lower case are two words', 'Xã xã', ['Xã', 'xã']],
  ['punctuation alone is no word', '… – "', []],
])('%s', (_rule, text, words) => {
  expect([...bagOf(text).keys()]).toEqual(words);
});

test('a word read twice that stands there once is one hit and one word too many', () => {
  expect(score(bags('một hai ba'), bags('một một hai'))).toEqual({
    pages: 1,
    words: 3,
    recall: 2 / 3,
    precision: 2 / 3,
    f1: 4 / 6,
  });
});

test('order does not count, the page does', () => {
  expect(score(bags('a b', 'c d'), bags('b a', 'd c'))?.f1).toBe(1);
  expect(score(bags('a b', 'c d'), bags('c d', 'a b'))?.f1).toBe(0);
});

test('pages are summed, so that a long page counts for more than a short one', () => {
  expect(score(bags('a b c d e f g h i', 'z'), bags('a b c d e f g h i', ''))).toEqual({
    pages: 2,
    words: 10,
    recall: 0.9,
    precision: 1,
    f1: 18 / 19,
  });
});

test('words on a blank page, on a page too many and a page left out all cost', () => {
  expect(score(bags('a', ''), bags('a', 'dust'))?.precision).toBe(0.5);
  expect(score(bags('a'), bags('a', 'b'))?.precision).toBe(0.5);
  expect(score(bags('a', 'b'), bags('a'))?.recall).toBe(0.5);
});

test('a page without truth counts for nothing; without any truth there is no figure', () => {
  expect(score([bagOf('a'), null], bags('a', 'whatever'))).toEqual({ pages: 1, words: 1, recall: 1, precision: 1, f1: 1 });
  expect(score([null, bagOf('')], bags('a', 'b'))).toBeNull();
});

test('a blank back that was left out does not move the pages behind it', () => {
  const truth = bags('a b c', '', 'd e f', '', 'a b g');
  expect(align(truth, bags('a b x', 'd e', 'a g'))).toEqual(bags('a b x', '', 'd e', '', 'a g'));
});

test('pages too many go to the end, where they cost', () => {
  const placed = align(bags('a b', 'c d'), bags('a b', 'noise', 'c d'));
  expect(placed).toEqual(bags('a b', 'c d', 'noise'));
});

test('equally many pages stay where they are, even when another order would read better', () => {
  expect(align(bags('a', 'b'), bags('b', 'a'))).toEqual(bags('b', 'a'));
});

test('no page at all leaves every place empty', () => {
  expect(align(bags('a', 'b'), [])).toEqual(bags('', ''));
});
