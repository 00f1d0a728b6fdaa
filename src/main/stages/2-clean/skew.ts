/** Skew by projection profile: at the true angle the lower edges of letters and rulings fall into few rows. */
import type { Plane } from './raster.ts';

export interface SkewFound {
  /** Degrees counter-clockwise by which the content stands turned. */
  readonly angle: number;
  /** How much better the best angle is than the run of angles, 0…; text gives 2 and more, noise stays near 0. */
  readonly sharpness: number;
}

const coarseStep = 0.25;
const fineStep = 0.02;

/** Lower edges of everything in the mask, as x and y. */
export function lowerEdges({ data, width, height }: Plane): { xs: Int16Array; ys: Int16Array } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (data[at] === 1 && data[at + width] === 0) {
        xs.push(x);
        ys.push(y);
      }
    }
  }
  return { xs: Int16Array.from(xs), ys: Int16Array.from(ys) };
}

/** `null` when there are too few edges to say anything. */
export function findSkew(mask: Plane, maxAngle: number): SkewFound | null {
  const { xs, ys } = lowerEdges(mask);
  if (xs.length < 60) return null;
  const score = profiler(xs, ys, mask);
  const coarse: number[] = [];
  for (let angle = -maxAngle; angle <= maxAngle + 1e-9; angle += coarseStep) coarse.push(score(angle));
  const bestCoarse = coarse.indexOf(Math.max(...coarse));
  const middle = -maxAngle + bestCoarse * coarseStep;
  const fine: number[] = [];
  const reach = Math.round((coarseStep * 1.2) / fineStep);
  for (let i = -reach; i <= reach; i++) fine.push(score(middle + i * fineStep));
  const peak = fine.indexOf(Math.max(...fine));
  const angle = middle + (peak - reach) * fineStep + centre(fine, peak) * fineStep;
  const sorted = coarse.toSorted((a, b) => a - b);
  const typical = sorted[Math.floor(sorted.length / 2)]!;
  return { angle, sharpness: fine[peak]! / typical - 1 };
}

/** Sum of squares of the profile of edges along lines of `angle`, smoothed over neighbouring rows by splitting each edge between two. */
function profiler(xs: Int16Array, ys: Int16Array, { width, height }: Plane): (angle: number) => number {
  const slack = Math.ceil(width * Math.tan((20 * Math.PI) / 180));
  const rows = new Float32Array(height + 2 * slack + 2);
  const middle = width / 2;
  return (angle) => {
    rows.fill(0);
    // Counter-clockwise content climbs to the right: y falls as x grows.
    const slope = Math.tan((angle * Math.PI) / 180);
    for (let i = 0; i < xs.length; i++) {
      const row = ys[i]! + (xs[i]! - middle) * slope + slack;
      const whole = row | 0;
      const part = row - whole;
      rows[whole]! += 1 - part;
      rows[whole + 1]! += part;
    }
    let sum = 0;
    // Over three rows: otherwise angles at which edges fall on whole rows, above all 0, would draw the answer to themselves.
    for (let i = 1; i < rows.length - 1; i++) {
      const smooth = rows[i - 1]! + 2 * rows[i]! + rows[i + 1]!;
      sum += smooth * smooth;
    }
    return sum;
  };
}

/** Centre of the peak's upper part, in steps from `peak`: steadier than its very tip. */
function centre(scores: readonly number[], peak: number): number {
  const top = scores[peak]!;
  const low = Math.min(...scores);
  const cut = low + (top - low) * 0.7;
  let sum = 0;
  let weight = 0;
  for (const direction of [-1, 1]) {
    for (let i = peak + (direction === 1 ? 1 : 0); i >= 0 && i < scores.length && scores[i]! >= cut; i += direction) {
      sum += (i - peak) * (scores[i]! - cut);
      weight += scores[i]! - cut;
    }
  }
  return weight === 0 ? 0 : sum / weight;
}
