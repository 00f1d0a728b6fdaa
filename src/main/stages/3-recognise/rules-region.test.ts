import { expect, it } from 'vitest';
import type { RecognisedPage } from '../../../contract/artefacts.ts';
import { linesIn, meanConfidence } from './rules-region.ts';

const page: RecognisedPage = {
  width: 400,
  height: 200,
  lines: [
    {
      box: [0, 0, 200, 20],
      words: [
        { text: 'Số:', box: [0, 0, 40, 20], confidence: 90 },
        { text: '45/QĐ-UBND', box: [50, 0, 200, 20], confidence: 70 },
      ],
    },
    { box: [0, 40, 100, 60], words: [{ text: 'V/v', box: [0, 40, 40, 60], confidence: 50 }] },
  ],
};
const texts = (...box: [number, number, number, number]) => linesIn(page, box).map(({ words }) => words.map(({ text }) => text));

it.each<[string, [number, number, number, number], string[][]]>([
  ['everything', [0, 0, 400, 200], [['Số:', '45/QĐ-UBND'], ['V/v']]],
  ['a word whose centre is in, though its edge is cut off', [60, 0, 180, 18], [['45/QĐ-UBND']]],
  ['a word of which only the edge is in', [0, 0, 60, 20], [['Số:']]],
  ['white paper', [300, 100, 400, 200], []],
])('a box around %s', (_name, box, words) => {
  expect(texts(...box)).toEqual(words);
});

it('is as sure as its words are together', () => {
  expect(meanConfidence(linesIn(page, [0, 0, 400, 30]))).toBe(80);
  expect(meanConfidence([])).toBe(0);
});
