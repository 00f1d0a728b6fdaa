/**
 * Workers as the engine process gets them: it may not fork (the runAsNode fuse is off), so the main process forks a utility process
 * and each side is handed one end of a channel.
 */
import type { MessagePortMain } from 'electron';
import type { WorkerEntry } from '../../platform/entries.ts';
import type { SpawnWorker, WorkerHandle } from '../engine/workers/spawn.ts';
import type { FromEngine } from './control.ts';

interface Worker {
  port: MessagePortMain | null;
  ended: boolean;
  /** What was posted before the port came. */
  readonly queue: unknown[];
  readonly messageListeners: ((message: unknown) => void)[];
  readonly exitListeners: ((code: number | null) => void)[];
}

export interface WorkerPorts {
  readonly spawnWorker: SpawnWorker;
  started(id: number, port: MessagePortMain): void;
  exited(id: number, code: number | null): void;
}

export function workerPorts(tellMain: (message: FromEngine) => void): WorkerPorts {
  const workers = new Map<number, Worker>();
  let lastId = 0;

  function spawnWorker(entry: WorkerEntry): WorkerHandle {
    const id = ++lastId;
    const worker: Worker = { port: null, ended: false, queue: [], messageListeners: [], exitListeners: [] };
    workers.set(id, worker);
    tellMain({ say: 'start-worker', id, entry });
    return {
      postMessage(message) {
        // What is sent to a worker that has just died is lost with it; its exit is reported on its own.
        if (worker.ended) return;
        if (worker.port === null) worker.queue.push(message);
        else worker.port.postMessage(message);
      },
      onMessage: (listener) => void worker.messageListeners.push(listener),
      onExit: (listener) => void worker.exitListeners.push(listener),
      kill: () => tellMain({ say: 'kill-worker', id }),
    };
  }

  function started(id: number, port: MessagePortMain): void {
    const worker = workers.get(id);
    if (worker === undefined) return port.close();
    worker.port = port;
    port.on('message', (event: { data: unknown }) => {
      for (const listener of worker.messageListeners) listener(event.data);
    });
    port.start();
    for (const message of worker.queue.splice(0)) port.postMessage(message);
  }

  function exited(id: number, code: number | null): void {
    const worker = workers.get(id);
    if (worker === undefined) return;
    workers.delete(id);
    worker.ended = true;
    worker.port?.close();
    for (const listener of worker.exitListeners) listener(code);
  }
  return { spawnWorker, started, exited };
}
