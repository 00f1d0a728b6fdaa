import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeWorker, writeSources } from '../../../../tests/support/fake-worker.ts';
import { call, fileCode, folder, gate, heldWorker, station } from '../../../../tests/support/station.ts';
import type { StepName } from '../../../contract/vocabulary.ts';
import type { Session } from '../index.ts';
import { systemClock, type Clock } from '../ports.ts';
import type { FromWorker, ToWorker } from '../workers/messages.ts';
import type { SpawnWorker } from '../workers/spawn.ts';

const papers = (name: string, ...pages: string[]) => writeSources(join(folder, name), { '1.jpg': pages });
const only = (...steps: StepName[]) => ({ steps: new Set(steps), patienceMs: 10_000 });
const jobs = async (session: Session) =>
  (await call(session, 'job.list', {})).map(({ step, state, attempts, error }) => [step, state, attempts, error?.code ?? null]);

const unhandled = vi.fn<(reason: unknown) => void>();
beforeEach(() => void process.on('unhandledRejection', unhandled));
afterEach(() => {
  process.off('unhandledRejection', unhandled);
  vi.restoreAllMocks();
});

type Task = Extract<ToWorker, { type: 'task' }>;
type Answer = Extract<FromWorker, { type: 'result' }>;

/** The fake road, whose answers to capture tasks the test changes into what no honest worker says. */
function lyingWorker(lie: (task: Task, result: Answer['result']) => unknown): SpawnWorker {
  const spawn = fakeWorker();
  return (entry) => {
    const worker = spawn(entry);
    const tasks = new Map<number, Task>();
    return {
      ...worker,
      postMessage(raw) {
        const message = raw as ToWorker;
        if (message.type === 'task') tasks.set(message.id, message);
        worker.postMessage(message);
      },
      onMessage: (listener) =>
        worker.onMessage((raw) => {
          const message = raw as Answer;
          const task = tasks.get(message.id)!;
          listener(task.step === 'capture' ? { ...message, result: lie(task, message.result) } : message);
        }),
    };
  };
}

/** The system's clock, off by what the test says; counts how often the epoch is asked for. */
function wrongClock(off: { ms: number; asked: number }): Clock {
  return { now: systemClock.now, epochMs: () => (off.asked++, systemClock.epochMs() + off.ms) };
}

const lies = [
  [
    'one page told twice',
    ({ pages, ...rest }: { pages: unknown[] }) => ({ ok: true, data: { ...rest, pages: [pages[0], pages[0]] } }),
    'STEP_BUG',
    1,
  ],
  ['an artefact of no known shape', () => ({ ok: true, data: 'pages' }), 'STEP_BUG', 1],
  ['a code nobody knows', () => ({ ok: false, error: { code: 'WHATEVER', data: {} } }), 'WORKER_CRASHED', 3],
] as const;

it.each(lies)(
  'a worker’s wrong answer, %s, parks its job; the program and the other file go on',
  async (name, lie, code, attempts) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const spawnWorker = lyingWorker((task, result) => {
      const odd = (task.input as { name: string }).name === 'odd.jpg';
      return odd && result.ok ? lie(result.data as { pages: unknown[] }) : result;
    });
    const { engine, operator } = await station({ spawnWorker });
    const source = writeSources(join(folder, name), { 'odd.jpg': ['a'], 'sound.jpg': ['b'] });
    await call(operator, 'capture.import', { fileCode, paths: [source] });
    expect(await engine.work(only('capture'))).toEqual({ ok: true, data: null });
    const expected = [
      ['capture', 'parked', attempts, code],
      ['clean', 'ready', 0, null],
    ];
    expect((await jobs(operator)).toSorted()).toEqual(expected);
    expect(unhandled).not.toHaveBeenCalled();
  },
);

it('a wait that was told from a wrong clock ends when the clock is put right', async () => {
  const clock = { ms: 3650 * 86_400_000, asked: 0 };
  const crash = { ok: false, error: { code: 'WORKER_CRASHED', data: { step: 'capture' } } };
  let failing = true;
  const { engine, operator } = await station({
    spawnWorker: lyingWorker((_, result) => (failing ? crash : result)),
    clock: wrongClock(clock),
  });
  await call(operator, 'capture.import', { fileCode, paths: [papers('clock', 'a')] });
  await engine.work({ ...only('capture'), patienceMs: 0 });
  expect(await jobs(operator)).toEqual([['capture', 'ready', 1, 'WORKER_CRASHED']]);
  clock.ms = 0;
  failing = false;
  await engine.work({ ...only('capture'), patienceMs: 0 });
  expect(await jobs(operator)).toEqual([['clean', 'ready', 0, null]]);
});

it('while all workers are busy and pages wait, the queue is not looked at again and again', async () => {
  const clock = { ms: 0, asked: 0 };
  const { reach, arrived, open, opened } = gate();
  const spawnWorker = heldWorker((task) => (task.step === 'clean' ? (reach(), opened) : undefined));
  const { engine, operator } = await station({ spawnWorker, clock: wrongClock(clock) });
  const pages = Array.from({ length: 9 }, (_, n) => `page ${n}`);
  await call(operator, 'capture.import', { fileCode, paths: [papers('busy', ...pages)] });
  const working = engine.work(only('capture', 'clean'));
  await arrived;
  await new Promise((resolve) => setTimeout(resolve, 50));
  clock.asked = 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(clock.asked).toBe(0);
  open();
  await working;
});

it('work that is enqueued at any moment wakes a station that is falling asleep', async () => {
  const { operator } = await station({ mode: 'background' });
  const captured = async () => (await call(operator, 'dossier.get', { fileCode })).ledger.in;
  for (let n = 1; n <= 20; n++) {
    await call(operator, 'capture.import', { fileCode, paths: [papers(`wake-${n}`, `page ${n}`)] });
    await vi.waitFor(async () => expect(await captured()).toBe(n), { timeout: 5_000, interval: 1 });
  }
});
