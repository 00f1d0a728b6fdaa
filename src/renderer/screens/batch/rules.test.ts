import { describe, expect, it } from 'vitest';
import type { BatchDocument, BatchPage, BatchView } from '../../../contract/routes/pages.ts';
import { between, columnsFor, heightOf, rowsOf, spotsOf, walk, type Step } from './layout.ts';
import { arrivedSince, documentPlace, marksOf, placeOn, stillLie, toJoin, type Way } from './places.ts';

const page = (id: string, change: Partial<BatchPage> = {}) =>
  ({ id, file: 0, tray: null, state: 'read', returned: null, blank: false, words: 9, confidence: 95, ...change }) as BatchPage;
const documents = (...contents: string[]) =>
  contents.map(
    (pages, n) =>
      ({ id: `D${n}`, signed: pages.startsWith('!'), pages: [...pages.replace('!', '')].map((id) => page(id)) }) as BatchDocument,
  );
const view = (list: BatchDocument[], tray: BatchPage[] = []) => ({ documents: list, tray }) as unknown as BatchView;

it('a head and rows for each document, with room for as many pages as fit', () => {
  expect([columnsFor(100), columnsFor(1100), columnsFor(1650)]).toEqual([1, 7, 11]);
  const rows = rowsOf(documents('abc', 'de'), 2);
  expect(rows).toEqual([
    { kind: 'head', document: 0 },
    { kind: 'pages', document: 0, from: 0, to: 2 },
    { kind: 'pages', document: 0, from: 2, to: 3 },
    { kind: 'head', document: 1 },
    { kind: 'pages', document: 1, from: 0, to: 2 },
  ]);
  expect(heightOf(rows[0]!)).toBeLessThan(heightOf(rows[1]!));
});

describe('keys lead from page to page', () => {
  const list = documents('abcde', 'fg', 'h');
  const spots = spotsOf(list);
  const from = (id: string, step: Step, rows = 2) => {
    const spot = walk(list, spots.get(id)!, step, 3, rows);
    return list[spot.document]!.pages[spot.page]!.id;
  };
  it.each([
    ['a', 'left', 'a'],
    ['d', 'left', 'c'],
    ['f', 'left', 'e'],
    ['c', 'right', 'd'],
    ['e', 'right', 'f'],
    ['h', 'right', 'h'],
    ['c', 'down', 'e'],
    ['e', 'down', 'g'],
    ['g', 'down', 'h'],
    ['g', 'up', 'e'],
    ['a', 'up', 'a'],
    ['b', 'end', 'c'],
    ['e', 'home', 'd'],
    ['e', 'first', 'a'],
    ['a', 'last', 'h'],
    ['b', 'pageDown', 'g'],
    ['h', 'pageUp', 'd'],
  ] as const)('%s %s → %s', (id, step, to) => expect(from(id, step)).toBe(to));
});

it('a range runs across documents, either way', () => {
  const list = documents('abc', 'de');
  expect(between(list, 'd', 'b').join('')).toBe('bcd');
  expect(between(list, 'gone', 'd')).toEqual(['d']);
});

describe('Alt and an arrow', () => {
  const list = documents('abcd', '!xy', 'efg');
  it.each([
    ['b', 'earlier', 'D0 a'],
    ['b', 'later', 'D0 d'],
    ['d', 'later', 'D2 e'],
    ['a', 'earlier', null],
    ['e', 'earlier', 'D0 end'],
    ['g', 'later', null],
    ['bc', 'earlier', 'D0 a'],
    ['bc', 'later', 'D0 end'],
    ['ac', 'later', 'D0 d'],
    ['bd', 'earlier', 'D0 c'],
    ['d', 'rowUp', 'D0 b'],
    ['b', 'rowDown', 'D0 end'],
    ['c', 'rowDown', 'D0 end'],
    ['b', 'rowUp', 'D0 a'],
    ['abcd', 'later', 'D2 e'],
    ['efg', 'earlier', 'D0 end'],
  ] as const)('moves %s %s to %s', (ids, way, to) => {
    const place = placeOn(list, new Set(ids), way as Way, 2);
    expect(place === null ? null : 'document' in place ? `${place.document} ${place.before ?? 'end'}` : 'new').toBe(to);
  });
});

it('J joins what is chosen, or the document in focus onto the one before', () => {
  const list = documents('ab', 'cd', 'e');
  const joined = (ids: string) => toJoin(list, new Set(ids)).map(({ id }) => id);
  expect([joined('c'), joined('ae'), joined('a')]).toEqual([['D0', 'D1'], ['D0', 'D2'], []]);
});

it('a document moves past its neighbour, and not past the ends', () => {
  const list = documents('a', 'b', 'c');
  const place = (id: string, way: 'up' | 'down') => documentPlace(list, id, way);
  expect([place('D1', 'up'), place('D0', 'up'), place('D0', 'down'), place('D1', 'down'), place('D2', 'down')]).toEqual([
    'D0',
    undefined,
    'D2',
    null,
    undefined,
  ]);
});

it('what a person meant is done after all only when nothing of it has moved', () => {
  const seen = view(documents('abc', 'de'));
  expect(stillLie(seen, view(documents('abc', 'de', 'new')), ['a', 'D1'])).toBe(true);
  expect(stillLie(seen, view(documents('bc', 'dea')), ['a'])).toBe(false);
  expect(stillLie(seen, view(documents('bc', 'de'), [page('a')]), ['a'])).toBe(false);
  expect(stillLie(seen, seen, ['gone'])).toBe(false);
});

it('pages that came after somebody began to wait', () => {
  const list = documents('ab', 'c');
  list[1]!.pages.push(page('new', { file: 3 }));
  expect(arrivedSince(view(list), 3)).toEqual(['new']);
});

it.each([
  [{}, []],
  [{ state: 'waiting' }, ['reading']],
  [{ state: 'waiting', tray: 'clerk' }, []],
  [{ state: 'failed', returned: 'Mờ' }, ['failed', 'returned']],
  [{ blank: true, confidence: 3 }, ['blank']],
  [{ confidence: 41 }, ['doubtful']],
  [{ confidence: 0, words: 0 }, []],
] as const)('a page that is %o says %j', (change, marks) => {
  expect(marksOf(page('a', change as Partial<BatchPage>))).toEqual(marks);
});
