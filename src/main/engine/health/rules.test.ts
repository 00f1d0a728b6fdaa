import { expect, it } from 'vitest';
import { daysLeft, diskState, gib, memoryState } from './rules.ts';

it.each([
  [0.5 * gib, null, 'bad'],
  [0.5 * gib, 400, 'bad'],
  [5 * gib, null, 'look'],
  [50 * gib, 20, 'look'],
  [50 * gib, 400, 'good'],
  [50 * gib, null, 'good'],
])('%d bytes free and %s days left: %s', (free, days, state) => {
  expect(diskState(free, days)).toBe(state);
});

it.each([
  [[], null],
  [[['2026-06-01', 10]], null],
  [
    [
      ['2026-06-01', 10],
      ['2026-06-02', 20],
    ],
    null,
  ],
  [
    [
      ['2026-06-01', 10],
      ['2026-06-03', 10],
    ],
    null,
  ],
  [
    [
      ['2026-06-01', 20],
      ['2026-06-03', 10],
    ],
    null,
  ],
  // 10 bytes in ten days, over the end of a month; 100 are free.
  [
    [
      ['2026-06-25', 10],
      ['2026-06-27', 11],
      ['2026-07-05', 20],
    ],
    100,
  ],
] as [[string, number][], number | null][])('%j at 100 bytes free: %s days', (rows, days) => {
  expect(
    daysLeft(
      rows.map(([day, bytes]) => ({ day, bytes })),
      100,
    ),
  ).toBe(days);
});

it('a PC sold with 4 GB is enough, one with 2 is not', () => {
  expect([memoryState(3.7 * gib), memoryState(2 * gib)]).toEqual(['good', 'bad']);
});
