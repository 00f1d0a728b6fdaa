import { expect, it } from 'vitest';
import { duePages, pageRanges, type CheckedPage } from './index.ts';

const begun = (pageId: string, change: Partial<CheckedPage> = {}): CheckedPage => ({
  pageId,
  print: `${pageId}1`,
  reasons: ['sampled'],
  seenPrint: null,
  ...change,
});
const now = (...ids: string[]) => ids.map((pageId) => ({ pageId, print: `${pageId}1` }));

it.each<[string, CheckedPage[], { pageId: string; print: string }[], [string, boolean, string[]][]]>([
  ['what was chosen is due', [begun('a'), begun('b', { reasons: [] })], now('a', 'b'), [['a', false, ['sampled']]]],
  ['what was looked at as it stands is done', [begun('a', { seenPrint: 'a1' })], now('a'), [['a', true, ['sampled']]]],
  [
    'a page that changed after it was seen is due again, and only that page',
    [begun('a', { seenPrint: 'a1' }), begun('b', { seenPrint: 'b1' })],
    [{ pageId: 'a', print: 'a2' }, ...now('b')],
    [
      ['a', false, ['sampled', 'changed']],
      ['b', true, ['sampled']],
    ],
  ],
  [
    'a page outside the sample that changed is due too',
    [begun('a', { reasons: [] })],
    [{ pageId: 'a', print: 'a2' }],
    [['a', false, ['changed']]],
  ],
  [
    'a changed page that was looked at again is done',
    [begun('a', { seenPrint: 'a2' })],
    [{ pageId: 'a', print: 'a2' }],
    [['a', true, ['sampled', 'changed']]],
  ],
  ['a page that came in since is due', [], now('a'), [['a', false, ['changed']]]],
  ['a page that left is nobody’s', [begun('a')], [], []],
  [
    'the order is that of the dossier now',
    [begun('a'), begun('b')],
    now('b', 'a'),
    [
      ['b', false, ['sampled']],
      ['a', false, ['sampled']],
    ],
  ],
])('%s', (_, before, standing, due) =>
  expect(duePages(before, standing).map(({ pageId, seen, reasons }) => [pageId, seen, [...reasons]])).toEqual(due),
);

it.each([
  [[], ''],
  [[3], '3'],
  [[1, 2, 3, 4, 9], '1-4, 9'],
  [[9, 2, 1], '1-2, 9'],
])('%j is written %j', (places, text) => expect(pageRanges(places)).toBe(text));
