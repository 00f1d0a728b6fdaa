import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { gate, meddledWorker } from '../../../../tests/support/meddled-worker.ts';
import { call, openStation } from '../../../../tests/support/open-station.ts';
import type { StepName } from '../../../contract/vocabulary.ts';
import type { Engine, EngineOptions, Session } from '../index.ts';
import { systemClock, type Clock } from '../ports.ts';

const folder = temporaryFolder('runner');
const fileCode = 'H49.64.33.2001.160';
const papers = (name: string, ...pages: string[]) => writeSources(join(folder, name), { '1.jpg': pages });
const only = (...steps: StepName[]) => ({ steps: new Set(steps), patienceMs: 10_000 });
const jobs = async (session: Session) =>
  (await call(session, 'job.list', {})).map(({ step, state, attempts, error }) => [step, state, attempts, error?.code ?? null]);
const open: Engine[] = [];
const unhandled = vi.fn();
beforeEach(() => void process.on('unhandledRejection', unhandled));
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
  process.off('unhandledRejection', unhandled);
  vi.restoreAllMocks();
});

async function station(options: Partial<EngineOptions>) {
  const opened = await openStation(folder, options);
  open.push(opened.engine);
  return opened;
}

/** The system's clock, off by what the test says; counts how often the epoch is asked for. */
function wrongClock(off: { ms: number; asked: number }): Clock {
  return { now: systemClock.now, epochMs: () => (off.asked++, systemClock.epochMs() + off.ms) };
}

const wrongAnswers = [
  [
    'one page told twice',
    (data: { pages: unknown[] }) => ({ ok: true, data: { ...data, pages: [data.pages[0], data.pages[0]] } }),
    'STEP_BUG',
    1,
  ],
  ['an artefact of no known shape', () => ({ ok: true, data: 'pages' }), 'STEP_BUG', 1],
  ['a code nobody knows', () => ({ ok: false, error: { code: 'WHATEVER', data: {} } }), 'WORKER_CRASHED', 3],
] as const;

it.each(wrongAnswers)(
  'a worker’s wrong answer, %s, parks its job; the program and the other file go on',
  async (_, answer, code, attempts) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const spawnWorker = meddledWorker({
      after: (task, given) => {
        const { name } = task.input as { name?: string };
        return task.step === 'capture' && name === 'odd.jpg' ? answer(given['data'] as { pages: unknown[] }) : given;
      },
    });
    const { engine, operator } = await station({ spawnWorker });
    await call(operator, 'capture.import', {
      fileCode,
      paths: [writeSources(join(folder, `wrong-${code}-${attempts}`), { 'odd.jpg': ['a'], 'sound.jpg': ['b'] })],
    });
    expect(await engine.work(only('capture'))).toEqual({ ok: true, data: null });
    expect(await jobs(operator)).toEqual(
      expect.arrayContaining([
        ['capture', 'parked', attempts, code],
        ['clean', 'ready', 0, null],
      ]),
    );
    expect(unhandled).not.toHaveBeenCalled();
  },
);

it('a wait that was told from a wrong clock ends when the clock is put right', async () => {
  const clock = { ms: 3650 * 86_400_000, asked: 0 };
  let failing = true;
  const spawnWorker = meddledWorker({
    after: (task, answer) =>
      failing && task.step === 'capture' ? { ok: false, error: { code: 'WORKER_CRASHED', data: { step: 'capture' } } } : answer,
  });
  const { engine, operator } = await station({ spawnWorker, clock: wrongClock(clock) });
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
  const { reached, arrived, open: letOn, opened } = gate();
  const spawnWorker = meddledWorker({ before: (task) => (task.step === 'clean' ? (reached(), opened) : undefined) });
  const { engine, operator } = await station({ spawnWorker, clock: wrongClock(clock) });
  await call(operator, 'capture.import', {
    fileCode,
    paths: [papers('busy', ...Array.from({ length: 9 }, (_, n) => `page ${n}`))],
  });
  const working = engine.work(only('capture', 'clean'));
  await arrived;
  await new Promise((resolve) => setTimeout(resolve, 50));
  clock.asked = 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(clock.asked).toBe(0);
  letOn();
  await working;
});

it('work that is enqueued at any moment wakes a station that is falling asleep', async () => {
  const { operator } = await station({ mode: 'background' });
  for (let n = 0; n < 20; n++) {
    await call(operator, 'capture.import', { fileCode, paths: [papers(`wake-${n}`, `page ${n}`)] });
    await vi.waitFor(async () => expect((await call(operator, 'dossier.get', { fileCode })).ledger.in).toBe(n + 1), {
      timeout: 5_000,
      interval: 1,
    });
  }
});
