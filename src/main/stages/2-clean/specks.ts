import { findMarks } from './ink.ts';
import type { Plane } from './raster.ts';

/** Below this the OCR plane counts as ink; bare paper is 255. */
const inkLevel = 160;
/** Grey around a speck goes with it. */
const haloLevel = 235;

/** Whitens dust on the OCR plane: dark spots of at most `largest` pixels with nothing near. A full stop at 200 dpi has nine. */
export function dropSpecks(plane: Plane, largest = 4): Plane {
  const { width, height } = plane;
  const mask = new Uint8Array(plane.data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = plane.data[i]! < inkLevel ? 1 : 0;
  const { marks } = findMarks({ data: mask, width, height }, 0);
  const data = plane.data.slice();
  const reach = 3;
  for (const mark of marks) {
    if (mark.area > largest) continue;
    const left = Math.max(0, mark.left - reach);
    const right = Math.min(width - 1, mark.right + reach);
    const top = Math.max(0, mark.top - reach);
    const bottom = Math.min(height - 1, mark.bottom + reach);
    let near = 0;
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) near += mask[y * width + x]!;
    // A dot of an i, a diacritic or a broken stroke has ink beside it.
    if (near > mark.area) continue;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) if (data[y * width + x]! < haloLevel) data[y * width + x] = 255;
    }
  }
  return { data, width, height };
}
