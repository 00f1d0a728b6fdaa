import sharp from 'sharp';
import { codeJbig2 } from './jbig2.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';

/** An image as a PDF holds it. `filter` is its part of the stream dictionary; the colour is Device… unless the file brought a profile. */
export interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** `stencil`: one bit that paints in the colour of the page's content (ISO 32000-1, 8.9.6.2). */
  readonly colour:
    'stencil' | 'DeviceGray' | 'DeviceRGB' | { readonly palette: Buffer } | { readonly icc: Buffer; readonly samples: 1 | 3 };
  readonly filter: string;
  readonly data: Buffer;
  /** True when the coding could not go into PDF/A and was made anew. */
  readonly recoded: boolean;
}

/**
 * Takes a page image into PDF as it is wherever PDF/A-2 can hold its coding: JPEG and the zlib stream of a PNG byte for byte, black and white
 * as JBIG2 when that is smaller. Other codings (CMYK, alpha, 16 bit, interlaced …) are made anew in sRGB or grey. Null when it cannot be read.
 */
export async function takeImage(file: Buffer, mime: 'image/jpeg' | 'image/png', bilevel: boolean): Promise<PdfImage | null> {
  return mime === 'image/jpeg' ? takeJpeg(file, false) : takePng(file, bilevel, false);
}

async function takeJpeg(file: Buffer, recoded: boolean): Promise<PdfImage | null> {
  const jpeg = readJpeg(file);
  if (jpeg === null) return null;
  if (!jpeg.plain) {
    if (recoded) return null;
    const again = await decoded(() =>
      sharp(file).toColourspace('srgb').jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
    );
    return again === null ? null : takeJpeg(again, true);
  }
  const samples = jpeg.components === 1 ? 1 : 3;
  return {
    width: jpeg.width,
    height: jpeg.height,
    bits: 8,
    colour: usableProfile(jpeg.icc, samples) ?? (samples === 1 ? 'DeviceGray' : 'DeviceRGB'),
    filter: '/Filter /DCTDecode',
    data: file,
    recoded,
  };
}

async function takePng(file: Buffer, bilevel: boolean, recoded: boolean): Promise<PdfImage | null> {
  const png = readPng(file);
  if (png === null) return null;
  if (!png.plain) {
    if (recoded) return null;
    const space = png.samples === 2 || (png.samples === 1 && png.palette === null) ? 'b-w' : 'srgb';
    const again = await decoded(() =>
      sharp(file).flatten({ background: 'white' }).toColourspace(space).png({ compressionLevel: 9 }).toBuffer(),
    );
    return again === null ? null : takePng(again, bilevel, true);
  }
  const jbig2 = bilevel && png.blackAndWhite ? await decoded(() => recodeJbig2(file)) : null;
  if (jbig2 !== null && jbig2.length < png.data.length) {
    const size = { width: png.width, height: png.height, bits: 1 };
    return { ...size, colour: 'DeviceGray', filter: '/Filter /JBIG2Decode', data: jbig2, recoded };
  }
  return {
    width: png.width,
    height: png.height,
    bits: png.bits,
    colour: png.palette !== null ? { palette: png.palette } : png.samples === 1 ? 'DeviceGray' : 'DeviceRGB',
    filter: `/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors ${png.samples} /BitsPerComponent ${png.bits} /Columns ${png.width} >>`,
    data: png.data,
    recoded,
  };
}

/** Every pixel as it is, in a fifth less room than Group 4 takes. */
async function recodeJbig2(file: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(file).toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return codeJbig2(
    Uint8Array.from({ length: info.width * info.height }, (_, at) => (data[at * info.channels]! < 128 ? 1 : 0)),
    info.width,
    info.height,
  );
}

/**
 * A profile PDF/A-2 accepts (ISO 19005-2, 6.2.4.2): input, display, output or colour space class, version 2 or 4, made for as many
 * components as the image has. Any other is left out and the colours count as sRGB, as every viewer treats such a file.
 */
function usableProfile(icc: Buffer | null, samples: 1 | 3): { icc: Buffer; samples: 1 | 3 } | null {
  if (icc === null || icc.length < 132 || icc.length > 2 ** 20 || icc.readUInt32BE(0) !== icc.length) return null;
  const version = icc[8] ?? 0;
  const kind = icc.toString('latin1', 12, 16);
  const space = icc.toString('latin1', 16, 20);
  const fits = space === (samples === 1 ? 'GRAY' : 'RGB ') && icc.toString('latin1', 36, 40) === 'acsp';
  return fits && (version === 2 || version === 4) && ['scnr', 'mntr', 'prtr', 'spac'].includes(kind) ? { icc, samples } : null;
}

/** Null when the decoder refuses the file, which is the file's fault, not a bug. */
export async function decoded<T>(work: () => Promise<T>): Promise<T | null> {
  return work().catch(() => null);
}
