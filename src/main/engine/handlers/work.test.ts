import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import { approve, call, confirmAll, fields, fileCode, folder, person, station, work } from '../../../../tests/support/station.ts';
import type { Engine, Session } from '../index.ts';
import { addDays, addWorkingDays, weekday, workingDaysBetween } from '../progress/calendar.ts';
import { toInstant } from '../../../contract/instant.ts';
import type { PlanRow } from '../../../contract/routes/work.ts';

/** The practice key is made when the test runs: what is signed in a story happens after that. */
const wednesdayDay = nextDay(2);
const wednesday = atTen(wednesdayDay);
const dayMs = 86_400_000;
const line: PlanRow = {
  fonds: 'H49.64.33',
  fondsName: '',
  year: 2001,
  kind: 'civil',
  dossiers: 0,
  pages: 1000,
  due: '2026-12-31',
};

/** A station whose clock the test sets. */
async function clocked(ms = wednesday) {
  const hands = { ms };
  const at = await station({ idleLock: false, clock: { now: () => toInstant(hands.ms), epochMs: () => hands.ms } });
  return { ...at, hands };
}

it('who did how much today and this week is known, and yesterday stays yesterday', async () => {
  const at = await clocked();
  const lan = await person(at, 'lan', 'clerk');
  const hung = await person(at, 'hung', 'supervisor');
  at.hands.ms -= dayMs;
  await call(lan, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'who'), { '1.jpg': ['a', 'b', 'blank'] })] });
  await work(at.engine, 'describe');
  at.hands.ms += dayMs;
  await confirmAll(lan);
  await work(at.engine, 'sign');
  await approve(hung);
  await work(at.engine, 'package');
  const { work: rows, days, whole, planned } = await call(lan, 'progress.get', {});
  const of = (account: string | null, kind: string) => rows.find((row) => row.account === account && row.kind === kind);
  expect(of('lan', 'capture')).toMatchObject({ today: 0, week: 3 });
  expect(of('lan', 'describe')).toMatchObject({ today: 2, week: 2, documents: 1 });
  expect(of('hung', 'approve')).toMatchObject({ today: 2, week: 2 });
  expect(of(null, 'seal')).toMatchObject({ today: 2, documents: 1 });
  expect(of(null, 'recognise')).toMatchObject({ today: 0, week: 3 });
  expect(days.find(({ day }) => day === addDays(wednesdayDay, -1))).toMatchObject({ capture: 3, describe: 0 });
  expect(days.find(({ day }) => day === wednesdayDay)).toMatchObject({ describe: 2, approve: 2 });
  expect(planned).toBe(false);
  expect(whole).toMatchObject({ standing: { pages: 2 }, approved: 2, done: { pages: 0 } });
});

it('a correction is work again, a refused one is none', async () => {
  const at = await clocked();
  const lan = await person(at, 'lan', 'clerk');
  await call(lan, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'twice-work'), { '1.jpg': ['a'] })] });
  await work(at.engine, 'describe');
  await confirmAll(lan, 'Một');
  await confirmAll(lan, 'Hai');
  const [document] = (await call(lan, 'dossier.get', { fileCode })).documentList;
  await lan.call('describe.confirm', { documentId: document!.id, fields: { ...document!.fields, subject: '' } });
  const { work: rows } = await call(lan, 'progress.get', {});
  expect(rows.find(({ kind }) => kind === 'describe')).toMatchObject({ today: 2, documents: 2 });
});

it('a plan is pasted, edited and taken away by those who lead, and by nobody else', async () => {
  const at = await clocked();
  const lan = await person(at, 'lan', 'clerk');
  const hung = await person(at, 'hung', 'supervisor');
  expect(await lan.call('plan.import', { rows: [line] })).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  const { rows, problems } = await call(hung, 'plan.read', {
    text: 'H49.64.33\t\t2001\tSổ hộ tịch\t0\t1.000\t31/12/2026\nH49.64.33\t\t2002\tHồ sơ lưu trữ\t3\t300\t',
  });
  expect(problems).toEqual([]);
  expect(await call(hung, 'plan.import', { rows })).toEqual({ added: 2, changed: 0 });
  expect(await call(hung, 'plan.import', { rows: [{ ...line, pages: 1200 }] })).toEqual({ added: 0, changed: 1 });
  const { lines } = await call(lan, 'plan.list', {});
  expect(lines.map(({ year, pages }) => [year, pages])).toEqual([
    [2001, 1200],
    [2002, 300],
  ]);
  const twice = { id: lines[1]!.id, row: { ...line, year: 2001 } };
  expect(await hung.call('plan.put', twice)).toMatchObject({ ok: false, error: { code: 'PLAN_ROW_TWICE' } });
  await call(hung, 'plan.put', { id: lines[1]!.id, row: { ...line, year: 2003 } });
  await call(hung, 'plan.remove', { ids: [lines[0]!.id] });
  expect((await call(lan, 'plan.list', {})).lines).toMatchObject([{ year: 2003 }]);
});

it('dossiers of two planned kinds are placed by a person, by words of their titles', async () => {
  const at = await clocked();
  const hung = await person(at, 'hung', 'supervisor');
  for (const [code, name] of [
    [fileCode, 'Đăng ký kết hôn'],
    ['H49.64.33.2001.161', 'Đất đai'],
  ] as const)
    await call(at.operator, 'capture.import', { fileCode: code, paths: [writeSources(join(folder, name), { '1.jpg': ['a'] })] });
  await work(at.engine, 'describe');
  await call(hung, 'plan.import', { rows: [line, { ...line, kind: 'land' }] });
  expect((await call(hung, 'plan.list', {})).unplaced).toMatchObject([{ year: 2001, dossiers: 2, choices: ['civil', 'land'] }]);
  const place = { fonds: 'H49.64.33', year: 2001 };
  expect(await call(hung, 'plan.assign', { ...place, words: 'KET hon', kind: 'civil' })).toEqual({ dossiers: 1 });
  expect(await call(hung, 'plan.assign', { ...place, kind: 'land' })).toEqual({ dossiers: 1 });
  const { lines, unplaced } = await call(hung, 'plan.list', {});
  expect(unplaced).toEqual([]);
  expect(lines.map(({ kind, standing }) => [kind, standing.dossiers])).toEqual([
    ['civil', 1],
    ['land', 1],
  ]);
});

it('a leader is told the day only when working days tell a pace', async () => {
  // Two weeks without a holiday.
  let first = nextDay(0);
  while (workingDaysBetween(first, addDays(first, 11)) < 9) first = addDays(first, 7);
  const at = await clocked(atTen(first));
  const lan = await person(at, 'lan', 'clerk');
  const hung = await person(at, 'hung', 'supervisor');
  await call(hung, 'plan.import', { rows: [{ ...line, due: addDays(first, 30) }] });
  const forecast = async () => (await call(hung, 'progress.get', {})).forecast;
  expect(await forecast()).toEqual({ kind: 'unknown', left: 1000, days: 0, wanted: 5 });
  for (const day of [0, 1, 2, 3, 4, 7, 8]) {
    at.hands.ms = atTen(addDays(first, day));
    await throughApproval(at.engine, lan, hung, `H49.64.33.2001.${200 + day}`, 10);
  }
  const today = addDays(first, 9);
  at.hands.ms = atTen(today);
  expect(await forecast()).toEqual({
    kind: 'dated',
    left: 1000,
    pace: 10,
    days: 100,
    finish: addWorkingDays(today, 100),
    due: addDays(first, 30),
    late: workingDaysBetween(addDays(first, 30), addWorkingDays(today, 100)),
  });
});

function atTen(day: string): number {
  return Date.parse(`${day}T10:00:00+07:00`);
}

/** The next such day of the week, two days from now or later. */
function nextDay(wanted: number): string {
  let day = addDays(toInstant(Date.now()).slice(0, 10), 2);
  while (weekday(day) !== wanted) day = addDays(day, 1);
  return day;
}

async function throughApproval(engine: Engine, clerk: Session, supervisor: Session, code: string, pages: number): Promise<void> {
  const paths = [writeSources(join(folder, code), { '1.jpg': Array<string>(pages).fill('a') })];
  await call(clerk, 'capture.import', { fileCode: code, paths });
  await work(engine, 'describe');
  for (const { id } of (await call(clerk, 'dossier.get', { fileCode: code })).documentList)
    await call(clerk, 'describe.confirm', { documentId: id, fields: fields() });
  await work(engine, 'sign');
  const { revision } = await call(supervisor, 'dossier.get', { fileCode: code });
  await call(supervisor, 'verify.approve', { fileCode: code, revision });
}
