import { expect, it } from 'vitest';
import { fitsDocId } from './tree.ts';

it.each([
  ['H49.64.33.2001.160', 1, true],
  ['H49.64.33.2001.160', 999_999, true],
  ['H49.64.33.2001.160', 9_999_999, false],
  ['000.00.00.H49.2001.QĐ12', 9, true],
  ['000.00.00.H49.2001.QĐ12', 10, false],
  ['000.00.00.H49.2001.QĐ-12', 1, false],
])('file code %s has room for document %i: %s', (fileCode, ordinal, fits) => {
  expect(fitsDocId(fileCode, ordinal)).toBe(fits);
});
