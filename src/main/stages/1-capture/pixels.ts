/** Thin hands on sharp: read a header, prove that an image decodes to its last line, write pixels out without loss. */
import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { PageImage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Failure, Result } from '../../../contract/result.ts';
import { bilevelPng } from '../bilevel-png.ts';
import type { Raster } from '../raster.ts';
import type { SourceFile } from './file.ts';
import { decodeTrouble } from './rules.ts';

/** A path, or bytes already in memory. */
export type ImageInput = string | Uint8Array;
interface Where {
  readonly file: SourceFile;
  /** 1-based page, for the message. */
  readonly page: number;
}

/** Reads the header only, and refuses a decompression bomb by what the header claims. `frame` is 0-based. */
export async function readHeader(input: ImageInput, frame: number, { file, page }: Where): Promise<Result<Metadata>> {
  let header: Metadata;
  try {
    header = await sharp(input, { limitInputPixels: false, failOn: 'none', page: frame }).metadata();
  } catch (error) {
    return damaged(error, { file, page });
  }
  const bomb = tooLarge(header.width, header.height, { file, page });
  return bomb ?? ok(header);
}

export function tooLarge(width: number, height: number, { file, page }: Where): Failure | null {
  const limit = file.settings.maxMegapixels;
  return width * height > limit * 1e6 ? fail('IMAGE_TOO_LARGE', { name: file.name, page, width, height, limit }) : null;
}

/**
 * Decodes every line and keeps one pixel. Answers the decoder's remark when it was one that costs no pixels. JPEG has no checksum: damage
 * that still reads as valid codes cannot be told from a picture.
 */
export async function proveDecodes(input: ImageInput, header: Metadata, where: Where): Promise<Result<string | null>> {
  const { width, height } = header;
  // Asking for the last pixel makes the decoder go through all others, at full size: at reduced size libjpeg does not notice damage.
  const decode = (failOn: 'warning' | 'error') =>
    sharp(input, { failOn, limitInputPixels: false, sequentialRead: true })
      .extract({ left: width - 1, top: height - 1, width: 1, height: 1 })
      .raw()
      .toBuffer();
  try {
    await decode('warning');
    return ok(null);
  } catch (error) {
    if (decodeTrouble(messageOf(error)) !== 'harmless') return damaged(error, where);
  }
  try {
    await decode('error');
    return ok('DECODER_REMARK');
  } catch (error) {
    return damaged(error, where);
  }
}

export function damaged(error: unknown, { file, page }: Where): Failure {
  const code = decodeTrouble(messageOf(error)) === 'truncated' ? 'IMAGE_TRUNCATED' : 'IMAGE_CORRUPT';
  return fail(code, { name: file.name, page });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Decodes to 8-bit sRGB or grey on white paper, through the image's own colour profile. */
export async function decodePixels(image: Sharp, header: Metadata): Promise<Raster> {
  const grey = header.space === 'b-w' || header.space === 'grey16' || header.channels === 1;
  const flat = header.hasAlpha === true ? image.flatten({ background: '#ffffff' }) : image;
  const { data, info } = await flat
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 && info.channels !== 3) throw new Error(`unexpected ${info.channels} channels`);
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Writes pixels as PNG without loss: 1 bit when there is only black and white, one channel when there is no colour. */
export async function writePage(
  pixels: Raster,
  dpi: { x: number; y: number },
): Promise<{ png: Buffer; colour: PageImage['colour'] }> {
  const plain = pixels.channels === 3 && isGrey(pixels.data) ? firstChannel(pixels) : pixels;
  const { data, width, height, channels } = plain;
  if (channels === 1 && isBilevel(data)) return { png: await bilevelPng(data, width, height, dpi), colour: 'bilevel' };
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  const typed = channels === 1 ? image.toColourspace('b-w') : image;
  // Level 3 costs a third of level 6 and 5 % of size on scans.
  const png = await typed.withDensity(dpi.x).png({ compressionLevel: 3 }).toBuffer();
  return { png, colour: channels === 1 ? 'grey' : 'colour' };
}

function isGrey(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return false;
  return true;
}

function isBilevel(grey: Uint8Array): boolean {
  for (const value of grey) if (value !== 0 && value !== 255) return false;
  return true;
}

function firstChannel(rgb: Raster): Raster {
  const data = new Uint8Array(rgb.width * rgb.height);
  for (let i = 0, j = 0; i < data.length; i++, j += 3) data[i] = rgb.data[j]!;
  return { ...rgb, data, channels: 1 };
}
