/** A PNG as far as a PDF needs to know it (W3C PNG, third edition). */
export interface PngFacts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Samples per pixel in the compressed data: 1 grey or palette, 3 RGB; 2 and 4 have alpha. */
  readonly samples: number;
  /** RGB triples of an indexed image. */
  readonly palette: Buffer | null;
  /** True when FlateDecode with PNG predictors can show the data as it is: no alpha, not interlaced, at most 8 bits. */
  readonly plain: boolean;
  /** True for 1-bit images of pure black and white. */
  readonly blackAndWhite: boolean;
  /** The zlib stream of the IDAT chunks. */
  readonly data: Buffer;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Reads the chunks; null when this is no PNG, or one that was cut off. */
export function readPng(file: Buffer): PngFacts | null {
  if (!file.subarray(0, 8).equals(signature)) return null;
  const data: Buffer[] = [];
  let header: Buffer | null = null;
  let palette: Buffer | null = null;
  let transparent = false;
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (chunk.length !== length) return null;
    if (type === 'IHDR' && length === 13) header = chunk;
    else if (type === 'PLTE') palette = chunk;
    else if (type === 'tRNS') transparent = true;
    else if (type === 'IDAT') data.push(chunk);
    else if (type === 'IEND') return header === null ? null : facts(header, palette, transparent, Buffer.concat(data));
    at += 12 + length;
  }
  return null;
}

function facts(header: Buffer, palette: Buffer | null, transparent: boolean, data: Buffer): PngFacts | null {
  const [width, height, bits, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8] ?? 0, header[9] ?? 0];
  const samples = samplesOf[kind];
  const indexed = kind === 3;
  if (samples === undefined || width === 0 || height === 0 || data.length === 0) return null;
  if (indexed && (palette === null || palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) return null;
  return {
    width,
    height,
    bits,
    samples,
    palette: indexed ? palette : null,
    plain: bits <= 8 && (samples === 1 || samples === 3) && !transparent && header[12] === 0,
    blackAndWhite: bits === 1 && !transparent && (!indexed || /^(?:000000|ffffff)+$/.test(palette?.toString('hex') ?? '')),
    data,
  };
}
