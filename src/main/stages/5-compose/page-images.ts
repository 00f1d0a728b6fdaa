/** The images of one page as the PDF paints them: the page image as it is, or its layers. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { decoded, takeImage, type PdfImage } from './image.ts';
import type { ComposePage, ComposeSettings } from './input.ts';
import { layersOf, type Jpeg, type Layers } from './mrc/layers.ts';

/** In pixels of the page image, from its top left. `fill` (0…1 per channel) is what a stencil paints in. */
export interface PageLayer {
  readonly image: PdfImage;
  readonly fill: readonly number[] | null;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** SHA-256 over one byte per pixel (1 for ink), to be found again in the finished file; null for what is no mask. */
  readonly ink: string | null;
}

export interface PageImages {
  readonly layers: readonly PageLayer[];
  /** Not the page image itself: what a reader sees must be held against it. */
  readonly separated: boolean;
  readonly recoded: boolean;
}

/** At fewer dots to the inch a letter's stroke is one pixel of grey: cut out, it would not be read. */
const leastDpi = 130;

/** Null when the file is no image a PDF can hold. `plain` for a page whose layers were found wanting. */
export async function pageImages(
  file: Buffer,
  page: ComposePage,
  settings: ComposeSettings,
  plain: boolean,
): Promise<PageImages | null> {
  const whole = await takeImage(file, page.mime, page.colour === 'bilevel');
  if (whole === null) return null;
  const { width, height, recoded } = whole;
  const alone = {
    layers: [{ image: whole, fill: null, left: 0, top: 0, width, height, ink: null }],
    separated: false,
    recoded,
  };
  const inLayers = settings.images === 'layers' && page.colour !== 'bilevel' && page.dpi >= leastDpi && whole.bits === 8;
  if (plain || !inLayers) return alone;
  const layers = await separated(file, page, settings);
  if (layers === null) return alone;
  const painted = paint(layers);
  // Few words on a page of a flat colour: the layers would only be more of everything.
  const bytes = painted.reduce((sum, { image }) => sum + image.data.length, 0);
  return bytes < whole.data.length ? { layers: painted, separated: true, recoded } : alone;
}

async function separated(file: Buffer, page: ComposePage, settings: ComposeSettings): Promise<Layers | null> {
  const grey = page.colour === 'grey';
  const pixels = await decoded(() =>
    sharp(file, { limitInputPixels: false })
      .flatten({ background: '#ffffff' })
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  if (pixels === null) return null;
  const { data, info } = pixels;
  const { width, height, channels } = info;
  if (channels !== 1 && channels !== 3) return null;
  const { backgroundDpi, pictureDpi, backgroundQuality: quality } = settings;
  return layersOf({ data, width, height, channels }, page.dpi, { backgroundDpi, pictureDpi, quality });
}

function paint({ width, height, background, pictures, inks }: Layers): PageLayer[] {
  const whole = { left: 0, top: 0, width, height };
  return [
    { image: jpeg(background), fill: null, ink: null, ...whole },
    ...pictures.map(({ picture, left, top, right, bottom }) => {
      return { image: jpeg(picture), fill: null, ink: null, left, top, width: right - left, height: bottom - top };
    }),
    ...inks.map(({ coded, colour, mask }) => {
      const image = {
        width,
        height,
        bits: 1,
        colour: 'stencil',
        filter: '/Filter /JBIG2Decode',
        data: coded,
        recoded: false,
      } as const;
      return { image, fill: colour.map((value) => value / 255), ink: digestOf(mask), ...whole };
    }),
  ];
}

function jpeg({ data, width, height, channels }: Jpeg): PdfImage {
  const colour = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  return { width, height, bits: 8, colour, filter: '/Filter /DCTDecode', data, recoded: false };
}

export function digestOf(ink: Uint8Array): string {
  return createHash('sha256').update(ink).digest('hex');
}
