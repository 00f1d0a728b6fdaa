/** Step 1's decisions: no I/O, no clock. */
import type { PageImage } from '../../../contract/artefacts.ts';
import type { Matrix, Painted, Rect } from '../pdfium.ts';

export interface Resolution {
  readonly dpiX: number;
  readonly dpiY: number;
  readonly dpiAssumed: boolean;
}

/** ISO 216 sheets in inches, portrait, in the order they are tried. */
const sheets = [
  [8.27, 11.69],
  [11.69, 16.54],
  [5.83, 8.27],
] as const;
/** What office scanners and copiers offer, commonest first. */
const usualDpi = [300, 200, 150, 400, 600, 240, 100] as const;
const longestSheet = 48; // inches; A0 with a margin
const a3Long = 18; // inches; A3 with a margin

/**
 * Dots per inch of an image of `width` × `height` pixels. The file's own claim stands when it gives a sheet that can exist; 72 and 96 are what
 * programs write when they do not know, so they must give a sheet that fits a document scanner. Otherwise the paper is guessed: A4, A3, A5.
 */
export function resolutionOf(width: number, height: number, claim: { x: number; y: number } | null): Resolution {
  if (claim !== null && credible(width, height, claim.x, claim.y)) return { dpiX: claim.x, dpiY: claim.y, dpiAssumed: false };
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  for (const dpi of usualDpi) {
    for (const [w, h] of sheets) {
      if (Math.abs(short / (w * dpi) - 1) <= 0.02 && Math.abs(long / (h * dpi) - 1) <= 0.02)
        return { dpiX: dpi, dpiY: dpi, dpiAssumed: true };
    }
  }
  // A photograph, or cropped paper: say it is an A4 sheet within bounds that keep later steps sane.
  const dpi = Math.min(1200, Math.max(50, Math.round(Math.max(long / 11.69, short / 8.27))));
  return { dpiX: dpi, dpiY: dpi, dpiAssumed: true };
}

function credible(width: number, height: number, x: number, y: number): boolean {
  if (!(x >= 50 && x <= 2400 && y >= 50 && y <= 2400)) return false;
  if (x / y > 3 || y / x > 3) return false; // fax is 204 × 98
  const long = Math.max(width / x, height / y);
  const byDefault = (x === 72 || x === 96) && x === y;
  return long <= (byDefault ? a3Long : longestSheet);
}

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** `trang 2` before `trang 10`, Vietnamese letters in their order, the same for NFC and NFD names; total, so that order never depends on the disk. */
export function naturalCompare(a: string, b: string): number {
  const left = a.normalize('NFC');
  const right = b.normalize('NFC');
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}

export interface ScanPlacement {
  /** Index of the image in painting order. */
  readonly index: number;
  /** EXIF orientation that shows the image as the page does. */
  readonly orientation: PageImage['orientation'];
  /** Size on paper of the image's own width and height, in inches. */
  readonly widthInches: number;
  readonly heightInches: number;
}

/**
 * A PDF page is "just a scan" when one image, set square, covers at least 94 % of it and nothing visible is painted after it.
 * What lies beneath is hidden by it; invisible OCR text does not count. `turn` is the page's /Rotate, clockwise.
 */
export function scanOnly(box: Rect, turn: 0 | 90 | 180 | 270, painted: readonly Painted[]): ScanPlacement | null {
  for (let index = painted.length - 1; index >= 0; index--) {
    const paint = painted[index]!;
    if (!paint.visible) continue;
    if (paint.kind !== 'image' || paint.matrix === null || covered(box, paint.matrix) < 0.94) return null;
    const orientation = orientationOf(paint.matrix, turn);
    if (orientation === null) return null;
    const [a, b, c, d] = paint.matrix;
    return { index, orientation, widthInches: Math.hypot(a, b) / 72, heightInches: Math.hypot(c, d) / 72 };
  }
  return null;
}

/** Share of `box` under the image's bounding box. */
function covered(box: Rect, [a, b, c, d, e, f]: Matrix): number {
  const left = e + Math.min(0, a, c, a + c);
  const right = e + Math.max(0, a, c, a + c);
  const bottom = f + Math.min(0, b, d, b + d);
  const top = f + Math.max(0, b, d, b + d);
  const wide = Math.max(0, Math.min(right, box[2]) - Math.max(left, box[0]));
  const high = Math.max(0, Math.min(top, box[3]) - Math.max(bottom, box[1]));
  // An image that sticks out far is cropped by the page: taking it whole would show what the page hides.
  if (right - left > (box[2] - box[0]) * 1.06 || top - bottom > (box[3] - box[1]) * 1.06) return 0;
  return (wide * high) / ((box[2] - box[0]) * (box[3] - box[1]));
}

/** EXIF orientation of an image placed by `matrix` on a page turned by `turn`; null when it stands askew. */
export function orientationOf([a, b, c, d]: Matrix, turn: 0 | 90 | 180 | 270): PageImage['orientation'] | null {
  const square = (big: number, small: number) => Math.abs(small) <= Math.abs(big) * 0.002;
  const upright = square(a, b) && square(d, c);
  if (!upright && !(square(b, a) && square(c, d))) return null;
  // Where the image's right and down point on the unturned page, as [x, y] with y upwards.
  let right: [number, number] = upright ? [Math.sign(a), 0] : [0, Math.sign(b)];
  let down: [number, number] = upright ? [0, -Math.sign(d)] : [-Math.sign(c), 0];
  for (let quarter = 0; quarter < turn; quarter += 90) {
    right = [right[1], -right[0]];
    down = [down[1], -down[0]];
  }
  const found = exifByAxes.find(([, r, w]) => r[0] === right[0] && r[1] === right[1] && w[0] === down[0] && w[1] === down[1]);
  return found?.[0] ?? null;
}

/** EXIF 2.32, tag 0x0112: where the stored rows' right and down point when shown, y upwards. */
const exifByAxes: readonly (readonly [number, readonly [number, number], readonly [number, number]])[] = [
  [1, [1, 0], [0, -1]],
  [2, [-1, 0], [0, -1]],
  [3, [-1, 0], [0, 1]],
  [4, [1, 0], [0, 1]],
  [5, [0, -1], [1, 0]],
  [6, [0, -1], [-1, 0]],
  [7, [0, 1], [-1, 0]],
  [8, [0, 1], [1, 0]],
];

/** Turns a square grid of cells as `orientation` tells a viewer to. */
export function orientCells(stored: Uint8Array, side: number, orientation: PageImage['orientation']): Uint8Array {
  const [, right, down] = exifByAxes[orientation - 1] ?? exifByAxes[0]!;
  const last = side - 1;
  const shown = new Uint8Array(stored.length);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const left = x * right[0] + y * down[0];
      const up = x * right[1] + y * down[1];
      shown[(right[1] + down[1] > 0 ? last - up : -up) * side + (right[0] + down[0] > 0 ? left : last + left)] =
        stored[y * side + x]!;
    }
  }
  return shown;
}

/** Both shapes of the same page, as grey cells 0…255: the extracted image must look like what the page shows, cell by cell. */
export function looksTheSame(shown: Uint8Array, extracted: Uint8Array): boolean {
  if (shown.length !== extracted.length || shown.length === 0) return false;
  let sum = 0;
  for (let i = 0; i < shown.length; i++) {
    const difference = Math.abs(shown[i]! - extracted[i]!);
    if (difference > 64) return false;
    sum += difference;
  }
  return sum / shown.length <= 8;
}

export type DecodeTrouble = 'truncated' | 'corrupt' | 'harmless';

/** Reads a decoder's complaint. A few stray bytes between JPEG segments are common and hide nothing; all else means lost pixels. */
export function decodeTrouble(message: string): DecodeTrouble {
  if (
    /premature end|truncated|unexpected end|end of (?:file|stream|image)|not enough data|read error at scanline \d+; got|too few bytes|out of data|short/i.test(
      message,
    )
  )
    return 'truncated';
  const stray = /(\d+) extraneous bytes/i.exec(message);
  if (stray !== null && Number(stray[1]) <= 64 && !/bad Huffman|instead of RST|arithmetic/i.test(message)) return 'harmless';
  return 'corrupt';
}

/**
 * What systems leave in folders: passed over in silence. A file named like a page is a page even behind a dot, which hides nothing on Windows;
 * `._…` is macOS's shadow of a file, `.trashed-…` and `.pending-…` are Android's.
 */
export function isLitter(name: string): boolean {
  if (/^(?:\._|\.trashed-|\.pending-|~\$)/i.test(name)) return true;
  if (/^(?:__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information|lost\+found)$/i.test(name))
    return true;
  return /^\.(?!\.)/.test(name) && !/\.(?:jpe?g|png|tiff?|webp|bmp|pdf)$/i.test(name);
}

/** Descriptions and truth that dossier folders carry beside their pages. */
export function isCompanion(name: string): boolean {
  return /\.(?:txt|json|xml|csv|md|sha256|md5)$/i.test(name);
}

/** Pixels for a page of `width` × `height` points at `dpi`, at fewer dpi when that would pass `maxMegapixels`. */
export function renderSize(width: number, height: number, dpi: number, maxMegapixels: number): { width: number; height: number } {
  const wanted = dpi / 72;
  const scale = Math.min(wanted, Math.sqrt((maxMegapixels * 1e6) / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
