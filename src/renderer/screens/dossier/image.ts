import type { Box, CleanPage } from '../../../contract/artefacts.ts';
import type { PageView } from '../../../contract/views.ts';

export interface Shown {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** The cleaned page; else the arrived image where a browser can draw it (not TIFF), turned as its EXIF orientation says. */
export function shownImage({ clean, image }: Pick<PageView, 'clean' | 'image'>): Shown | null {
  if (clean !== null) return { url: `/blob/${clean.image}`, width: clean.width, height: clean.height };
  if (image.mime === 'image/tiff') return null;
  const turned = image.orientation >= 5;
  const [width, height] = turned ? [image.height, image.width] : [image.width, image.height];
  return { url: `/blob/${image.image}`, width, height };
}

/** A box of the OCR image as shares of the page, a little larger so that the frame does not touch the letters. */
export function boxOnPage([x0, y0, x1, y1]: Box, { ocrWidth, ocrHeight }: Pick<CleanPage, 'ocrWidth' | 'ocrHeight'>) {
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  const air = ocrWidth / 150;
  return {
    left: percent(x0 - air, ocrWidth),
    top: percent(y0 - air, ocrHeight),
    width: percent(x1 - x0 + 2 * air, ocrWidth),
    height: percent(y1 - y0 + 2 * air, ocrHeight),
  };
}
