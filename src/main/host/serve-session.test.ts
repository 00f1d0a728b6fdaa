import { expect, test, vi } from 'vitest';
import { ok } from '../../contract/result.ts';
import type { EngineEvent, Reply } from '../../contract/routes.ts';
import type { Session } from '../engine/index.ts';
import { serveSession, type Line } from './serve-session.ts';

const progress: EngineEvent = { topic: 'progress', jobId: 1, step: 'clean', fileCode: 'H49.2001.1', done: 1, of: 2 };
const changed: EngineEvent = { topic: 'station.changed' };

function table(call: Session['call'] = async () => ok(null)) {
  const sent: Reply[] = [];
  const state = { backlog: 0, closed: false, sessionClosed: false };
  let hear: (message: unknown) => void = () => undefined;
  let hangUp: () => void = () => undefined;
  let emit: (event: EngineEvent) => void = () => undefined;
  const line: Line = {
    send: (reply) => void sent.push(reply),
    onMessage: (listener) => void (hear = listener),
    onClose: (listener) => void (hangUp = listener),
    close: () => void (state.closed = true),
    backlog: () => state.backlog,
  };
  const subscribe: Session['subscribe'] = (listener) => {
    emit = listener;
    return () => void (emit = () => undefined);
  };
  serveSession({ call, subscribe, close: () => void (state.sessionClosed = true) }, line);
  return {
    sent,
    state,
    hear: (message: unknown) => hear(message),
    hangUp: () => hangUp(),
    emit: (event: EngineEvent) => emit(event),
  };
}

test('a bug in the engine is answered, so that the caller does not wait for ever', async () => {
  vi.spyOn(process.stderr, 'write').mockImplementationOnce(() => true);
  const { sent, hear } = table(() => Promise.reject(new Error('bug')));
  hear({ id: 1, route: 'station.get', input: {} });
  await expect
    .poll(() => sent)
    .toEqual([{ id: 1, result: { ok: false, error: { code: 'CALL_CRASHED', data: { route: 'station.get' } } } }]);
});

test('a slow window misses progress, never a change', () => {
  const { sent, state, emit } = table();
  state.backlog = 1024 * 1024;
  emit(progress);
  emit(changed);
  expect(sent).toEqual([{ event: changed }]);
});

test('a window that takes nothing any more is let go', () => {
  const { state, emit } = table();
  state.backlog = 100 * 1024 * 1024;
  emit(changed);
  expect(state.closed).toBe(true);
});

test.each([null, 'text', { id: '1', route: 'station.get' }, { id: 1 }, []])(
  'a message that is no request ends the connection: %j',
  (message) => {
    const { state, hear } = table();
    hear(message);
    expect(state.closed).toBe(true);
  },
);

test('a flood of open calls ends the connection', () => {
  const { state, hear } = table(() => new Promise(() => undefined));
  for (let id = 0; id < 300; id += 1) hear({ id, route: 'station.get', input: {} });
  expect(state.closed).toBe(true);
});

test('when the window goes, its session goes', () => {
  const { sent, state, hangUp, emit } = table();
  hangUp();
  emit(changed);
  expect(state.sessionClosed).toBe(true);
  expect(sent).toEqual([]);
});
