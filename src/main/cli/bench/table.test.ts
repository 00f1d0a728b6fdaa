import { expect, test } from 'vitest';
import { figuresOf, median, ratioOf, table, type Row } from './table.ts';

const words = {
  head: ['what', 'makes', 's', 's/page', 'ratio', 'KB', 'MiB', 'F1'],
  notInstalled: 'not installed',
  failed: 'failed',
  notAsked: 'not asked',
};
const mib = 1024 * 1024;
const run = (seconds: number, pdfBytes: number | null = null) => ({
  seconds,
  pdfBytes,
  sampledPeakBytes: seconds * mib,
  reportedPeakBytes: null,
});
const score = { pages: 2, words: 10, recall: 1, precision: 1, f1: 0.98765 };

const ours: Row = {
  id: 'tram',
  name: 'tram',
  makes: 'SIP',
  state: 'measured',
  figures: figuresOf([{ ...run(4, 20_480), reportedPeakBytes: 900 * mib }], 2, score),
};
const bare: Row = {
  id: 'tesseract',
  name: 'tesseract',
  makes: 'text',
  state: 'measured',
  figures: figuresOf([run(9), run(8), run(1)], 2, null),
};

test('one slow run does not move the median', () => {
  expect(median([100, 1, 2])).toBe(2);
  expect(median([1, 2, 4, 100])).toBe(3);
  expect(median([7])).toBe(7);
});

test('rows keep their order; what a row does not have is a dash', () => {
  expect(table([ours, bare], words)).toEqual([
    '| what | makes | s | s/page | ratio | KB | MiB | F1 |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| `tram` | SIP | 4.0 | 2.00 | 0.50 | 10.0 | 900 | 0.9877 |',
    '| `tesseract` | text | 8.0 (1.0–9.0) | 4.00 | 1.00 | – | 9 | – |',
  ]);
});

test('a peer that is not installed has no figure and no ratio, and nobody has a ratio to it', () => {
  const missing: Row = { id: 'tesseract', name: 'tesseract', makes: 'text', state: 'not-installed', what: 'tesseract' };
  expect(table([missing], words).at(-1)).toBe('| `tesseract` | text | not installed: tesseract | – | – | – | – | – |');
  expect(ratioOf(ours, [ours, missing])).toBeNull();
  expect(ratioOf(missing, [ours, missing])).toBeNull();
});

test('a failed run’s last words cannot break the table', () => {
  const failed: Row = { id: 'ocrmypdf', name: 'ocrmypdf', makes: 'PDF/A', state: 'failed', what: 'exit 2: a | b\nc' };
  expect(table([failed], words).at(-1)).toContain('failed: exit 2: a \\| b c |');
});

test('every row has as many cells as the head', () => {
  const asked: Row = { id: 'ocrmypdf-clean', name: 'x', makes: 'y', state: 'not-asked' };
  const cells = table([ours, bare, asked], words).map((line) => line.split(' | ').length);
  expect(new Set(cells)).toEqual(new Set([8]));
});
