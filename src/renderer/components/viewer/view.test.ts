import { describe, expect, test } from 'vitest';
import {
  fitPage,
  fitWidth,
  held,
  shareBetween,
  stepped,
  turnedShare,
  turnedSize,
  turnOnce,
  upright,
  zoomAt,
  zoomTo,
  type Share,
  type Size,
  type Turns,
  type View,
} from './view.ts';

const page: Size = { width: 2480, height: 3508 };
const windows: readonly Size[] = [
  { width: 900, height: 640 },
  { width: 320, height: 1000 },
  { width: 4000, height: 3000 },
];

/** Where a point of the page (in shares) is on the window. */
const at = (view: View, [x, y]: readonly [number, number]) => [
  view.x + x * page.width * view.scale,
  view.y + y * page.height * view.scale,
];

describe.each(windows)('in a window of $width × $height', (window) => {
  test('the whole page is seen and centred', () => {
    const view = fitPage(page, window);
    expect(at(view, [0, 0]).every((edge) => edge >= 0)).toBe(true);
    const [right, bottom] = at(view, [1, 1]);
    expect(right).toBeLessThanOrEqual(window.width);
    expect(bottom).toBeLessThanOrEqual(window.height);
    expect(view.x).toBeCloseTo(window.width - right!);
  });

  test('fitting the width begins at the top of the page', () => {
    const view = fitWidth(page, window);
    expect(view.y).toBeGreaterThanOrEqual(0);
    expect(page.width * view.scale).toBeLessThanOrEqual(window.width);
  });

  test('the point under the pointer stays while zooming in', () => {
    const before = zoomAt(fitWidth(page, window), 3, { x: window.width / 2, y: window.height / 2 }, page, window);
    const pointer = { x: window.width / 2, y: window.height / 2 };
    const after = zoomAt(before, 1.25, pointer, page, window);
    const share = (view: View) => (pointer.x - view.x) / (page.width * view.scale);
    expect(after.scale === before.scale ? 0 : share(after) - share(before)).toBeCloseTo(0, 6);
  });

  test('a region is brought to sight whole', () => {
    const view = zoomTo([0.55, 0.08, 0.95, 0.1], page, window);
    const [left, top] = at(view, [0.55, 0.08]);
    const [right, bottom] = at(view, [0.95, 0.1]);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(window.width);
    expect(bottom).toBeLessThanOrEqual(window.height);
  });

  test('the page cannot be dragged out of sight', () => {
    const view = held({ x: 1e6, y: -1e6, scale: fitPage(page, window).scale * 3 }, page, window);
    expect(view.x).toBeLessThanOrEqual(window.width);
    expect(view.y + page.height * view.scale).toBeGreaterThanOrEqual(0);
  });

  test('a box drawn and read back is the same share', () => {
    const view = fitPage(page, window);
    const [x0, y0] = at(view, [0.2, 0.3]);
    const [x1, y1] = at(view, [0.5, 0.4]);
    const share = shareBetween({ x: x1!, y: y0! }, { x: x0!, y: y1! }, view, page);
    [0.2, 0.3, 0.5, 0.4].forEach((edge, side) => expect(share[side]).toBeCloseTo(edge));
  });
});

describe('a turned page', () => {
  const share: Share = [0.1, 0.2, 0.4, 0.3];
  test.each<[Turns, Share]>([
    [0, [0.1, 0.2, 0.4, 0.3]],
    [1, [0.7, 0.1, 0.8, 0.4]],
    [2, [0.6, 0.7, 0.9, 0.8]],
    [3, [0.2, 0.6, 0.3, 0.9]],
  ])('after %i quarters clockwise a region lies there, and is found back', (turns, there) => {
    turnedShare(share, turns).forEach((edge, side) => expect(edge).toBeCloseTo(there[side]!));
    upright(turnedShare(share, turns), turns).forEach((edge, side) => expect(edge).toBeCloseTo(share[side]!));
  });
  test('is as wide as it was high, and four quarters are none', () => {
    expect(turnedSize(page, 1)).toEqual({ width: page.height, height: page.width });
    expect(turnedSize(page, 2)).toEqual(page);
    expect(turnOnce(turnOnce(turnOnce(turnOnce(0))))).toBe(0);
  });
  test('arrow keys move over it and stop at its edge', () => {
    const window = windows[0]!;
    const wide = fitWidth(page, window);
    const down = stepped(wide, 0, 100, page, window);
    expect(down.y).toBe(wide.y - 100);
    expect(stepped(down, 0, 1e6, page, window).y + page.height * down.scale).toBeGreaterThan(0);
  });
});
