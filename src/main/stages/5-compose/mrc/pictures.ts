/** Where a page is no ink on paper but a photograph, a map or a tint with shades in it: there the pixels themselves are delivered. */
import { grainOf, type Raster } from '../../raster.ts';
import type { Separated } from './separate.ts';

/** In pixels of the page, right and bottom not included. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Judged in squares of this many millimetres. */
const square = 4;
/** A square is a picture when so many of its pixels fit neither ink nor paper; and joins one beside it with fewer. */
const sureShare = 0.14;
const joiningShare = 0.05;
/** Smaller finds are smudges. Squares. */
const leastSquares = 6;
/** How far from its paper, or from the darkest of its ink, in luma, a pixel must be to fit neither. */
const apart = 14;
const apartInInk = 70;
/** A surface darker than this share of the page's paper is a photograph or a map, unless it is all of one tone, as a tinted table head is. */
const shaded = 0.88;
/** Tones of a tint lie so close: from the tenth to the ninetieth of a hundred pixels, in luma. */
const oneTone = 20;

/** Rectangles that hold all pictures, none of which overlap. */
export function findPictures(page: Raster, separated: Separated, dpi: number): Region[] {
  const { width, height } = page;
  const size = Math.max(4, Math.round((square / 25.4) * dpi));
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const grain = grainOf({ data: separated.luma, width, height, channels: 1 });
  const shares = misfits(page, separated, size, columns, rows, grain);
  const surface = shadedSquares(page, separated, size, columns, rows);
  for (const cells of connected(surface, columns, rows, () => true)) {
    if (cells.length < leastSquares || spreadIn(cells, page, separated, size, columns) < oneTone + 3 * grain) continue;
    for (const cell of cells) shares[cell] = 1;
  }
  const found = connected(shares, columns, rows, (share) => share >= joiningShare).flatMap((cells) => {
    if (cells.filter((cell) => shares[cell]! >= sureShare).length < leastSquares) return [];
    const across = cells.map((cell) => cell % columns);
    const down = cells.map((cell) => Math.floor(cell / columns));
    return [
      {
        left: Math.min(...across) * size,
        top: Math.min(...down) * size,
        right: Math.min(width, (Math.max(...across) + 1) * size),
        bottom: Math.min(height, (Math.max(...down) + 1) * size),
      },
    ];
  });
  return joined(found);
}

/** Squares that touch, corners included, each group once; a square belongs to one when its value is above 0 and `belongs`. */
function connected(values: Float32Array, columns: number, rows: number, belongs: (value: number) => boolean): number[][] {
  const seen = new Uint8Array(values.length);
  const is = (cell: number) => seen[cell] === 0 && values[cell]! > 0 && belongs(values[cell]!);
  const groups: number[][] = [];
  for (let start = 0; start < values.length; start++) {
    if (!is(start)) continue;
    const group = [start];
    seen[start] = 1;
    for (const cell of group) {
      const x = cell % columns;
      const y = (cell - x) / columns;
      for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
          const next = row * columns + column;
          if (!is(next)) continue;
          seen[next] = 1;
          group.push(next);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

/** 1 for squares most of whose paper is darker than the page's. */
function shadedSquares(
  { width, height }: Raster,
  { cells, paper }: Separated,
  size: number,
  columns: number,
  rows: number,
): Float32Array {
  const bare = shaded * paper.toSorted()[Math.floor(paper.length * 0.9)]!;
  const dark = new Uint16Array(columns * rows);
  const all = new Uint16Array(columns * rows);
  for (let row = 0; row < cells.rows; row++) {
    const line = Math.floor(Math.min(height - 1, (row + 0.5) * cells.size) / size) * columns;
    for (let column = 0; column < cells.columns; column++) {
      const cell = line + Math.floor(Math.min(width - 1, (column + 0.5) * cells.size) / size);
      all[cell]!++;
      if (paper[row * cells.columns + column]! < bare) dark[cell]!++;
    }
  }
  return Float32Array.from(dark, (count, cell) => (count > all[cell]! / 2 ? 1 : 0));
}

/** How far apart the tones of some squares are, ink left out. */
function spreadIn(
  squares: readonly number[],
  { width, height }: Raster,
  { dark, coloured, luma }: Separated,
  size: number,
  columns: number,
): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (const cell of squares) {
    const left = (cell % columns) * size;
    const top = Math.floor(cell / columns) * size;
    for (let y = top; y < Math.min(height, top + size); y += 2) {
      for (let x = left; x < Math.min(width, left + size); x += 2) {
        const at = y * width + x;
        if ((dark[at]! | coloured[at]!) === 1) continue;
        histogram[luma[at]!]!++;
        count++;
      }
    }
  }
  const below = (share: number) => {
    let value = 0;
    for (let left = count * share; value < 255 && left > histogram[value]!; value++) left -= histogram[value]!;
    return value;
  };
  return below(0.9) - below(0.1);
}

/** Per square, the share of its pixels that are neither paper nor ink nor the edge between the two. */
function misfits(
  { width, height }: Raster,
  { cells, paper, dark, coloured, luma }: Separated,
  size: number,
  columns: number,
  rows: number,
  grain: number,
): Float32Array {
  const counts = new Uint32Array(columns * rows);
  const reach = apart + 3 * grain;
  for (let y = 2; y < height - 2; y += 2) {
    const line = Math.floor(y / size) * columns;
    const cellLine = Math.floor(y / cells.size) * cells.columns;
    for (let x = 2, at = y * width + 2; x < width - 2; x += 2, at += 2) {
      const ink = dark[at]! | coloured[at]!;
      const cell = cellLine + Math.floor(x / cells.size);
      const value = luma[at]!;
      // Far from what would be painted here …
      const fits =
        ink === 1
          ? value - cells.lowest[cell]! < apartInInk
          : Math.abs(value - cells.mean[cell]!) < reach && paper[cell]! - value < 2.5 * reach;
      if (fits) continue;
      // … and not because an edge of a stroke runs by.
      const edge =
        (dark[at - 2]! | coloured[at - 2]!) !== ink ||
        (dark[at + 2]! | coloured[at + 2]!) !== ink ||
        (dark[at - 2 * width]! | coloured[at - 2 * width]!) !== ink ||
        (dark[at + 2 * width]! | coloured[at + 2 * width]!) !== ink;
      if (!edge) counts[line + Math.floor(x / size)]!++;
    }
  }
  return Float32Array.from(counts, (count) => count / ((size * size) / 4));
}

function joined(regions: Region[]): Region[] {
  const all = [...regions];
  for (let one = 0; one < all.length; one++) {
    for (let other = one + 1; other < all.length; other++) {
      const [a, b] = [all[one]!, all[other]!];
      if (a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top) continue;
      all[one] = {
        left: Math.min(a.left, b.left),
        top: Math.min(a.top, b.top),
        right: Math.max(a.right, b.right),
        bottom: Math.max(a.bottom, b.bottom),
      };
      all.splice(other, 1);
      // It may reach further now.
      one = -1;
      break;
    }
  }
  return all;
}
