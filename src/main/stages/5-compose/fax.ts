import sharp from 'sharp';

/** One CCITT Group 4 stream (ITU-T T.6) for the whole page, white as 0, most significant bit first, as CCITTFaxDecode expects by default. */
export interface FaxImage {
  readonly data: Buffer;
  /** True when the coder took black for white, so that the PDF must say `/BlackIs1 true`. */
  readonly inverted: boolean;
}

const tag = { compression: 259, photometric: 262, fillOrder: 266, stripOffsets: 273, stripByteCounts: 279 } as const;

/** Codes a black-and-white image of `height` rows by libtiff, as a TIFF of one strip, and takes the strip out. */
export async function codeGroup4(image: Buffer, height: number): Promise<FaxImage | null> {
  const tiff = await sharp(image)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tile: false, tileHeight: height })
    .toBuffer();
  const tags = readTags(tiff);
  const [offset, length] = [tags.get(tag.stripOffsets), tags.get(tag.stripByteCounts)];
  if (offset?.count !== 1 || length?.count !== 1 || tags.get(tag.compression)?.value !== 4) return null;
  if ((tags.get(tag.fillOrder)?.value ?? 1) !== 1) return null;
  return { data: tiff.subarray(offset.value, offset.value + length.value), inverted: tags.get(tag.photometric)?.value === 1 };
}

/** The first directory of a little-endian TIFF (TIFF 6.0, section 2); values that do not fit in the entry come as their offset. */
function readTags(tiff: Buffer): Map<number, { count: number; value: number }> {
  const start = tiff.readUInt32LE(4);
  const entries = tiff.readUInt16LE(start);
  return new Map(
    Array.from({ length: entries }, (_, index) => {
      const at = start + 2 + 12 * index;
      const short = tiff.readUInt16LE(at + 2) === 3;
      return [
        tiff.readUInt16LE(at),
        { count: tiff.readUInt32LE(at + 4), value: short ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8) },
      ];
    }),
  );
}
