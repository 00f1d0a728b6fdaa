import { describe, expect, it } from 'vitest';
import { isReserved, waitAfter } from './rules.ts';
import { SignInThrottle } from './throttle.ts';

it.each([
  [0, 0],
  [2, 0],
  [3, 2],
  [4, 4],
  [7, 32],
  [8, 60],
  [5000, 60],
])('after %i refusals the next try waits %i s', (refusals, seconds) => {
  expect(waitAfter(refusals)).toBe(seconds);
});

it.each(['máy-trạm', 'Máy-Trạm', 'may-tram'])('%s could pass for the station', (name) => {
  expect(isReserved(name)).toBe(true);
});

describe('a name that is guessed at', () => {
  it('has three tries, even all at once, then waits longer each time; another name does not', () => {
    const throttle = new SignInThrottle();
    expect([1, 2, 3, 4].map(() => throttle.begin('lan', 0))).toEqual([0, 0, 0, 2]);
    expect(throttle.begin('lan', 1500)).toBe(1);
    expect(throttle.begin('lan', 2000)).toBe(0);
    expect(throttle.begin('lan', 2000)).toBe(4);
    expect(throttle.begin('hùng', 2000)).toBe(0);
  });

  it('starts anew after a success, and after an hour of peace', () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 3; n++) throttle.begin('lan', 0);
    throttle.succeeded('lan');
    for (let n = 0; n < 3; n++) expect(throttle.begin('lan', 0)).toBe(0);
    expect(throttle.begin('lan', 3_600_001)).toBe(0);
    expect(throttle.begin('lan', 3_600_001)).toBe(0);
  });

  it('waits no longer because the clock was set back', () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 3; n++) throttle.begin('lan', 86_400_000);
    expect(throttle.begin('lan', 0)).toBe(2);
    expect(throttle.begin('lan', 2000)).toBe(0);
  });

  it('is written down once a minute, with how often', () => {
    const throttle = new SignInThrottle();
    expect([0, 1000, 59_999, 60_000, 61_000].map((ms) => throttle.refused('lan', ms))).toEqual([1, 0, 0, 3, 0]);
    expect(throttle.succeeded('lan')).toBe(1);
  });

  it('takes no more memory than there is for names, the longest quiet being forgotten first', () => {
    const throttle = new SignInThrottle(2);
    for (const name of ['a', 'a', 'a', 'b', 'b', 'b', 'a', 'c']) throttle.begin(name, 0);
    expect([throttle.begin('a', 0), throttle.begin('b', 0)]).toEqual([2, 0]);
  });
});
