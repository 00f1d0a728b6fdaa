/**
 * A few worker processes, sized to cores and memory. A worker is replaced after a crash, after a number of tasks and when it
 * has grown, so that memory stays bounded however long the day is; a task whose worker dies answers WORKER_CRASHED.
 */
import { availableParallelism, totalmem } from 'node:os';
import type { ErrorCode } from '../../../contract/errors/index.ts';
import { fail, type Result } from '../../../contract/result.ts';
import type { StepName } from '../../../contract/vocabulary.ts';
import type { Progress } from '../../stages/step.ts';
import { FromWorker, type ToWorker } from './messages.ts';
import type { SpawnWorker, WorkerHandle } from './spawn.ts';

const mib = 1024 * 1024;
const tasksPerWorker = 400;
const residentLimit = 600 * mib;

interface Task {
  readonly step: StepName;
  readonly input: unknown;
  readonly settings: unknown;
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  readonly resolve: (result: Result<unknown>) => void;
}

interface Worker {
  readonly handle: WorkerHandle;
  current: { id: number; task: Task } | null;
  done: number;
}

/** As many workers as cores, less where memory is short: one page of A4 at 300 dpi needs about half a gibibyte at its peak. */
export function workerCount(cores = availableParallelism(), memory = totalmem()): number {
  return Math.max(1, Math.min(cores, Math.floor((memory - 1024 * mib) / residentLimit), 8));
}

export class WorkerPool {
  readonly size: number;
  readonly #spawn: SpawnWorker;
  readonly #vault: string;
  readonly #workers = new Set<Worker>();
  readonly #waiting: Task[] = [];
  #nextId = 1;
  #closed = false;
  /** The most that all workers together have held, in bytes: each one's own peak, the highest sum seen. */
  #peaks = new Map<Worker, number>();
  #peakSum = 0;

  constructor(options: { spawn: SpawnWorker; vault: string; size?: number }) {
    this.#spawn = options.spawn;
    this.#vault = options.vault;
    this.size = options.size ?? workerCount();
  }

  get peakBytes(): number {
    return this.#peakSum;
  }

  /** Runs one step in a worker. Aborting kills the worker: the answer is then WORKER_CRASHED and nobody should be waiting for it. */
  run(step: StepName, input: unknown, settings: unknown, signal: AbortSignal, report: (progress: Progress) => void): Promise<Result<unknown>> {
    return new Promise((resolve) => {
      this.#waiting.push({ step, input, settings, signal, report, resolve });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.resolve(fail('WORKER_CRASHED', { step: task.step }));
    const exits = [...this.#workers].map((worker) => new Promise<void>((resolve) => worker.handle.onExit(() => resolve())));
    for (const worker of this.#workers) worker.handle.kill();
    await Promise.all(exits);
  }

  #dispatch(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      const idle = [...this.#workers].find((worker) => worker.current === null);
      if (idle === undefined && this.#workers.size >= this.size) return;
      this.#assign(idle ?? this.#start(), this.#waiting.shift()!);
    }
  }

  #assign(worker: Worker, task: Task): void {
    const id = this.#nextId++;
    worker.current = { id, task };
    const abort = () => worker.current?.id === id && worker.handle.kill();
    if (task.signal.aborted) abort();
    else task.signal.addEventListener('abort', abort, { once: true });
    this.#tell(worker, { type: 'task', id, step: task.step, input: task.input, settings: task.settings });
  }

  #start(): Worker {
    const worker: Worker = { handle: this.#spawn('step-worker'), current: null, done: 0 };
    this.#workers.add(worker);
    worker.handle.onMessage((raw) => this.#heard(worker, FromWorker.parse(raw)));
    worker.handle.onExit(() => this.#gone(worker));
    this.#tell(worker, { type: 'start', vault: this.#vault });
    return worker;
  }

  #tell(worker: Worker, message: ToWorker): void {
    worker.handle.postMessage(message);
  }

  #heard(worker: Worker, message: FromWorker): void {
    const current = worker.current;
    if (current === null || current.id !== message.id) return;
    if (message.type === 'progress') return current.task.report(message);
    worker.current = null;
    worker.done++;
    this.#peaks.set(worker, message.peak);
    this.#peakSum = Math.max(this.#peakSum, [...this.#peaks.values()].reduce((sum, peak) => sum + peak, 0));
    if (worker.done >= tasksPerWorker || message.rss > residentLimit) {
      this.#forget(worker);
      worker.handle.kill();
    }
    const { result } = message;
    current.task.resolve(result.ok ? result : fail(result.error.code as ErrorCode, result.error.data));
    this.#dispatch();
  }

  #gone(worker: Worker): void {
    this.#forget(worker);
    const current = worker.current;
    worker.current = null;
    current?.task.resolve(fail('WORKER_CRASHED', { step: current.task.step }));
    this.#dispatch();
  }

  #forget(worker: Worker): void {
    this.#workers.delete(worker);
    this.#peaks.delete(worker);
  }
}
