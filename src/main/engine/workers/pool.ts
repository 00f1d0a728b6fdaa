/**
 * A few worker processes, sized to cores and memory. A worker is replaced after a crash, after a number of tasks, when it has grown
 * and when it is not heard of for too long, so that memory stays bounded and no page is waited for for ever.
 */
import { availableParallelism, totalmem } from 'node:os';
import { fail, type Result } from '../../../contract/result.ts';
import type { Progress } from '../../stages/step.ts';
import { FromWorker, type ToWorker, type WorkerTask } from './messages.ts';
import type { SpawnWorker, WorkerHandle } from './spawn.ts';

const mib = 1024 * 1024;
const tasksPerWorker = 400;
const residentLimit = 600 * mib;
const minute = 60_000;

interface Task {
  readonly step: WorkerTask;
  readonly input: unknown;
  readonly settings: unknown;
  readonly report: (progress: Progress) => void;
  readonly answer: (result: Result<unknown>) => void;
}

interface Worker {
  readonly handle: WorkerHandle;
  readonly gone: Promise<void>;
  current: { readonly id: number; readonly task: Task; readonly silence: NodeJS.Timeout } | null;
  done: number;
}

/** As many workers as cores, less where memory is short: one page of A4 at 300 dpi needs about half a gibibyte at its peak. */
export function workerCount(cores = availableParallelism(), memory = totalmem()): number {
  return Math.max(1, Math.min(cores, Math.floor((memory - 1024 * mib) / residentLimit), 8));
}

/**
 * How long a worker may say nothing about its task, in ms. Progress is told page by page or document by document; only what comes after
 * the last of them, writing and judging a file of thousands of pages, is long.
 */
function patienceFor(step: WorkerTask): number {
  return step === 'compose' || step === 'package' ? 30 * minute : 10 * minute;
}

export class WorkerPool {
  readonly size: number;
  readonly #spawn: SpawnWorker;
  readonly #vault: string;
  readonly #silenceMs: (step: WorkerTask) => number;
  readonly #workers = new Set<Worker>();
  /** Killed, but not gone yet. */
  readonly #leaving = new Set<Worker>();
  readonly #waiting: Task[] = [];
  #nextId = 1;
  #closed = false;
  /** The most that all workers together have held, in bytes: each one's own peak, the highest sum seen. */
  #peaks = new Map<Worker, number>();
  #peakSum = 0;

  constructor(options: { spawn: SpawnWorker; vault: string; size?: number; silenceMs?: (step: WorkerTask) => number }) {
    this.#spawn = options.spawn;
    this.#vault = options.vault;
    this.#silenceMs = options.silenceMs ?? patienceFor;
    this.size = options.size ?? workerCount();
  }

  get peakBytes(): number {
    return this.#peakSum;
  }

  /**
   * Runs one step in a worker. WORKER_CRASHED when the worker died, spoke nonsense or was ended: aborting kills it, and then, as after
   * `close`, the answer comes at once. STEP_TIMED_OUT when nothing was heard of the task for too long. A task somebody sits and waits for
   * is `urgent`: it is the next one a worker takes.
   */
  run(
    step: WorkerTask,
    input: unknown,
    settings: unknown,
    signal: AbortSignal,
    report: (progress: Progress) => void,
    { urgent = false }: { urgent?: boolean } = {},
  ): Promise<Result<unknown>> {
    if (this.#closed || signal.aborted) return Promise.resolve(fail('WORKER_CRASHED', { step }));
    return new Promise((resolve) => {
      const cancel = () => this.#cancel(task);
      const answer = (result: Result<unknown>) => {
        signal.removeEventListener('abort', cancel);
        resolve(result);
      };
      const task: Task = { step, input, settings, report, answer };
      signal.addEventListener('abort', cancel, { once: true });
      // Somebody is looking: a thumbnail takes no longer than a blink, the pages behind it seconds.
      if (step === 'thumbnail') this.#waiting.splice(this.#waiting.findLastIndex((one) => one.step === 'thumbnail') + 1, 0, task);
      else if (urgent) this.#waiting.unshift(task);
      else this.#waiting.push(task);
      this.#dispatch();
    });
  }

  /** Answers every task, kills every worker and waits until the last one is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { step, answer } of this.#waiting.splice(0)) answer(fail('WORKER_CRASHED', { step }));
    for (const worker of this.#workers) this.#end(worker);
    await Promise.all([...this.#leaving].map(({ gone }) => gone));
  }

  #dispatch(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      const idle = [...this.#workers].find((worker) => worker.current === null);
      if (idle === undefined && this.#workers.size >= this.size) return;
      const task = this.#waiting.shift()!;
      try {
        this.#assign(idle ?? this.#start(), task);
      } catch {
        // No memory for one more process: the task is tried again later, like one whose worker died at once.
        task.answer(fail('WORKER_CRASHED', { step: task.step }));
      }
    }
  }

  #assign(worker: Worker, task: Task): void {
    const id = this.#nextId++;
    const silence = setTimeout(() => this.#end(worker, 'STEP_TIMED_OUT'), this.#silenceMs(task.step));
    worker.current = { id, task, silence };
    this.#tell(worker, { type: 'task', id, step: task.step, input: task.input, settings: task.settings });
  }

  #start(): Worker {
    const handle = this.#spawn('step-worker');
    const gone = new Promise<void>((resolve) => handle.onExit(() => resolve()));
    const worker: Worker = { handle, gone, current: null, done: 0 };
    this.#workers.add(worker);
    handle.onMessage((raw) => this.#heard(worker, raw));
    handle.onExit(() => {
      this.#release(worker);
      this.#leaving.delete(worker);
    });
    this.#tell(worker, { type: 'start', vault: this.#vault });
    return worker;
  }

  #tell(worker: Worker, message: ToWorker): void {
    worker.handle.postMessage(message);
  }

  #heard(worker: Worker, raw: unknown): void {
    const said = FromWorker.safeParse(raw);
    if (!said.success) return this.#end(worker);
    const message = said.data;
    const current = worker.current;
    if (current === null || current.id !== message.id) return;
    if (message.type === 'progress') {
      current.silence.refresh();
      return current.task.report(message);
    }
    this.#finished(worker)?.answer(message.result);
    worker.done++;
    this.#peaks.set(worker, message.peak);
    this.#peakSum = Math.max(
      this.#peakSum,
      [...this.#peaks.values()].reduce((sum, peak) => sum + peak, 0),
    );
    if (worker.done >= tasksPerWorker || message.rss > residentLimit) this.#end(worker);
    else this.#dispatch();
  }

  #cancel(task: Task): void {
    const place = this.#waiting.indexOf(task);
    if (place >= 0) this.#waiting.splice(place, 1);
    for (const worker of this.#workers) if (worker.current?.task === task) return this.#end(worker);
    task.answer(fail('WORKER_CRASHED', { step: task.step }));
  }

  #end(worker: Worker, reason: 'WORKER_CRASHED' | 'STEP_TIMED_OUT' = 'WORKER_CRASHED'): void {
    if (!this.#workers.has(worker)) return;
    this.#leaving.add(worker);
    worker.handle.kill();
    this.#release(worker, reason);
  }

  /** No longer one of the pool's: what it was doing is answered, and its place is free. */
  #release(worker: Worker, reason: 'WORKER_CRASHED' | 'STEP_TIMED_OUT' = 'WORKER_CRASHED'): void {
    this.#workers.delete(worker);
    this.#peaks.delete(worker);
    const task = this.#finished(worker);
    task?.answer(fail(reason, { step: task.step }));
    this.#dispatch();
  }

  #finished(worker: Worker): Task | null {
    const current = worker.current;
    worker.current = null;
    clearTimeout(current?.silence);
    return current?.task ?? null;
  }
}
