/** Step 2's decisions: no I/O, no pixels. Lengths in millimetres unless they say pixels. */
import type { CleanPage } from '../../../contract/artefacts.ts';
import type { Mark } from './ink.ts';

type Turn = CleanPage['rotation'];

/** Whether a mark is only the edge of the scan: it touches the page's edge and all but a trace of it stays in the margin. */
export function isBorder(mark: Mark, page: { width: number; height: number }): boolean {
  const touches = mark.left === 0 || mark.top === 0 || mark.right === page.width - 1 || mark.bottom === page.height - 1;
  return touches && mark.inner <= mark.area * 0.05;
}

/** A filing punch leaves a round spot of 4–9 mm, full or as a ring of shadow, with its middle within 20 mm of an edge. */
export function isPunchHole(mark: Mark, page: { width: number; height: number; dpi: number }): boolean {
  const mm = 25.4 / page.dpi;
  const wide = (mark.right - mark.left + 1) * mm;
  const high = (mark.bottom - mark.top + 1) * mm;
  if (wide < 4 || wide > 9 || high < 4 || high > 9 || wide / high > 1.35 || high / wide > 1.35) return false;
  const filled = mark.area / ((mark.right - mark.left + 1) * (mark.bottom - mark.top + 1));
  if (filled < 0.6) return false;
  const x = ((mark.left + mark.right + 1) / 2) * mm;
  const y = ((mark.top + mark.bottom + 1) / 2) * mm;
  return Math.min(x, y, page.width * mm - x, page.height * mm - y) <= 20;
}

/** Longest side of a mark. */
export function lengthOf(mark: Mark, dpi: number): number {
  return (Math.max(mark.right - mark.left, mark.bottom - mark.top) + 1) * (25.4 / dpi);
}

export interface InkFound {
  /** Share of the page under marks that count. */
  readonly share: number;
  /** Longest single mark. */
  readonly longest: number;
  /** Share of the page under borders and holes. */
  readonly ignored: number;
}

/** A page darker than this (0…255) is no white sheet: a photograph, a black scan. */
export const darkPaper = 100;

/** Empty paper only when in no doubt: it is light, has little ink, no mark as long as a letter, and no large dark part passed over as a border. */
export function isBlank(ink: InkFound, paperLevel: number, limit: { blankInk: number; blankMark: number }): boolean {
  return paperLevel >= darkPaper && ink.share < limit.blankInk && ink.longest < limit.blankMark && ink.ignored < 0.15;
}

/** A skew is corrected when it can be seen, is sure, and is within what a feeder does. */
export function skewToCorrect(found: { angle: number; sharpness: number } | null, maxAngle: number): number {
  if (found === null || found.sharpness < 0.35) return 0;
  const size = Math.abs(found.angle);
  return size > 0.1 && size <= maxAngle + 0.01 ? found.angle : 0;
}

export interface LineVotes {
  /** Pieces of line (a fifth of the page wide) with clearly more ink above their body than below, and the other way round. */
  readonly up: number;
  readonly down: number;
  readonly above: number;
  readonly below: number;
}

/** `true` upright, `false` upside down, `null` in doubt: at least eight pieces of line must speak and two thirds agree, in number and in ink. */
export function isUpright(votes: LineVotes): boolean | null {
  const lines = votes.up + votes.down;
  if (lines < 8) return null;
  if (votes.up >= 2 * votes.down && votes.above > votes.below * 1.15) return true;
  if (votes.down >= 2 * votes.up && votes.below > votes.above * 1.15) return false;
  return null;
}

/** Whether lines run down the page instead of across; `null` when neither direction is clearly striped. */
export function linesRunDown(across: number | null, down: number | null): boolean | null {
  if (across === null || down === null) return null;
  const weight = (across - 1) / Math.max(1e-6, down - 1);
  if (weight > 1.5) return false;
  return weight < 1 / 1.5 ? true : null;
}

export interface TurnFound {
  readonly turn: Turn;
  readonly reason: string;
}

/** Puts the two findings together; `whenTurned` are the votes after a quarter turn counter-clockwise. */
export function turnToMake(across: number | null, down: number | null, asIs: LineVotes, whenTurned: LineVotes): TurnFound {
  const runDown = linesRunDown(across, down);
  if (runDown === null) return { turn: 0, reason: 'no clear lines of text' };
  const upright = isUpright(runDown ? whenTurned : asIs);
  if (runDown) {
    if (upright === null) return { turn: 0, reason: 'lines run down the page, up or down unclear' };
    return { turn: upright ? 90 : 270, reason: 'lines run down the page' };
  }
  if (upright === null) return { turn: 0, reason: 'lines run across, up or down unclear' };
  return { turn: upright ? 0 : 180, reason: upright ? 'lines run across, upright' : 'lines run across, upside down' };
}

/** Three channels without colour: every reduced pixel is neutral but for a trace of rounding. */
export function isNeutral({ colour, channels }: { colour: Uint8Array; channels: 1 | 3 }): boolean {
  if (channels === 1) return true;
  for (let i = 0; i < colour.length; i += 3) {
    const [r, g, b] = [colour[i]!, colour[i + 1]!, colour[i + 2]!];
    if (Math.max(r, g, b) - Math.min(r, g, b) > 3) return false;
  }
  return true;
}

const separatorText = /^TRAM1:SEP:(DOCUMENT|DOSSIER|ATTACHMENT)(?:;[\w.-]{1,32}=[^;]{0,200})*$/;

/** Our own separator sheets only: a code some other system printed on a page never splits a dossier. */
export function separatorOf(barcodes: readonly { text: string }[]): CleanPage['separator'] {
  for (const { text } of barcodes) {
    const kind = separatorText.exec(text)?.[1];
    if (kind === 'DOCUMENT') return 'document';
    if (kind === 'DOSSIER') return 'dossier';
    if (kind === 'ATTACHMENT') return 'attachment';
  }
  return null;
}

/** Size factor from page to OCR image: reduced to `wanted` dpi, at most doubled, left alone within a tenth. */
export function ocrScale(dpi: number, wanted: number): number {
  const scale = Math.min(2, wanted / dpi);
  return scale > 0.9 && scale < 1.1 ? 1 : scale;
}

/** Bare paper in the picture: this bright, with a third of its own hue left. */
const pictureWhite = 250;
const hueKept = 1 / 3;

/**
 * What bare paper becomes in the picture people see, per channel. Ink moves by the same factor, so stamps and blue ink keep their colour.
 */
export function pictureTone(tone: readonly number[]): number[] {
  const brightest = Math.max(...tone);
  return tone.map((value) => Math.round(pictureWhite * (1 - (1 - value / brightest) * hueKept)));
}

/**
 * A curve that leaves everything as it is but the paper's own grain: what lies within 1.75 grains of the paper becomes paper, and what lies beyond
 * 3.5 grains is untouched. On a clean scan that is three levels; it never reaches deeper than 30, so pencil stays.
 */
export function coringCurve(paper: number, grain: number, length: number): Uint8Array {
  const near = Math.max(3, Math.min(15, 1.75 * grain));
  const far = 2 * near;
  return Uint8Array.from({ length }, (_, value) => {
    const from = value - paper;
    const size = Math.abs(from);
    const kept = size <= near ? 0 : size >= far ? size : ((size - near) * far) / (far - near);
    return Math.max(0, Math.min(255, Math.round(paper + Math.sign(from) * kept)));
  });
}

/** For OCR the paper goes to white, and everything lighter with it. */
export function ocrTarget(grain: number): number {
  return 255 + Math.min(15, grain);
}

/** Whether all content but a trace stays on the canvas when it is turned back by `angle` degrees about the middle. */
export function inkStaysOn(content: { data: Uint8Array; width: number; height: number }, angle: number): boolean {
  const { data, width, height } = content;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  let ink = 0;
  let lost = 0;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue;
      ink++;
      const dx = x - width / 2;
      const dy = y - height / 2;
      const toX = dx * cos - dy * sin + width / 2;
      const toY = dx * sin + dy * cos + height / 2;
      if (toX < 0 || toY < 0 || toX >= width || toY >= height) lost++;
    }
  }
  return lost <= ink * 0.002;
}
