import { describe, expect, test } from 'vitest';
import type { DoubtfulWord } from '../../../contract/routes/text.ts';
import { afterAnswer, keyOf, leftOf, placeNow, shiftOf, wordBeside } from './rules.ts';

const word = (index: number): DoubtfulWord => ({
  pageId: 'p',
  page: 1,
  index,
  text: `chữ${index}`,
  box: [index * 10, 0, index * 10 + 8, 10],
  confidence: 40,
  before: [],
  after: [],
  alternatives: [],
});
const words = [1, 4, 7].map(word);

describe('going from word to word', () => {
  test.each<[number | null, -1 | 0 | 1, number]>([
    [null, 0, 1],
    [4, 1, 7],
    [4, -1, 1],
    [1, -1, 1],
    [7, 1, 7],
    [99, 1, 1],
  ])('from %s by %i comes %i', (from, step, to) => {
    expect(wordBeside(words, from === null ? null : keyOf(word(from)), step)?.index).toBe(to);
  });
  test('an answered word leaves, and the one behind it comes up', () => {
    expect(leftOf(words, new Set([keyOf(word(4))])).map(({ index }) => index)).toEqual([1, 7]);
    expect(afterAnswer(words, words[1]!)?.index).toBe(7);
    expect(afterAnswer(words, words[2]!)?.index).toBe(4);
    expect(afterAnswer([words[0]!], words[0]!)).toBeNull();
  });
});

describe('answers that are faster than the list', () => {
  test('a word that is two moves those behind it, one that is none moves them back', () => {
    const shifts = [shiftOf(1, 'hai chữ'), shiftOf(5, '')];
    expect(placeNow(1, shifts)).toBe(1);
    expect(placeNow(4, shifts)).toBe(5);
    expect(placeNow(7, shifts)).toBe(7);
    expect(placeNow(7, [shiftOf(1, null), shiftOf(1, 'một')])).toBe(7);
  });
});
