/** A part of a page for the engine to read by itself: cut out a little larger than it was drawn, on a white margin, as the engine likes it. */
import sharp from 'sharp';
import type { Box } from '../../../contract/artefacts.ts';

export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where the picture the engine sees begins in the whole image. */
  readonly offset: readonly [number, number];
}

/** White around the cut: letters that touch the edge are read badly. */
const margin = 16;
/** A hand with a mouse cuts off what hangs below the line. */
const air = 4;

/** The part of a `width` × `height` image that is read for a box. */
export function cropOf([x0, y0, x1, y1]: Box, width: number, height: number): Crop {
  const left = Math.max(0, Math.floor(Math.min(x0, x1)) - air);
  const top = Math.max(0, Math.floor(Math.min(y0, y1)) - air);
  const right = Math.min(width, Math.ceil(Math.max(x0, x1)) + air);
  const bottom = Math.min(height, Math.ceil(Math.max(y0, y1)) + air);
  return { left, top, width: right - left, height: bottom - top, offset: [left - margin, top - margin] };
}

/** The crop as PNG; null when it holds no pixel of the image. */
export async function cutOut(image: Buffer, { left, top, width, height }: Crop): Promise<Buffer | null> {
  if (width < 1 || height < 1) return null;
  try {
    return await sharp(image)
      .extract({ left, top, width, height })
      .extend({ left: margin, right: margin, top: margin, bottom: margin, background: '#ffffff' })
      .png()
      .toBuffer();
  } catch {
    return null;
  }
}
