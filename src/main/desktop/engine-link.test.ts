/** The engine's supervisor against processes that behave badly. Utility processes are the stand-in's worker threads. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodedError } from '../../contract/result.ts';
import { beforeEach, expect, test, vi } from 'vitest';

const entry = vi.hoisted(() => ({ path: '' }));
vi.mock('electron', async () => ({
  ...(await import('../../../tests/stand-in/electron/ports.ts')),
  ...(await import('../../../tests/stand-in/electron/utility-process.ts')),
}));
vi.mock('../../platform/entries.ts', () => ({ entryPath: () => entry.path }));

const { startEngine } = await import('./engine-link.ts');
const fixture = (name: string) => fileURLToPath(new URL(`../../../tests/stand-in/engines/${name}.ts`, import.meta.url));
const events = { restarted: vi.fn<() => void>(), gaveUp: vi.fn<(error: CodedError) => void>() };
beforeEach(() => void vi.clearAllMocks());

test('an engine that falls at every start is given up in words, not started for ever', async () => {
  entry.path = fixture('falls');
  startEngine('unused', events);
  await vi.waitFor(() => expect(events.gaveUp).toHaveBeenCalledWith({ code: 'ENGINE_STOPPED', data: { times: 3 } }), {
    timeout: 20_000,
  });
  expect(events.restarted).toHaveBeenCalledTimes(2);
});

test('a station that is in use is said so, and not tried again', async () => {
  entry.path = fixture('refuses');
  startEngine('unused', events);
  await vi.waitFor(() => expect(events.gaveUp).toHaveBeenCalledWith({ code: 'STATION_IN_USE', data: { pid: '7' } }), {
    timeout: 20_000,
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(events.restarted).not.toHaveBeenCalled();
  expect(events.gaveUp).toHaveBeenCalledTimes(1);
});

test('an image asked for while the engine falls is absent, and the window is not left waiting', async () => {
  entry.path = fixture('falls-when-asked');
  const engine = startEngine('unused', events);
  expect(await engine.findBlob('a'.repeat(64))).toBeNull();
  await engine.close();
});

test('closing waits until the engine has finished, and starts no other', async () => {
  entry.path = fixture('closes-slowly');
  const folder = mkdtempSync(join(tmpdir(), 'tram-close-'));
  const engine = startEngine(folder, events);
  await engine.close();
  expect(readdirSync(folder)).toEqual(['finished']);
  expect(events.restarted).not.toHaveBeenCalled();
  expect(events.gaveUp).not.toHaveBeenCalled();
});
