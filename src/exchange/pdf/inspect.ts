import { fail, ok, type Result } from '../../contract/result.ts';
import { ContentScanner, type Shown, type ShownImage } from './content.ts';
import { PdfLimitError, PdfRef, PdfString, PdfSyntaxError } from './objects.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import { PdfReader, PdfStream } from './reader.ts';
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

const mostPages = 50_000;
const mostFields = 100_000;

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
  let reader: PdfReader | null = null;
  try {
    reader = await PdfReader.open(input);
    return ok(await gather(reader));
  } catch (error) {
    if (error instanceof PdfSyntaxError) return fail('PDF_UNREADABLE', { reason: error.message });
    if (error instanceof PdfLimitError) return fail('PDF_TOO_COMPLEX', { limit: error.message });
    throw error;
  } finally {
    await reader?.close();
  }
}

async function gather(reader: PdfReader): Promise<PdfFacts> {
  const problems = new Set<string>();
  const version = /^%PDF-(\d\.\d)/.exec(reader.head.toString('latin1'))?.[1];
  if (version === undefined) throw new PdfSyntaxError('no version in the header');
  if (!/^%PDF-\d\.\d[\r\n]{1,2}%[\x80-\xff]{4}/.test(reader.head.toString('latin1'))) problems.add('no-binary-comment');
  if ((await reader.array(reader.trailer.get('ID'))).length !== 2) problems.add('no-file-id');
  if (reader.trailer.has('Encrypt')) return encryptedFacts(reader, version, [...problems, 'encrypted']);
  const catalog = await reader.dict(reader.trailer.get('Root'));
  if (catalog === null) throw new PdfSyntaxError('no document catalogue');
  const later = await reader.name(catalog.get('Version'));
  const metadata = await reader.resolve(catalog.get('Metadata'));
  const claims = metadata instanceof PdfStream ? readXmp(await reader.bytes(metadata)) : null;
  if (claims?.pdfa == null) problems.add('no-pdfa-claim');
  const intent = await outputIntent(reader, catalog);
  if (intent === null) problems.add('no-output-intent');
  await checkActions(reader, catalog, problems);
  const pages = await readPages(reader, catalog, problems);
  if (pages.deviceCmyk && intent !== 4) problems.add('cmyk-without-intent');
  return {
    version: later !== null && later > version ? later : version,
    encrypted: false,
    pages: pages.sizes.length,
    pdfa: claims?.pdfa ?? null,
    outputIntent: intent !== null,
    fontsEmbedded: await checkFonts(reader, pages.fonts, problems),
    hasText: pages.text.length > 0,
    textPages: pages.text,
    pageSizes: pages.sizes,
    images: pages.images,
    signatures: await countSignatures(reader, catalog),
    title: await documentTitle(reader, claims),
    problems: [...problems],
  };
}

/** Strings and streams are cipher text, perhaps the page tree too; PDF/A forbids it anyway (ISO 19005-2, 6.1.3). `pages` is 0 when it is hidden. */
async function encryptedFacts(reader: PdfReader, version: string, problems: string[]): Promise<PdfFacts> {
  let pages = 0;
  try {
    const catalog = await reader.dict(reader.trailer.get('Root'));
    pages = Math.max(0, Math.trunc((await reader.number((await reader.dict(catalog?.get('Pages')))?.get('Count'))) ?? 0));
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
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
async function outputIntent(reader: PdfReader, catalog: PdfDict): Promise<number | null> {
  for (const value of await reader.array(catalog.get('OutputIntents'))) {
    const intent = await reader.dict(value);
    if ((await reader.name(intent?.get('S'))) !== 'GTS_PDFA1') continue;
    const components = await reader.number((await reader.dict(intent?.get('DestOutputProfile')))?.get('N'));
    if (components !== null) return components;
  }
  return null;
}

const harmlessActions = ['GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm'];

/** Actions that run by themselves, or do more than go somewhere (ISO 19005-2, 6.5). */
async function checkActions(reader: PdfReader, catalog: PdfDict, problems: Set<string>): Promise<void> {
  if (catalog.has('AA')) problems.add('automatic-action');
  const names = await reader.dict(catalog.get('Names'));
  if (names?.has('JavaScript')) problems.add('action:JavaScript');
  const kind = await reader.name((await reader.dict(catalog.get('OpenAction')))?.get('S'));
  if (kind !== null && !harmlessActions.includes(kind)) problems.add(`action:${kind.slice(0, 30)}`);
}

/** XMP's title counts; Info is only asked where XMP has none. PDF/A-2 lets the two differ. */
async function documentTitle(reader: PdfReader, claims: XmpClaims | null): Promise<string | null> {
  if (claims?.title != null) return claims.title;
  const title = await reader.resolve((await reader.dict(reader.trailer.get('Info')))?.get('Title'));
  return title instanceof PdfString ? decodeText(title.bytes) : null;
}

function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.toString('utf8', 3) : bytes.toString('latin1');
}

interface Pages {
  readonly sizes: { width: number; height: number }[];
  readonly images: PdfFacts['images'][number][];
  readonly text: number[];
  readonly fonts: Set<PdfValue>;
  deviceCmyk: boolean;
}

async function readPages(reader: PdfReader, catalog: PdfDict, problems: Set<string>): Promise<Pages> {
  const pages: Pages = { sizes: [], images: [], text: [], fonts: new Set(), deviceCmyk: false };
  const scanner = new ContentScanner(reader);
  for await (const page of walkPages(reader, catalog.get('Pages'))) {
    const number = pages.sizes.push(await shownSize(reader, page));
    const shown: Shown = { images: [], fonts: new Set(), text: false };
    const resources = await reader.dict(page.get('Resources'));
    await scanner.fonts(resources, shown);
    await scanner.scan(await pageContent(reader, page), resources, shown);
    await addAppearances(reader, scanner, page, shown);
    if (shown.text) pages.text.push(number);
    for (const { filters, interpolated, deviceCmyk, ...image } of shown.images) {
      if (interpolated) problems.add('image-interpolated');
      if (filters.some((filter) => filter === 'LZWDecode' || filter === 'LZW')) problems.add('lzw');
      pages.deviceCmyk ||= deviceCmyk;
      pages.images.push({ page: number, ...image });
    }
    for (const font of shown.fonts) pages.fonts.add(font);
  }
  return pages;
}

/** Leaves of the page tree in order, each with the entries it inherits (ISO 32000-1, 7.7.3.4). */
async function* walkPages(reader: PdfReader, root: PdfValue | undefined): AsyncGenerator<PdfDict> {
  const waiting: { node: PdfValue | undefined; inherited: PdfDict }[] = [{ node: root, inherited: new Map() }];
  const seen = new Set<number>();
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (entry.node instanceof PdfRef) {
      if (seen.has(entry.node.number)) throw new PdfSyntaxError('page tree loop');
      if (seen.size >= 2 * mostPages) throw new PdfLimitError('pages');
      seen.add(entry.node.number);
    }
    const node = await reader.dict(entry.node);
    if (node === null) throw new PdfSyntaxError('page tree');
    const inherited = new Map(entry.inherited);
    for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate']) {
      const value = node.get(key);
      if (value !== undefined) inherited.set(key, value);
    }
    if (!node.has('Kids')) yield new Map([...inherited, ...node]);
    else for (const kid of (await reader.array(node.get('Kids'))).toReversed()) waiting.push({ node: kid, inherited });
    if (waiting.length > mostPages) throw new PdfLimitError('pages');
  }
}

async function shownSize(reader: PdfReader, page: PdfDict): Promise<{ width: number; height: number }> {
  const box = await Promise.all((await reader.array(page.get('MediaBox'))).slice(0, 4).map((side) => reader.number(side)));
  const [x0, y0, x1, y1] = box;
  if (x0 == null || y0 == null || x1 == null || y1 == null) throw new PdfSyntaxError('page without MediaBox');
  const unit = (await reader.number(page.get('UserUnit'))) ?? 1;
  const size = { width: Math.abs(x1 - x0) * unit, height: Math.abs(y1 - y0) * unit };
  const turned = ((await reader.number(page.get('Rotate'))) ?? 0) % 180 !== 0;
  return turned ? { width: size.height, height: size.width } : size;
}

async function pageContent(reader: PdfReader, page: PdfDict): Promise<Buffer> {
  const contents = await reader.resolve(page.get('Contents'));
  const parts: readonly PdfValue[] = Array.isArray(contents) ? contents : [page.get('Contents') ?? null];
  if (parts.length > 10_000) throw new PdfLimitError('content streams');
  const data: Buffer[] = [];
  for (const part of parts) {
    const stream = await reader.resolve(part);
    if (stream instanceof PdfStream) data.push(await reader.bytes(stream), Buffer.from('\n'));
  }
  return Buffer.concat(data);
}

/** Fonts of what annotations show, visible stamps of signatures among them. Their text is not the record's: it does not count as text. */
async function addAppearances(reader: PdfReader, scanner: ContentScanner, page: PdfDict, shown: Shown): Promise<void> {
  for (const value of (await reader.array(page.get('Annots'))).slice(0, 10_000)) {
    const annotation = await reader.dict(value);
    const appearance = await reader.resolve((await reader.dict(annotation?.get('AP')))?.get('N'));
    if (!(appearance instanceof PdfStream)) continue;
    const resources = await reader.dict(appearance.dict.get('Resources'));
    const stamp: Shown = { images: [], fonts: shown.fonts, text: false };
    await scanner.fonts(resources, stamp);
    await scanner.scan(await reader.bytes(appearance), resources, stamp);
  }
}

async function checkFonts(reader: PdfReader, fonts: ReadonlySet<PdfValue>, problems: Set<string>): Promise<boolean> {
  let embedded = true;
  const seen = new Set<number>();
  for (const value of fonts) {
    if (value instanceof PdfRef) {
      if (seen.has(value.number)) continue;
      seen.add(value.number);
    }
    const font = await reader.dict(value);
    const kind = await reader.name(font?.get('Subtype'));
    if (font === null || kind === 'Type3') continue;
    const carrier = kind === 'Type0' ? await reader.dict((await reader.array(font.get('DescendantFonts')))[0]) : font;
    const descriptor = await reader.dict(carrier?.get('FontDescriptor'));
    if (['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(key))) continue;
    embedded = false;
    problems.add(`font-not-embedded:${((await reader.name(font.get('BaseFont'))) ?? '?').slice(0, 60)}`);
  }
  return embedded;
}

async function countSignatures(reader: PdfReader, catalog: PdfDict): Promise<number> {
  const waiting = [...(await reader.array((await reader.dict(catalog.get('AcroForm')))?.get('Fields')))].map((node) => ({
    node,
    kind: '',
  }));
  const seen = new Set<number>();
  let signatures = 0;
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (entry.node instanceof PdfRef) {
      if (seen.has(entry.node.number)) continue;
      seen.add(entry.node.number);
    }
    const field = await reader.dict(entry.node);
    const kind = (await reader.name(field?.get('FT'))) ?? entry.kind;
    if (kind === 'Sig' && (await reader.dict(field?.get('V'))) !== null) signatures++;
    for (const node of await reader.array(field?.get('Kids'))) waiting.push({ node, kind });
    if (waiting.length > mostFields || seen.size > mostFields) throw new PdfLimitError('form fields');
  }
  return signatures;
}
