/**
 * A worker that answers at once with made-up pages and a real, tiny PDF: for tests of the engine's own rules, where what
 * OCR reads does not matter. Its "images" are lines of text behind a JPEG's first bytes, one page a line: `blank`, `separator` or
 * anything else; what stands after `text:` is what OCR reads on the page. A file named `bad…` is refused, one named `crash…` kills its worker.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import type { CleanPage, PageImage, Proposal, RecognisedPage } from '../../src/contract/artefacts.ts';
import type { Sha256 } from '../../src/contract/vocabulary.ts';
import type { ToWorker } from '../../src/main/engine/workers/messages.ts';
import { forkWorker, type SpawnWorker } from '../../src/main/engine/workers/spawn.ts';
import { summaryOf } from '../../src/main/stages/3-recognise/rules.ts';
import { Vault } from '../../src/main/engine/vault/vault.ts';
import { fail, ok, type Result } from '../../src/contract/result.ts';

type Task = Extract<ToWorker, { type: 'task' }>;

/** Counts of tasks done, by step: a re-run must not do them again. */
export type Done = Map<string, number>;

/** `reading` is what every page is read as; by default that is what its file says. */
export function fakeWorker(done: Done = new Map(), reading?: () => RecognisedPage): SpawnWorker {
  return (entry) => {
    // Only the steps are made up: a search is as quick as it is.
    if (entry !== 'step-worker') return forkWorker(entry);
    const onMessage: ((message: unknown) => void)[] = [];
    const onExit: ((code: number | null) => void)[] = [];
    let vault: Promise<Vault> | undefined;
    return {
      postMessage(raw) {
        const message = raw as ToWorker;
        if (message.type === 'start') vault = Vault.open(message.vault);
        else void perform(message);
      },
      onMessage: (listener) => void onMessage.push(listener),
      onExit: (listener) => void onExit.push(listener),
      kill: () => setImmediate(() => onExit.forEach((listener) => listener(null))),
    };
    async function perform(task: Task): Promise<void> {
      done.set(task.step, (done.get(task.step) ?? 0) + 1);
      const result = await answer(task, (await vault)!, reading);
      if (result === 'crash') return onExit.forEach((listener) => listener(null));
      onMessage.forEach((listener) => listener({ type: 'result', id: task.id, result, rss: 0, peak: 0 }));
    }
  };
}

async function answer(task: Task, vault: Vault, reading?: () => RecognisedPage): Promise<Result<unknown> | 'crash'> {
  switch (task.step) {
    case 'capture': {
      const { source, name } = task.input as { source: Sha256; name: string };
      if (name.includes('crash')) return 'crash';
      if (name.includes('bad')) return fail('FILE_EMPTY', { name });
      const pages = (await linesOf(vault, source)).map((_, index) => pageImage(source, index + 1));
      return ok({ kind: 'image', signed: false, pages, warnings: [] });
    }
    case 'clean': {
      const { page } = task.input as { page: PageImage };
      const { rotate } = task.settings as { rotate: CleanPage['rotation'] | null };
      return ok(cleanPage(page, (await linesOf(vault, page.source))[page.sourcePage - 1] ?? '', rotate ?? 0));
    }
    case 'recognise': {
      const page = reading?.() ?? recognised(await linesOf(vault, (task.input as { ocr: Sha256 }).ocr));
      const words = await vault.put(Buffer.from(JSON.stringify(page)));
      return ok({ words, ...summaryOf(page) });
    }
    case 'describe':
      return ok(proposal);
    case 'compose': {
      const { pages, docId, title } = task.input as { pages: unknown[]; docId: string; title: string };
      const pdf = await PDFDocument.create();
      pdf.setTitle(docId);
      // Another description is another file, as with the real step.
      pdf.setSubject(title);
      for (const _ of pages) pdf.addPage();
      const digest = await vault.put(await pdf.save({ useObjectStreams: false }));
      return ok({ pdf: digest, bytes: await vault.size(digest), pages: pages.length, warnings: [] });
    }
    case 'package': {
      const { objid, fileCode, documents } = task.input as { objid: string; fileCode: string; documents: { pages: number }[] };
      const zip = await vault.put(Buffer.from(JSON.stringify(task.input)));
      return ok({
        objid,
        fileCode,
        zip,
        bytes: await vault.size(zip),
        documents: documents.length,
        pages: documents.reduce((sum, { pages }) => sum + pages, 0),
      });
    }
    case 'thumbnail':
      return fail('PAGE_IMAGE_UNREADABLE', { digest: (task.input as { image: Sha256 }).image });
    case 'sign':
    case 'verify':
    case 'send':
      throw new Error(`${task.step} is not a worker's`);
  }
}

async function linesOf(vault: Vault, source: Sha256): Promise<string[]> {
  return (await vault.read(source)).toString('latin1').trim().split('\n').slice(1);
}

/** The words after `text:` in a file's lines, ten pixels to each, ` / ` where a line ends; the same for every page of the file. */
function recognised(lines: readonly string[]): RecognisedPage {
  const written = lines
    .filter((line) => line.startsWith('text:'))
    .flatMap((line) => Buffer.from(line.slice('text:'.length), 'latin1').toString('utf8').split(' / '))
    .map((line) => line.trim().split(/\s+/));
  return {
    width: 1000,
    height: 1000,
    lines: written.map((words, row) => ({
      box: [0, 10 * row, 10 * words.length, 10 * row + 9],
      words: words.map((text, at) => ({ text, box: [10 * at, 10 * row, 10 * at + 9, 10 * row + 9], confidence: 90 })),
    })),
  };
}

function pageImage(source: Sha256, sourcePage: number): PageImage {
  return {
    image: source,
    mime: 'image/png',
    width: 100,
    height: 100,
    orientation: 1,
    dpiX: 200,
    dpiY: 200,
    dpiAssumed: false,
    colour: 'grey',
    origin: 'file',
    source,
    sourcePage,
  };
}

function cleanPage(page: PageImage, line: string, rotation: CleanPage['rotation']): CleanPage {
  const blank = line === 'blank';
  const separator = line === 'separator' ? 'document' : null;
  return {
    image: page.image,
    mime: 'image/png',
    width: 100,
    height: 100,
    dpi: 200,
    colour: 'grey',
    ocr: page.image,
    ocrWidth: 100,
    ocrHeight: 100,
    rotation,
    skew: 0,
    blank,
    ink: blank ? 0 : 0.1,
    barcodes: [],
    separator,
    decisions: [],
  };
}

const found = (value: string) => ({ value, confidence: 0.9, page: 1, box: null });
const proposal: Proposal = {
  typeName: found('02'),
  codeNumber: found('12'),
  codeNotation: found('QĐ-UBND'),
  issuedDate: found('02/01/2001'),
  organName: found('ỦY BAN NHÂN DÂN XÃ MẪU'),
  subject: found('Về việc thử'),
  signer: found('Nguyễn Văn Mẫu'),
  subType: '',
  doubts: [],
};

const jpegMagic = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

/** Writes a dossier's "images": name → one line per page. */
export function writeSources(folder: string, files: Record<string, readonly string[]>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files))
    writeFileSync(join(folder, name), Buffer.concat([jpegMagic, Buffer.from(`\n${lines.join('\n')}\n`)]));
  return folder;
}
