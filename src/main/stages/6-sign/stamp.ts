/** Where a stamp goes and how its lines break: geometry only. Lengths in points as the reader sees the page, origin bottom left. */
import type { Corner } from './profiles.ts';

/** Decree 30/2020 and Circular 05/2025: size 10. */
export const fontSize = 10;
const leading = 12;
const padding = 2;
const margin = 8;
/** Wider lines are broken at a word: the reference box of 170 pt on A4, and its share of other pages. */
const lineShare = 0.4;
/** Smaller than this nobody reads it. */
const smallest = 3;

/** The page as the reader sees it. `origin` and sizes are those of the visible box in default user space, before rotation. */
export interface PageView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotate: 0 | 90 | 180 | 270;
  /** Points per unit of user space (UserUnit). */
  readonly unit: number;
}
/** `[x0, y0, x1, y1]`. */
export type Rect = readonly [number, number, number, number];

export interface StampPlan {
  readonly lines: readonly string[];
  /** In default user space: the annotation's /Rect. */
  readonly rect: Rect;
  /** Size of the upright stamp in user space units. */
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly leading: number;
  readonly padding: number;
  readonly align: 'left' | 'right';
  /** Turns the upright stamp so that it is upright on the rotated page. */
  readonly matrix: readonly [number, number, number, number, number, number];
}

/**
 * Breaks the paragraphs and finds a free place in the corner, below or beside what is `taken` (rects in user space). The text shrinks only on
 * pages too small for it. Null when there is no room.
 */
export function planStamp(
  paragraphs: readonly string[],
  corner: Corner,
  page: PageView,
  taken: readonly Rect[],
  widthOf: (text: string) => number,
): StampPlan | null {
  const turned = page.rotate % 180 !== 0;
  const seenWidth = (turned ? page.height : page.width) * page.unit;
  const seenHeight = (turned ? page.width : page.height) * page.unit;
  const edge = Math.min(margin, seenWidth / 20, seenHeight / 20);
  const limit = Math.min(Math.max(170, seenWidth * lineShare), 300);
  const lines = paragraphs.flatMap((text) => breakLines(text, limit - 2 * padding, (part) => widthOf(part) * fontSize));
  const fullWidth = Math.max(...lines.map((line) => widthOf(line) * fontSize)) + 2 * padding;
  const fullHeight = lines.length * leading + 2 * padding;
  const scale = Math.min(1, (seenWidth - 2 * edge) / fullWidth, (seenHeight - 2 * edge) / fullHeight);
  if (scale * fontSize < smallest) return null;
  const [width, height] = [fullWidth * scale, fullHeight * scale];
  const place = freePlace(
    width,
    height,
    corner,
    { width: seenWidth, height: seenHeight, edge },
    taken.map((rect) => toSeen(rect, page)),
  );
  if (place === null) return null;
  const units = scale / page.unit;
  return {
    lines,
    rect: toUser([place[0], place[1], place[0] + width, place[1] + height], page),
    width: width / page.unit,
    height: height / page.unit,
    fontSize: fontSize * units,
    leading: leading * units,
    padding: padding * units,
    align: corner === 'top-right' ? 'right' : 'left',
    matrix: upright[page.rotate],
  };
}

const upright: Readonly<Record<PageView['rotate'], StampPlan['matrix']>> = {
  0: [1, 0, 0, 1, 0, 0],
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};

/** Greedy, at spaces; a word longer than a line stands alone. */
function breakLines(text: string, limit: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) > limit) lines.push(word);
    else lines[Math.max(0, lines.length - 1)] = longer;
  }
  return lines;
}

/** Down the corner's column past everything in the way, then the next column towards the other side. */
function freePlace(
  width: number,
  height: number,
  corner: Corner,
  page: { width: number; height: number; edge: number },
  taken: readonly Rect[],
): [x: number, y: number] | null {
  const gap = 2;
  const step = width + gap;
  for (let column = 0; page.edge * 2 + width + column * step <= page.width + 0.01; column++) {
    const x = corner === 'top-right' ? page.width - page.edge - width - column * step : page.edge + column * step;
    for (let y = page.height - page.edge - height; y >= page.edge - 0.01;) {
      const inTheWay = taken.filter(([x0, y0, x1, y1]) => x < x1 && x + width > x0 && y < y1 && y + height > y0);
      if (inTheWay.length === 0) return [x, y];
      y = Math.min(...inTheWay.map(([, bottom]) => bottom)) - gap - height;
    }
  }
  return null;
}

/** A point of user space as the reader sees it, and back. Rotation is clockwise (ISO 32000-1 table 30). */
function seen(ux: number, uy: number, page: PageView): [number, number] {
  const [x, y] = [(ux - page.x) * page.unit, (uy - page.y) * page.unit];
  const [width, height] = [page.width * page.unit, page.height * page.unit];
  if (page.rotate === 90) return [y, width - x];
  if (page.rotate === 180) return [width - x, height - y];
  return page.rotate === 270 ? [height - y, x] : [x, y];
}
function user(vx: number, vy: number, page: PageView): [number, number] {
  const [x, y] = [vx / page.unit, vy / page.unit];
  if (page.rotate === 90) return [page.x + page.width - y, page.y + x];
  if (page.rotate === 180) return [page.x + page.width - x, page.y + page.height - y];
  return page.rotate === 270 ? [page.x + y, page.y + page.height - x] : [page.x + x, page.y + y];
}

/** A rectangle of user space as the reader sees it: points, origin bottom left. */
export function seenRect(rect: Rect, page: PageView): Rect {
  return toSeen(rect, page);
}
function toSeen([x0, y0, x1, y1]: Rect, page: PageView): Rect {
  return bounds(seen(x0, y0, page), seen(x1, y1, page));
}
function toUser([x0, y0, x1, y1]: Rect, page: PageView): Rect {
  return bounds(user(x0, y0, page), user(x1, y1, page));
}
function bounds([ax, ay]: [number, number], [bx, by]: [number, number]): Rect {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return [round(Math.min(ax, bx)), round(Math.min(ay, by)), round(Math.max(ax, bx)), round(Math.max(ay, by))];
}
