import { expect, it } from 'vitest';
import { noPace, paceAfter, rateOf, secondsLeft } from './pace.ts';

it('says nothing before it knows, then the pace of the last seconds only', () => {
  let pace = paceAfter(noPace, 0, 0);
  expect([rateOf(pace), secondsLeft(pace, 100)]).toEqual([null, null]);
  pace = paceAfter(pace, 1_000, 5_000_000);
  expect([rateOf(pace), secondsLeft(pace, 10_000_000)]).toEqual([5_000_000, 2]);
  // A line that came to a halt: the fast beginning is forgotten.
  for (let at = 2_000; at <= 9_000; at += 1_000) pace = paceAfter(pace, at, 5_000_000);
  expect([rateOf(pace), secondsLeft(pace, 1)]).toEqual([0, null]);
});
