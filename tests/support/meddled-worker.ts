import type { ToWorker } from '../../src/main/engine/workers/messages.ts';
import type { SpawnWorker } from '../../src/main/engine/workers/spawn.ts';
import { fakeWorker } from './fake-worker.ts';

type Task = Extract<ToWorker, { type: 'task' }>;
interface Answer {
  readonly ok: boolean;
  readonly [key: string]: unknown;
}

/** `fakeWorker`, whose tasks can be held back (`before`) and whose answers changed (`after`). */
export function meddledWorker(meddle: {
  before?(task: Task): Promise<void> | undefined;
  after?(task: Task, answer: Answer): unknown;
}): SpawnWorker {
  const spawn = fakeWorker();
  return (entry) => {
    const worker = spawn(entry);
    const tasks = new Map<number, Task>();
    return {
      ...worker,
      postMessage(raw) {
        const message = raw as ToWorker;
        if (message.type !== 'task') return worker.postMessage(message);
        tasks.set(message.id, message);
        void Promise.resolve(meddle.before?.(message)).then(() => worker.postMessage(message));
      },
      onMessage: (listener) =>
        worker.onMessage((raw) => {
          const message = raw as { id: number; result: Answer };
          listener({ ...message, result: meddle.after?.(tasks.get(message.id)!, message.result) ?? message.result });
        }),
    };
  };
}

/** A place in the code under test where it stops until the test lets it on. */
export function gate(): { reached(): void; arrived: Promise<void>; open(): void; opened: Promise<void> } {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return { reached: arrived.resolve, arrived: arrived.promise, open: opened.resolve, opened: opened.promise };
}
