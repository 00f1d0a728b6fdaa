/** The engine's hand on its search process, which is started with the first question. */
import { fail, type Result } from '../../../contract/result.ts';
import type { SearchAnswer } from '../../../contract/routes/search.ts';
import type { SpawnWorker, WorkerHandle } from '../workers/spawn.ts';
import type { FindInput } from './answerer.ts';
import { FromSearch, type ToSearch } from './messages.ts';

/** A question that is not answered by then never will be: the process is ended and the next question starts another. */
const silenceMs = 20_000;

export class Searcher {
  readonly #spawn: SpawnWorker;
  readonly #dataDir: string;
  readonly #waiting = new Map<number, (result: Result<SearchAnswer>) => void>();
  readonly #clients = new WeakMap<object, number>();
  #process: WorkerHandle | null = null;
  #lastId = 0;
  #lastClient = 0;
  #closed = false;

  constructor(spawn: SpawnWorker, dataDir: string) {
    this.#spawn = spawn;
    this.#dataDir = dataDir;
  }

  /** `client` is whoever asks: its own older question gives way. */
  find(client: object, input: FindInput): Promise<Result<SearchAnswer>> {
    if (this.#closed) return Promise.resolve(fail('SEARCH_BROKE_OFF', {}));
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Result<SearchAnswer>>();
    const silence = setTimeout(() => this.#process?.kill(), silenceMs);
    silence.unref();
    this.#waiting.set(id, (result) => {
      clearTimeout(silence);
      this.#waiting.delete(id);
      resolve(result);
    });
    this.#process ??= this.#start();
    this.#process.postMessage({ type: 'find', id, client: this.#numberOf(client), input } satisfies ToSearch);
    return promise;
  }

  /** Its window is closed: nothing is remembered of it. */
  forget(client: object): void {
    const number = this.#clients.get(client);
    if (number !== undefined) this.#process?.postMessage({ type: 'forget', client: number } satisfies ToSearch);
  }

  close(): void {
    this.#closed = true;
    this.#process?.kill();
    this.#brokeOff();
  }

  #start(): WorkerHandle {
    const handle = this.#spawn('search-worker');
    handle.onMessage((raw) => {
      const { id, result } = FromSearch.parse(raw);
      this.#waiting.get(id)?.(result);
    });
    handle.onExit(() => {
      if (this.#process !== handle) return;
      this.#process = null;
      this.#brokeOff();
    });
    handle.postMessage({ type: 'start', dataDir: this.#dataDir } satisfies ToSearch);
    return handle;
  }

  #numberOf(client: object): number {
    const known = this.#clients.get(client) ?? ++this.#lastClient;
    this.#clients.set(client, known);
    return known;
  }

  #brokeOff(): void {
    for (const answer of this.#waiting.values()) answer(fail('SEARCH_BROKE_OFF', {}));
  }
}
