import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { call, folder, person, station } from '../../../../tests/support/station.ts';
import type { HealthName } from '../../../contract/health.ts';
import type { Session } from '../index.ts';

async function finding(session: Session, name: HealthName) {
  const { findings } = await call(session, 'health.check', {});
  return findings.find((one) => one.name === name)!;
}

it('a fresh station is looked at whole, and what is missing is said: no archive, no backup', async () => {
  const at = await station();
  const lan = await person(at, 'lan', 'clerk');
  const { findings } = await call(lan, 'health.check', {});
  const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
  expect(states).toMatchObject({ station: 'good', audit: 'good', policy: 'good', archive: 'look', backup: 'look' });
  expect(new Set(findings.map(({ name }) => name)).size).toBe(findings.length);
  expect((await finding(lan, 'backup')).facts).toEqual({ databaseCopy: null });
});

it('a broken policy is no good health', async () => {
  const dataDir = join(folder, crypto.randomUUID());
  mkdirSync(dataDir);
  const path = join(dataDir, 'policy.json');
  writeFileSync(path, '{ "lock.minutes": ');
  const at = await station({ dataDir, policies: [{ place: 'station', path }] });
  expect(await finding(at.operator, 'policy')).toMatchObject({ state: 'bad', facts: { locked: 0, problems: 1 } });
  writeFileSync(path, '{ "lock.minutes": 5 }');
  expect(await finding(at.operator, 'policy')).toMatchObject({ state: 'good', facts: { locked: 1, problems: 0 } });
});

it('a station that works in the background knows its weight', async () => {
  const at = await station({ mode: 'background' });
  await expect.poll(async () => (await finding(at.operator, 'vault')).state).toBe('good');
  expect((await finding(at.operator, 'vault')).facts).toMatchObject({ bytes: 0, pages: 0 });
});
