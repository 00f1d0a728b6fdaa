/** A page as mixed raster content (ITU-T T.44): paper, pictures, coloured ink and dark ink, each coded the way it is smallest. */
import sharp from 'sharp';
import type { Raster } from '../../raster.ts';
import { codeJbig2 } from '../jbig2.ts';
import { findPictures, type Region } from './pictures.ts';

import { separate } from './separate.ts';
import { inksIn, paperUnderInk, type Ink } from './tones.ts';

export interface Jpeg {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface InkLayer extends Ink {
  /** `mask` as JBIG2 segments at the page's own resolution; black is ink. */
  readonly coded: Buffer;
}

/** Painted in this order. */
export interface Layers {
  readonly width: number;
  readonly height: number;
  readonly background: Jpeg;
  readonly pictures: readonly (Region & { readonly picture: Jpeg })[];
  readonly inks: readonly InkLayer[];
}

export interface LayerSettings {
  readonly backgroundDpi: number;
  readonly pictureDpi: number;
  readonly quality: number;
}

/** Ink hardly changes its colour over a few millimetres. */
const inkDpi = 18;
/** A page of which more than this is picture is no page of ink on paper. */
const mostPicture = 0.5;

/** Null for a page that is one big picture, or has no ink to cut out: it is smallest, and truest, as it is. */
export async function layersOf(page: Raster, dpi: number, settings: LayerSettings): Promise<Layers | null> {
  const { width, height } = page;
  const separated = separate(page, dpi);
  const regions = findPictures(page, separated, dpi);
  const area = regions.reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0);
  if (area > mostPicture * width * height) return null;
  const { dark, coloured } = separated;
  for (const region of regions) for (const mask of [dark, coloured]) clear(mask, width, region);
  const sizeAt = (wanted: number) => Math.max(1, Math.round(dpi / wanted));
  const background = await jpegOf(paperUnderInk(page, separated, sizeAt(settings.backgroundDpi)), settings.quality);
  const inks = [coloured, dark].flatMap((mask) => inksIn(page, mask, sizeAt(inkDpi)));
  if (inks.length === 0) return null;
  return {
    width,
    height,
    background,
    pictures: await Promise.all(regions.map((region) => cutOut(page, region, dpi, settings))),
    inks: inks.map((ink) => ({ ...ink, coded: codeJbig2(ink.mask, width, height) })),
  };
}

function clear(mask: Uint8Array, width: number, { left, top, right, bottom }: Region): void {
  for (let y = top; y < bottom; y++) mask.fill(0, y * width + left, y * width + right);
}

async function cutOut(page: Raster, region: Region, dpi: number, { pictureDpi, quality }: LayerSettings) {
  const { data, width, height, channels } = page;
  const [wide, high] = [region.right - region.left, region.bottom - region.top];
  const scale = Math.min(1, pictureDpi / dpi);
  const { data: pixels, info } = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .extract({ left: region.left, top: region.top, width: wide, height: high })
    .resize(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { data: pixels, width: info.width, height: info.height, channels };
  // People look closely at a photograph, and hardly at bare paper.
  return { ...region, picture: await jpegOf(picture, Math.min(95, quality + 20)) };
}

async function jpegOf({ data, width, height, channels }: Raster, quality: number): Promise<Jpeg> {
  const image = sharp(data, { raw: { width, height, channels } });
  const coding = {
    quality,
    chromaSubsampling: '4:2:0',
    quantisationTable: 3,
    trellisQuantisation: true,
    overshootDeringing: true,
  } as const;
  return { data: await (channels === 1 ? image.toColourspace('b-w') : image).jpeg(coding).toBuffer(), width, height, channels };
}
