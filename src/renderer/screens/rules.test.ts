/** What the screens decide, apart from drawing it. */
import { describe, expect, test } from 'vitest';
import { ledgerGap, ledgerTerms } from '../components/ledger.ts';
import { segments, stepNumber } from '../components/road.ts';
import { doubtOf } from './dossier/doubt.ts';
import { boxOnPage, shownImage } from './dossier/image.ts';
import { chosenPart } from './dossier/parts.ts';
import { chunkOffsets } from '../app/useChunks.ts';
import { codeProblems } from './dossiers/file-code.ts';
import { workPlaceOf } from './dossiers/where.ts';

describe('the ledger line', () => {
  const ledger = { in: 22, out: 20, blank: 1, separator: 1, clerk: 0 };
  test('ảnh 22 = trang 20 + trắng 1 + tờ ngăn 1', () => {
    expect(ledgerGap(ledger)).toBe(0);
    expect(ledgerTerms(ledger)).toEqual([
      { term: 'pages', n: 20 },
      { term: 'blank', n: 1 },
      { term: 'separator', n: 1 },
    ]);
  });
  test('a page that is nowhere breaks the equation, and so does one that is there twice', () => {
    expect(ledgerGap({ ...ledger, out: 19 })).toBe(1);
    expect(ledgerGap({ ...ledger, out: 21 })).toBe(-1);
  });
  test('an empty station still has an equation', () => {
    expect(ledgerTerms({ in: 0, out: 0, blank: 0, separator: 0, clerk: 0 })).toEqual([{ term: 'pages', n: 0 }]);
  });
});

describe('the road', () => {
  test('shows what lies behind, here and ahead', () => {
    const states = (step: Parameters<typeof segments>[0]) =>
      segments(step)
        .map(({ state }) => state[0])
        .join('');
    expect(states('capture')).toBe('haaaaaaaa');
    expect(states('describe')).toBe('dddhaaaaa');
    expect(states('send')).toBe('ddddddddh');
    expect(states('done')).toBe('ddddddddd');
    expect([stepNumber('capture'), stepNumber('send'), stepNumber('done')]).toEqual([1, 9, 9]);
  });
});

test.each([
  ['QĐ', 0.95, 'none'],
  ['QĐ', 0.9, 'none'],
  ['QĐ', 0.89, 'look'],
  ['QĐ', 0.7, 'look'],
  ['QĐ', 0.69, 'confirm'],
  ['', 0, 'none'],
])('“%s” read with %d is shown as %s', (value, confidence, doubt) => expect(doubtOf({ value, confidence })).toBe(doubt));

describe('of a million dossiers only what is on screen is asked for', () => {
  test('the first rows', () => expect(chunkOffsets(1_000_000, 0, 20)).toEqual([0]));
  test('rows across a border', () => expect(chunkOffsets(1_000_000, 590, 610)).toEqual([0, 400, 600]));
  test('nothing known yet', () => expect(chunkOffsets(0, 0, 0)).toEqual([0]));
});

test.each([
  ['H49.64.33.2001.160', false, []],
  ['H49.64.33.2001.160', true, ['taken']],
  ['H49.64.33.201.1', false, ['malformed']],
  ['H49.64.34.2001.1', false, ['otherAgency']],
  ['H49.64.33.2001.12345678', false, []],
  ['H49.64.33.2001.1234567890', false, ['tooLong']],
  ['h49', false, ['malformed']],
] as const)('file code %s (taken: %s) has problems %j', (code, taken, problems) =>
  expect(codeProblems(code, 'H49.64.33', taken)).toEqual(problems),
);

test.each([
  ['capture', 3, '/batch/$fileCode'],
  ['recognise', 3, '/batch/$fileCode'],
  ['describe', 0, '/batch/$fileCode'],
  ['describe', 3, '/describe/$fileCode'],
  ['verify', 3, '/verify/$fileCode'],
  ['done', 3, '/dossier/$fileCode'],
] as const)('a dossier at %s with %d pages is opened at %s', (step, pages, place) =>
  expect(workPlaceOf({ step, pages })).toBe(place),
);

describe('the picture of a page', () => {
  const image = { image: 'a'.repeat(64), mime: 'image/jpeg', width: 3000, height: 2000, orientation: 1 };
  const page = (rest: object, clean: object | null = null) =>
    ({ image: { ...image, ...rest }, clean }) as unknown as Parameters<typeof shownImage>[0];
  test('a page that arrived sideways is upright before it is cleaned', () => {
    expect(shownImage(page({ orientation: 6 }))).toEqual({ url: `/blob/${'a'.repeat(64)}`, width: 2000, height: 3000 });
    expect(shownImage(page({ orientation: 3 }))).toMatchObject({ width: 3000, height: 2000 });
  });
  test('a TIFF is shown once it is cleaned, and not as a broken image before', () => {
    expect(shownImage(page({ mime: 'image/tiff' }))).toBeNull();
    expect(shownImage(page({ mime: 'image/tiff' }, { image: 'b'.repeat(64), width: 10, height: 20 }))).toEqual({
      url: `/blob/${'b'.repeat(64)}`,
      width: 10,
      height: 20,
    });
  });
  test('a frame lies where the words were read', () => {
    expect(boxOnPage([152, 302, 298, 398], { ocrWidth: 300, ocrHeight: 600 })).toEqual({
      left: '50%',
      top: '50%',
      width: '50%',
      height: `${100 / 6}%`,
    });
  });
});

describe('what of a dossier is open', () => {
  const one = { id: 'one' } as Parameters<typeof chosenPart>[0]['documentList'][number];
  const two = { ...one, id: 'two' };
  const full = { documentList: [one, two], tray: [{}], problems: [{}] } as Parameters<typeof chosenPart>[0];
  test.each([
    [null, 'one'],
    ['two', 'two'],
    ['gone', 'one'],
    ['tray', 'tray'],
    ['problems', 'problems'],
  ])('chosen %s → %s', (choice, key) => expect(chosenPart(full, choice).key).toBe(key));
  test('a dossier of which nothing could be read opens at the reasons', () => {
    expect(chosenPart({ ...full, documentList: [], tray: [] }, null).key).toBe('problems');
    expect(chosenPart({ documentList: [], tray: [], problems: [] }, 'tray').key).toBe('tray');
  });
});
