import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { RecognisedPage } from '../../../contract/artefacts.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { PdfString, serialise } from '../../../exchange/pdf/objects.ts';
import { resourcePath } from '../../../platform/resources.ts';
import type { Blobs, StepContext } from '../step.ts';
import { pageContent, type Placed } from './content.ts';
import { deflate } from './flate.ts';
import { CharacterCodes, writeFont } from './font.ts';
import type { PdfImage } from './image.ts';
import type { ComposeInput, ComposePage, ComposeSettings } from './input.ts';
import { pageImages, type PageImages, type PageLayer } from './page-images.ts';
import { infoDictionary, xmpPacket, type About } from './metadata.ts';
import { pageSize, setPage, type SetLine } from './rules.ts';
import { num, PdfWriter, refer, type Ref } from './writer.ts';

/** What went into one page, to be compared with what comes out. Sizes in points. */
export interface CompiledPage {
  readonly width: number;
  readonly height: number;
  readonly hasText: boolean;
  readonly recoded: boolean;
  /** Every image in the order it is painted, in pixels. */
  readonly images: readonly { readonly width: number; readonly height: number }[];
  /** Digests of the masks in the same order; empty for a page that is one image. */
  readonly inks: readonly string[];
  /** Made of layers: what a reader sees is held against the page image. */
  readonly separated: boolean;
}

/**
 * Writes the whole document to `path`, page by page: one page image is in memory at a time. The same input gives the same bytes. `plain`
 * holds the numbers of pages that are not to be made of layers.
 */
export async function compile(
  input: ComposeInput,
  path: string,
  context: StepContext<ComposeSettings>,
  plain: ReadonlySet<number>,
): Promise<Result<CompiledPage[]>> {
  const pdf = await PdfWriter.create(path);
  try {
    const codes = new CharacterCodes();
    const profiles = new Map<string, Ref>();
    const tree = pdf.reserve();
    let font: Ref | null = null;
    const pages: CompiledPage[] = [];
    const kids: Ref[] = [];
    for (const [index, page] of input.pages.entries()) {
      context.signal.throwIfAborted();
      const taken = await takePage(page, index + 1, context, plain.has(index + 1));
      if (!taken.ok) return taken;
      const { size, images, lines } = taken.data;
      const placed: Placed[] = [];
      const names: string[] = [];
      for (const [place, layer] of images.layers.entries()) {
        const name = `Im${place}`;
        const entries = imageEntries(layer.image, await colourSpace(pdf, layer.image, profiles));
        names.push(`/${name} ${refer(await pdf.stream(entries, layer.image.data))}`);
        placed.push({ name, ...placeOf(layer, page, size), fill: layer.fill });
      }
      const content = await deflate(pageContent(placed, lines, codes));
      const contentRef = await pdf.stream('/Filter /FlateDecode', content);
      if (lines.length > 0) font ??= pdf.reserve();
      const fonts = lines.length > 0 && font !== null ? ` /Font << /F0 ${refer(font)} >>` : '';
      kids.push(
        await pdf.object(
          `<< /Type /Page /Parent ${refer(tree)} /MediaBox [0 0 ${num(size.width)} ${num(size.height)}]` +
            ` /Resources << /XObject << ${names.join(' ')} >>${fonts} >> /Contents ${refer(contentRef)} >>`,
        ),
      );
      pages.push({
        ...size,
        hasText: lines.length > 0,
        recoded: images.recoded,
        images: images.layers.map(({ image: { width, height } }) => ({ width, height })),
        inks: images.layers.flatMap(({ ink }) => ink ?? []),
        separated: images.separated,
      });
      context.report({ done: index + 1, of: input.pages.length });
    }
    await pdf.object(`<< /Type /Pages /Count ${kids.length} /Kids [${kids.map(refer).join(' ')}] >>`, tree);
    if (font !== null) await writeFont(pdf, font, codes.characters);
    await writeCatalog(pdf, tree, input);
    return ok(pages);
  } finally {
    await pdf.close();
  }
}

interface TakenPage {
  readonly size: { readonly width: number; readonly height: number };
  readonly images: PageImages;
  readonly lines: readonly SetLine[];
}

async function takePage(
  page: ComposePage,
  number: number,
  { blobs, settings }: StepContext<ComposeSettings>,
  plain: boolean,
): Promise<Result<TakenPage>> {
  const size = pageSize(page.width, page.height, page.dpi);
  if (size === null) {
    const millimetres = (pixels: number) => Math.round((pixels / page.dpi) * 25.4 * 100) / 100;
    return fail('COMPOSE_PAGE_SIZE', { page: number, size: `${millimetres(page.width)} × ${millimetres(page.height)} mm` });
  }
  const images = await pageImages(await blobs.read(page.image), page, settings, plain);
  const image = images?.layers[0];
  if (images === null || image === undefined) return fail('COMPOSE_IMAGE_BROKEN', { page: number });
  if (image.width !== page.width || image.height !== page.height) {
    const [found, expected] = [`${image.width} × ${image.height}`, `${page.width} × ${page.height}`];
    return fail('COMPOSE_IMAGE_MISMATCH', { page: number, found, expected });
  }
  const words = page.words === null ? null : await readWords(page.words, blobs);
  if (words !== null && !words.success) return fail('COMPOSE_WORDS_UNREADABLE', { page: number });
  return ok({ size, images, lines: words === null ? [] : setPage(words.data, size.width, size.height) });
}

/** Pixels from the top left become points from the bottom left. */
function placeOf(
  { left, top, width, height }: PageLayer,
  page: ComposePage,
  size: TakenPage['size'],
): Omit<Placed, 'name' | 'fill'> {
  const scale = { x: size.width / page.width, y: size.height / page.height };
  return { x: left * scale.x, y: size.height - (top + height) * scale.y, width: width * scale.x, height: height * scale.y };
}

async function readWords(digest: Sha256, blobs: Blobs) {
  const text = (await blobs.read(digest)).toString('utf8');
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Stays null, which the schema refuses: one way to be unreadable.
  }
  return RecognisedPage.safeParse(value);
}

/** DeviceGray and DeviceRGB mean the output intent's sRGB (ISO 19005-2, 6.2.4.3); profiles that came with images are written once each. */
async function colourSpace(pdf: PdfWriter, image: PdfImage, profiles: Map<string, Ref>): Promise<string> {
  if (typeof image.colour === 'string') return `/${image.colour}`;
  if ('palette' in image.colour)
    return `[/Indexed /DeviceRGB ${image.colour.palette.length / 3 - 1} ${serialise(new PdfString(image.colour.palette))}]`;
  const { icc, samples } = image.colour;
  const key = createHash('sha256').update(icc).digest('hex');
  const ref = profiles.get(key) ?? (await pdf.stream(`/N ${samples} /Filter /FlateDecode`, await deflate(icc)));
  profiles.set(key, ref);
  return `[/ICCBased ${refer(ref)}]`;
}

/** A stencil has no colour space (ISO 32000-1, table 89). */
function imageEntries(image: PdfImage, colour: string): string {
  const size = `/Width ${image.width} /Height ${image.height} /BitsPerComponent ${image.bits}`;
  const space = image.colour === 'stencil' ? '/ImageMask true' : `/ColorSpace ${colour}`;
  return `/Type /XObject /Subtype /Image ${size} ${space} ${image.filter}`;
}

async function writeCatalog(pdf: PdfWriter, tree: Ref, input: ComposeInput): Promise<void> {
  const about: About = {
    identifier: input.docId,
    title: input.title.trim() === '' ? input.docId : input.title,
    author: input.author,
    subject: input.subject,
    keywords: input.keywords ?? '',
    language: input.language,
    creator: input.producer,
    producer: input.producer,
    createdAt: input.createdAt,
  };
  // The packet is left uncompressed so that tools that know nothing of PDF find it.
  const metadata = await pdf.stream('/Type /Metadata /Subtype /XML', Buffer.from(xmpPacket(about), 'utf8'));
  const srgb = await readFile(resourcePath('icc', 'srgb.icc'));
  const profile = await pdf.stream('/N 3 /Filter /FlateDecode', await deflate(srgb));
  const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${refer(profile)} >>`;
  const catalog = await pdf.object(
    `<< /Type /Catalog /Version /1.7 /Pages ${refer(tree)} /Lang (${input.language}) /Metadata ${refer(metadata)}` +
      ` /OutputIntents [${intent}] /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  const info = await pdf.object(infoDictionary(about));
  // The identifier names this content: same input, same bytes (ISO 32000-1, 14.4 asks only that it be unique to the content).
  const id = createHash('sha256').update(JSON.stringify(input)).digest().subarray(0, 16);
  await pdf.finish(catalog, info, id);
}
