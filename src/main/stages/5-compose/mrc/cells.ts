/** The page as cells of a few pixels each. */
import type { Raster } from '../../raster.ts';

/** The page in square cells of `size` pixels; the last column and row may be narrower. */
export interface Cells {
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  /** Mean of luma, and its lowest, per cell. */
  readonly mean: Uint8Array;
  readonly lowest: Uint8Array;
}

/** ITU-R BT.601 in 256ths. */
export function lumaOf({ data, width, height, channels }: Raster): Uint8Array {
  if (channels === 1) return data;
  const luma = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < luma.length; at++, from += 3)
    luma[at] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8;
  return luma;
}

export function cellsOf(luma: Uint8Array, width: number, height: number, size: number): Cells {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const mean = new Uint8Array(columns * rows);
  const lowest = new Uint8Array(columns * rows);
  const sums = new Uint32Array(columns);
  const least = new Uint8Array(columns);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * size);
    sums.fill(0);
    least.fill(255);
    for (let y = row * size; y < bottom; y++) {
      for (let column = 0, at = y * width; column < columns; column++) {
        const right = y * width + Math.min(width, (column + 1) * size);
        let sum = sums[column]!;
        let low = least[column]!;
        for (; at < right; at++) {
          const value = luma[at]!;
          sum += value;
          if (value < low) low = value;
        }
        sums[column] = sum;
        least[column] = low;
      }
    }
    const high = bottom - row * size;
    for (let column = 0; column < columns; column++) {
      const wide = Math.min(width, (column + 1) * size) - column * size;
      mean[row * columns + column] = sums[column]! / (wide * high);
      lowest[row * columns + column] = least[column]!;
    }
  }
  return { size, columns, rows, mean, lowest };
}

/** The brightest of the cells around each, `radius` to every side. */
export function brightestAround(values: Uint8Array, columns: number, rows: number, radius: number): Uint8Array {
  return inverted(darkestAround(inverted(values), columns, rows, radius));
}

export function darkestAround(values: Uint8Array, columns: number, rows: number, radius: number): Uint8Array {
  const across = new Uint8Array(values.length);
  for (let row = 0; row < rows; row++) {
    const line = row * columns;
    for (let column = 0; column < columns; column++) {
      let least = values[line + column]!;
      const last = line + Math.min(columns - 1, column + radius);
      for (let at = line + Math.max(0, column - radius); at <= last; at++) if (values[at]! < least) least = values[at]!;
      across[line + column] = least;
    }
  }
  const down = across.slice();
  for (let row = 0; row < rows; row++) {
    const line = row * columns;
    const last = Math.min(rows - 1, row + radius);
    for (let other = Math.max(0, row - radius); other <= last; other++) {
      const from = other * columns;
      for (let column = 0; column < columns; column++)
        if (across[from + column]! < down[line + column]!) down[line + column] = across[from + column]!;
    }
  }
  return down;
}

function inverted(values: Uint8Array): Uint8Array {
  const other = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) other[at] = 255 - values[at]!;
  return other;
}
