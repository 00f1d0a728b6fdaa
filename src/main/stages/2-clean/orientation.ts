/** Which way is up: lines of text make a striped profile across, and Vietnamese letters rise above the line far more than they hang below. */
import type { Plane } from './raster.ts';
import { findSkew } from './skew.ts';
import type { LineVotes } from './rules.ts';

/** How striped the mask is along rows at its own best angle: mean square over square mean of the profile of ink, 1 for even; null when too little lies there. */
export function stripes(mask: Plane, dpi: number): number | null {
  const found = findSkew(mask, 5);
  const profile = rowProfile(mask, 0, mask.width, found?.angle ?? 0);
  return contrastOf(profile, Math.round(6 * (dpi / 25.4)));
}

function contrastOf(profile: Float32Array, window: number): number | null {
  let first = 0;
  while (first < profile.length && profile[first] === 0) first++;
  let last = profile.length - 1;
  while (last > first && profile[last] === 0) last--;
  const span = last - first + 1;
  // A line or two show no stripes.
  if (span < 3 * window) return null;
  let sum = 0;
  let squares = 0;
  for (let i = first; i <= last; i++) sum += profile[i]!;
  // Against the local mean, so that a page half full of text is not mistaken for one big stripe.
  for (let i = first; i <= last; i++) {
    let local = 0;
    let count = 0;
    for (let j = Math.max(first, i - window); j <= Math.min(last, i + window); j++) {
      local += profile[j]!;
      count++;
    }
    const difference = profile[i]! - local / count;
    squares += difference * difference;
  }
  const mean = sum / span;
  return 1 + squares / span / (mean * mean);
}

/** Ink per row between two columns, rows running along `angle` (degrees counter-clockwise). */
function rowProfile({ data, width, height }: Plane, from: number, to: number, angle: number): Float32Array {
  const slope = Math.tan((angle * Math.PI) / 180);
  const profile = new Float32Array(height);
  for (let x = from; x < to; x++) {
    const shift = Math.round((x - width / 2) * slope);
    for (let y = 0; y < height; y++) {
      if (data[y * width + x] !== 1) continue;
      const row = y + shift;
      if (row >= 0 && row < height) profile[row]!++;
    }
  }
  return profile;
}

/** Looks at every line in five columns of the page: how much ink lies above its body and how much below. */
export function voteUpright(mask: Plane, angle: number, dpi: number): LineVotes {
  const strips = 5;
  let up = 0;
  let down = 0;
  let above = 0;
  let below = 0;
  for (let strip = 0; strip < strips; strip++) {
    const from = Math.floor((mask.width * strip) / strips);
    const to = Math.floor((mask.width * (strip + 1)) / strips);
    for (const line of linesOf(rowProfile(mask, from, to, angle), dpi / 25.4)) {
      above += line.above;
      below += line.below;
      const lean = (line.above - line.below) / (line.above + line.below + 1);
      if (lean > 0.2) up++;
      else if (lean < -0.2) down++;
    }
  }
  return { up, down, above, below };
}

/** Lines of one strip: runs of inked rows with a body (at least half the peak) and what stands out of it on either side. */
function linesOf(profile: Float32Array, millimetre: number): { above: number; below: number }[] {
  const found: { above: number; below: number }[] = [];
  let row = 0;
  while (row < profile.length) {
    if (profile[row]! < 1) {
      row++;
      continue;
    }
    const start = row;
    while (row < profile.length && profile[row]! >= 1) row++;
    const line = bodyAndLimbs(profile.subarray(start, row), millimetre);
    if (line !== null) found.push(line);
  }
  return found;
}

/** A run of 1.8 to 10 mm is one line; longer runs are pictures or lines that touch. */
function bodyAndLimbs(run: Float32Array, millimetre: number): { above: number; below: number } | null {
  if (run.length < 1.8 * millimetre || run.length > 10 * millimetre) return null;
  const peak = Math.max(...run);
  if (peak < 3 * millimetre) return null;
  let first = 0;
  while (run[first]! < peak / 2) first++;
  let last = run.length - 1;
  while (run[last]! < peak / 2) last--;
  const sum = (from: number, to: number) => run.subarray(from, to).reduce((total, value) => total + value, 0);
  return { above: sum(0, first), below: sum(last + 1, run.length) };
}
