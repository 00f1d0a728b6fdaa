import { expect, it } from 'vitest';
import { call, closeStation, person, station } from '../../../../tests/support/station.ts';
import { toInstant } from '../../../contract/instant.ts';
import type { EngineEvent } from '../../../contract/routes.ts';

const password = 'mật-khẩu-thử';
const minute = 60_000;

function testClock() {
  const state = { nowMs: 1_700_000_000_000 };
  return {
    clock: { now: () => toInstant(state.nowMs), epochMs: () => state.nowMs },
    pass: (ms: number) => void (state.nowMs += ms),
  };
}

it('a window that reloads goes on as the same person; a token that is made up or too old opens nothing', async () => {
  const { clock, pass } = testClock();
  const at = await station({ clock });
  const lan = await person(at, 'lan', 'clerk');
  const { resume } = await call(lan, 'session.signIn', { name: 'lan', password });
  lan.close();
  const reloaded = at.engine.openSession();
  expect(await call(reloaded, 'session.resume', { token: resume.slice(1) })).toBeNull();
  expect(await reloaded.call('dossier.list', {})).toMatchObject({ error: { code: 'SIGN_IN_NEEDED' } });
  expect(await call(reloaded, 'session.resume', { token: resume })).toMatchObject({ name: 'lan', role: 'clerk', locked: false });
  await call(reloaded, 'dossier.list', {});
  reloaded.close();
  pass(10 * minute);
  expect(await call(at.engine.openSession(), 'session.resume', { token: resume })).toBeNull();
});

it('a sign-in does not outlive the engine', async () => {
  const at = await station();
  const lan = await person(at, 'lan', 'clerk');
  const { resume } = await call(lan, 'session.signIn', { name: 'lan', password });
  await closeStation(at);
  const again = await station({ dataDir: at.dataDir });
  expect(await call(again.engine.openSession(), 'session.resume', { token: resume })).toBeNull();
});

it('signing out ends the sign-in in every window that shares it', async () => {
  const at = await station();
  const one = await person(at, 'lan', 'clerk');
  const { resume } = await call(one, 'session.signIn', { name: 'lan', password });
  const two = at.engine.openSession();
  await call(two, 'session.resume', { token: resume });
  await call(one, 'session.signOut', {});
  expect(await call(two, 'session.who', {})).toBeNull();
  expect(await call(at.engine.openSession(), 'session.resume', { token: resume })).toBeNull();
});

it('a locked window is answered nothing until its own person gives the password, and its token is void', async () => {
  const at = await station();
  const lan = await person(at, 'lan', 'clerk');
  const { resume } = await call(lan, 'session.signIn', { name: 'lan', password });
  await call(lan, 'session.lock', {});
  expect(await call(lan, 'session.who', {})).toMatchObject({ name: 'lan', locked: true });
  for (const route of ['dossier.list', 'station.status', 'account.list', 'settings.get'])
    expect(await lan.call(route, {})).toMatchObject({ error: { code: 'SESSION_LOCKED' } });
  expect(await call(at.engine.openSession(), 'session.resume', { token: resume })).toBeNull();
  expect(await lan.call('session.unlock', { password: 'sai' })).toMatchObject({ error: { code: 'PASSWORD_REFUSED' } });
  expect(await lan.call('dossier.list', {})).toMatchObject({ error: { code: 'SESSION_LOCKED' } });
  const unlocked = await call(lan, 'session.unlock', { password });
  expect(unlocked).toMatchObject({ name: 'lan', locked: false });
  await call(lan, 'dossier.list', {});
  expect(await call(at.engine.openSession(), 'session.resume', { token: unlocked.resume })).toMatchObject({ name: 'lan' });
});

it('the engine locks a window that does not lock itself: questions asked by themselves are no sign of a person', async () => {
  const { clock, pass } = testClock();
  const at = await station({ clock });
  await call(at.operator, 'settings.set', { key: 'lock.minutes', value: 2 });
  const lan = await person(at, 'lan', 'clerk');
  pass(minute);
  await call(lan, 'dossier.list', {});
  pass(minute);
  expect(await lan.call('dossier.list', {})).toMatchObject({ error: { code: 'SESSION_LOCKED' } });
  await call(lan, 'session.unlock', { password });
  pass(2 * minute - 1);
  await call(lan, 'session.active', {});
  pass(minute);
  await call(lan, 'dossier.list', {});
  expect(await lan.call('session.active', {})).toMatchObject({ ok: true });
  pass(2 * minute);
  // Too late: whoever touches the keyboard now still has to give the password.
  await lan.call('session.active', {});
  expect(await call(lan, 'session.who', {})).toMatchObject({ locked: true });
});

it('another person may sign in at a locked window, and the first is then out', async () => {
  const at = await station();
  const lan = await person(at, 'lan', 'clerk');
  await person(at, 'hùng', 'supervisor');
  await call(lan, 'session.lock', {});
  expect(await call(lan, 'session.signIn', { name: 'hùng', password })).toMatchObject({ name: 'hùng', locked: false });
  await call(lan, 'dossier.list', {});
  expect((await call(at.operator, 'account.register', {})).find(({ name }) => name === 'lan')?.present).toBe(false);
});

it('what happens is told to nobody who may not ask, and to a locked window not either', async () => {
  const at = await station();
  const lan = await person(at, 'lan', 'clerk');
  const stranger = at.engine.openSession();
  const heard: Record<string, EngineEvent['topic'][]> = { lan: [], stranger: [] };
  lan.subscribe(({ topic }) => heard['lan']!.push(topic));
  stranger.subscribe(({ topic }) => heard['stranger']!.push(topic));
  const describe = async (fileCode: string) => {
    await at.operator.call('capture.import', { fileCode, paths: [import.meta.filename] });
  };
  await describe('H49.64.33.2001.1');
  expect(heard['lan']).toContain('dossier.changed');
  heard['lan'] = [];
  await call(lan, 'session.lock', {});
  await describe('H49.64.33.2001.2');
  expect(new Set([...heard['lan'], ...heard['stranger']!])).toEqual(new Set(['session.changed']));
});

it('guessing at a lock screen gets as slow as guessing at the door', async () => {
  const { clock } = testClock();
  const at = await station({ clock });
  const lan = await person(at, 'lan', 'clerk');
  await call(lan, 'session.lock', {});
  for (let n = 0; n < 3; n++) await lan.call('session.unlock', { password: 'sai' });
  expect(await lan.call('session.unlock', { password })).toMatchObject({ error: { code: 'SIGN_IN_TOO_SOON' } });
});
