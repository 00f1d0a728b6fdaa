import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EngineEvent } from '../../../contract/routes.ts';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { call } from '../../../../tests/support/station.ts';
import type { SpawnWorker } from '../workers/spawn.ts';
import { createWorkstation, type Workstation } from './workstation.ts';

const folder = temporaryFolder('workstation');
const open: Workstation[] = [];
afterEach(async () => {
  for (const workstation of open.splice(0)) await workstation.close();
});

/** What the pages say does not matter here: a worker that is at its first task until it is ended. */
const busyForEver: SpawnWorker = () => {
  const onExit: ((code: number | null) => void)[] = [];
  return {
    postMessage: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => void onExit.push(listener),
    kill: () => setImmediate(() => onExit.forEach((listener) => listener(null))),
  };
};

const archives = { open: 0 };
const openArchive = async () => {
  archives.open += 1;
  return { url: 'http://127.0.0.1:1', publicKey: '', close: async () => void (archives.open -= 1) };
};

async function workstation(dataDir = join(folder, crypto.randomUUID())) {
  const opened = await createWorkstation({ dataDir, workers: 1, spawnWorker: busyForEver }, openArchive);
  if (!opened.ok) throw new Error(opened.error.code);
  open.push(opened.data);
  return { workstation: opened.data, dataDir };
}

test('nothing of the practice station is made before somebody wants to practise', async () => {
  const { workstation: desk, dataDir } = await workstation();
  const window = desk.openSession();
  expect(await call(window, 'practice.get', {})).toEqual({ offered: true, part: null });
  expect(existsSync(join(dataDir, 'practice'))).toBe(false);
  expect(archives.open).toBe(0);
});

test('a window practises and comes back; the real station saw nothing of it', async () => {
  const { workstation: desk } = await workstation();
  const window = desk.openSession();
  const events: EngineEvent[] = [];
  window.subscribe((event) => events.push(event));
  await call(window, 'practice.enter', { part: 'clerk' });
  expect(events).toContainEqual({ topic: 'station.switched' });
  expect(await call(window, 'practice.get', {})).toEqual({ offered: true, part: 'clerk' });
  expect(await call(window, 'station.get', {})).toMatchObject({ practice: true });
  expect(await call(window, 'session.who', {})).toMatchObject({ role: 'clerk' });
  const { total } = await call(window, 'dossier.list', {});
  expect(total).toBe(3);
  await call(window, 'practice.enter', { part: 'supervisor' });
  expect(await call(window, 'session.who', {})).toMatchObject({ role: 'supervisor' });
  await call(window, 'practice.leave', {});
  expect(await call(window, 'station.get', {})).toBe(null);
  expect(await call(window, 'session.who', {})).toBe(null);
});

test('what is asked while a window is on its way is answered by the station it goes to', async () => {
  const { workstation: desk } = await workstation();
  const window = desk.openSession();
  const [, station] = await Promise.all([call(window, 'practice.enter', { part: 'it' }), call(window, 'station.get', {})]);
  expect(station).toMatchObject({ practice: true });
});

test('a reset makes the first day again, for every window that practises and for no other', async () => {
  const { workstation: desk, dataDir } = await workstation();
  const [one, two, three] = [desk.openSession(), desk.openSession(), desk.openSession()];
  await call(one, 'practice.enter', { part: 'clerk' });
  await call(two, 'practice.enter', { part: 'it' });
  await call(two, 'account.add', { name: 'thử', role: 'clerk', password: 'thử' });
  await call(one, 'practice.reset', {});
  const names = (await call(two, 'account.list', {})).map(({ name }) => name);
  expect(names).not.toContain('thử');
  expect(await call(two, 'session.who', {})).toMatchObject({ role: 'it' });
  expect(await call(three, 'practice.get', {})).toEqual({ offered: true, part: null });
  expect(await three.call('practice.reset', {})).toMatchObject({ ok: false, error: { code: 'PRACTICE_NOT_HERE' } });
  expect(archives.open).toBe(1);
  await desk.close();
  open.splice(0);
  const again = await workstation(dataDir);
  await call(again.workstation.openSession(), 'practice.enter', { part: 'clerk' });
  expect(readdirSync(dataDir).filter((name) => name.startsWith('practice.old-'))).toEqual([]);
});

test('what is asked during a reset is answered by the new station, never by the one that was closed', async () => {
  const { workstation: desk } = await workstation();
  const window = desk.openSession();
  await call(window, 'practice.enter', { part: 'it' });
  const [, accounts] = await Promise.all([call(window, 'practice.reset', {}), call(window, 'account.list', {})]);
  expect(accounts).toHaveLength(3);
});

test('a start that was cut short is finished by the next', async () => {
  const { workstation: desk, dataDir } = await workstation();
  const window = desk.openSession();
  await call(window, 'practice.enter', { part: 'clerk' });
  await desk.close();
  open.splice(0);
  const { workstation: later } = await workstation(dataDir);
  const session = later.openSession();
  await call(session, 'practice.enter', { part: 'clerk' });
  expect((await call(session, 'dossier.list', {})).total).toBe(3);
});

test('nonsense is refused in words and leads nowhere', async () => {
  const { workstation: desk } = await workstation();
  const window = desk.openSession();
  expect(await window.call('practice.enter', { part: 'king' })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
  expect(await call(window, 'practice.get', {})).toEqual({ offered: true, part: null });
});
