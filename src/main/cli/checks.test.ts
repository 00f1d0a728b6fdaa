import { describe, expect, it } from 'vitest';
import { portNumber, refuseForgotten, splitRule, wholeNumber } from './checks.ts';

describe('a number on the command line', () => {
  it.each([
    ['0', 0],
    ['65535', 65_535],
    ['080', 80],
  ])('%s is a port', (value, port) => expect(portNumber(value)).toBe(port));
  it.each(['', 'abc', '-1', '1.5', '1e3', '0x10', ' 1', '65536', '9'.repeat(400), '١'])('"%s" is not', (value) => {
    expect(() => portNumber(value)).toThrow('0–65535');
  });
  it('both bounds are included', () => {
    const few = wholeNumber(1, 3);
    expect([few('1'), few('3')]).toEqual([1, 3]);
    expect(() => few('0')).toThrow('1–3');
    expect(() => few('4')).toThrow('1–3');
  });
});

it.each(['pages:0', 'pages:x', 'PAGES:2', 'document'])('--split %s is refused', (rule) =>
  expect(() => splitRule(rule)).toThrow('pages:N'),
);

it('a forgotten value is not taken for one', () => {
  expect(() => refuseForgotten([''], {})).toThrow('INPUT_INVALID');
  expect(() => refuseForgotten(['a'], { out: '--practice' })).toThrow('INPUT_INVALID');
  expect(() => refuseForgotten(['a'], { out: 'b', json: false })).not.toThrow();
});
