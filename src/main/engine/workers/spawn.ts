import { fork } from 'node:child_process';
import { entryPath, type WorkerEntry } from '../../../platform/entries.ts';

/** A process that does steps and may be killed at any moment. */
export interface WorkerHandle {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** How this host starts a worker: Node forks; Electron's main process starts a utility process and passes a port. */
export type SpawnWorker = (entry: WorkerEntry) => WorkerHandle;

export const forkWorker: SpawnWorker = (entry) => {
  const child = fork(entryPath(entry), [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  // A worker that could not be started at all is seen by its exit; the error event itself must not kill the engine.
  let failed = false;
  const exitListeners: ((code: number | null) => void)[] = [];
  const exited = (code: number | null) => {
    if (failed) return;
    failed = true;
    for (const listener of exitListeners) listener(code);
  };
  child.on('error', () => exited(null));
  child.on('exit', (code) => exited(code));
  return {
    postMessage: (message) => {
      // Sending to a worker that has just died fails; its exit is what matters and is reported on its own.
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exitListeners.push(listener),
    kill: () => void child.kill('SIGKILL'),
  };
};
