import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../../tests/fixtures/pdf/pages.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import type { PdfFacts } from '../../../exchange/pdf/inspect.ts';
import { firstDifference } from './prove.ts';

const digest = Sha256.parse('0'.repeat(64));
const page = { image: digest, mime: 'image/jpeg', width: 100, height: 200, dpi: 72, colour: 'grey', words: digest } as const;
const input = documentOf([page, page]);
const compiled = {
  width: 100,
  height: 200,
  hasText: true,
  recoded: false,
  images: [{ width: 100, height: 200 }],
  inks: [],
  separated: false,
};
const image = { page: 1, width: 100, height: 200, dpi: 72, bits: 8, colour: 'grey' } as const;
const facts: PdfFacts = {
  version: '1.7',
  pages: 2,
  encrypted: false,
  pdfa: { part: 2, conformance: 'B' },
  outputIntent: true,
  fontsEmbedded: true,
  hasText: true,
  textPages: [1, 2],
  pageSizes: [compiled, compiled],
  images: [image, { ...image, page: 2 }],
  signatures: 0,
  title: 'x',
  problems: [],
};

describe('a document is not called done when', () => {
  const accidents: [string, Partial<PdfFacts>, string][] = [
    ['a page is missing', { pages: 1 }, '1 of 2 pages'],
    ['an image is missing', { images: [image] }, 'image of page 2'],
    ['a page shows two images', { images: [image, image, { ...image, page: 2 }] }, 'image of page 1'],
    [
      'an image is another one',
      {
        images: [
          { ...image, width: 99 },
          { ...image, page: 2 },
        ],
      },
      'image of page 1',
    ],
    ['a page came out blank under its image', { textPages: [1] }, 'text of page 2'],
    ['a page is not at 100 %', { pageSizes: [compiled, { width: 100, height: 200.01 }] }, 'size of page 2'],
    ['a rule of PDF/A is broken', { problems: ['no-output-intent', 'lzw'] }, 'no-output-intent, lzw'],
  ];
  it.each(accidents)('%s', (_, change, reason) =>
    expect(firstDifference({ ...facts, ...change }, input, [compiled, compiled])).toBe(reason),
  );
});

it('a document that holds what went in is called done', () => {
  expect(firstDifference(facts, input, [compiled, compiled])).toBeNull();
});
