/** Even lighting: every pixel against the paper around it. One pass over the full page makes both the picture and the OCR plane. */
import type { Paper } from './paper.ts';
import { paperAlong } from './paper.ts';
import type { Raster } from '../raster.ts';
import type { Plane } from './raster.ts';

/** What a pixel becomes once its channel was brought to the paper's target: 1,024 entries, so that no gain up to 4 runs over. */
export type ToneCurve = Uint8Array;
export const curveLength = 1024;

export interface Target {
  /** Bare paper is brought here. */
  readonly paper: number;
  readonly curve: ToneCurve;
}

export interface Lighting {
  /** Per channel. */
  readonly picture: readonly Target[];
  readonly ocr: Target;
}

const maxGain = 4;

/** Rows that share one line of gains: the grid changes by less than a level over these. */
const band = 8;
const fixed = 12;

/** Weights of red, green and blue in the OCR plane: red seals fade to a third of their strength, blue ink and black print stay dark. */
const ocrWeights = [170, 76, 10] as const;

/** Corrects `page` in place and answers the grey plane for OCR. `factor` full pixels make one of the page the paper was measured on. */
export function evenOut(page: Raster, paper: Paper, factor: number, lighting: Lighting): Plane {
  const { data, width, height, channels } = page;
  const ocr = new Uint8Array(width * height);
  const tone = new Float32Array(width);
  const pictureGains = Array.from({ length: channels }, () => new Int32Array(width));
  const ocrGains = Array.from({ length: channels }, () => new Int32Array(width));
  for (let top = 0; top < height; top += band) {
    for (let c = 0; c < channels; c++) {
      paperAlong(paper.broad, paper, c, top + band / 2, factor, tone);
      toGains(tone, lighting.picture[c]!.paper, pictureGains[c]!);
      paperAlong(paper.fine, paper, c, top + band / 2, factor, tone);
      toGains(tone, lighting.ocr.paper, ocrGains[c]!);
    }
    const bottom = Math.min(height, top + band);
    for (let y = top; y < bottom; y++) {
      if (channels === 3) colourRow(data, y * width, pictureGains, ocrGains, lighting, ocr);
      else greyRow(data, y * width, pictureGains[0]!, ocrGains[0]!, lighting, ocr);
    }
  }
  return { data: ocr, width, height };
}

function toGains(tone: Float32Array, target: number, into: Int32Array): void {
  const unit = 1 << fixed;
  for (let x = 0; x < tone.length; x++) into[x] = unit * Math.min(maxGain, target / Math.max(1, tone[x]!));
}

function colourRow(
  data: Uint8Array,
  at: number,
  picture: readonly Int32Array[],
  ocr: readonly Int32Array[],
  lighting: Lighting,
  into: Uint8Array,
): void {
  const [pr, pg, pb] = picture as [Int32Array, Int32Array, Int32Array];
  const [or, og, ob] = ocr as [Int32Array, Int32Array, Int32Array];
  const [cr, cg, cb] = lighting.picture.map((target) => target.curve) as [ToneCurve, ToneCurve, ToneCurve];
  const [wr, wg, wb] = ocrWeights;
  const read = lighting.ocr.curve;
  for (let x = 0, i = at * 3; x < pr.length; x++, i += 3) {
    const r = data[i]!;
    const g = data[i + 1]!;
    const b = data[i + 2]!;
    into[at + x] = read[(((r * or[x]!) >> fixed) * wr + ((g * og[x]!) >> fixed) * wg + ((b * ob[x]!) >> fixed) * wb) >> 8]!;
    data[i] = cr[(r * pr[x]!) >> fixed]!;
    data[i + 1] = cg[(g * pg[x]!) >> fixed]!;
    data[i + 2] = cb[(b * pb[x]!) >> fixed]!;
  }
}

function greyRow(data: Uint8Array, at: number, picture: Int32Array, ocr: Int32Array, lighting: Lighting, into: Uint8Array): void {
  const shown = lighting.picture[0]!.curve;
  const read = lighting.ocr.curve;
  for (let x = 0, i = at; x < picture.length; x++, i++) {
    const value = data[i]!;
    into[i] = read[(value * ocr[x]!) >> fixed]!;
    data[i] = shown[(value * picture[x]!) >> fixed]!;
  }
}

/** The OCR plane of a page whose lighting is left as it is. */
export function ocrPlane({ data, width, height, channels }: Raster): Plane {
  if (channels === 1) return { data, width, height };
  const [wr, wg, wb] = ocrWeights;
  const grey = new Uint8Array(width * height);
  for (let at = 0, i = 0; at < grey.length; at++, i += 3) grey[at] = (data[i]! * wr + data[i + 1]! * wg + data[i + 2]! * wb) >> 8;
  return { data: grey, width, height };
}
