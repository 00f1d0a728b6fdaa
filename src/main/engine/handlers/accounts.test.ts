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
