import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { call, person, station } from '../../../../tests/support/station.ts';
import { toInstant } from '../../../contract/instant.ts';
import { readZip } from '../../../../tests/support/zip-text.ts';

async function withTrail() {
  const state = { nowMs: Date.UTC(2026, 5, 1) };
  const clock = { now: () => toInstant(state.nowMs), epochMs: () => state.nowMs };
  const at = await station({ clock, idleLock: false });
  const minh = await person(at, 'minh', 'it');
  for (const day of [1, 2, 3]) {
    state.nowMs = Date.UTC(2026, 5, day, 3);
    await call(minh, 'settings.set', { key: 'lock.minutes', value: 10 + day });
  }
  state.nowMs = Date.UTC(2026, 5, 4);
  return { at, minh, state };
}

it('the trail is looked through by day, person, action and subject, the newest first', async () => {
  const { minh } = await withTrail();
  const seqs = async (filter: object) => (await call(minh, 'audit.list', filter)).entries.map(({ data }) => data['value']);
  expect(await seqs({ action: 'settings.set' })).toEqual(['13', '12', '11']);
  expect(await seqs({ action: 'settings.set', from: '02/06/2026' })).toEqual(['13', '12']);
  expect(await seqs({ action: 'settings.set', to: '02/06/2026' })).toEqual(['12', '11']);
  expect(await seqs({ action: 'settings.set', from: '02/06/2026', to: '02/06/2026' })).toEqual(['12']);
  expect(await seqs({ action: 'settings.set', actor: 'lan' })).toEqual([]);
  expect(await seqs({ action: 'settings.set', subject: 'minutes' })).toHaveLength(3);
  // What is typed is looked for as it is: signs of LIKE mean nothing.
  expect(await seqs({ subject: 'lock_minutes' })).toEqual([]);
  expect(await seqs({ subject: '%' })).toEqual([]);
  const page = await call(minh, 'audit.list', { action: 'settings.set', offset: 1, limit: 1 });
  expect([page.total, page.entries.map(({ data }) => data['value'])]).toEqual([3, ['12']]);
});

it.each(['99/06/2026', '2026-06-02', '31/02/2026'])('%s is no day to look from', async (from) => {
  const { minh } = await withTrail();
  expect(await minh.call('audit.list', { from })).toMatchObject({ error: { code: 'INPUT_INVALID' } });
});

it('the filtered lines are taken along as a workbook, once, and that is written down too', async () => {
  const { at, minh } = await withTrail();
  const { token, name } = await call(minh, 'audit.export', { action: 'settings.set', language: 'vi' });
  expect(name).toBe('Nhật ký 2026-06-04.xlsx');
  const file = await at.engine.download(token);
  const sheet = await readZip(await readFile(file!.path), /sheet1\.xml$|sharedStrings/);
  expect(sheet).toContain('Đổi cài đặt lock.minutes thành 13');
  expect(sheet).toContain('02/06/2026');
  expect(sheet).not.toContain('Thêm tài khoản');
  expect(await at.engine.download(token)).toBeNull();
  const { entries } = await call(minh, 'audit.list', { action: 'audit.export' });
  expect(entries).toMatchObject([{ actor: 'minh', subject: name, data: { lines: 3 } }]);
});

it('says whether the chain is whole', async () => {
  const { minh } = await withTrail();
  const { total } = await call(minh, 'audit.list', {});
  expect(await call(minh, 'audit.verify', {})).toEqual({ entries: total, brokenAt: null });
  expect(await call(minh, 'audit.facets', {})).toMatchObject({ actors: expect.arrayContaining(['minh', 'máy-trạm']) });
});
