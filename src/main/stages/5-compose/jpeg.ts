/** What the markers of a JPEG say, as far as a PDF needs to know (ITU-T T.81, Annex B). */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** True when DCTDecode can show the file as it is: 8-bit baseline, extended or progressive Huffman, grey or plainly marked colour. */
  readonly plain: boolean;
  /** The embedded ICC profile, put together from its APP2 chunks. */
  readonly icc: Buffer | null;
}

/** Reads the markers up to the first scan; null when this is no JPEG, or one that was cut off. */
export function readJpeg(data: Buffer): JpegFacts | null {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null;
  const chunks = new Map<number, Buffer>();
  let frame: { kind: number; precision: number; width: number; height: number; ids: string } | null = null;
  let jfif = false;
  let adobe = false;
  for (let at = 2; at + 4 <= data.length;) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = data.readUInt16BE(at + 2);
    const segment = data.subarray(at + 4, at + 2 + length);
    if (length < 2 || segment.length !== length - 2) return null;
    if (marker === 0xe0 && segment.toString('latin1', 0, 5) === 'JFIF\0') jfif = true;
    if (marker === 0xee && segment.toString('latin1', 0, 5) === 'Adobe') adobe = true;
    if (marker === 0xe2 && segment.toString('latin1', 0, 12) === 'ICC_PROFILE\0')
      chunks.set(segment[12] ?? 0, segment.subarray(14));
    if (isFrame(marker)) {
      const components = segment[5] ?? 0;
      if (segment.length < 6 + 3 * components) return null;
      const ids = Array.from({ length: components }, (_, index) => String.fromCharCode(segment[6 + 3 * index] ?? 0)).join('');
      frame = { kind: marker, precision: segment[0] ?? 0, height: segment.readUInt16BE(1), width: segment.readUInt16BE(3), ids };
    }
    if (marker === 0xda) {
      if (frame === null || frame.width === 0 || frame.height === 0 || data.lastIndexOf('\xff\xd9', undefined, 'latin1') < at)
        return null;
      const colour = frame.ids.length === 1 || (frame.ids.length === 3 && (jfif || adobe || frame.ids !== 'RGB'));
      const icc = chunks.size === 0 ? null : Buffer.concat([...chunks].toSorted(([a], [b]) => a - b).map(([, chunk]) => chunk));
      return {
        width: frame.width,
        height: frame.height,
        components: frame.ids.length,
        plain: frame.precision === 8 && frame.kind <= 0xc2 && colour,
        icc,
      };
    }
    at += 2 + length;
  }
  return null;
}

/** SOF0–SOF15 without DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
