/** Thin hands on sharp: decode once, turn, straighten, write. */
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { CleanPage, PageImage } from '../../../contract/artefacts.ts';
import { bilevelPng } from '../bilevel-png.ts';
import type { Raster } from '../raster.ts';
import type { Plane } from './raster.ts';

/** Turn, then mirror left to right: what EXIF 1–8 asks of a viewer (EXIF 2.32, tag 0x0112). */
const exifMoves: Readonly<Record<number, readonly [clockwise: 0 | 90 | 180 | 270, mirror: boolean]>> = {
  1: [0, false],
  2: [0, true],
  3: [180, false],
  4: [180, true],
  5: [90, true],
  6: [90, false],
  7: [270, true],
  8: [270, false],
};

export interface Decoded {
  readonly raster: Raster;
  readonly dpi: number;
  /** Below 1 when the page was larger than memory allows. */
  readonly scale: number;
}

/** Pixels upright by EXIF, square (a fax has 204 × 98 dpi), 8-bit grey or sRGB on white, at most `maxMegapixels`. */
export async function decodePage(path: string, page: PageImage, maxMegapixels: number): Promise<Decoded> {
  const sharpest = Math.max(page.dpiX, page.dpiY);
  const square = Math.abs(page.dpiX / page.dpiY - 1) < 0.02;
  const wide = square ? page.width : Math.round((page.width * sharpest) / page.dpiX);
  const high = square ? page.height : Math.round((page.height * sharpest) / page.dpiY);
  const scale = Math.min(1, Math.sqrt((maxMegapixels * 1e6) / (wide * high)));
  let image = sharp(path, { failOn: 'error', limitInputPixels: page.width * page.height + 1 });
  const { hasAlpha } = await image.metadata();
  if (hasAlpha) image = image.flatten({ background: '#ffffff' });
  if (!square || scale < 1) image = image.resize(Math.round(wide * scale), Math.round(high * scale), { fit: 'fill' });
  const grey = page.colour !== 'colour';
  let raster = await toRaster(image.toColourspace(grey ? 'b-w' : 'srgb'));
  const [clockwise, mirror] = exifMoves[page.orientation] ?? [0, false];
  if (clockwise !== 0) raster = await toRaster(fromRaster(raster).rotate(clockwise));
  if (mirror) raster = await toRaster(fromRaster(raster).flop());
  return { raster, dpi: sharpest * scale, scale };
}

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 && info.channels !== 3) throw new Error(`unexpected ${info.channels} channels`);
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function fromRaster({ data, width, height, channels }: Raster): Sharp {
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  return channels === 1 ? image.toColourspace('b-w') : image;
}

/** Quarter turns counter-clockwise. */
export async function turn(raster: Raster, degrees: CleanPage['rotation']): Promise<Raster> {
  return degrees === 0 ? raster : toRaster(fromRaster(raster).rotate(360 - degrees));
}

/** Turns content that stands `angle` degrees counter-clockwise back level, about the middle, on a canvas of the same size filled with `background`. */
export async function straighten(raster: Raster, angle: number, background: readonly number[]): Promise<Raster> {
  if (angle === 0) return raster;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [r, g = r, b = r] = background.map(Math.round);
  const turned = await toRaster(
    fromRaster(raster).affine([cos, -sin, sin, cos], {
      background: { r: r!, g: g!, b: b! },
      interpolator: sharp.interpolators.bicubic,
    }),
  );
  const left = Math.floor((turned.width - raster.width) / 2);
  const top = Math.floor((turned.height - raster.height) / 2);
  return toRaster(fromRaster(turned).extract({ left, top, width: raster.width, height: raster.height }));
}

export async function scalePlane(plane: Plane, width: number, height: number): Promise<Plane> {
  if (width === plane.width && height === plane.height) return plane;
  return toRaster(fromRaster({ ...plane, channels: 1 }).resize(width, height, { fit: 'fill' }));
}

export async function writeOcr(plane: Plane): Promise<Buffer> {
  // Level 1: the file lives for minutes, and tesseract reads it once.
  return fromRaster({ ...plane, channels: 1 })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export async function writePicture(
  raster: Raster,
  colour: CleanPage['colour'],
  dpi: number,
  quality: number,
): Promise<{ bytes: Buffer; mime: CleanPage['mime'] }> {
  if (colour === 'bilevel')
    return { bytes: await bilevelPng(raster.data, raster.width, raster.height, { x: dpi, y: dpi }), mime: 'image/png' };
  const bytes = await fromRaster(raster)
    .withDensity(dpi)
    .jpeg({ quality, chromaSubsampling: '4:2:0', quantisationTable: 3 })
    .toBuffer();
  return { bytes, mime: 'image/jpeg' };
}
