/** Everything step 2 finds out about a page before it changes a pixel. */
import { grainOf } from '../raster.ts';
import { findMarks, inkMask, maskOf } from './ink.ts';
import type { Mark, Marks } from './ink.ts';
import { stripes, voteUpright } from './orientation.ts';
import { findPaper } from './paper.ts';
import type { Paper } from './paper.ts';
import { soften, turnPlane } from './raster.ts';
import type { Plane, Reduced } from './raster.ts';
import { isBorder, isPunchHole, lengthOf, turnToMake } from './rules.ts';
import type { InkFound, TurnFound } from './rules.ts';
import { findSkew } from './skew.ts';
import type { SkewFound } from './skew.ts';

export interface Measured {
  readonly paper: Paper;
  readonly ink: InkFound;
  readonly skew: SkewFound | null;
  /** Ink that straightening must not push off the page. */
  readonly content: Plane;
  /** Marks of the size of letters. */
  readonly letters: Plane;
}

/** Margin in which the edge of the scan may leave dark strips. */
const marginMillimetres = 12;
/** Print is darker than paper by this share; a pencil line or bleed-through by this. */
const printContrast = 0.25;
const faintContrast = 0.03;
const grains = 5;
/** Softened grain is alike from pixel to pixel and measures a fifth too low. */
const faintGrains = 6;

export function measure(page: Reduced, maxSkew: number): Measured {
  const millimetre = page.dpi / 25.4;
  const margin = Math.round(marginMillimetres * millimetre);
  const paper = findPaper(page);
  const print = findMarks(inkMask(page, paper, printContrast, grains), margin);
  const content = maskOf(print, page, (mark) => mark.area >= 3 && !isBorder(mark, page));
  const letters = maskOf(print, page, (mark) => mark.area >= 3 && lengthOf(mark, page.dpi) <= 15 && !isBorder(mark, page));
  const faint = findMarks(faintMask(page, paper), margin);
  return { paper, ink: countInk(faint, print, page), skew: findSkew(content, maxSkew), content, letters };
}

/** A pencil line drowns in grain pixel by pixel; averaged over its width it stands out. */
function faintMask(page: Reduced, paper: Paper): Plane {
  const luma = soften(page);
  const noise = grainOf({ data: luma, width: page.width, height: page.height, channels: 1 });
  return inkMask({ ...page, luma }, { ...paper, noise }, faintContrast, faintGrains);
}

function countInk(faint: Marks, print: Marks, page: Reduced): InkFound {
  const size = page.width * page.height;
  const passedOver = (mark: Mark) => isBorder(mark, page) || isPunchHole(mark, page);
  let ignored = 0;
  let longest = 0;
  for (const mark of faint.marks) {
    if (passedOver(mark)) ignored += mark.area;
    else longest = Math.max(longest, lengthOf(mark, page.dpi));
  }
  let ink = 0;
  for (const mark of print.marks) {
    if (passedOver(mark)) continue;
    ink += mark.area;
    longest = Math.max(longest, lengthOf(mark, page.dpi));
  }
  return { share: ink / size, longest, ignored: ignored / size };
}

/** Which quarter turn sets the text upright. */
export function findTurn(
  letters: Plane,
  dpi: number,
): TurnFound & { across: number | null; down: number | null; up: number; against: number } {
  const turned = turnPlane(letters, 90);
  const across = stripes(letters, dpi);
  const down = stripes(turned, dpi);
  const asIs = voteUpright(letters, findSkew(letters, 5)?.angle ?? 0, dpi);
  const whenTurned = voteUpright(turned, findSkew(turned, 5)?.angle ?? 0, dpi);
  const found = turnToMake(across, down, asIs, whenTurned);
  const votes = found.turn === 90 || found.turn === 270 ? whenTurned : asIs;
  return { ...found, across, down, up: votes.up, against: votes.down };
}
