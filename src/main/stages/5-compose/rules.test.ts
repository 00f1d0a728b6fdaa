import { describe, expect, it } from 'vitest';
import type { Box } from '../../../contract/artefacts.ts';
import { lineFrame, pageSize, setPage, settable, warning } from './rules.ts';

describe('pageSize', () => {
  it.each([
    [2480, 3508, 300, { width: 595.2, height: 841.92 }],
    [1, 1, 24, { width: 3, height: 3 }],
    [1, 1, 25, null],
    [200, 100, 1, { width: 14_400, height: 7_200 }],
    [201, 100, 1, null],
  ])('%i × %i at %i dpi', (width, height, dpi, expected) => expect(pageSize(width, height, dpi)).toEqual(expected));
});

describe('settable', () => {
  it.each([
    ['Quyết định', 'Quyết định'],
    ['Quyết'.normalize('NFD'), 'Quyết'],
    [' số\u00a0 \t12 ', 'số 12'],
    ['a\u0000\u001f\u007f\u0085b', 'ab'],
    ['\ufeff', ''],
    ['a\ud83db', 'ab'],
    ['😀', '😀'],
    ['   ', ''],
  ])('%j becomes %j', (text, expected) => expect(settable(text)).toBe(expected));
});

describe('lineFrame', () => {
  it('a stamp across one word does not stretch the line', () => {
    const boxes: Box[] = [
      [0, 100, 50, 130],
      [60, 102, 90, 132],
      [100, 20, 200, 300],
    ];
    expect(lineFrame(boxes)).toEqual({ top: 100, bottom: 132 });
  });
});

describe('setPage', () => {
  const word = (text: string, ...box: Box) => ({ text, box, confidence: 90 });
  it('gives the words of a line one baseline and size, and lets the space fill the gap', () => {
    const line = { box: [10, 10, 90, 30] as Box, words: [word('Số', 10, 12, 40, 30), word('12', 50, 10, 90, 28)] };
    const [set] = setPage({ width: 100, height: 200, lines: [line] }, 50, 100);
    expect(set).toEqual({
      baseline: 87,
      size: 10,
      words: [
        { text: 'Số', x: 5, width: 15, gap: 5 },
        { text: '12', x: 25, width: 20, gap: null },
      ],
    });
  });
  it('narrows a word that touches the next one, never to less than half its way', () => {
    const line = {
      box: [0, 0, 90, 20] as Box,
      words: [word('ab', 0, 0, 40, 20), word('c', 40, 0, 44, 20), word('d', 44, 0, 60, 20)],
    };
    const [set] = setPage({ width: 100, height: 100, lines: [line] }, 100, 100);
    expect(set?.words.map(({ width, gap }) => [width, gap])).toEqual([
      [36, 4],
      [2, 2],
      [16, null],
    ]);
  });
  it('keeps words that OCR listed from right to left', () => {
    const line = { box: [0, 0, 90, 20] as Box, words: [word('b', 50, 0, 70, 20), word('a', 0, 0, 20, 20)] };
    expect(
      setPage({ width: 100, height: 100, lines: [line] }, 100, 100)[0]?.words.map(({ x, width, gap }) => [x, width, gap]),
    ).toEqual([
      [50, 20, 0],
      [0, 20, null],
    ]);
  });
  it('has no line for words that are no text', () => {
    expect(setPage({ width: 9, height: 9, lines: [{ box: [0, 0, 1, 1], words: [word(' \u0000', 0, 0, 9, 9)] }] }, 9, 9)).toEqual(
      [],
    );
  });
});

describe('warning', () => {
  it.each([
    [[], []],
    [[3], ['x:3']],
    [[1, 2, 3, 7, 9, 10], ['x:1-3,7,9-10']],
  ])('%j', (pages, expected) => expect(warning('x', pages)).toEqual(expected));
});
