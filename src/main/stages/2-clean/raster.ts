import type { Raster } from '../raster.ts';

/** One plane. */
export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A copy small enough to measure on: about 100 dpi, `factor` source pixels to one. */
export interface Reduced {
  readonly width: number;
  readonly height: number;
  readonly factor: number;
  readonly dpi: number;
  /** Red, green, blue interleaved, or grey, as the source. */
  readonly colour: Uint8Array;
  readonly channels: 1 | 3;
  readonly luma: Uint8Array;
}

const measureDpi = 100;

/** Box averages: every source pixel counts, so a hair-line still leaves its trace. A remainder of less than one box is left out. */
export function reduce(source: Raster, dpi: number): Reduced {
  // Rather a little more than 100 dpi than much less: 150 dpi stays whole.
  const factor = Math.max(1, Math.floor(dpi / measureDpi + 0.25));
  const width = Math.max(1, Math.floor(source.width / factor));
  const height = Math.max(1, Math.floor(source.height / factor));
  const { channels } = source;
  const colour = new Uint8Array(width * height * channels);
  const luma = new Uint8Array(width * height);
  const sums = new Uint32Array(width * channels);
  const boxWidth = Math.min(factor, source.width);
  const boxHeight = Math.min(factor, source.height);
  const scale = 1 / (boxWidth * boxHeight);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = 0; row < boxHeight; row++) addRow(source, y * factor + row, boxWidth, factor, width, sums);
    const at = y * width * channels;
    for (let i = 0; i < sums.length; i++) colour[at + i] = sums[i]! * scale + 0.5;
    for (let x = 0, i = at; x < width; x++, i += channels) {
      luma[y * width + x] = channels === 1 ? colour[i]! : (colour[i]! * 77 + colour[i + 1]! * 150 + colour[i + 2]! * 29) >> 8;
    }
  }
  return { width, height, factor, dpi: dpi / factor, colour, channels, luma };
}

function addRow(source: Raster, row: number, boxWidth: number, factor: number, width: number, sums: Uint32Array): void {
  const { data, channels } = source;
  let from = row * source.width * channels;
  if (channels === 1) {
    for (let x = 0; x < width; x++, from += factor) {
      let sum = 0;
      for (let i = 0; i < boxWidth; i++) sum += data[from + i]!;
      sums[x]! += sum;
    }
    return;
  }
  const step = factor * 3;
  const box = boxWidth * 3;
  for (let to = 0; to < sums.length; to += 3, from += step) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = from; i < from + box; i += 3) {
      red += data[i]!;
      green += data[i + 1]!;
      blue += data[i + 2]!;
    }
    sums[to]! += red;
    sums[to + 1]! += green;
    sums[to + 2]! += blue;
  }
}

/** Luma averaged over 3 × 3 pixels; the outermost row and column stay as they are. */
export function soften({ luma, width, height }: Reduced): Uint8Array {
  const soft = luma.slice();
  const columns = new Uint16Array(width);
  for (let y = 1; y < height - 1; y++) {
    const at = y * width;
    for (let x = 0; x < width; x++) columns[x] = luma[at - width + x]! + luma[at + x]! + luma[at + width + x]!;
    for (let x = 1; x < width - 1; x++) soft[at + x] = (columns[x - 1]! + columns[x]! + columns[x + 1]! + 4) / 9;
  }
  return soft;
}

/** Quarter turns counter-clockwise of a small plane. */
export function turnPlane(plane: Plane, degrees: 0 | 90 | 180 | 270): Plane {
  if (degrees === 0) return plane;
  const { data, width, height } = plane;
  const swap = degrees !== 180;
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (degrees === 90) turned[(width - 1 - x) * height + y] = value;
      else if (degrees === 180) turned[(height - 1 - y) * width + (width - 1 - x)] = value;
      else turned[x * height + (height - 1 - y)] = value;
    }
  }
  return { data: turned, width: swap ? height : width, height: swap ? width : height };
}

/** The green channel of a neutral picture; a grey one as it is. */
export function oneChannel(raster: Raster): Raster {
  if (raster.channels === 1) return raster;
  const data = new Uint8Array(raster.width * raster.height);
  for (let i = 0, from = 1; i < data.length; i++, from += 3) data[i] = raster.data[from]!;
  return { ...raster, data, channels: 1 };
}

export function toBlackAndWhite(raster: Raster): Raster {
  const data = new Uint8Array(raster.data.length);
  for (let i = 0; i < data.length; i++) data[i] = raster.data[i]! >= 128 ? 255 : 0;
  return { ...raster, data };
}
