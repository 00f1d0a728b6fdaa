/** The desk at which sets are written to disks: one at a time, so that a slow disk is not shared and its progress is one number. */
import type { EngineEvent } from '../../../contract/routes.ts';

export interface DiskProgress {
  readonly set: string;
  readonly done: number;
  readonly of: number;
}

export class DiskDesk {
  #busy: { readonly stop: AbortController; readonly work: Promise<unknown> } | null = null;
  #progress: DiskProgress | null = null;

  get progress(): DiskProgress | null {
    return this.#progress;
  }

  get busy(): boolean {
    return this.#busy !== null;
  }

  /** Runs `work` at the desk, which must be free. */
  async run<T>(
    set: string,
    of: number,
    emit: (event: EngineEvent) => void,
    work: (context: { signal: AbortSignal; report: (done: number, of: number) => void }) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    const tell = (done: number, all: number) => {
      this.#progress = { set, done, of: all };
      emit({ topic: 'disk.progress', set, done, of: all });
    };
    const working = work({ signal: stop.signal, report: tell });
    this.#busy = { stop, work: working.catch(() => undefined) };
    tell(0, of);
    try {
      return await working;
    } finally {
      this.#busy = null;
      this.#progress = null;
      emit({ topic: 'line.changed' });
    }
  }

  stop(): void {
    this.#busy?.stop.abort();
  }

  async close(): Promise<void> {
    this.stop();
    await this.#busy?.work;
  }
}
