import { describe, expect, test } from 'vitest';
import { momentOf, painted, secondsBetween, standingOf, type Standing } from './rules.ts';

const now = '2026-11-25T14:00:00.000+07:00';

test.each([
  ['2026-11-25T09:05:00.000+07:00', { kind: 'morning', time: '09:05' }],
  ['2026-11-25T17:59:00.000+07:00', { kind: 'afternoon', time: '17:59' }],
  ['2026-11-25T23:10:00.000+07:00', { kind: 'evening', time: '23:10' }],
  ['2026-11-26T00:05:00.000+07:00', { kind: 'tomorrow', time: '00:05' }],
  ['2026-11-26T23:59:00.000+07:00', { kind: 'tomorrow', time: '23:59' }],
  ['2026-11-28T01:00:00.000+07:00', { kind: 'later', day: '28/11/2026', days: 3 }],
  ['2027-01-02T01:00:00.000+07:00', { kind: 'later', day: '02/01/2027', days: 38 }],
])('%s, said on the afternoon of the 25th', (at, said) => {
  expect(momentOf(at, now)).toEqual(said);
});

test('what is over is not said in negative seconds', () => {
  expect(secondsBetween(now, '2026-11-25T13:00:00.000+07:00')).toBe(0);
});

describe('what a row shows', () => {
  const job = (state: 'ready' | 'running' | 'parked') => ({ id: 1, state, notBefore: null });
  const disk = { set: 's', folder: 'f', by: 'lan', at: now };
  const row = { state: 'waiting', job: job('ready'), disk: null, heldBy: null, sentBytes: 0 } as const;
  test.each<[string, Partial<Parameters<typeof standingOf>[0]>, Standing]>([
    ['it waits', {}, 'waiting'],
    ['half of it is there, and it is not on the line now', { state: 'sending', sentBytes: 5 }, 'begun'],
    ['it is on the line', { state: 'sending', job: job('running') }, 'sending'],
    ['it asks for its receipt, which is not sending', { state: 'received', job: job('running') }, 'received'],
    ['it waits for a person', { job: job('parked') }, 'parked'],
    ['it is on a disk, whatever its job says', { disk, job: job('parked') }, 'disk'],
    ['somebody holds it', { heldBy: 'lan' }, 'held'],
    ['a receipt ends all that', { state: 'delivered', disk }, 'delivered'],
  ])('%s', (_, change, standing) => {
    expect(standingOf({ ...row, ...change })).toBe(standing);
  });
});

test('a box painted over the week, from whichever corner, changes nothing outside it', () => {
  const closed = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => false));
  const grid = painted(closed, { day: 4, hour: 23 }, { day: 0, hour: 22 }, true);
  expect(grid.flat().filter(Boolean)).toHaveLength(10);
  expect(painted(grid, { day: 0, hour: 0 }, { day: 6, hour: 23 }, false)).toEqual(closed);
});
