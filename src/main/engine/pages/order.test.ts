import { expect, it } from 'vitest';
import { freeKey, keyBetween, keysBetween, paperKey } from './order.ts';

it.each([
  ['between two sheets', paperKey(1, 1), paperKey(2, 1)],
  ['between two pages of one file', paperKey(1, 9), paperKey(1, 10)],
  ['before the first', null, paperKey(1, 1)],
  ['behind the last', paperKey(5000, 1), null],
  ['in an empty document', null, null],
  ['neighbouring digits', '15', '16'],
  ['a longer upper end', '1', '11'],
  ['the very last position', '9'.repeat(15), null],
])('%s there is room', (_, low, high) => {
  const key = keyBetween(low, high);
  expect(key).toMatch(/^\d*[1-9]$/);
  expect(low === null || low < key).toBe(true);
  expect(high === null || key < high).toBe(true);
});

it('paper that is still to come follows what was put behind the last page', () => {
  expect(keyBetween(paperKey(7, 1), null) < paperKey(7, 2)).toBe(true);
});

it('ten thousand insertions at random places keep the order, and the keys stay short', () => {
  let seed = 7;
  const chance = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const keys = [paperKey(1, 1), paperKey(2, 1)];
  for (let n = 0; n < 10_000; n++) {
    const at = chance(keys.length + 1);
    keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null));
  }
  expect(keys).toEqual([...new Set(keys)].sort());
  expect(Math.max(...keys.map(({ length }) => length))).toBeLessThan(60);
});

it('a thousand pages put into one gap stay in order with short keys', () => {
  const keys = keysBetween(paperKey(1, 1), paperKey(1, 2), 1000);
  expect(keys).toEqual([...new Set(keys)].sort());
  expect(keys[0]! > paperKey(1, 1) && keys.at(-1)! < paperKey(1, 2)).toBe(true);
  expect(Math.max(...keys.map(({ length }) => length))).toBeLessThan(25);
});

it('a page that goes back to a place somebody else has taken lies right behind it', () => {
  const taken = [paperKey(1, 1), paperKey(3, 1), paperKey(2, 1)];
  expect(freeKey('25', taken)).toBe('25');
  const key = freeKey(paperKey(1, 1), taken);
  expect(key > paperKey(1, 1) && key < paperKey(2, 1)).toBe(true);
});
