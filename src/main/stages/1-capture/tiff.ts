/** TIFF of any number of pages: each page out without loss, so that every screen can show it and none is held in memory with another. */
import sharp from 'sharp';
import type { PageImage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Capturer, SourceFile } from './file.ts';
import { damaged, decodePixels, readHeader, writePage } from './pixels.ts';
import { resolutionOf } from './rules.ts';
import { orientationOf } from './still.ts';
import { readTiffDirectories } from './tiff-directory.ts';

export const captureTiff: Capturer = async (file) => {
  const directories = await readTiffDirectories(file.path, file.settings.maxPages);
  if (directories === 'corrupt') return fail('IMAGE_CORRUPT', { name: file.name, page: 1 });
  if (directories === 'truncated') return fail('IMAGE_TRUNCATED', { name: file.name, page: 1 });
  if (directories === 'too-many')
    return fail('TOO_MANY_PAGES', { name: file.name, pages: `> ${file.settings.maxPages}`, limit: file.settings.maxPages });
  // Reduced copies (thumbnails) and masks are not paper; a file of nothing else is taken as it stands.
  const pages = directories.map((directory, frame) => ({ ...directory, frame }));
  const sheets = pages.some((page) => page.isPage) ? pages.filter((page) => page.isPage) : pages;

  const captured: PageImage[] = [];
  for (const sheet of sheets) {
    file.signal.throwIfAborted();
    const page = await capturePage(file, sheet.frame, captured.length + 1, sheet.dpi);
    if (!page.ok) return page;
    captured.push(page.data);
    file.report(captured.length, sheets.length);
  }
  const warnings = sheets.length < pages.length ? ['TIFF_THUMBNAILS_SKIPPED'] : [];
  return ok({ kind: 'tiff', signed: false, pages: captured, warnings });
};

async function capturePage(
  file: SourceFile,
  frame: number,
  page: number,
  claim: { x: number; y: number } | null,
): Promise<Result<PageImage>> {
  const where = { file, page };
  const header = await readHeader(file.path, frame, where);
  if (!header.ok) return header;
  const { width, height } = header.data;
  const resolution = resolutionOf(width, height, claim);
  try {
    const input = sharp(file.path, { page: frame, failOn: 'error', limitInputPixels: file.settings.maxMegapixels * 1e6 });
    const pixels = await decodePixels(input, header.data);
    const { png, colour } = await writePage(pixels, { x: resolution.dpiX, y: resolution.dpiY });
    const image = await file.blobs.put(png);
    const orientation = orientationOf(header.data);
    return ok({
      image,
      mime: 'image/png',
      width,
      height,
      orientation,
      ...resolution,
      colour,
      origin: 'file',
      source: file.source,
      sourcePage: page,
    });
  } catch (error) {
    return damaged(error, where);
  }
}
