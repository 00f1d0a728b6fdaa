/** Ink on the reduced page: a mask, its connected marks, and which of them are only borders, holes or dust. */
import type { Paper } from './paper.ts';
import { paperAlong } from './paper.ts';
import type { Plane, Reduced } from './raster.ts';

/** 1 where luma is darker than the paper there by `contrast` (0…1 of the paper's tone) and by `floor` grains of noise. */
export function inkMask(page: Reduced, paper: Paper, contrast: number, floor: number): Plane {
  const { width, height, luma } = page;
  const mask = new Uint8Array(width * height);
  const tone = new Float32Array(width);
  const weights = paper.channels === 1 ? [1] : [0.299, 0.587, 0.114];
  const line = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    if (y % 4 === 0) {
      line.fill(0);
      for (let c = 0; c < paper.channels; c++) {
        paperAlong(paper.fine, paper, c, y, 1, tone);
        for (let x = 0; x < width; x++) line[x]! += tone[x]! * weights[c]!;
      }
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const drop = line[x]! - luma[at]!;
      if (drop > line[x]! * contrast && drop > floor * paper.noise) mask[at] = 1;
    }
  }
  return { data: mask, width, height };
}

export interface Mark {
  readonly left: number;
  readonly top: number;
  /** Inclusive. */
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
  /** Pixels farther than the margin from every edge of the page. */
  readonly inner: number;
}

export interface Marks {
  readonly labels: Int32Array;
  /** Indexed by label - 1. */
  readonly marks: readonly Mark[];
}

/** 8-connected marks by two passes with union-find. `margin` in pixels. */
export function findMarks({ data, width, height }: Plane, margin: number): Marks {
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  const root = (label: number) => {
    let at = label;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue;
      const west = x > 0 ? labels[at - 1]! : 0;
      const north = y > 0 ? labels[at - width]! : 0;
      const northWest = y > 0 && x > 0 ? labels[at - width - 1]! : 0;
      const northEast = y > 0 && x < width - 1 ? labels[at - width + 1]! : 0;
      let label = north || west || northWest || northEast;
      if (label === 0) {
        label = parent.length;
        parent.push(label);
      } else if (north === 0 && northEast !== 0 && northEast !== label) {
        // Only the north-eastern neighbour can belong to another mark; the rest touch each other.
        const a = root(label);
        const b = root(northEast);
        parent[Math.max(a, b)] = Math.min(a, b);
      }
      labels[at] = label;
    }
  }
  const final = new Int32Array(parent.length);
  const marks: { left: number; top: number; right: number; bottom: number; area: number; inner: number }[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    const innerRow = y >= margin && y < height - margin;
    for (let x = 0; x < width; x++, at++) {
      if (labels[at] === 0) continue;
      const top = root(labels[at]!);
      let number = final[top]!;
      if (number === 0) {
        marks.push({ left: x, top: y, right: x, bottom: y, area: 0, inner: 0 });
        final[top] = number = marks.length;
      }
      labels[at] = number;
      const mark = marks[number - 1]!;
      if (x < mark.left) mark.left = x;
      if (x > mark.right) mark.right = x;
      mark.bottom = y;
      mark.area++;
      if (innerRow && x >= margin && x < width - margin) mark.inner++;
    }
  }
  return { labels, marks };
}

/** Keeps the pixels of the marks that `keep` says yes to. */
export function maskOf({ labels, marks }: Marks, size: { width: number; height: number }, keep: (mark: Mark) => boolean): Plane {
  const wanted = Uint8Array.from([0, ...marks.map((mark) => (keep(mark) ? 1 : 0))]);
  const data = new Uint8Array(labels.length);
  for (let at = 0; at < labels.length; at++) data[at] = wanted[labels[at]!]!;
  return { data, width: size.width, height: size.height };
}
