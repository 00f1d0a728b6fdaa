import { expect, it } from 'vitest';
import { settle, type SeenPage } from './settle.ts';

const text = { wordCount: 200, meanConfidence: 93 };
const silent = { wordCount: 0, meanConfidence: 0 };
const page = (
  id: string,
  change: { blank?: boolean; separator?: SeenPage['clean']['separator']; text?: SeenPage['text'] } = {},
): SeenPage => ({
  id,
  clean: { blank: change.blank ?? false, separator: change.separator ?? null },
  text: change.text ?? text,
});

it.each([
  ['one run is one document', [page('a'), page('b')], null, [['a', 'b']], []],
  [
    'a blank back goes to the tray and stays in the ledger',
    [page('a'), page('b', { blank: true, text: silent })],
    null,
    [['a']],
    [['b', 'blank']],
  ],
  [
    'a page that looks blank but reads as words stays',
    [page('a', { blank: true, text: { wordCount: 4, meanConfidence: 80 } })],
    null,
    [['a']],
    [],
  ],
  [
    'specks read as words do not save a blank page',
    [page('a', { blank: true, text: { wordCount: 4, meanConfidence: 21 } })],
    null,
    [],
    [['a', 'blank']],
  ],
  [
    'a separator parts two documents',
    [page('a'), page('s', { separator: 'document' }), page('b')],
    null,
    [['a'], ['b']],
    [['s', 'separator']],
  ],
  [
    'a separator at either end makes no empty document',
    [page('s', { separator: 'document' }), page('a'), page('t', { separator: 'dossier' })],
    null,
    [['a']],
    [
      ['s', 'separator'],
      ['t', 'separator'],
    ],
  ],
  [
    'an attachment sheet leaves the tray mark but not a new document',
    [page('a'), page('s', { separator: 'attachment' }), page('b')],
    null,
    [['a', 'b']],
    [['s', 'separator']],
  ],
  [
    'every two images, counted as fed',
    [page('a'), page('b', { blank: true, text: silent }), page('c'), page('d'), page('e')],
    2,
    [['a'], ['c', 'd'], ['e']],
    [['b', 'blank']],
  ],
] as const)('%s', (_, pages, every, parts, tray) => {
  const settled = settle(pages, every);
  expect(settled.parts).toEqual(parts);
  expect(settled.tray.map(({ page: id, reason }) => [id, reason])).toEqual(tray);
  // Whatever was decided, every page is in exactly one place.
  expect([...settled.parts.flat(), ...settled.tray.map(({ page: id }) => id)].toSorted()).toEqual(
    pages.map(({ id }) => id).toSorted(),
  );
});
