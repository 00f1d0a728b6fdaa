/** Grain of a scan as a standard deviation in levels: the median difference of pixels two apart; half of all pairs lie on bare paper. */
export function grainOf(luma: Uint8Array, width: number, height: number): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = 0; y < height; y += 5) {
    for (let x = 2, at = y * width + 2; x < width; x += 3, at += 3) {
      histogram[Math.abs(luma[at]! - luma[at - 2]!)]!++;
      count++;
    }
  }
  let bin = 0;
  for (let left = count / 2; bin < 255 && left > histogram[bin]!; bin++) left -= histogram[bin]!;
  return (1.4826 * bin) / Math.SQRT2;
}
