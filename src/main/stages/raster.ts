/** Pixels in memory, for every step that looks at them. */

/** Row by row from the top left, one byte per channel: grey, or red, green, blue. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/**
 * Grain as a robust standard deviation in levels: the median difference of pixels two apart along the rows. Half of all pairs lie on bare
 * paper, whatever is printed. Looks at a sixth of the page.
 */
export function grainOf({ data, width, height, channels }: Raster): number {
  const histogram = new Uint32Array(256);
  const green = channels === 3 ? 1 : 0;
  let count = 0;
  for (let y = 0; y < height; y += 3) {
    for (let x = 2, at = (y * width + 2) * channels + green; x < width; x += 2, at += 2 * channels) {
      histogram[Math.abs(data[at]! - data[at - 2 * channels]!)]!++;
      count++;
    }
  }
  let left = count / 2;
  let bin = 0;
  while (bin < 255 && left > histogram[bin]!) left -= histogram[bin++]!;
  const median = bin === 0 ? 0 : bin - 0.5 + left / Math.max(1, histogram[bin]!);
  return (1.4826 * median) / Math.SQRT2;
}
