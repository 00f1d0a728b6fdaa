/**
 * What is measured: the given pages as our own capture sees them, so that a tool that takes only images, or only one PDF, gets the very
 * same scans. Image data is passed on as it lies in the file: JPEG byte for byte, PNG data as it is, black and white as JBIG2, pixel for pixel.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import sharp from 'sharp';
import type { PageImage } from '../../../contract/artefacts.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { software } from '../../engine/software.ts';
import { capture, CaptureSettings, gatherSources } from '../../stages/1-capture/index.ts';
import { compose, ComposeSettings } from '../../stages/5-compose/index.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { must, Refusal } from '../station.ts';
import { bagOf, type Bag } from './word-f1.ts';
import { truthOf } from './truth.ts';

export interface BenchInput {
  /** As the user gave them; `digitise` gets these. */
  readonly paths: readonly string[];
  /** In the order in which `digitise` takes them. */
  readonly pages: readonly BenchPage[];
  /** All page images in one PDF, without text. */
  readonly pdf: string;
  /** The first page alone, without text. */
  readonly onePage: Buffer;
}

export interface BenchPage {
  readonly source: string;
  /** JPEG or PNG, upright as its file says. */
  readonly image: string;
  /** As the file says; null when it does not. */
  readonly dpi: number | null;
  readonly truth: Bag | null;
}

/** Reads the pages into `folder`. Refuses what capture refuses: a comparison over different pages would be none. */
export async function readPages(
  paths: readonly string[],
  truthFolder: string | null,
  folder: string,
  signal: AbortSignal,
): Promise<BenchInput> {
  const absolute = paths.map((path) => resolve(path));
  const vault = await Vault.open(join(folder, 'vault'));
  const context = { blobs: vault, signal, report: () => undefined };
  const pages: BenchPage[] = [];
  const sheets: Sheet[] = [];
  for (const path of absolute) {
    const gathered = await gatherSources([path], 'auto');
    const problem = gathered.problems[0];
    if (problem !== undefined) throw new Refusal(problem.error);
    for (const { files } of gathered.documents) {
      const captured: PageImage[][] = [];
      for (const file of files) {
        const source = await vault.put(await readFile(file));
        const settings = CaptureSettings.parse({});
        captured.push(must(await capture.run({ source, name: basename(file) }, { ...context, settings })).pages);
      }
      const truth = await truthOf({ files, pages: captured.map(({ length }) => length), root: path }, truthFolder);
      const first = sheets.length;
      for (const [index, source] of files.entries()) {
        for (const page of captured[index]!) {
          const sheet = await upright(page, vault);
          const text = truth[sheets.length - first] ?? null;
          sheets.push(sheet);
          pages.push({
            source,
            image: vault.path(sheet.image),
            dpi: page.dpiAssumed ? null : Math.round(page.dpiX),
            truth: text === null ? null : bagOf(text),
          });
        }
      }
    }
  }
  if (sheets.length === 0) throw new Refusal({ code: 'NOTHING_TO_DIGITISE', data: {} });
  const pdf = join(folder, 'pages.pdf');
  await writeFile(pdf, await bind(sheets, context));
  return { paths: absolute, pages, pdf, onePage: await bind(sheets.slice(0, 1), context) };
}

interface Sheet {
  readonly image: Sha256;
  readonly mime: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly colour: PageImage['colour'];
}

/** Clockwise turn, then mirror left to right, for EXIF orientation 1–8. */
const moves = [
  [0, false],
  [0, false],
  [0, true],
  [180, false],
  [180, true],
  [90, true],
  [90, false],
  [270, true],
  [270, false],
] as const;

/** A page as it is; one that is stored turned, or neither JPEG nor PNG, is written anew as PNG without loss. */
async function upright(page: PageImage, vault: Vault): Promise<Sheet> {
  const { image, mime, width, height, dpiX: dpi, colour, orientation } = page;
  if (orientation === 1 && (mime === 'image/jpeg' || mime === 'image/png')) return { image, mime, width, height, dpi, colour };
  const [clockwise, mirror] = moves[orientation] ?? moves[1];
  const turned = await sharp(await sharp(vault.path(image)).rotate(clockwise).png({ compressionLevel: 3 }).toBuffer())
    .flop(mirror)
    .withDensity(dpi)
    .png({ compressionLevel: 3 })
    .toBuffer();
  const lies = clockwise === 90 || clockwise === 270;
  return {
    image: await vault.put(turned),
    mime: 'image/png',
    width: lies ? height : width,
    height: lies ? width : height,
    dpi,
    colour,
  };
}

async function bind(
  sheets: readonly Sheet[],
  context: { blobs: Vault; signal: AbortSignal; report: () => undefined },
): Promise<Buffer> {
  const document = {
    docId: 'bench',
    title: 'bench',
    author: '',
    subject: '',
    language: 'vi' as const,
    createdAt: '2026-01-01T00:00:00.000+07:00',
    producer: `${software.name} ${software.version}`,
    pages: sheets.map((sheet) => ({ ...sheet, words: null })),
  };
  const { pdf } = must(await compose.run(document, { ...context, settings: ComposeSettings.parse({ images: 'master' }) }));
  return context.blobs.read(pdf);
}
