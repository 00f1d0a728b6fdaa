import { setImmediate as letOthersRun } from 'node:timers/promises';
import { fail, ok, type Result } from '../../contract/result.ts';
import { ContentScanner, type Shown, type ShownImage } from './content.ts';
import { formFields } from './fields.ts';
import { PdfFile } from './file.ts';
import { isArray, nameOf, PdfDict, PdfError, PdfLimitError, PdfRef, PdfStream, PdfString, readTextString } from './objects.ts';
import type { PdfValue } from './objects.ts';
import { bytesSource, fileSource } from './source.ts';
import { readXmp, type XmpClaims } from './xmp.ts';

export interface PdfFacts {
  /** `1.7`: the header, or the catalogue where it names a later one. */
  readonly version: string;
  readonly pages: number;
  readonly encrypted: boolean;
  /** What the file claims of itself; see `problems` for what speaks against it. */
  readonly pdfa: { readonly part: number; readonly conformance: string } | null;
  readonly outputIntent: boolean;
  /** True when every font of every page, form and annotation brings its program. */
  readonly fontsEmbedded: boolean;
  readonly hasText: boolean;
  /** 1-based numbers of the pages that show at least one character, visible or not. */
  readonly textPages: readonly number[];
  /** In points, as shown: turned by /Rotate. */
  readonly pageSizes: readonly { readonly width: number; readonly height: number }[];
  readonly images: readonly (Pick<ShownImage, 'width' | 'height' | 'dpi' | 'bits' | 'colour'> & { readonly page: number })[];
  /** Signature fields that hold a signature. */
  readonly signatures: number;
  readonly title: string | null;
  /** Codes of broken rules, each once: `no-pdfa-claim`, `font-not-embedded:Arial` … None is necessary for PDF/A-2b, not sufficient. */
  readonly problems: readonly string[];
}

const mostContent = 64 * 2 ** 20;

/**
 * Reads what a PDF is, from a file (images stay on disk) or from bytes; signed and incrementally updated files and object streams included.
 *
 * This is not veraPDF. It proves what the cross-reference leads to: page count and sizes, images and their resolution, that text is shown,
 * that signatures are there (not that they are valid). Of ISO 19005-2 it checks a few rules: no encryption, file identifier, binary comment,
 * claim, output intent, embedded fonts, images without LZW, interpolation or unexplained CMYK, no actions that run by themselves.
 * A file that breaks one of those is no PDF/A-2b as archives expect it; one that breaks none may still not be PDF/A.
 *
 * Errors: `PDF_UNREADABLE` (no PDF, cut off, cross-reference wrong: nothing is repaired), `PDF_TOO_COMPLEX` (a bound was reached).
 */
export async function inspectPdf(input: Uint8Array | string): Promise<Result<PdfFacts>> {
  const source = typeof input === 'string' ? fileSource(input) : bytesSource(input);
  try {
    return ok(await gather(new PdfFile(source)));
  } catch (error) {
    if (error instanceof PdfLimitError) return fail('PDF_TOO_COMPLEX', { limit: error.message });
    if (error instanceof PdfError) return fail('PDF_UNREADABLE', { reason: error.message });
    throw error;
  } finally {
    source.close();
  }
}

async function gather(pdf: PdfFile): Promise<PdfFacts> {
  const problems = new Set<string>();
  const head = pdf.source.read(0, 1024).toString('latin1');
  const version = /^%PDF-(\d\.\d)/.exec(head)?.[1];
  if (version === undefined) throw new PdfError('no version in the header');
  if (!/^%PDF-\d\.\d[\r\n]{1,2}%[\x80-\xff]{4}/.test(head)) problems.add('no-binary-comment');
  if (pdf.array(pdf.xref.trailer.get('ID')).length !== 2) problems.add('no-file-id');
  if (pdf.encrypted) return encryptedFacts(pdf, version, [...problems, 'encrypted']);
  const { catalog } = pdf;
  const later = nameOf(pdf.at(catalog, 'Version'));
  const metadata = pdf.at(catalog, 'Metadata');
  const claims = metadata instanceof PdfStream ? readXmp(pdf.decoded(metadata)) : null;
  if (claims?.pdfa == null) problems.add('no-pdfa-claim');
  const intent = outputIntent(pdf);
  if (intent === null) problems.add('no-output-intent');
  checkActions(pdf, problems);
  const pages = await readPages(pdf, problems);
  if (pages.deviceCmyk && intent !== 4) problems.add('cmyk-without-intent');
  return {
    version: later !== null && later > version ? later : version,
    encrypted: false,
    pages: pages.sizes.length,
    pdfa: claims?.pdfa ?? null,
    outputIntent: intent !== null,
    fontsEmbedded: checkFonts(pdf, pages.fonts, problems),
    hasText: pages.text.length > 0,
    textPages: pages.text,
    pageSizes: pages.sizes,
    images: pages.images,
    signatures: formFields(pdf).signatures.filter((field) => field.value !== null).length,
    title: documentTitle(pdf, claims),
    problems: [...problems],
  };
}

/** Strings and streams are cipher text, perhaps the page tree too; PDF/A forbids it anyway (ISO 19005-2, 6.1.3). `pages` is 0 when it is hidden. */
function encryptedFacts(pdf: PdfFile, version: string, problems: string[]): PdfFacts {
  let pages = 0;
  try {
    pages = Math.max(0, Math.trunc(numberOf(pdf.at(pdf.catalog, 'Pages', 'Count')) ?? 0));
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
  }
  const hidden = {
    pdfa: null,
    outputIntent: false,
    fontsEmbedded: false,
    hasText: false,
    textPages: [],
    pageSizes: [],
    images: [],
  };
  return { version, pages, encrypted: true, ...hidden, signatures: 0, title: null, problems };
}

/** Components of the PDF/A output intent's profile: 1, 3 or 4; null when there is none. */
function outputIntent(pdf: PdfFile): number | null {
  for (const intent of pdf.array(pdf.catalog.get('OutputIntents'))) {
    if (nameOf(pdf.at(intent, 'S')) !== 'GTS_PDFA1') continue;
    const components = numberOf(pdf.at(intent, 'DestOutputProfile', 'N'));
    if (components !== null) return components;
  }
  return null;
}

const harmlessActions = ['GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm'];

/** Actions that run by themselves, or do more than go somewhere (ISO 19005-2, 6.5). */
function checkActions(pdf: PdfFile, problems: Set<string>): void {
  if (pdf.catalog.get('AA') !== null) problems.add('automatic-action');
  const names = pdf.at(pdf.catalog, 'Names');
  if (names instanceof PdfDict && names.get('JavaScript') !== null) problems.add('action:JavaScript');
  const kind = nameOf(pdf.at(pdf.catalog, 'OpenAction', 'S'));
  if (kind !== null && !harmlessActions.includes(kind)) problems.add(`action:${kind.slice(0, 30)}`);
}

/** XMP's title counts; Info is only asked where XMP has none. PDF/A-2 lets the two differ. */
function documentTitle(pdf: PdfFile, claims: XmpClaims | null): string | null {
  if (claims?.title != null) return claims.title;
  const title = pdf.at(pdf.xref.trailer, 'Info', 'Title');
  return title instanceof PdfString ? readTextString(title) : null;
}

interface Pages {
  readonly sizes: { width: number; height: number }[];
  readonly images: PdfFacts['images'][number][];
  readonly text: number[];
  readonly fonts: Set<PdfValue>;
  deviceCmyk: boolean;
}

async function readPages(pdf: PdfFile, problems: Set<string>): Promise<Pages> {
  const pages: Pages = { sizes: [], images: [], text: [], fonts: new Set(), deviceCmyk: false };
  const scanner = new ContentScanner(pdf);
  for (const { page } of pdf.pages()) {
    await letOthersRun();
    const number = pages.sizes.push(shownSize(pdf, page));
    const shown: Shown = { images: [], fonts: pages.fonts, text: false };
    scanner.scan(pageContent(pdf, page), page.get('Resources'), shown);
    scanner.scanAppearances(page, pages.fonts);
    if (shown.text) pages.text.push(number);
    for (const { filters, interpolated, deviceCmyk, ...image } of shown.images) {
      if (interpolated) problems.add('image-interpolated');
      if (filters.some((filter) => filter === 'LZWDecode' || filter === 'LZW')) problems.add('lzw');
      pages.deviceCmyk ||= deviceCmyk;
      pages.images.push({ page: number, ...image });
    }
  }
  return pages;
}

function shownSize(pdf: PdfFile, page: PdfDict): { width: number; height: number } {
  const [x0, y0, x1, y1] = pdf.array(page.get('MediaBox')).map((side) => numberOf(pdf.resolve(side)));
  if (x0 == null || y0 == null || x1 == null || y1 == null) throw new PdfError('page without MediaBox');
  const unit = numberOf(pdf.at(page, 'UserUnit')) ?? 1;
  const size = { width: Math.abs(x1 - x0) * unit, height: Math.abs(y1 - y0) * unit };
  const turned = (numberOf(pdf.at(page, 'Rotate')) ?? 0) % 180 !== 0;
  return turned ? { width: size.height, height: size.width } : size;
}

function pageContent(pdf: PdfFile, page: PdfDict): Buffer {
  const contents = pdf.at(page, 'Contents');
  const data: Buffer[] = [];
  let length = 0;
  for (const part of isArray(contents) ? contents : [contents]) {
    const stream = pdf.resolve(part);
    if (!(stream instanceof PdfStream)) continue;
    const bytes = pdf.decoded(stream);
    length += bytes.length + 1;
    if (length > mostContent) throw new PdfLimitError('page content');
    data.push(bytes, Buffer.from('\n'));
  }
  return Buffer.concat(data);
}

function checkFonts(pdf: PdfFile, fonts: ReadonlySet<PdfValue>, problems: Set<string>): boolean {
  let embedded = true;
  const seen = new Set<number>();
  for (const font of fonts) {
    if (font instanceof PdfRef) {
      if (seen.has(font.number)) continue;
      seen.add(font.number);
    }
    const kind = nameOf(pdf.at(font, 'Subtype'));
    if (!(pdf.resolve(font) instanceof PdfDict) || kind === 'Type3') continue;
    const carrier = kind === 'Type0' ? (pdf.array(pdf.at(font, 'DescendantFonts'))[0] ?? null) : font;
    if (['FontFile', 'FontFile2', 'FontFile3'].some((key) => pdf.at(carrier, 'FontDescriptor', key) instanceof PdfStream))
      continue;
    embedded = false;
    problems.add(`font-not-embedded:${(nameOf(pdf.at(font, 'BaseFont')) ?? '?').slice(0, 60)}`);
  }
  return embedded;
}

function numberOf(value: PdfValue): number | null {
  return typeof value === 'number' ? value : null;
}
