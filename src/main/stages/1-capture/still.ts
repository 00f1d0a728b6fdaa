/** JPEG, PNG and WebP: the page image is the file itself, unless its colours need converting to be shown. */
import sharp from 'sharp';
import type { Metadata } from 'sharp';
import type { PageImage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { mimeOf } from './file.ts';
import type { Capturer } from './file.ts';
import { damaged, decodePixels, proveDecodes, readHeader, writePage } from './pixels.ts';
import { resolutionOf } from './rules.ts';

export const captureStill: Capturer = async (file) => {
  const where = { file, page: 1 };
  const header = await readHeader(file.path, 0, where);
  if (!header.ok) return header;
  const { width, height, format, pages } = header.data;
  const mime = mimeOf[format as keyof typeof mimeOf];
  if (mime === undefined) return fail('FILE_FORMAT_UNSUPPORTED', { name: file.name, format });
  // An animation is not paper, and taking its first picture would lose the others.
  if ((pages ?? 1) > 1) return fail('FILE_FORMAT_UNSUPPORTED', { name: file.name, format: `${format} (animated)` });
  const proof = await proveDecodes(file.path, header.data, where);
  if (!proof.ok) return proof;

  const resolution = resolutionOf(width, height, claimOf(header.data));
  const page: PageImage = {
    image: file.source,
    mime,
    width,
    height,
    orientation: orientationOf(header.data),
    ...resolution,
    colour: colourOf(header.data),
    origin: 'file',
    source: file.source,
    sourcePage: 1,
  };
  const warnings = proof.data === null ? [] : [proof.data];
  if (isOrdinary(header.data)) return ok({ kind: 'image', signed: false, pages: [page], warnings });
  try {
    const input = sharp(file.path, { failOn: 'error', limitInputPixels: file.settings.maxMegapixels * 1e6 });
    const pixels = await decodePixels(input, header.data);
    const { png, colour } = await writePage(pixels, { x: resolution.dpiX, y: resolution.dpiY });
    const image = await file.blobs.put(png);
    return ok({
      kind: 'image',
      signed: false,
      pages: [{ ...page, image, mime: 'image/png', colour }],
      warnings: [...warnings, 'COLOURS_CONVERTED'],
    });
  } catch (error) {
    return damaged(error, where);
  }
};

/** EXIF or TIFF orientation, 1 when absent or nonsense. */
export function orientationOf(header: Metadata): PageImage['orientation'] {
  const value = header.orientation ?? 1;
  return value >= 1 && value <= 8 ? value : 1;
}

/** What the file says of its resolution; sharp reports one number for both directions. */
export function claimOf(header: Metadata): { x: number; y: number } | null {
  return header.density === undefined ? null : { x: header.density, y: header.density };
}

/** 8-bit sRGB or grey: every later step and every screen shows it right. */
function isOrdinary(header: Metadata): boolean {
  return header.depth === 'uchar' && (header.space === 'srgb' || header.space === 'b-w');
}

function colourOf(header: Metadata): PageImage['colour'] {
  if (header.space !== 'b-w') return 'colour';
  return header.bitsPerSample === 1 ? 'bilevel' : 'grey';
}
