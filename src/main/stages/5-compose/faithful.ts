/**
 * Proof that a page in layers is the page: the finished file is opened by another program (PDFium), its masks must come out bit for bit, and
 * what it shows must look like the page image. A page that fails is written again as it was.
 */
import sharp from 'sharp';
import { PdfFile, type PdfPage } from '../pdfium.ts';
import type { Raster } from '../raster.ts';
import type { StepContext } from '../step.ts';
import type { CompiledPage } from './compile.ts';
import type { ComposePage, ComposeSettings } from './input.ts';
import { digestOf } from './page-images.ts';

/** Drawn at about this many dots to the inch, at which readers draw strokes as they are; compared at half of it, where grain is gone. */
const drawDpi = 150;
/** In squares of this many compared dots, about 3 mm. */
const square = 9;
/** Levels a whole page, and any one square of it, may differ by, per channel: paper that lost its grain differs by 2 or 3. */
const mostOverall = 6;
const mostInSquare = 24;
/** Share of dots that may differ by more than `farApart`: an edge that fell on one side of a dot. */
const farApart = 80;
const mostFarApart = 0.004;

/** Numbers (from 1) of the pages whose layers do not show what the page image shows. */
export async function findUnfaithful(
  file: string,
  pages: readonly ComposePage[],
  compiled: readonly CompiledPage[],
  { blobs, signal }: StepContext<ComposeSettings>,
): Promise<number[]> {
  const asked = compiled.flatMap(({ separated }, index) => (separated ? [index] : []));
  if (asked.length === 0) return [];
  const pdf = await PdfFile.open(file);
  if (typeof pdf === 'string') return asked.map((index) => index + 1);
  try {
    const unfaithful: number[] = [];
    for (const index of asked) {
      signal.throwIfAborted();
      const page = pages[index]!;
      // A judge that breaks on a page has not said that it is faithful.
      const faithful = await pdf
        .withPage(index, (shown) => isFaithful(shown, compiled[index]!.inks, blobs.path(page.image), page.dpi))
        .catch(() => false);
      if (faithful !== true) unfaithful.push(index + 1);
    }
    return unfaithful;
  } finally {
    pdf.close();
  }
}

async function isFaithful(page: PdfPage, inks: readonly string[], image: string, dpi: number): Promise<boolean> {
  if (!sameInk(page, inks)) return false;
  const width = 2 * Math.ceil((page.width / 144) * Math.min(dpi, drawDpi));
  const height = 2 * Math.ceil((page.height / 144) * Math.min(dpi, drawDpi));
  const drawn = page.render(width, height);
  return drawn !== null && looksLike(halved(drawn), await reduced(image, width / 2, height / 2));
}

/** Every mask as another decoder reads it. */
function sameInk(page: PdfPage, inks: readonly string[]): boolean {
  const found = (page.painted() ?? []).flatMap(({ kind, handle }) => {
    if (kind !== 'image') return [];
    const mask = page.stencil(handle);
    return mask === null ? [] : [digestOf(mask)];
  });
  return found.length === inks.length && inks.every((digest, index) => digest === found[index]);
}

/** Two by two dots become one. */
function halved({ data, width, height, channels }: Raster): Raster {
  const half = new Uint8Array((data.length / 4) | 0);
  const line = width * channels;
  for (let y = 0, to = 0; y < height; y += 2) {
    for (let x = 0, at = y * line; x < width; x += 2, at += channels) {
      for (let c = 0; c < channels; c++, at++, to++)
        half[to] = (data[at]! + data[at + channels]! + data[at + line]! + data[at + line + channels]! + 2) >> 2;
    }
  }
  return { data: half, width: width / 2, height: height / 2, channels };
}

async function reduced(path: string, width: number, height: number): Promise<Raster> {
  const data = await sharp(path, { limitInputPixels: false })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { data, width, height, channels: data.length === width * height ? 1 : 3 };
}

/** Overall, in every square, and dot by dot but for a few. Pure. */
export function looksLike(shown: Raster, meant: Raster): boolean {
  const { width, height } = shown;
  const columns = Math.ceil(width / square);
  const sums = new Int32Array(columns * Math.ceil(height / square) * 3);
  const counts = new Int32Array(columns * Math.ceil(height / square));
  let far = 0;
  let total = 0;
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / square) * columns;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const cell = line + Math.floor(x / square);
      counts[cell]!++;
      let most = 0;
      for (let c = 0; c < 3; c++) {
        const difference = valueAt(shown, at, c) - valueAt(meant, at, c);
        sums[cell * 3 + c]! += difference;
        total += Math.abs(difference);
        most = Math.max(most, Math.abs(difference));
      }
      if (most > farApart) far++;
    }
  }
  const dots = width * height;
  if (total / (dots * 3) > mostOverall || far > dots * mostFarApart) return false;
  return sums.every((sum, at) => Math.abs(sum / Math.max(1, counts[Math.floor(at / 3)]!)) <= mostInSquare);
}

function valueAt({ data, channels }: Raster, at: number, channel: number): number {
  return channels === 1 ? data[at]! : data[at * 3 + channel]!;
}
