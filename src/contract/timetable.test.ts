import { describe, expect, it, test } from 'vitest';
import { toInstant } from './instant.ts';
import { hoursOf, maySend, nextClosing, nextMidnight, nextMonth, nextOpening, Timetable, timetableOf } from './timetable.ts';

/** 23 November 2026 is a Monday. */
const at = (day: number, time: string) => Date.parse(`2026-11-${String(22 + day).padStart(2, '0')}T${time}:00.000+07:00`);
const shown = (ms: number | null) => (ms === null ? null : toInstant(ms).slice(0, 16));

const nights = [1, 2, 3, 4, 5].map((day) => ({ day, from: '22:00', to: '06:00' }));
const weekend = [
  { day: 6, from: '00:00', to: '24:00' },
  { day: 7, from: '00:00', to: '24:00' },
];

describe('the night timetable', () => {
  test.each([
    ['Monday noon', 1, '12:00', false, '2026-11-23T22:00', null],
    ['one minute before it opens', 1, '21:59', false, '2026-11-23T22:00', null],
    ['the minute it opens', 1, '22:00', true, '2026-11-23T22:00', '2026-11-24T06:00'],
    ['past midnight', 2, '00:30', true, '2026-11-24T00:30', '2026-11-24T06:00'],
    ['the minute it closes', 2, '06:00', false, '2026-11-24T22:00', null],
    ['Friday night runs into Saturday', 6, '05:59', true, '2026-11-28T05:59', '2026-11-28T06:00'],
    ['Saturday noon waits for Monday night', 6, '12:00', false, '2026-11-30T22:00', null],
    ['Sunday night', 7, '23:59', false, '2026-11-30T22:00', null],
  ])('%s', (_, day, time, open, opens, closes) => {
    expect(maySend(nights, at(day, time))).toBe(open);
    expect(shown(nextOpening(nights, at(day, time)))).toBe(opens);
    expect(shown(nextClosing(nights, at(day, time)))).toBe(closes);
  });
});

describe('the end of a stretch', () => {
  it('periods that touch at midnight are one stretch', () => {
    expect(shown(nextClosing([...nights, ...weekend], at(5, '23:00')))).toBe('2026-11-30T00:00');
  });

  it('a Sunday night that goes over into Monday morning is one stretch', () => {
    const over = [{ day: 7, from: '20:00', to: '07:30' }];
    expect(shown(nextClosing(over, at(7, '21:00')))).toBe('2026-11-30T07:30');
    expect(maySend(over, at(8, '07:29'))).toBe(true);
    expect(maySend(over, at(8, '07:30'))).toBe(false);
  });

  it('a week without a gap never closes', () => {
    const whole = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
    expect(nextClosing(whole, at(3, '12:00'))).toBeNull();
    expect(nextClosing(null, at(3, '12:00'))).toBeNull();
  });
});

it('an empty timetable never opens; none at all is always open', () => {
  expect(maySend([], at(1, '12:00'))).toBe(false);
  expect(nextOpening([], at(1, '12:00'))).toBeNull();
  expect(nextOpening(null, at(1, '12:00'))).toBe(at(1, '12:00'));
});

it('the computer’s own zone and summer time do not matter: only the instant does', () => {
  // The night in which clocks in Europe go back; nothing happens in Vietnam.
  const hours = Array.from({ length: 9 }, (_, hour) => Date.parse('2026-10-25T00:00:00+07:00') + hour * 3_600_000);
  const early = [{ day: 7, from: '02:00', to: '05:00' }];
  expect(hours.map((ms) => maySend(early, ms))).toEqual([false, false, true, true, true, false, false, false, false]);
});

it('a clock set back past the opening closes again, and opens at the same time', () => {
  expect(maySend(nights, at(1, '22:10'))).toBe(true);
  expect(maySend(nights, at(1, '21:50'))).toBe(false);
  expect(shown(nextOpening(nights, at(1, '21:50')))).toBe('2026-11-23T22:00');
});

describe('the grid', () => {
  it('and the periods say the same', () => {
    const hours = hoursOf(nights);
    expect(hours[0]!.filter(Boolean)).toHaveLength(2);
    expect(hours[1]!.filter(Boolean)).toHaveLength(8);
    expect(hours[5]!.filter(Boolean)).toHaveLength(6);
    const again = Timetable.parse(timetableOf(hours));
    for (let ms = at(1, '00:00'); ms < at(8, '00:00'); ms += 30 * 60_000) expect(maySend(again, ms)).toBe(maySend(nights, ms));
  });

  it('with every hour open is no timetable; with none it is an empty one', () => {
    expect(timetableOf(hoursOf(null))).toBeNull();
    expect(timetableOf(hoursOf([]))).toEqual([]);
  });

  it('does not promise an hour that is open only in part', () => {
    expect(
      hoursOf([{ day: 1, from: '07:30', to: '09:00' }])[0]!
        .map((open, hour) => (open ? hour : -1))
        .filter((h) => h >= 0),
    ).toEqual([8]);
  });
});

it('days and months begin at midnight in Vietnam', () => {
  expect(shown(nextMidnight(Date.parse('2026-11-30T16:59:59Z')))).toBe('2026-12-01T00:00');
  expect(shown(nextMidnight(Date.parse('2026-11-30T17:00:00Z')))).toBe('2026-12-02T00:00');
  expect(shown(nextMonth(Date.parse('2026-12-31T16:59:59Z')))).toBe('2027-01-01T00:00');
});
