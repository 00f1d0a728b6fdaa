/** The engine's handle on a worker that somebody else starts, over real ports (the stand-in's). */
import { expect, test, vi } from 'vitest';
import type { MessagePortMain } from 'electron';
import { MessageChannelMain } from '../../../tests/stand-in/electron/ports.ts';
import type { FromEngine } from './control.ts';
import { workerPorts } from './worker-ports.ts';

function started() {
  const asked: FromEngine[] = [];
  const workers = workerPorts((message) => asked.push(message));
  const handle = workers.spawnWorker('step-worker');
  const { port1, port2 } = new MessageChannelMain();
  const heard: unknown[] = [];
  port2.on('message', ({ data }: { data: unknown }) => heard.push(data));
  port2.start();
  return { asked, workers, handle, engineEnd: port1 as unknown as MessagePortMain, workerEnd: port2, heard };
}

test('what is posted before the worker runs arrives, in order', async () => {
  const { asked, workers, handle, engineEnd, heard, workerEnd } = started();
  handle.postMessage('first');
  handle.postMessage('second');
  expect(asked).toEqual([{ say: 'start-worker', id: 1, entry: 'step-worker' }]);
  workers.started(1, engineEnd);
  handle.postMessage('third');
  await vi.waitFor(() => expect(heard).toEqual(['first', 'second', 'third']));
  workerEnd.close();
});

test('answers come back to the handle that asked', async () => {
  const { workers, handle, engineEnd, workerEnd } = started();
  const answers: unknown[] = [];
  handle.onMessage((message) => answers.push(message));
  workers.started(1, engineEnd);
  workerEnd.postMessage({ type: 'result', id: 3 });
  await vi.waitFor(() => expect(answers).toEqual([{ type: 'result', id: 3 }]));
  workerEnd.close();
});

test('the end of a worker is told once, and posting to it afterwards disturbs nobody', () => {
  const { workers, handle, engineEnd } = started();
  const ends: unknown[] = [];
  handle.onExit((code) => ends.push(code));
  workers.started(1, engineEnd);
  workers.exited(1, 9);
  workers.exited(1, 9);
  expect(() => handle.postMessage('too late')).not.toThrow();
  expect(ends).toEqual([9]);
});

test('a worker that died before its port came is not waited for', () => {
  const { workers, handle, engineEnd } = started();
  const ends: unknown[] = [];
  handle.onExit((code) => ends.push(code));
  workers.exited(1, null);
  workers.started(1, engineEnd);
  expect(ends).toEqual([null]);
});

test('killing asks the one process that can', () => {
  const { asked, handle } = started();
  handle.kill();
  expect(asked.at(-1)).toEqual({ say: 'kill-worker', id: 1 });
});
