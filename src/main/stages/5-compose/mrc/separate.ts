/**
 * Which pixels of a page are ink, and of which kind: the masks of mixed raster content (ITU-T T.44). Ink is what is nearer to the
 * darkest around it than to the paper, so that a pencil line is cut out as cleanly as print.
 */
import type { Raster } from '../../raster.ts';
import { brightestAround, cellsOf, darkestAround, lumaOf, type Cells } from './cells.ts';

/** Cells of so many to the inch. */
const cellsPerInch = 75;
/** Anything wider than this is no stroke but a dark surface: paper, photograph, tint. Millimetres. */
const widestStroke = 5;
/** Ink is at least this much darker than its paper, as a share of the paper's luma: more than the grain of office scanners. */
const leastContrast = 0.16;
/** Where between its darkest and its paper a stroke ends: beyond half-way, because the middle of a hairline is not as dark as that of a letter. */
const edge = 0.58;
/** Coloured ink is at least so dark, as a share of the paper's luma. */
const weakestColour = 0.82;
/** From this resolution on a stroke is wide enough for its edge to be smoothed against the grain. */
const smoothFrom = 250;
/** Share of its own darkness that must be colour for ink to be coloured; and black has no channel as bright as this share of the paper. */
const leastColour = 0.42;
const brightestBlack = 0.4;

export interface Separated {
  readonly cells: Cells;
  /** Luma of the paper per cell. */
  readonly paper: Uint8Array;
  /** One byte per pixel, 1 for ink; no pixel is in both. */
  readonly dark: Uint8Array;
  readonly coloured: Uint8Array;
  readonly luma: Uint8Array;
}

/** `dpi` is the page's own. */
export function separate(page: Raster, dpi: number): Separated {
  const { width, height } = page;
  const luma = lumaOf(page);
  const cells = cellsOf(luma, width, height, Math.max(1, Math.round(dpi / cellsPerInch)));
  const { columns, rows, size } = cells;
  const radius = Math.max(1, Math.round(((widestStroke / 25.4) * dpi) / size));
  const paper = darkestAround(brightestAround(cells.mean, columns, rows, radius), columns, rows, radius);
  const darkest = darkestAround(cells.lowest, columns, rows, 2);
  const dark = new Uint8Array(width * height);
  const coloured = new Uint8Array(width * height);
  const read = dpi >= smoothFrom ? smoothed : plain;
  const tone = paperTone(page);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * size);
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const light = paper[cell]!;
      const least = darkest[cell]!;
      if (light - least < leastContrast * light || light - cells.lowest[cell]! < leastContrast * 0.5 * light) continue;
      const threshold = least + (light - least) * edge;
      // A red stroke beside black print is still a stroke, though it is nearer to the paper than to the print.
      const weakest = Math.max(threshold, light * weakestColour);
      const right = Math.min(width, (column + 1) * size);
      for (let y = row * size; y < bottom; y++) {
        for (let x = column * size, at = y * width + x; x < right; x++, at++) {
          const value = read(luma, at, x, y, width, height);
          if (value >= weakest) continue;
          const colour = isColoured(page, at, tone);
          if (!colour && value >= threshold) continue;
          if (colour) coloured[at] = 1;
          else dark[at] = 1;
        }
      }
    }
  }
  for (const mask of [dark, coloured]) dropLonely(mask, width, height);
  return { cells, paper, dark, coloured, luma };
}

function plain(luma: Uint8Array, at: number): number {
  return luma[at]!;
}

/** Binomial over three by three pixels. */
function smoothed(luma: Uint8Array, at: number, x: number, y: number, width: number, height: number): number {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return luma[at]!;
  const above = at - width;
  const below = at + width;
  return (
    (luma[above - 1]! +
      luma[above + 1]! +
      luma[below - 1]! +
      luma[below + 1]! +
      2 * (luma[above]! + luma[below]! + luma[at - 1]! + luma[at + 1]!) +
      4 * luma[at]!) >>
    4
  );
}

/** The commonest value of each channel's brighter half: what bare paper looks like. */
function paperTone({ data, channels }: Raster): readonly number[] {
  return Array.from({ length: channels }, (_, channel) => {
    const histogram = new Uint32Array(256);
    for (let at = channel; at < data.length; at += channels * 7) histogram[data[at]!]!++;
    let best = 255;
    for (let value = 128; value < 256; value++) if (histogram[value]! > histogram[best]!) best = value;
    return best;
  });
}

/** Against the paper's own tone, so that yellowed paper does not make black ink coloured. */
function isColoured({ data, channels }: Raster, at: number, [pr, pg, pb]: readonly number[]): boolean {
  if (channels === 1) return false;
  const r = data[at * 3]! / pr!;
  const g = data[at * 3 + 1]! / pg!;
  const b = data[at * 3 + 2]! / pb!;
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  return most > brightestBlack && most - least > leastColour * (1 - least);
}

/** One or two pixels by themselves are grain or dust, not ink: they stay in the background. */
function dropLonely(mask: Uint8Array, width: number, height: number): void {
  const lonely: number[] = [];
  for (let at = mask.indexOf(1); at !== -1; at = mask.indexOf(1, at + 1)) {
    const x = at % width;
    const y = (at - x) / width;
    let near = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) near += mask[row * width + column]!;
    if (near <= 2) lonely.push(at);
  }
  for (const at of lonely) mask[at] = 0;
}
