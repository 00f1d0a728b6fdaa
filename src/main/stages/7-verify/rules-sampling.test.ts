import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { drawSample, risksOf, sampleSize } from './index.ts';

const pages = (count: number) => Array.from({ length: count }, (_, n) => `page-${n}`);

it.each([
  ['nothing from nothing', 0, 0],
  ['a dossier smaller than the floor is looked at whole', 3, 3],
  ['the floor holds where the share would be less', 10, 5],
  ['30 % where it is more', 100, 30],
  ['a share is rounded up: rather one page more', 101, 31],
  ['thousands', 5000, 1500],
])('%s', (_, population, size) => expect(sampleSize(population, { percent: 30, least: 5 })).toBe(size));

it('a share of 100 % is everything', () => expect(sampleSize(42, { percent: 100, least: 1 })).toBe(42));

it('the same seed draws the same pages, whatever order they are listed in', () => {
  const sample = drawSample('hạt-giống', pages(400), 120);
  expect(sample.size).toBe(120);
  expect(drawSample('hạt-giống', pages(400).toReversed(), 120)).toEqual(sample);
  expect(drawSample('hạt khác', pages(400), 120)).not.toEqual(sample);
});

it('anybody can redraw it with sha256sum: the smallest digests of "seed:page"', () => {
  const rank = (id: string) => createHash('sha256').update(`s:${id}`).digest('hex');
  const expected = pages(50)
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, 7);
  expect([...drawSample('s', pages(50), 7)].toSorted()).toEqual(expected.toSorted());
});

it('a page that comes in changes the sample by one at most', () => {
  const before = drawSample('s', pages(200), 60);
  const after = drawSample('s', [...pages(200), 'late'], 60);
  expect([...before].filter((id) => !after.has(id)).length).toBeLessThanOrEqual(1);
});

it('every page has the same chance: over many seeds none is drawn much more often', () => {
  const drawn = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed++)
    for (const id of drawSample(`seed-${seed}`, pages(20), 6)) drawn.set(id, (drawn.get(id) ?? 0) + 1);
  // 600 expected, standard deviation 20.5: five of them either way.
  for (const count of drawn.values()) expect(Math.abs(count - 600)).toBeLessThan(103);
  expect(drawn.size).toBe(20);
});

const plain = { wordCount: 200, meanConfidence: 92, blank: false, corrected: false, returnedBefore: false };
it.each([
  ['a well-read page has no risk', {}, []],
  ['badly read', { meanConfidence: 60 }, ['low-confidence']],
  ['a picture without words is not badly read', { wordCount: 0, meanConfidence: 0 }, []],
  ['looks blank but was kept', { blank: true }, ['blank-in-doubt']],
  [
    'all at once',
    { returnedBefore: true, corrected: true, meanConfidence: 10, blank: true },
    ['returned-before', 'corrected', 'low-confidence', 'blank-in-doubt'],
  ],
])('%s', (_, change, risks) => expect(risksOf({ ...plain, ...change })).toEqual(risks));
