import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { WorkerPool, workerCount } from './pool.ts';
import type { ToWorker } from './messages.ts';
import type { WorkerHandle } from './spawn.ts';

const mib = 1024 * 1024;
const never = new AbortController().signal;
const quiet = () => undefined;

/** Workers that do what the test says with each task; `die` ends one as a crash does. */
function fakeWorkers(
  behave: (
    task: Extract<ToWorker, { type: 'task' }>,
    worker: { answer(rss?: number): void; say(message: unknown): void; die(): void },
  ) => void,
) {
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
        const say = (message: unknown) => onMessage.forEach((hear) => hear(message));
        const answer = (rss = 100 * mib) => say({ type: 'result', id: told.id, result: { ok: true, data: me }, rss, peak: rss });
        setImmediate(() => behave(told, { answer, say, die }));
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

it('what a person waits for overtakes the pages that wait, and interrupts none', async () => {
  const order: unknown[] = [];
  const { spawn } = fakeWorkers((task, { answer }) => {
    order.push(task.input);
    answer();
  });
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  const pages = ['page 1', 'page 2', 'page 3'].map((page) => pool.run('recognise', page, {}, never, quiet));
  await Promise.all([...pages, pool.run('recognise', 'box', {}, never, quiet, { urgent: true })]);
  expect(order).toEqual(['page 1', 'box', 'page 2', 'page 3']);
  await pool.close();
});

it('a worker that crashes costs the one page it had; the next page gets a fresh worker', async () => {
  const { spawn, started } = fakeWorkers((task, { answer, die }) => (task.input === 'bomb' ? die() : answer()));
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  const [bomb, next] = await Promise.all([
    pool.run('clean', 'bomb', {}, never, quiet),
    pool.run('clean', 'page', {}, never, quiet),
  ]);
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

it('once closed or cancelled, a task is answered at once and no worker is started for it', async () => {
  const { spawn, started } = fakeWorkers((_, { answer }) => answer());
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  expect(await pool.run('clean', {}, {}, AbortSignal.abort(), quiet)).toMatchObject({ error: { code: 'WORKER_CRASHED' } });
  await pool.close();
  expect(await pool.run('clean', {}, {}, never, quiet)).toMatchObject({ error: { code: 'WORKER_CRASHED' } });
  expect(started).toEqual([]);
});

it('cancelling a task that still waits takes it out of the line', async () => {
  const seen: unknown[] = [];
  const { spawn } = fakeWorkers((task, { answer }) => (seen.push(task.input), setTimeout(answer, 5)));
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  const cancel = new AbortController();
  const tasks = [
    pool.run('clean', 'first', {}, never, quiet),
    pool.run('clean', 'cancelled', {}, cancel.signal, quiet),
    pool.run('clean', 'last', {}, never, quiet),
  ];
  cancel.abort();
  expect((await Promise.all(tasks)).map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(seen).toEqual(['first', 'last']);
  await pool.close();
});

it.each([
  ['no message at all', 'xin chào'],
  ['a result without its memory', { type: 'result', id: 1, result: { ok: true, data: 1 } }],
  [
    'an error code nobody knows',
    { type: 'result', id: 1, result: { ok: false, error: { code: 'toString', data: {} } }, rss: 0, peak: 0 },
  ],
])('a worker that speaks nonsense is replaced: %s', async (_, nonsense) => {
  const { spawn, started } = fakeWorkers((task, { answer, say }) => (task.input === 'odd' ? say(nonsense) : answer()));
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  expect(await pool.run('clean', 'odd', {}, never, quiet)).toMatchObject({ error: { code: 'WORKER_CRASHED' } });
  expect(await pool.run('clean', 'page', {}, never, quiet)).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
  await pool.close();
});

it('a task nothing is heard of is given up and its worker replaced; one that shows progress is waited for', async () => {
  const { spawn, started } = fakeWorkers((task, { answer, say }) => {
    if (task.input === 'stuck') return;
    const beats = setInterval(() => say({ type: 'progress', id: task.id, done: 1, of: 2 }), 20);
    setTimeout(() => (clearInterval(beats), answer()), 600);
  });
  const pool = new WorkerPool({ spawn, vault: '', size: 1, silenceMs: () => 300 });
  expect(await pool.run('compose', 'stuck', {}, never, quiet)).toMatchObject({
    error: { code: 'STEP_TIMED_OUT', data: { step: 'compose' } },
  });
  expect(await pool.run('compose', 'long', {}, never, quiet)).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
  await pool.close();
});

it('no memory for a worker process costs the task one try, not the program', async () => {
  const spawn = () => {
    throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
  };
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  expect(await pool.run('clean', {}, {}, never, quiet)).toMatchObject({ error: { code: 'WORKER_CRASHED' } });
  await pool.close();
});

it('closing waits for a worker that was already being replaced', async () => {
  let gone = false;
  let exit: () => void = () => undefined;
  const spawn = (): WorkerHandle => {
    let hear: (message: unknown) => void = () => undefined;
    return {
      postMessage: (message) => {
        const { type, id } = message as { type: string; id: number };
        if (type === 'task')
          setImmediate(() => hear({ type: 'result', id, result: { ok: true, data: null }, rss: 900 * mib, peak: 0 }));
      },
      onMessage: (listener) => (hear = listener),
      onExit: (listener) => {
        const before = exit;
        exit = () => (before(), listener(null));
      },
      kill: () => setTimeout(() => ((gone = true), exit()), 20),
    };
  };
  const pool = new WorkerPool({ spawn, vault: '', size: 1 });
  await pool.run('clean', {}, {}, never, quiet);
  await pool.close();
  expect(gone).toBe(true);
});

it('a long day leaves no listeners on the station’s one signal', async () => {
  const { spawn } = fakeWorkers((_, { answer }) => answer());
  const pool = new WorkerPool({ spawn, vault: '', size: 2 });
  const { signal } = new AbortController();
  for (let n = 0; n < 50; n++) await pool.run('clean', {}, {}, signal, quiet);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await pool.close();
});

it.each([
  ['a 4 GB office PC with four cores', 4, 4 * 1024 * mib, 4],
  ['a 2 GB PC', 4, 2 * 1024 * mib, 1],
  ['almost no memory still works', 8, 512 * mib, 1],
  ['two cores and plenty', 2, 24 * 1024 * mib, 2],
  ['a server does not start a hundred', 64, 256 * 1024 * mib, 8],
] as const)('sizes itself: %s', (_, cores, memory, workers) => expect(workerCount(cores, memory)).toBe(workers));
