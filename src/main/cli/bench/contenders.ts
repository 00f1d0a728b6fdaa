/** Who is measured: the whole road of this program, and what offices would use instead, each as the processes a user would start. */
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { entryPath } from '../../../platform/entries.ts';
import type { BenchInput } from './pages.ts';
import { textOfPdf } from './pdf-text.ts';
import { findProgram, runProgram, watchMemory, type RunOptions } from './process.ts';

export const contenderIds = ['tram', 'tesseract', 'ocrmypdf', 'ocrmypdf-deskew', 'ocrmypdf-clean'] as const;
export type ContenderId = (typeof contenderIds)[number];

export interface Contender {
  readonly id: ContenderId;
  readonly name: string;
  readonly makes: string;
  /** What is not installed, or null; asked before the first run. */
  missing(): Promise<string | null>;
  /** One run into an empty folder. */
  run(input: BenchInput, folder: string, signal: AbortSignal): Promise<Measured | Failed>;
}

export interface Measured {
  readonly ok: true;
  readonly seconds: number;
  /** Sampled over the tree of processes; null where the system does not tell. */
  readonly sampledPeakBytes: number | null;
  /** What the program said of itself; null when it says nothing. */
  readonly reportedPeakBytes: number | null;
  /** Bytes of all PDFs; null when it makes none. */
  readonly pdfBytes: number | null;
  /** Text of each page it made, out of the finished PDFs where there are any. Not part of the time. */
  readonly texts: () => Promise<readonly string[]>;
}

export interface Failed {
  readonly ok: false;
  readonly reason: string;
}

export const cores = availableParallelism();
/** Tesseract's own threads slow a machine down whose every core has a page already. */
const oneThread = { OMP_THREAD_LIMIT: '1' };

export const contenders: readonly Contender[] = [
  { id: 'tram', name: 'tram digitise --practice', makes: 'PDF/A + PAdES + SIP', missing: async () => null, run: runTram },
  { id: 'tesseract', name: `tesseract -l vie --dpi … (× ${cores})`, makes: 'text', missing: tesseractMissing, run: runTesseract },
  ocrmypdf('ocrmypdf', [], []),
  ocrmypdf('ocrmypdf-deskew', ['--deskew'], []),
  ocrmypdf('ocrmypdf-clean', ['--deskew', '--clean', '-O3'], ['unpaper', 'pngquant']),
];

/** The command of this very program, started as its user would. */
export function runOwn(args: readonly string[], options: RunOptions) {
  return runProgram(process.execPath, [...process.execArgv, entryPath('cli'), ...args], options);
}

const Report = z.object({
  peakRssMiB: z.number(),
  dossiers: z.array(z.object({ documents: z.array(z.object({ sources: z.array(z.string()), pdf: z.string().nullable() })) })),
});

async function runTram(input: BenchInput, folder: string, signal: AbortSignal): Promise<Measured | Failed> {
  const memory = watchMemory();
  const started = performance.now();
  const { status, lastWords } = await runOwn(['digitise', ...input.paths, '--practice', '--json', '--out', folder], {
    signal,
    onStart: memory.add,
  });
  const seconds = secondsSince(started);
  const sampledPeakBytes = memory.stop();
  if (status !== 0) return failed(status, lastWords);
  const report = Report.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  const order = input.pages.map(({ source }) => source);
  const documents = report.dossiers
    .flatMap((dossier) => dossier.documents)
    .toSorted((a, b) => firstPage(a.sources, order) - firstPage(b.sources, order))
    .flatMap(({ pdf }) => (pdf === null ? [] : [join(folder, pdf)]));
  return {
    ok: true,
    seconds,
    sampledPeakBytes,
    reportedPeakBytes: report.peakRssMiB * 1024 * 1024,
    pdfBytes: await sizeOf(documents),
    texts: async () => (await Promise.all(documents.map(textOfPdf))).flat(),
  };
}

function firstPage(sources: readonly string[], order: readonly string[]): number {
  const at = order.indexOf(resolve(sources[0] ?? ''));
  return at === -1 ? order.length : at;
}

async function tesseractMissing(): Promise<string | null> {
  const program = findProgram('tesseract');
  if (program === null) return 'tesseract';
  const { stdout } = await runProgram(program, ['--list-langs']);
  return /^vie\s*$/m.test(stdout) ? null : 'tesseract-ocr-vie';
}

async function runTesseract(input: BenchInput, folder: string, signal: AbortSignal): Promise<Measured | Failed> {
  const program = findProgram('tesseract') ?? '';
  const memory = watchMemory();
  const texts = input.pages.map((_, index) => join(folder, `${index}.txt`));
  const waiting = [...input.pages.entries()];
  let failure: Failed | null = null;
  const started = performance.now();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined && failure === null; next = waiting.shift()) {
      const [index, { image, dpi }] = next;
      // It does not look for the resolution in EXIF data and reads worse when it has to guess; every other tool here knows it.
      const args = [image, join(folder, String(index)), '-l', 'vie', ...(dpi === null ? [] : ['--dpi', String(dpi)])];
      const { status, lastWords } = await runProgram(program, args, { env: oneThread, signal, onStart: memory.add });
      if (status !== 0) failure = failed(status, lastWords);
    }
  };
  await Promise.all(Array.from({ length: cores }, worker));
  const seconds = secondsSince(started);
  const sampledPeakBytes = memory.stop();
  if (failure !== null) return failure;
  return {
    ok: true,
    seconds,
    sampledPeakBytes,
    reportedPeakBytes: null,
    pdfBytes: null,
    texts: () => Promise.all(texts.map((path) => readFile(path, 'utf8'))),
  };
}

function ocrmypdf(id: ContenderId, extra: readonly string[], needs: readonly string[]): Contender {
  const args = ['-l', 'vie', `-j${cores}`, '--output-type', 'pdfa', ...extra];
  return {
    id,
    name: ['ocrmypdf', ...args].join(' '),
    makes: 'PDF/A',
    missing: async () => {
      const lacks = ['ocrmypdf', ...needs].filter((name) => findProgram(name) === null);
      return lacks.length > 0 ? lacks.join(', ') : tesseractMissing();
    },
    async run(input, folder, signal) {
      const target = join(folder, 'out.pdf');
      const memory = watchMemory();
      const started = performance.now();
      const { status, lastWords } = await runProgram(findProgram('ocrmypdf') ?? '', [...args, input.pdf, target], {
        signal,
        onStart: memory.add,
      });
      const seconds = secondsSince(started);
      const sampledPeakBytes = memory.stop();
      if (status !== 0) return failed(status, lastWords);
      return {
        ok: true,
        seconds,
        sampledPeakBytes,
        reportedPeakBytes: null,
        pdfBytes: await sizeOf([target]),
        texts: () => textOfPdf(target),
      };
    },
  };
}

/** First line of `--version`, for those that are installed. */
export async function versions(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const name of ['tesseract', 'ocrmypdf']) {
    const program = findProgram(name);
    if (program === null) continue;
    const { stdout } = await runProgram(program, ['--version']);
    found[name] = stdout.split('\n')[0]!.replace(name, '').trim();
  }
  return found;
}

function failed(status: number | null, lastWords: string): Failed {
  return { ok: false, reason: `exit ${status ?? '?'}: ${lastWords}`.slice(0, 200) };
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
