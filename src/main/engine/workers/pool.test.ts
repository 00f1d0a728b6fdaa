import { expect, it } from 'vitest';
import { WorkerPool, workerCount } from './pool.ts';
import type { ToWorker } from './messages.ts';
import type { WorkerHandle } from './spawn.ts';

const mib = 1024 * 1024;
const never = new AbortController().signal;
const quiet = () => undefined;

/** Workers that do what the test says with each task; `die` ends one as a crash does. */
function fakeWorkers(behave: (task: Extract<ToWorker, { type: 'task' }>, worker: { answer(rss?: number): void; die(): void }) => void) {
  const started: number[] = [];
  const spawn = (): WorkerHandle => {
    const me = started.push(started.length);
    const onMessage: ((message: unknown) => void)[] = [];
    const onExit: ((code: number | null) => void)[] = [];
    const die = () => onExit.forEach((listener) => listener(null));
    return {
      postMessage(message) {
        const told = message as ToWorker;
        if (told.type !== 'task') return;
        const answer = (rss = 100 * mib) => onMessage.forEach((hear) => hear({ type: 'result', id: told.id, result: { ok: true, data: me }, rss, peak: rss }));
        setImmediate(() => behave(told, { answer, die }));
      },
      onMessage: (listener) => void onMessage.push(listener),
      onExit: (listener) => void onExit.push(listener),
      kill: () => setImmediate(die),
    };
  };
  return { spawn: () => spawn(), started };
}

it('runs as many tasks at once as there are workers, and no more', async () => {
  let now = 0;
  let most = 0;
  const { spawn } = fakeWorkers((_, { answer }) => {
    most = Math.max(most, ++now);
    setTimeout(() => (now--, answer()), 5);
  });
  const pool = new WorkerPool({ spawn, vault: '', size: 2 });
  await Promise.all(Array.from({ length: 9 }, () => pool.run('clean', {}, {}, never, quiet)));
  expect(most).toBe(2);
  await pool.close();
});

it('a worker that crashes costs the one page it had; the next page gets a fresh worker', async () => {
  const { spawn, started } = fakeWorkers((task, { answer, die }) => (task.input === 'bomb' ? die() : answer()));
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  const [bomb, next] = await Promise.all([pool.run('clean', 'bomb', {}, never, quiet), pool.run('clean', 'page', {}, never, quiet)]);
  expect(bomb).toMatchObject({ ok: false, error: { code: 'WORKER_CRASHED', data: { step: 'clean' } } });
  expect(next).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
  await pool.close();
});

it('a worker that has grown is replaced after its task, so memory stays bounded', async () => {
  const { spawn, started } = fakeWorkers((_, { answer }) => answer(900 * mib));
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  for (let n = 0; n < 3; n++) expect(await pool.run('clean', {}, {}, never, quiet)).toMatchObject({ ok: true });
  expect(started).toHaveLength(3);
  await pool.close();
});

it('cancelling a task kills its worker and leaves the others alone', async () => {
  const { spawn } = fakeWorkers((task, { answer }) => task.input === 'long' || answer());
  const pool = new WorkerPool({ spawn, vault: '', size: 2 });
  const cancel = new AbortController();
  const long = pool.run('clean', 'long', {}, cancel.signal, quiet);
  expect(await pool.run('clean', 'short', {}, never, quiet)).toMatchObject({ ok: true });
  cancel.abort();
  expect(await long).toMatchObject({ ok: false });
  await pool.close();
});

it.each([
  ['a 4 GB office PC with four cores', 4, 4 * 1024 * mib, 4],
  ['a 2 GB PC', 4, 2 * 1024 * mib, 1],
  ['almost no memory still works', 8, 512 * mib, 1],
  ['two cores and plenty', 2, 24 * 1024 * mib, 2],
  ['a server does not start a hundred', 64, 256 * 1024 * mib, 8],
] as const)('sizes itself: %s', (_, cores, memory, workers) => expect(workerCount(cores, memory)).toBe(workers));
