import { describe, expect, it } from 'vitest';
import {
  coringCurve,
  inkStaysOn,
  isBlank,
  isBorder,
  isNeutral,
  isPunchHole,
  isUpright,
  ocrScale,
  pictureTone,
  separatorOf,
  skewToCorrect,
  turnToMake,
} from './rules.ts';

const mark = (left: number, top: number, right: number, bottom: number, facts: { area?: number; inner?: number } = {}) => {
  const area = facts.area ?? (right - left + 1) * (bottom - top + 1);
  return { left, top, right, bottom, area, inner: facts.inner ?? area };
};
const sheet = { width: 827, height: 1169, dpi: 100 };

describe('what is no ink', () => {
  it.each([
    ['a black strip along the edge', mark(0, 0, 20, 1168, { inner: 0 }), true],
    ['a frame all round', mark(0, 0, 826, 1168, { area: 30_000, inner: 900 }), true],
    ['a line that runs off the page', mark(0, 600, 300, 602, { inner: 700 }), false],
    ['a stamp near the edge but not on it', mark(2, 600, 40, 640, { inner: 0 }), false],
  ])('%s: border %s', (_, found, border) => {
    expect(isBorder(found, sheet)).toBe(border);
  });

  it.each([
    ['a disc of 6 mm at 12 mm from the edge', mark(35, 400, 58, 423, { area: 440 }), true],
    ['a letter O', mark(35, 400, 47, 412, { area: 80 }), false],
    ['a disc in the middle of the page', mark(400, 400, 423, 423, { area: 440 }), false],
    ['a long bar by the edge', mark(35, 400, 58, 500), false],
  ])('%s: hole %s', (_, found, hole) => {
    expect(isPunchHole(found, sheet)).toBe(hole);
  });
});

describe('blank only when in no doubt', () => {
  const limit = { blankInk: 0.001, blankMark: 2 };
  it.each([
    [{ share: 0, longest: 0, ignored: 0 }, 240, true],
    [{ share: 0.0004, longest: 1.2, ignored: 0.05 }, 240, true],
    [{ share: 0.0001, longest: 40, ignored: 0 }, 240, false],
    [{ share: 0.02, longest: 1, ignored: 0 }, 240, false],
    [{ share: 0, longest: 0, ignored: 0.4 }, 240, false],
    [{ share: 0, longest: 0, ignored: 0 }, 60, false],
  ])('%o on paper of %i: %s', (ink, paper, blank) => {
    expect(isBlank(ink, paper, limit)).toBe(blank);
  });
});

describe('skew', () => {
  it.each([
    [{ angle: 1.2, sharpness: 3 }, 1.2],
    [{ angle: -14.9, sharpness: 2 }, -14.9],
    [{ angle: 0.08, sharpness: 4 }, 0],
    [{ angle: 3, sharpness: 0.1 }, 0],
    [null, 0],
  ])('%o is corrected by %f', (found, angle) => {
    expect(skewToCorrect(found, 15)).toBe(angle);
  });

  it('does not push ink off the page', () => {
    const width = 100;
    const height = 140;
    const corner = new Uint8Array(width * height);
    for (let x = 0; x < 10; x++) corner.fill(1, x * width, x * width + 10);
    expect(inkStaysOn({ data: corner, width, height }, 5)).toBe(false);
    const middle = new Uint8Array(width * height)
      .fill(1, 60 * width, 80 * width)
      .map((value, at) => (at % width > 20 && at % width < 80 ? value : 0));
    expect(inkStaysOn({ data: middle, width, height }, 15)).toBe(true);
  });
});

describe('which way is up', () => {
  const votes = (up: number, down: number, above = up * 60, below = down * 60) => ({ up, down, above, below });
  it.each([
    [votes(90, 10), true],
    [votes(10, 90), false],
    [votes(40, 30), null],
    [votes(6, 0), null],
    [votes(20, 2, 500, 900), null],
  ])('%o: %s', (found, upright) => {
    expect(isUpright(found)).toBe(upright);
  });

  it.each([
    [2.6, 1.05, votes(90, 10), votes(0, 0), 0],
    [2.6, 1.05, votes(10, 90), votes(0, 0), 180],
    [1.05, 2.6, votes(0, 0), votes(90, 10), 90],
    [1.05, 2.6, votes(0, 0), votes(10, 90), 270],
    [1.05, 2.6, votes(0, 0), votes(10, 9), 0],
    [1.3, 1.3, votes(90, 10), votes(10, 90), 0],
    [null, 9, votes(0, 0), votes(90, 10), 0],
  ])('stripes %s across and %s down: turn by %i', (across, down, asIs, whenTurned, turn) => {
    expect(turnToMake(across, down, asIs, whenTurned).turn).toBe(turn);
  });
});

describe('tones', () => {
  it('yellow paper becomes near white with a trace of its hue', () => {
    const [red, green, blue] = pictureTone([228, 216, 190]) as [number, number, number];
    expect(red).toBe(250);
    expect(green).toBeLessThan(red);
    expect(blue).toBeGreaterThan(230);
  });

  it('grain goes, pencil and print stay, and no two tones change places', () => {
    const curve = coringCurve(250, 6, 1024);
    expect(curve[250]).toBe(250);
    expect(curve[243]).toBe(250);
    expect(curve[222]).toBe(222);
    expect(curve[20]).toBe(20);
    for (let value = 1; value < curve.length; value++) expect(curve[value]).toBeGreaterThanOrEqual(curve[value - 1]!);
  });

  it('a neutral picture is known, a faint stamp is not overlooked', () => {
    expect(isNeutral({ colour: Uint8Array.of(200, 201, 200, 30, 30, 31), channels: 3 })).toBe(true);
    expect(isNeutral({ colour: Uint8Array.of(200, 201, 200, 240, 225, 225), channels: 3 })).toBe(false);
  });
});

describe('separator codes', () => {
  it.each([
    ['TRAM1:SEP:DOCUMENT', 'document'],
    ['TRAM1:SEP:DOSSIER;code=H49.64.33.2001.160;n=2', 'dossier'],
    ['TRAM1:SEP:ATTACHMENT', 'attachment'],
    ['TRAM1:SEP:DOCUMENTS', null],
    ['TRAM2:SEP:DOCUMENT', null],
    ['xTRAM1:SEP:DOCUMENT', null],
    ['TRAM1:SEP:DOCUMENT;', null],
  ])('%s: %s', (text, separator) => {
    expect(separatorOf([{ text: 'https://example.vn' }, { text }])).toBe(separator);
  });
});

it.each([
  [300, 2 / 3],
  [200, 1],
  [210, 1],
  [150, 4 / 3],
  [72, 2],
  [600, 1 / 3],
])('a page of %i dpi is read at %f of its size', (dpi, scale) => {
  expect(ocrScale(dpi, 200)).toBeCloseTo(scale, 5);
});
