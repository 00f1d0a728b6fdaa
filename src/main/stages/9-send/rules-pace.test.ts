import { describe, expect, it, test } from 'vitest';
import { toInstant } from '../../../contract/instant.ts';
import { allowance, finishTimes, measuredRate, takeTokens, usedUp, type Bucket, type Plan } from './rules-pace.ts';

const ms = (text: string) => Date.parse(`${text}+07:00`);
const MB = 1_000_000;
const free = { day: null, month: null };

describe('a budget', () => {
  test.each([
    [free, { day: 9e9, month: 9e9 }, Infinity],
    [{ day: 50 * MB, month: null }, { day: 20 * MB, month: 900 * MB }, 30 * MB],
    [{ day: 50 * MB, month: 1000 * MB }, { day: 20 * MB, month: 990 * MB }, 10 * MB],
    [{ day: 50 * MB, month: null }, { day: 60 * MB, month: 60 * MB }, 0],
  ])('%o of which %o is used leaves %d', (budget, used, left) => {
    expect(allowance(budget, used)).toBe(left);
  });

  it('of the day comes back at midnight, of the month on the first; the month’s is what counts when both are gone', () => {
    const now = ms('2026-11-28T15:00:00');
    const until = (budget: Plan['budget'], used: Plan['used']) => {
      const gone = usedUp(budget, used, now);
      return gone === null ? null : `${gone.which} ${toInstant(gone.until).slice(0, 10)}`;
    };
    expect(until({ day: 5, month: 100 }, { day: 5, month: 50 })).toBe('day 2026-11-29');
    expect(until({ day: 5, month: 100 }, { day: 5, month: 100 })).toBe('month 2026-12-01');
    expect(until({ day: 5, month: 100 }, { day: 4, month: 99 })).toBeNull();
  });
});

describe('the rate cap', () => {
  it('over a minute of small pieces not one byte more leaves than the cap and one second’s stock', () => {
    const rate = 8_000;
    let bucket: Bucket = { tokens: rate, at: 0 };
    let now = 0;
    let sent = 0;
    while (now < 60_000) {
      const taken = takeTokens(bucket, 700, rate, now);
      bucket = taken.bucket;
      now += taken.waitMs;
      if (now < 60_000) sent += 700;
    }
    expect(sent).toBeLessThanOrEqual(rate * 61);
    expect(sent).toBeGreaterThan(rate * 59);
  });

  it('a piece larger than the bucket leaves whole, and what comes after it waits', () => {
    const first = takeTokens({ tokens: 1000, at: 0 }, 5000, 1000, 0);
    expect(first.waitMs).toBe(4000);
    expect(takeTokens(first.bucket, 1000, 1000, 4000).waitMs).toBe(1000);
  });

  it('an hour’s rest does not save up an hour’s bytes', () => {
    expect(takeTokens({ tokens: 0, at: 0 }, 3000, 1000, 3_600_000).waitMs).toBe(2000);
  });

  it('a clock set back does not open the line', () => {
    expect(takeTokens({ tokens: 0, at: 5_000_000 }, 1000, 1000, 0).waitMs).toBe(1000);
  });
});

describe('the measured rate', () => {
  it('begins with the first piece, and follows a line that got slower within a few minutes', () => {
    let rate = measuredRate(null, 64_000, 1000);
    expect(rate).toBe(64_000);
    rate = measuredRate(rate, 8_000, 1000);
    expect(rate).toBeGreaterThan(60_000);
    for (let minute = 0; minute < 5; minute += 1) rate = measuredRate(rate, 8_000 * 60, 60_000);
    expect(rate).toBeLessThan(9_000);
  });

  it('one long piece counts as much as the many short ones it could have been', () => {
    const long = measuredRate(50_000, 8_000 * 30, 30_000);
    let short = 50_000;
    for (let piece = 0; piece < 30; piece += 1) short = measuredRate(short, 8_000, 1000);
    expect(Math.abs(long - short)).toBeLessThan(1);
  });
});

describe('when the line will be done', () => {
  const noon = ms('2026-11-23T12:00:00');
  const plan = (change: Partial<Plan>): Plan => ({
    rate: 1000,
    timetable: null,
    budget: free,
    used: { day: 0, month: 0 },
    ...change,
  });
  const nights = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '22:00', to: '06:00' }));
  const finish = (change: Partial<Plan>, now: number, ...marks: number[]) =>
    finishTimes(plan(change), now, marks).map((at) => (at === null ? null : toInstant(at).slice(0, 19)));

  it('on a free line is bytes by rate, package after package', () => {
    expect(finish({}, noon, 60_000, 3_600_000)).toEqual(['2026-11-23T12:01:00', '2026-11-23T13:00:00']);
  });

  it('runs on through midnight', () => {
    expect(finish({}, ms('2026-11-23T23:00:00'), 7_200_000)).toEqual(['2026-11-24T01:00:00']);
  });

  it('waits for the night, and goes on the next one', () => {
    // Eight hours of the night at 1,000 bytes/s carry 28.8 MB.
    expect(finish({ timetable: nights }, noon, 3_600_000, 30_600_000)).toEqual(['2026-11-23T23:00:00', '2026-11-24T22:30:00']);
  });

  it('stands still when the day’s budget is used up, until midnight', () => {
    const budget = { day: 10 * MB, month: null };
    expect(finish({ budget, used: { day: 8 * MB, month: 8 * MB } }, noon, 2 * MB, 3 * MB)).toEqual([
      '2026-11-23T12:33:20',
      '2026-11-24T00:16:40',
    ]);
  });

  it('stands still for the rest of the month', () => {
    const budget = { day: null, month: 5 * MB };
    expect(finish({ budget, used: { day: 0, month: 5 * MB } }, noon, 1 * MB)).toEqual(['2026-12-01T00:16:40']);
  });

  it('night and budget together', () => {
    const budget = { day: 1_800_000, month: null };
    // From 22:00 half an hour; a new budget at midnight: half an hour; then the next evening there is none left of that day.
    expect(finish({ timetable: nights, budget }, noon, 1_800_000, 3_600_000, 5_400_000)).toEqual([
      '2026-11-23T22:30:00',
      '2026-11-24T00:30:00',
      '2026-11-25T00:30:00',
    ]);
  });

  it('never, when the timetable never opens, or too far away to say', () => {
    expect(finish({ timetable: [] }, noon, 1)).toEqual([null]);
    expect(finish({ rate: 1 }, noon, 10, 1e12)).toEqual(['2026-11-23T12:00:10', null]);
  });

  it('twenty thousand packages in one pass, in the order they go', () => {
    const marks = Array.from({ length: 20_000 }, (_, index) => (index + 1) * 4 * MB);
    const times = finishTimes(plan({ rate: 64_000, timetable: nights }), noon, marks);
    expect(times.every((at, index) => at !== null && (index === 0 || at > times[index - 1]!))).toBe(true);
  });
});
