import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fakeWorker } from '../../../../tests/support/fake-worker.ts';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { toInstant } from '../../../contract/instant.ts';
import { createEngine, openForReading, type Engine } from '../index.ts';

const folder = temporaryFolder('accounts');
const password = 'Hạ Long 2026';
const open: Engine[] = [];
let nowMs = 0;
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

async function station(practice: boolean) {
  const dataDir = join(folder, crypto.randomUUID());
  const clock = { now: () => toInstant(nowMs), epochMs: () => nowMs };
  const opened = await createEngine({ dataDir, clock, mode: 'on-demand', workers: 1, spawnWorker: fakeWorker() });
  if (!opened.ok) throw new Error(opened.error.code);
  open.push(opened.data);
  const operator = opened.data.openSession(['it']);
  await operator.call('station.init', { agencyCode: 'H49.64.33', agencyName: 'UBND', fondsCode: 'H49', practice });
  const add = (name: string, secret = password) => operator.call('account.add', { name, role: 'clerk', password: secret });
  // Every try on a line of its own, as a guesser would.
  const signIn = (name: string, secret = password) =>
    opened.data.openSession().call('session.signIn', { name, password: secret });
  return { dataDir, add, signIn };
}

function trail(dataDir: string): unknown[] {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  const rows = reader.data.db.all("SELECT action, subject, data_json FROM audit WHERE action LIKE 'session.%' ORDER BY seq");
  reader.data.close();
  return rows.map((row) => [row['action'], row['subject'], JSON.parse(String(row['data_json']))]);
}

it('a name typed with combining marks is the same person', async () => {
  const { add, signIn } = await station(true);
  expect(await add('hùng'.normalize('NFD'))).toMatchObject({ ok: true, data: { name: 'hùng' } });
  expect(await add('hùng')).toMatchObject({ error: { code: 'ACCOUNT_EXISTS' } });
  expect(await signIn('hùng'.normalize('NFD'), password.normalize('NFD'))).toMatchObject({ ok: true, data: { name: 'hùng' } });
});

it('nobody can be called what the station calls itself in its audit trail', async () => {
  const { add } = await station(true);
  expect(await add('Máy-Trạm')).toMatchObject({ error: { code: 'ACCOUNT_NAME_RESERVED' } });
});

it.each([
  [false, '1234567', 'PASSWORD_TOO_SHORT'],
  [false, 'ộộộộ'.normalize('NFD'), 'PASSWORD_TOO_SHORT'],
  [false, '12345678', undefined],
  [true, 'x', undefined],
])('practice %s, password %s: %s', async (practice, secret, code) => {
  const result = await (await station(practice)).add('lan', secret);
  expect(result.ok ? undefined : result.error.code).toBe(code);
});

it.each(['lan', 'nobody'])(
  'guessing at %s gets slow and is written down once a minute; the right password opens after the wait',
  async (name) => {
    nowMs = 1_000_000;
    const { dataDir, add, signIn } = await station(true);
    await add('lan');
    for (let n = 0; n < 3; n++) expect(await signIn(name, 'sai')).toMatchObject({ error: { code: 'SIGN_IN_REFUSED' } });
    expect(await signIn(name)).toMatchObject({ error: { code: 'SIGN_IN_TOO_SOON', data: { seconds: 2 } } });
    expect(trail(dataDir)).toEqual([['session.refused', name, { count: 1 }]]);
    nowMs += 2000;
    const right = await signIn(name);
    expect(right.ok).toBe(name === 'lan');
    if (right.ok) expect(trail(dataDir).at(-1)).toEqual(['session.signIn', 'lan', { refused: 3 }]);
    else {
      nowMs += 60_000;
      await signIn(name);
      expect(trail(dataDir).at(-1)).toEqual(['session.refused', 'nobody', { count: 5 }]);
    }
  },
);

const setUp = {
  agencyCode: 'H49.64.33',
  agencyName: 'UBND xã Lam Khê',
  fondsCode: 'UBND',
  practice: false,
  language: 'en' as const,
  account: { name: 'minh', password },
};

async function empty() {
  const dataDir = join(folder, crypto.randomUUID());
  const opened = await createEngine({ dataDir, mode: 'on-demand', workers: 1, spawnWorker: fakeWorker() });
  if (!opened.ok) throw new Error(opened.error.code);
  open.push(opened.data);
  return { engine: opened.data, dataDir };
}

it('the first start makes station, language and IT account together and signs in', async () => {
  const { engine } = await empty();
  const window = engine.openSession();
  expect(await window.call('station.door', {})).toEqual({ ok: true, data: { made: false, accounts: false, language: 'vi' } });
  expect(await window.call('station.setUp', setUp)).toMatchObject({
    ok: true,
    data: { name: 'minh', role: 'it', locked: false },
  });
  expect(await window.call('station.door', {})).toEqual({ ok: true, data: { made: true, accounts: true, language: 'en' } });
  expect(await window.call('account.register', {})).toMatchObject({
    data: [{ name: 'minh', role: 'it', present: true, passwordBy: 'minh', disabled: false }],
  });
});

it('two windows at the first start at once: one makes the station, of the other nothing is left', async () => {
  const { engine } = await empty();
  const results = await Promise.all([
    engine.openSession().call('station.setUp', setUp),
    engine.openSession().call('station.setUp', { ...setUp, agencyCode: 'H49.1', account: { name: 'other', password } }),
  ]);
  const codes = results.map((result) => (result.ok ? 'made' : result.error.code)).sort();
  expect(codes).toEqual(['STATION_ALREADY_MADE', 'made']);
  expect(await engine.openSession(['it']).call('account.list', {})).toMatchObject({ data: [{ role: 'it' }] });
});

it.each([
  [{ account: { name: 'minh', password: 'ngắn' } }, 'PASSWORD_TOO_SHORT'],
  [{ account: { name: 'máy-trạm', password } }, 'ACCOUNT_NAME_RESERVED'],
  [{ agencyCode: '' }, 'INPUT_INVALID'],
])('a first start with %j leaves no station behind', async (wrong, code) => {
  const { engine } = await empty();
  expect(await engine.openSession().call('station.setUp', { ...setUp, ...wrong })).toMatchObject({ error: { code } });
  expect(await engine.openSession().call('station.get', {})).toEqual({ ok: true, data: null });
});

it('a station of the command line without accounts gives its first IT account to one of two windows, and none after', async () => {
  const { engine } = await empty();
  const first = (name: string) => engine.openSession().call('account.first', { name, password });
  expect(await first('too-early')).toMatchObject({ error: { code: 'STATION_NOT_MADE' } });
  const { account: _account, language: _language, ...init } = setUp;
  await engine.openSession().call('station.init', init);
  const results = await Promise.all([first('a'), first('b')]);
  expect(results.map((result) => (result.ok ? 'made' : result.error.code)).sort()).toEqual(['ACCOUNTS_EXIST', 'made']);
  expect(await first('c')).toMatchObject({ error: { code: 'ACCOUNTS_EXIST' } });
});

/** A set-up station with minh (IT, signed in) and lan (clerk, signed in). */
async function office() {
  const { engine, dataDir } = await empty();
  const minh = engine.openSession();
  await minh.call('station.setUp', setUp);
  await minh.call('account.add', { name: 'lan', role: 'clerk', password });
  const lan = engine.openSession();
  await lan.call('session.signIn', { name: 'lan', password });
  return { engine, dataDir, minh, lan };
}

it.each([
  ['setRole', { name: 'lan', role: 'supervisor' }],
  ['setEnabled', { name: 'lan', enabled: false }],
  ['setPassword', { name: 'lan', password: 'mật khẩu mới' }],
])('account.%s ends at once what the person is doing in every window, token and all', async (route, input) => {
  const { engine, minh, lan } = await office();
  const signedIn = await engine.openSession().call('session.signIn', { name: 'lan', password });
  const token = signedIn.ok ? (signedIn.data as { resume: string }).resume : '';
  let told = 0;
  lan.subscribe(({ topic }) => (told += topic === 'session.changed' ? 1 : 0));
  expect(await minh.call(`account.${route}`, input)).toMatchObject({ ok: true });
  expect(told).toBe(1);
  expect(await lan.call('dossier.list', {})).toMatchObject({ error: { code: 'SIGN_IN_NEEDED' } });
  expect(await engine.openSession().call('session.resume', { token })).toEqual({ ok: true, data: null });
});

it('a disabled account is told so only with its own password, keeps its name, and can be enabled again', async () => {
  const { engine, minh } = await office();
  await minh.call('account.setEnabled', { name: 'lan', enabled: false });
  const signIn = (secret: string) => engine.openSession().call('session.signIn', { name: 'lan', password: secret });
  expect(await signIn('sai')).toMatchObject({ error: { code: 'SIGN_IN_REFUSED' } });
  expect(await signIn(password)).toMatchObject({ error: { code: 'ACCOUNT_DISABLED' } });
  expect(await minh.call('account.add', { name: 'lan', role: 'clerk', password })).toMatchObject({
    error: { code: 'ACCOUNT_EXISTS' },
  });
  await minh.call('account.setEnabled', { name: 'lan', enabled: true });
  expect(await signIn(password)).toMatchObject({ ok: true });
});

it('the last enabled IT account can be neither disabled nor demoted, not even by itself; with a second one it can', async () => {
  const { minh } = await office();
  const refused = { error: { code: 'LAST_IT_ACCOUNT', data: { name: 'minh' } } };
  expect(await minh.call('account.setEnabled', { name: 'minh', enabled: false })).toMatchObject(refused);
  expect(await minh.call('account.setRole', { name: 'minh', role: 'clerk' })).toMatchObject(refused);
  await minh.call('account.add', { name: 'hai', role: 'it', password });
  await minh.call('account.setEnabled', { name: 'hai', enabled: false });
  expect(await minh.call('account.setRole', { name: 'minh', role: 'clerk' })).toMatchObject(refused);
  await minh.call('account.setEnabled', { name: 'hai', enabled: true });
  expect(await minh.call('account.setRole', { name: 'minh', role: 'clerk' })).toMatchObject({ ok: true });
  expect(await minh.call('account.register', {})).toMatchObject({ error: { code: 'SIGN_IN_NEEDED' } });
});

it('two administrators who disable each other at the same moment leave one behind', async () => {
  const { engine, minh } = await office();
  await minh.call('account.add', { name: 'hai', role: 'it', password });
  const hai = engine.openSession();
  await hai.call('session.signIn', { name: 'hai', password });
  await Promise.all([
    minh.call('account.setEnabled', { name: 'hai', enabled: false }),
    hai.call('account.setEnabled', { name: 'minh', enabled: false }),
  ]);
  const list = await engine.openSession(['it']).call('account.list', {});
  const left = (list.ok ? (list.data as { role: string; disabled: boolean }[]) : []).filter(
    ({ role, disabled }) => role === 'it' && !disabled,
  );
  expect(left).toHaveLength(1);
});

it('changing one’s own password takes the present one, keeps this window and puts every other out', async () => {
  const { engine, lan } = await office();
  const other = engine.openSession();
  await other.call('session.signIn', { name: 'lan', password });
  expect(await lan.call('session.who', {})).toMatchObject({ data: { passwordOfOther: true } });
  const change = (current: string, next: string) => lan.call('account.changePassword', { current, next });
  expect(await change('sai', 'mật khẩu của tôi')).toMatchObject({ error: { code: 'PASSWORD_REFUSED' } });
  expect(await change(password, 'ngắn')).toMatchObject({ error: { code: 'PASSWORD_TOO_SHORT' } });
  expect(await change(password, 'mật khẩu của tôi')).toMatchObject({ ok: true });
  expect(await lan.call('session.who', {})).toMatchObject({ data: { name: 'lan', passwordOfOther: false } });
  expect(await other.call('session.who', {})).toEqual({ ok: true, data: null });
  expect(await other.call('session.signIn', { name: 'lan', password: 'mật khẩu của tôi' })).toMatchObject({ ok: true });
});

it('IT does not reset the own password without knowing it, and nobody learns a password from the register', async () => {
  const { minh } = await office();
  expect(await minh.call('account.setPassword', { name: 'minh', password: 'chiếm quyền rồi' })).toMatchObject({
    error: { code: 'OWN_PASSWORD' },
  });
  expect(JSON.stringify(await minh.call('account.register', {}))).not.toContain('scrypt');
});
