import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Request } from '../../contract/routes.ts';
import { backoffMs } from './backoff.ts';
import { connect } from './client.ts';
import { progressStore } from './progress.ts';
import { staleAfter } from './stale.ts';
import type { Wire } from './wire.ts';

/** Wires that the test opens, answers and cuts; `refuse` makes the next attempts fail. */
function exchange() {
  const sent: Request[] = [];
  const state = { refuse: 0, opened: 0 };
  let hear: (message: unknown) => void = () => undefined;
  let cut: () => void = () => undefined;
  const open = async (): Promise<Wire> => {
    state.opened += 1;
    if (state.refuse-- > 0) throw new Error('nobody there');
    return {
      send: (request) => void sent.push(request),
      onMessage: (listener) => void (hear = listener),
      onClose: (listener) => void (cut = listener),
    };
  };
  return { sent, state, open, hear: (message: unknown) => hear(message), cut: () => cut() };
}

const lan = { name: 'lan', role: 'clerk', locked: false, passwordOfOther: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

test('a call made before the first wire waits for it and gets its own answer', async () => {
  const wire = exchange();
  const client = connect(wire.open);
  const answer = client.call('session.who', {});
  const other = client.call('station.get', {});
  await settle();
  wire.hear({ id: wire.sent[1]!.id, result: { ok: true, data: null } });
  wire.hear({ id: wire.sent[0]!.id, result: { ok: true, data: lan } });
  expect(await answer).toEqual({ ok: true, data: lan });
  expect(await other).toEqual({ ok: true, data: null });
});

test('when the wire is cut, open calls are told so at once and the next wire is opened by itself', async () => {
  const wire = exchange();
  const client = connect(wire.open);
  const answer = client.call('session.who', {});
  await settle();
  wire.cut();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } });
  expect(client.state()).toBe('lost');
  expect(await client.call('session.who', {})).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } });
  wire.state.refuse = 3;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(client.state()).toBe('open');
  expect(wire.state.opened).toBe(5);
});

test('an answer of another version is refused, not shown', async () => {
  const wire = exchange();
  const client = connect(wire.open);
  const answer = client.call('session.who', {});
  await settle();
  wire.hear({ id: wire.sent[0]!.id, result: { ok: true, data: { ...lan, role: 'emperor' } } });
  expect(await answer).toEqual({ ok: false, error: { code: 'ANSWER_UNREADABLE', data: { route: 'session.who', at: 'role' } } });
});

test('noise on the wire disturbs nobody', async () => {
  const wire = exchange();
  const client = connect(wire.open);
  const heard: unknown[] = [];
  client.onEvent((event) => heard.push(event));
  await settle();
  for (const noise of [undefined, 'x', { id: 99, result: { ok: true, data: 1 } }, { event: { topic: 'unheard-of' } }])
    wire.hear(noise);
  wire.hear({ event: { topic: 'station.changed' } });
  expect(heard).toEqual([{ topic: 'station.changed' }]);
});

test('attempts to reconnect spread out, and never stop', () => {
  expect([0, 1, 2, 5, 50].map((failures) => backoffMs(failures, 0))).toEqual([250, 500, 1000, 8000, 8000]);
  expect(backoffMs(5, 0.999)).toBeLessThanOrEqual(10_000);
});

test('a finished upload shows in the queue, in the list and in the status line', () => {
  expect(staleAfter({ topic: 'queue.changed', objid: 'x' })).toEqual([
    ['queue.list'],
    ['queue.get'],
    ['queue.line'],
    ['queue.receipt'],
    ['dossier.list'],
    ['station.status'],
    ['work.summary'],
    ['progress.get'],
  ]);
  expect(staleAfter({ topic: 'progress', jobId: 1, step: 'clean', fileCode: 'x', done: 1, of: 2 })).toEqual([]);
});

test('a thousand reports between two frames are drawn once, and old jobs are forgotten', async () => {
  const wire = exchange();
  const frames: (() => void)[] = [];
  const store = progressStore(connect(wire.open), (frame) => frames.push(frame));
  const drawn = vi.fn<() => void>();
  store.subscribe(drawn);
  await settle();
  for (let jobId = 0; jobId < 1000; jobId += 1)
    wire.hear({ event: { topic: 'progress', jobId, step: 'clean', fileCode: 'x', done: 1, of: 2 } });
  expect(frames).toHaveLength(1);
  frames[0]!();
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(store.snapshot().size).toBe(200);
  expect(store.snapshot().has(999)).toBe(true);
});
