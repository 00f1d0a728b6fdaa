/** What the bare paper looks like, everywhere on the page: a coarse grid of its colour, ink looked through. */
import { grainOf } from '../raster.ts';
import type { Reduced } from './raster.ts';

export interface Paper {
  /** Cells across and down; cell centres lie at (i + ½) · `cell` pixels of the reduced page. */
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  readonly channels: 1 | 3;
  /** Follows shadows closely: for the OCR image. */
  readonly fine: Float32Array;
  /** Looks through anything up to some 20 mm wide (tinted table heads, stamps, blocks of print): for the image people see. */
  readonly broad: Float32Array;
  /** The paper's commonest tone, per channel, 0…255. */
  readonly tone: readonly number[];
  /** Luma of `tone`. */
  readonly level: number;
  /** Grain of the reduced page, in luma levels. */
  readonly noise: number;
}

/** Millimetres of paper per cell. */
const cellMillimetres = 4;
/** Cells darker than this share of the page's paper are print, pictures or the scanner's lid. */
const darkest = 0.6;

export function findPaper(page: Reduced): Paper {
  const cell = Math.max(4, Math.round((cellMillimetres / 25.4) * page.dpi));
  const columns = Math.max(1, Math.ceil(page.width / cell));
  const rows = Math.max(1, Math.ceil(page.height / cell));
  const { channels } = page;
  const noise = grainOf({ data: page.luma, width: page.width, height: page.height, channels: 1 });
  // The brightest third of bare paper is brighter than its middle by 1.09 grains; where there is print, by a little less.
  const bright = brightestOfCells(page, cell, columns, rows, noise * 1.05);
  const levels = bright.luma;
  const top = percentile(levels, 0.9);
  const trusted = Uint8Array.from(levels, (level) => (level >= top * darkest ? 1 : 0));

  const filled = Array.from({ length: channels }, (_, c) => fillGaps(pick(bright.colour, channels, c), trusted, columns, rows));
  const fine = interleave(filled.map((plane) => blur(plane, columns, rows, 1)));
  const radius = Math.max(1, Math.round(10 / cellMillimetres));
  const broad = interleave(filled.map((plane) => blur(close(plane, columns, rows, radius), columns, rows, 2)));
  const tone = filled.map((plane) => percentile(plane, 0.6));
  const level = channels === 1 ? tone[0]! : tone[0]! * 0.299 + tone[1]! * 0.587 + tone[2]! * 0.114;
  return { columns, rows, cell, channels, fine, broad, tone, level, noise };
}

/** Per cell, the mean colour of its brightest third, less `bias`: the paper between the letters. */
function brightestOfCells(
  page: Reduced,
  cell: number,
  columns: number,
  rows: number,
  bias: number,
): { luma: Float32Array; colour: Float32Array } {
  const { channels, width, height } = page;
  const luma = new Float32Array(columns * rows);
  const colour = new Float32Array(columns * rows * channels);
  const histogram = new Uint32Array(256);
  const sums = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const right = Math.min(width, (column + 1) * cell);
      const bottom = Math.min(height, (row + 1) * cell);
      histogram.fill(0);
      for (let y = row * cell; y < bottom; y++)
        for (let x = column * cell; x < right; x++) histogram[page.luma[y * width + x]!]!++;
      let wanted = Math.ceil(((right - column * cell) * (bottom - row * cell)) / 3);
      let threshold = 255;
      while (threshold > 0 && (wanted -= histogram[threshold]!) > 0) threshold--;
      sums.fill(0);
      let count = 0;
      let total = 0;
      for (let y = row * cell; y < bottom; y++) {
        for (let x = column * cell; x < right; x++) {
          const at = y * width + x;
          if (page.luma[at]! < threshold) continue;
          count++;
          total += page.luma[at]!;
          for (let c = 0; c < channels; c++) sums[c]! += page.colour[at * channels + c]!;
        }
      }
      const index = row * columns + column;
      luma[index] = total / count - bias;
      for (let c = 0; c < channels; c++) colour[index * channels + c] = sums[c]! / count - bias;
    }
  }
  return { luma, colour };
}

/** Cells that are not paper take the mean of the nearest that are, ring by ring. */
function fillGaps(plane: Float32Array, trusted: Uint8Array, columns: number, rows: number): Float32Array {
  const values = plane.slice();
  let known = trusted.slice();
  for (let round = 0; round < columns + rows; round++) {
    let changed = false;
    const next = known.slice();
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        if (known[at] === 1) continue;
        let sum = 0;
        let count = 0;
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            if (known[y * columns + x] === 1) {
              sum += values[y * columns + x]!;
              count++;
            }
          }
        }
        if (count === 0) continue;
        values[at] = sum / count;
        next[at] = 1;
        changed = true;
      }
    }
    known = next;
    if (!changed) break;
  }
  return values;
}

/** Grey closing: dark spots narrower than the window vanish, edges of the light stay where they are. */
function close(plane: Float32Array, columns: number, rows: number, radius: number): Float32Array {
  return extreme(extreme(plane, columns, rows, radius, Math.max), columns, rows, radius, Math.min);
}

function extreme(
  plane: Float32Array,
  columns: number,
  rows: number,
  radius: number,
  best: (a: number, b: number) => number,
): Float32Array {
  return bothWays(plane, columns, rows, (line, at) => {
    let value = line(at);
    for (let i = at - radius; i <= at + radius; i++) value = best(value, line(i));
    return value;
  });
}

function blur(plane: Float32Array, columns: number, rows: number, radius: number): Float32Array {
  return bothWays(plane, columns, rows, (line, at) => {
    let sum = 0;
    for (let i = at - radius; i <= at + radius; i++) sum += line(i);
    return sum / (2 * radius + 1);
  });
}

/** Runs a one-dimensional filter along rows, then columns; the edge repeats. */
function bothWays(
  plane: Float32Array,
  columns: number,
  rows: number,
  filter: (line: (i: number) => number, at: number) => number,
): Float32Array {
  const across = new Float32Array(plane.length);
  for (let row = 0; row < rows; row++) {
    const line = (i: number) => plane[row * columns + Math.min(columns - 1, Math.max(0, i))]!;
    for (let column = 0; column < columns; column++) across[row * columns + column] = filter(line, column);
  }
  const down = new Float32Array(plane.length);
  for (let column = 0; column < columns; column++) {
    const line = (i: number) => across[Math.min(rows - 1, Math.max(0, i)) * columns + column]!;
    for (let row = 0; row < rows; row++) down[row * columns + column] = filter(line, row);
  }
  return down;
}

function pick(colour: Float32Array, channels: number, channel: number): Float32Array {
  return Float32Array.from({ length: colour.length / channels }, (_, i) => colour[i * channels + channel]!);
}

function interleave(planes: readonly Float32Array[]): Float32Array {
  const first = planes[0]!;
  return Float32Array.from(
    { length: first.length * planes.length },
    (_, i) => planes[i % planes.length]![Math.floor(i / planes.length)]!,
  );
}

function percentile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Paper tone of one channel at every column of one row: `row` and columns in full-size pixels, `factor` of them to one reduced pixel. */
export function paperAlong(
  grid: Float32Array,
  paper: Paper,
  channel: number,
  row: number,
  factor: number,
  into: Float32Array,
): void {
  const { columns, rows, cell, channels } = paper;
  const size = cell * factor;
  const down = Math.min(rows - 1, Math.max(0, (row + 0.5) / size - 0.5));
  const upper = Math.floor(down);
  const lower = Math.min(rows - 1, upper + 1);
  const weight = down - upper;
  const value = (column: number) => {
    const above = grid[(upper * columns + column) * channels + channel]!;
    return above + (grid[(lower * columns + column) * channels + channel]! - above) * weight;
  };
  for (let column = -1; column < columns; column++) {
    const left = value(Math.max(0, column));
    const right = value(Math.min(columns - 1, column + 1));
    const from = Math.max(0, Math.round((column + 0.5) * size));
    const to = column === columns - 1 ? into.length : Math.min(into.length, Math.round((column + 1.5) * size));
    for (let x = from; x < to; x++) into[x] = left + (right - left) * Math.min(1, (x - (column + 0.5) * size) / size);
  }
}
