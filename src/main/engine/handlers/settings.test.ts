import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { call, closeStation, folder, person, station } from '../../../../tests/support/station.ts';
import { openForReading } from '../index.ts';

it('a decision holds after the station was opened again, and stands in the audit trail with who took it', async () => {
  const at = await station();
  const minh = await person(at, 'minh', 'it');
  expect((await call(minh, 'settings.get', {})).values['lock.minutes']).toBe(10);
  await call(minh, 'settings.set', { key: 'lock.minutes', value: 3 });
  await closeStation(at);
  const again = await station({ dataDir: at.dataDir });
  expect((await call(again.operator, 'settings.get', {})).values).toMatchObject({
    'lock.minutes': 3,
    'ocr.workers': 0,
    'window.language': 'vi',
  });
  const reader = openForReading(at.dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  expect(reader.data.db.get("SELECT actor, subject, data_json FROM audit WHERE action = 'settings.set'")).toEqual({
    actor: 'minh',
    subject: 'lock.minutes',
    data_json: '{"value":"3"}',
  });
  reader.data.close();
});

it.each([
  ['lock.minutes', 0],
  ['lock.minutes', 'soon'],
  ['lock.minutes', null],
  ['window.language', 'fr'],
  ['no.such', 1],
])('%s = %j is refused and changes nothing', async (key, value) => {
  const { operator } = await station();
  const before = await call(operator, 'settings.get', {});
  expect(await operator.call('settings.set', { key, value })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
  expect(await call(operator, 'settings.get', {})).toEqual(before);
});

it('a policy that is dropped in while the station is open holds at once, locks its keys, and lets go when it is taken away', async () => {
  const dataDir = join(folder, crypto.randomUUID());
  mkdirSync(dataDir);
  const path = join(dataDir, 'policy.json');
  const { operator } = await station({ dataDir, policies: [{ place: 'station', path }] });
  await call(operator, 'settings.set', { key: 'lock.minutes', value: 30 });
  writeFileSync(path, '{"lock.minutes": 4}');
  const held = await call(operator, 'settings.get', {});
  expect([held.values['lock.minutes'], held.locked]).toEqual([4, [{ key: 'lock.minutes', place: 'station', path }]]);
  expect(await operator.call('settings.set', { key: 'lock.minutes', value: 60 })).toMatchObject({
    ok: false,
    error: { code: 'SETTING_LOCKED', data: { path } },
  });
  await call(operator, 'settings.set', { key: 'window.language', value: 'en' });
  rmSync(path);
  expect(await call(operator, 'settings.get', {})).toMatchObject({ values: { 'lock.minutes': 30 }, locked: [] });
});

it('an archive that the province settled is where packages go, and the station cannot send them elsewhere', async () => {
  const dataDir = join(folder, crypto.randomUUID());
  mkdirSync(dataDir);
  const path = join(dataDir, 'policy.json');
  const publicKey = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32, 7)]).toString('base64');
  writeFileSync(path, JSON.stringify({ archive: { url: 'https://luutru.example.vn/', publicKey } }));
  const { operator } = await station({ dataDir, policies: [{ place: 'station', path }] });
  expect((await call(operator, 'station.get', {}))?.archiveUrl).toBe('https://luutru.example.vn/');
  expect(await operator.call('station.setArchive', { url: 'https://elsewhere.example/' })).toMatchObject({
    error: { code: 'SETTING_LOCKED' },
  });
});
