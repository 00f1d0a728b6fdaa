/**
 * The doing of step 3: one tesseract.js worker thread, made when first needed, kept between pages, thrown away after any failure
 * and after every `pagesPerWorker` pages, because WebAssembly memory grows with the largest page and never shrinks.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker as Thread } from 'node:worker_threads';
import Tesseract from 'tesseract.js';
import { commonFolder, languageFile, type Language } from './language-data.ts';

export interface EngineSettings {
  readonly languages: readonly Language[];
  /** Tesseract's PSM number. */
  readonly pageSegmentation: number;
  /** Tesseract's `thresholding_method`: 0 Otsu, 1 tiled Otsu, 2 Sauvola. */
  readonly thresholding: number;
}

/** What became of one page. `crashed`: the engine died or gave up on it; the next page gets a fresh one. */
export type Reading =
  | { readonly kind: 'read'; readonly blocks: readonly Tesseract.Block[] }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'no-language'; readonly language: Language };

interface Engine {
  /** The languages it was made for. */
  readonly key: string;
  /** How it looks at a page just now: changed without making a new engine, so that reading one box costs no more than reading it. */
  looks: string;
  readonly worker: Tesseract.Worker;
  readonly thread: Thread;
  /** Settles, with the reason, when the thread dies. */
  readonly death: Promise<string>;
  pages: number;
}

/** Everything one page may have taught the engine is switched off: a page reads the same whatever was read before it. */
const stateless = { classify_enable_learning: '0', tessedit_enable_doc_dict: '0' };

/** Tesseract's remarks about its own parameters and specks would land on the station's stderr. The path is inside the engine. */
const quiet = 'debug_file /dev/null\n';

export class Recogniser {
  readonly #pagesPerWorker: number;
  #engine: Engine | null = null;

  constructor(pagesPerWorker = 100) {
    this.#pagesPerWorker = pagesPerWorker;
  }

  /** Reads one image (PNG, JPEG, PNM or TIFF bytes). One call at a time: the pool is made of processes. */
  async read(image: Buffer, dpi: number, settings: EngineSettings, temp: string, signal: AbortSignal): Promise<Reading> {
    if (signal.aborted) return { kind: 'aborted' };
    const missing = settings.languages.find((language) => languageFile(language) === null);
    if (missing !== undefined) return { kind: 'no-language', language: missing };
    const stop = abortion(signal);
    try {
      const engine = await this.#ready(settings, temp);
      const reading = await Promise.race([readPage(engine, image, dpi), stop.aborted]);
      if (reading.kind !== 'read') await this.close();
      return reading;
    } catch (error) {
      await this.close();
      return { kind: 'crashed', reason: reasonOf(error) };
    } finally {
      stop.forget();
    }
  }

  /** Ends the worker thread; the next page makes a new one. */
  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    await engine?.thread.terminate();
  }

  /** Id of the worker thread in use, or null: lets tests see that it is kept, replaced and ended. */
  get threadId(): number | null {
    return this.#engine?.thread.threadId ?? null;
  }

  async #ready(settings: EngineSettings, temp: string): Promise<Engine> {
    const key = JSON.stringify(settings.languages);
    if (this.#engine !== null && (this.#engine.key !== key || this.#engine.pages >= this.#pagesPerWorker)) await this.close();
    const engine = (this.#engine ??= await start(key, settings, temp));
    const looks = looksOf(settings);
    if (engine.looks !== looks) {
      await engine.worker.setParameters(parametersOf(settings));
      engine.looks = looks;
    }
    return engine;
  }
}

async function readPage(engine: Engine, image: Buffer, dpi: number): Promise<Reading> {
  engine.pages += 1;
  const options = { user_defined_dpi: String(Math.round(dpi)) } as Partial<Tesseract.RecognizeOptions>;
  const page = engine.worker.recognize(image, options, { blocks: true, text: false }).then(
    ({ data }): Reading => ({ kind: 'read', blocks: data.blocks ?? [] }),
    (error: unknown): Reading => {
      const reason = reasonOf(error);
      return /attempting to read image/.test(reason) ? { kind: 'unreadable' } : { kind: 'crashed', reason };
    },
  );
  return Promise.race([page, engine.death.then((reason): Reading => ({ kind: 'crashed', reason }))]);
}

async function start(key: string, settings: EngineSettings, temp: string): Promise<Engine> {
  const gathered = join(temp, `tessdata-${randomUUID()}`);
  const files = settings.languages.map((language) => languageFile(language) ?? '');
  try {
    const langPath = await commonFolder(files, settings.languages, gathered);
    const worker = await new Promise<Tesseract.Worker>((resolve, reject) => {
      // Without an errorHandler the library throws from inside an event; and its own promise never settles when the language data is bad.
      const options = { langPath, cacheMethod: 'none', gzip: true, errorHandler: reject };
      Tesseract.createWorker([...settings.languages], Tesseract.OEM.LSTM_ONLY, options, quiet).then(resolve, reject);
    });
    await worker.setParameters(parametersOf(settings));
    // The published types leave out `worker`, the thread itself (tesseract.js 7, createWorker.js).
    const { worker: thread } = worker as unknown as { worker: Thread };
    const death = new Promise<string>((resolve) => {
      thread.once('error', (error) => resolve(reasonOf(error)));
      thread.once('exit', (code) => resolve(`thread ended with ${code}`));
    });
    return { key, looks: looksOf(settings), worker, thread, death, pages: 0 };
  } finally {
    await rm(gathered, { recursive: true, force: true });
  }
}

function looksOf({ pageSegmentation, thresholding }: EngineSettings): string {
  return JSON.stringify([pageSegmentation, thresholding]);
}

function parametersOf({ pageSegmentation, thresholding }: EngineSettings): Record<string, string> {
  return { tessedit_pageseg_mode: String(pageSegmentation), thresholding_method: String(thresholding), ...stateless };
}

function abortion(signal: AbortSignal): { aborted: Promise<Reading>; forget: () => void } {
  let forget = (): void => undefined;
  const aborted = new Promise<Reading>((resolve) => {
    const tell = (): void => resolve({ kind: 'aborted' });
    signal.addEventListener('abort', tell, { once: true });
    forget = () => signal.removeEventListener('abort', tell);
  });
  return { aborted, forget };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
