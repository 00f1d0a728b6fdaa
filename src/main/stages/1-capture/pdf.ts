/** PDF: a scanned page gives its own image, untouched where possible; any other page is rendered. */
import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { PageImage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Capturer, SourceFile } from './file.ts';
import { PdfFile } from '../pdfium.ts';
import type { PaintedObject, PdfPage } from '../pdfium.ts';
import type { Raster } from '../raster.ts';
import { scanPdf } from './pdf-bytes.ts';
import { proveDecodes, readHeader, tooLarge, writePage } from './pixels.ts';
import { looksTheSame, orientCells, renderSize, scanOnly } from './rules.ts';
import type { ScanPlacement } from './rules.ts';

export const capturePdf: Capturer = async (file) => {
  const bytes = await scanPdf(file.path, file.signal);
  // PDFium would rebuild what it can of a cut-off file and say nothing of the pages that were lost.
  if (!bytes.ends) return fail('PDF_BROKEN', { name: file.name });
  const pdf = await PdfFile.open(file.path);
  if (pdf === 'encrypted') return fail('PDF_ENCRYPTED', { name: file.name });
  if (pdf === 'broken') return fail('PDF_BROKEN', { name: file.name });
  try {
    if (pdf.pageCount === 0) return fail('PDF_NO_PAGES', { name: file.name });
    const limit = file.settings.maxPages;
    if (pdf.pageCount > limit) return fail('TOO_MANY_PAGES', { name: file.name, pages: pdf.pageCount, limit });
    const pages: PageImage[] = [];
    for (let index = 0; index < pdf.pageCount; index++) {
      file.signal.throwIfAborted();
      const page = await pdf.withPage(index, (open) => capturePage(file, open, index + 1));
      if (page === null) return fail('PDF_PAGE_BROKEN', { name: file.name, page: index + 1 });
      if (!page.ok) return page;
      pages.push(page.data);
      file.report(pages.length, pdf.pageCount);
    }
    const signed = bytes.byteRange || pdf.hasSignature();
    return ok({ kind: 'pdf', signed, pages, warnings: bytes.encrypted ? ['PDF_OWNER_RESTRICTED'] : [] });
  } finally {
    pdf.close();
  }
};

async function capturePage(file: SourceFile, page: PdfPage, number: number): Promise<Result<PageImage>> {
  const broken = fail('PDF_PAGE_BROKEN', { name: file.name, page: number });
  if (!(page.width > 0 && page.height > 0)) return broken;
  const painted = page.painted();
  const scan = painted === null ? null : scanOnly(page.box(), page.turn, painted);
  if (painted !== null && scan !== null) {
    const taken = await takeScan(file, page, number, scan, painted[scan.index]!);
    if (taken !== null) return taken;
  }
  if (painted !== null) {
    const damage = await imagesDecode(file, page, number, painted);
    if (damage !== null) return damage;
  }
  const bestDpi = scan === null || painted === null ? 0 : ownDpi(page, painted[scan.index]!, scan);
  const size = renderSize(
    page.width,
    page.height,
    Math.max(file.settings.renderDpi, Math.min(600, bestDpi)),
    file.settings.maxRenderMegapixels,
  );
  const pixels = page.render(size.width, size.height);
  if (pixels === null) return broken;
  const dpi = { x: (size.width / page.width) * 72, y: (size.height / page.height) * 72 };
  const { png, colour } = await writePage(pixels, dpi);
  return ok({
    image: await file.blobs.put(png),
    mime: 'image/png',
    width: size.width,
    height: size.height,
    orientation: 1,
    dpiX: dpi.x,
    dpiY: dpi.y,
    dpiAssumed: false,
    colour,
    origin: 'pdf-rendered',
    source: file.source,
    sourcePage: number,
  });
}

/** The page's own image; null when it does not look as the page does (a soft mask, a clip, odd colours), so that the page is rendered instead. */
async function takeScan(
  file: SourceFile,
  page: PdfPage,
  number: number,
  scan: ScanPlacement,
  object: PaintedObject,
): Promise<Result<PageImage> | null> {
  const where = { file, page: number };
  const facts = page.image(object.handle);
  if (facts === null) return null;
  const bomb = tooLarge(facts.width, facts.height, where);
  if (bomb !== null) return bomb;
  const common = {
    width: facts.width,
    height: facts.height,
    orientation: scan.orientation,
    dpiX: facts.width / scan.widthInches,
    dpiY: facts.height / scan.heightInches,
    dpiAssumed: false,
    origin: 'pdf-image' as const,
    source: file.source,
    sourcePage: number,
  };
  if (facts.jpeg !== null) {
    const decoded = await readWholeJpeg(facts.jpeg, where);
    if (!decoded.ok) return decoded;
    const header = decoded.data;
    const ordinary =
      facts.ordinaryColour &&
      header.format === 'jpeg' &&
      (header.space === 'srgb' || header.space === 'b-w') &&
      header.width === facts.width &&
      header.height === facts.height;
    if (ordinary && (await agrees(page, sharp(facts.jpeg), scan))) {
      const colour = header.space === 'b-w' ? 'grey' : 'colour';
      return ok({ ...common, image: await file.blobs.put(facts.jpeg), mime: 'image/jpeg', colour });
    }
  }
  const pixels = page.decode(object.handle);
  if (pixels === null) return fail('PDF_PAGE_BROKEN', { name: file.name, page: number });
  if (pixels.width !== facts.width || pixels.height !== facts.height || !(await agrees(page, fromPixels(pixels), scan)))
    return null;
  const { png, colour } = await writePage(pixels, { x: common.dpiX, y: common.dpiY });
  return ok({ ...common, image: await file.blobs.put(png), mime: 'image/png', colour });
}

function fromPixels({ data, width, height, channels }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

const cells = 32;
const oversampling = 12;

/** Compares page and image on a coarse grid: the proof that nothing was added, masked, inverted or turned. */
async function agrees(page: PdfPage, image: Sharp, scan: ScanPlacement): Promise<boolean> {
  const side = cells * oversampling;
  const shown = page.render(side, side);
  if (shown === null) return false;
  const shrunk = await image
    .resize(side, side, { fit: 'fill', kernel: 'linear' })
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const stored = await toCells(sharp(shrunk, { raw: { width: side, height: side, channels: 1 } }), side);
  return looksTheSame(await toCells(fromPixels(shown), side), orientCells(stored, cells, scan.orientation));
}

async function toCells(image: Sharp, side: number): Promise<Uint8Array> {
  const grey = await image.toColourspace('b-w').raw().toBuffer();
  const sums = new Float64Array(cells * cells);
  for (let i = 0; i < grey.length; i++) {
    const cell = Math.floor(Math.floor(i / side) / oversampling) * cells + Math.floor((i % side) / oversampling);
    sums[cell] = sums[cell]! + grey[i]!;
  }
  return Uint8Array.from(sums, (sum) => sum / oversampling ** 2);
}

/** Every JPEG on a page that will be rendered must decode whole: PDFium paints a damaged one grey and says nothing. */
async function imagesDecode(
  file: SourceFile,
  page: PdfPage,
  number: number,
  painted: readonly PaintedObject[],
): Promise<Result<never> | null> {
  const seen = new Set<number>();
  for (const object of painted) {
    if (object.kind !== 'image' || seen.size >= 64) continue;
    seen.add(object.handle);
    const facts = page.image(object.handle);
    if (facts?.jpeg == null) continue;
    const decoded = await readWholeJpeg(facts.jpeg, { file, page: number });
    if (!decoded.ok) return decoded;
  }
  return null;
}

async function readWholeJpeg(jpeg: Uint8Array, where: { file: SourceFile; page: number }): Promise<Result<Metadata>> {
  const header = await readHeader(jpeg, 0, where);
  if (!header.ok) return header;
  const proof = await proveDecodes(jpeg, header.data, where);
  return proof.ok ? header : proof;
}

function ownDpi(page: PdfPage, object: PaintedObject, scan: ScanPlacement): number {
  const facts = page.image(object.handle);
  return facts === null ? 0 : Math.max(facts.width / scan.widthInches, facts.height / scan.heightInches);
}
