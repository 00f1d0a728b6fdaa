/** The last IT account's password is lost: whoever sits at the machine sets a new one from the command line. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/main/engine/index.ts';
import { lockStation } from '../../src/main/engine/lock.ts';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused } from '../support/report.ts';
import { tram, tramJson } from '../support/tram.ts';

const data = join(temporaryFolder('last-it'), 'station');
const secrets = { FIRST: 'quên-mất-rồi', NEW: 'mật-khẩu-mới', SHORT: 'x' };
const account = (...args: string[]) =>
  tramJson<Refused & { ok: boolean; name: string }>(['account', ...args, '--data', data], secrets);

async function signIn(password: string) {
  const engine = await createEngine({ dataDir: data, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const result = await engine.data.openSession().call('session.signIn', { name: 'minh', password });
  await engine.data.close();
  return result.ok ? 'in' : result.error.code;
}

it('a new password is set, written into the audit trail, and is the only one that holds', { timeout: 60_000 }, async () => {
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--data', data])).code).toBe(0);
  expect((await account('add', 'minh', '--role', 'it', '--pass-env', 'FIRST')).code).toBe(0);

  const set = await account('password', 'minh', '--pass-env', 'NEW');
  expect([set.code, set.answer]).toEqual([0, { ok: true, name: 'minh', role: 'it', disabled: false }]);
  expect(await signIn(secrets.NEW)).toBe('in');
  expect(await signIn(secrets.FIRST)).toBe('SIGN_IN_REFUSED');

  const engine = await createEngine({ dataDir: data, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const trail = await engine.data.openSession(['it']).call('audit.list', {});
  await engine.data.close();
  const written = { action: 'account.setPassword', actor: 'máy-trạm', subject: 'minh' };
  expect(trail).toMatchObject({
    ok: true,
    data: { entries: expect.arrayContaining([expect.objectContaining(written)]) as unknown },
  });
});

it(
  'is refused while a window holds the station, for a name nobody has, and for a password that is too short',
  { timeout: 60_000 },
  async () => {
    const lock = lockStation(data);
    const held = await account('password', 'minh', '--pass-env', 'NEW', '--lang', 'vi');
    if (lock.ok) lock.data.release();
    expect([held.code, held.answer.error.code, held.stderr]).toEqual([5, 'STATION_IN_USE', '']);
    expect(held.answer.error.message).toMatch(threeSentences);

    const nobody = await account('password', 'minhh', '--pass-env', 'NEW');
    expect([nobody.code, nobody.answer.error.code]).toEqual([3, 'ACCOUNT_UNKNOWN']);
    expect(nobody.answer.error.message).toContain('tram account list');
    const short = await account('password', 'minh', '--pass-env', 'SHORT');
    expect([short.code, short.answer.error.code]).toEqual([2, 'PASSWORD_TOO_SHORT']);
    expect(await signIn(secrets.NEW)).toBe('in');

    const list = await tramJson<{ accounts: unknown }>(['account', 'list', '--data', data]);
    expect(list.answer.accounts).toEqual([{ name: 'minh', role: 'it', disabled: false }]);
  },
);
