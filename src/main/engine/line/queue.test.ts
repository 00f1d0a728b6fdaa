import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../../tests/fixtures/transfer/office.ts';
import { queuedStation, type Queued } from '../../../../tests/fixtures/transfer/queued-station.ts';
import { call, closeStation, folder, person, station, type TestStation } from '../../../../tests/support/station.ts';
import { toInstant } from '../../../contract/instant.ts';
import type { EngineEvent } from '../../../contract/routes.ts';
import type { Session } from '../index.ts';
import type { Clock } from '../ports.ts';

const newFolder = () => join(folder, crypto.randomUUID());

/** A clock the test sets; it stands still otherwise. A person's window locks when hours go by, so the operator looks on. */
function setClock(at: string): Clock & { set(at: string): void } {
  let ms = Date.parse(at);
  return { now: () => toInstant(ms), epochMs: () => ms, set: (to) => void (ms = Date.parse(to)) };
}

const monday = (time: string) => `2026-11-23T${time}:00+07:00`;
const nights = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '22:00', to: '06:00' }));

async function scene(sizes: readonly number[], clock?: Clock) {
  const dataDir = newFolder();
  const queued = await queuedStation(dataDir, sizes);
  const archive = await openArchive(join(dataDir, 'archive'));
  const own = await station({ dataDir, ...(clock === undefined ? {} : { clock }) });
  own.engine.usePracticeArchive(archive);
  return { ...own, queued, archive, lan: await person(own, 'lan', 'clerk'), minh: await person(own, 'minh', 'it') };
}

const send = ({ engine }: TestStation, patienceMs = 0) => engine.work({ steps: new Set(['send']), patienceMs });
const lineOf = async (session: Session) => (await call(session, 'queue.line', {})).line;
const statesOf = async (session: Session) =>
  (await call(session, 'queue.list', {})).deliveries.map(({ fileCode, state }) => `${fileCode.split('.').at(-1)} ${state}`);

/** Resolves when the first bytes of a package were acknowledged. */
function firstBytes(session: Session): Promise<Extract<EngineEvent, { topic: 'progress' }>> {
  return new Promise((resolve) => {
    const stop = session.subscribe((event) => {
      if (event.topic !== 'progress' || event.done === 0) return;
      stop();
      resolve(event);
    });
  });
}

/** In which order packages came to the archive. */
async function order(session: Session): Promise<string[]> {
  const { deliveries } = await call(session, 'queue.list', {});
  return deliveries
    .filter(({ receiptNumber }) => receiptNumber !== null)
    .toSorted((a, b) => (a.receiptNumber! < b.receiptNumber! ? -1 : 1))
    .map(({ fileCode }) => fileCode.split('.').at(-1)!);
}

describe('the order of the line', () => {
  it('is that of sealing, until a person changes it', async () => {
    const now = await scene([3000, 3000, 3000, 3000]);
    const [, second, third, fourth] = now.queued as [Queued, Queued, Queued, Queued];
    await call(now.lan, 'queue.order', { objid: fourth.objid, to: 'first' });
    await call(now.lan, 'queue.order', { objid: third.objid, to: 'up' });
    await call(now.lan, 'queue.order', { objid: second.objid, to: 'last' });
    const listed = (await call(now.lan, 'queue.list', { view: 'line' })).deliveries;
    expect(listed.map(({ fileCode, order: place }) => `${place} ${fileCode.split('.').at(-1)}`)).toEqual([
      '1 4',
      '2 1',
      '3 3',
      '4 2',
    ]);
    await send(now);
    expect(await order(now.lan)).toEqual(['4', '1', '3', '2']);
  });

  it('the first cannot be moved further up, nor the last further down, and a decided one not at all', async () => {
    const now = await scene([3000, 3000]);
    const [first, second] = now.queued as [Queued, Queued];
    await call(now.lan, 'queue.order', { objid: first.objid, to: 'up' });
    await call(now.lan, 'queue.order', { objid: second.objid, to: 'down' });
    await send(now);
    expect(await order(now.lan)).toEqual(['1', '2']);
    expect(await now.lan.call('queue.order', { objid: first.objid, to: 'first' })).toMatchObject({
      error: { code: 'DELIVERY_DECIDED' },
    });
  });
});

it('a package stands at the same place and is done at the same time whether one scrolls to it, searches it or asks for it', async () => {
  const now = await scene(Array.from({ length: 6 }, (_, index) => 10_000 * (index + 1)));
  await call(now.minh, 'queue.setLimits', { capKbit: 8 });
  await call(now.lan, 'queue.pause', { objid: now.queued[1]!.objid });
  await call(now.lan, 'queue.order', { objid: now.queued[5]!.objid, to: 'first' });
  const whole = (await call(now.lan, 'queue.list', { view: 'line' })).deliveries;
  expect(whole.map(({ order: place }) => place)).toEqual([1, 2, 3, 4, 5, 6]);
  // 60, 10, (20 held), 30, 40, 50 kB at 1,000 bytes/s.
  const from = Date.parse(whole[0]!.finishAt!) - 60_000;
  const seconds = (finishAt: string | null) => (finishAt === null ? null : Math.round((Date.parse(finishAt) - from) / 1000));
  expect(whole.map(({ finishAt }) => seconds(finishAt))).toEqual([60, 70, null, 100, 140, 190]);
  const same = (one: (typeof whole)[number]) => ({ objid: one.objid, order: one.order, at: seconds(one.finishAt) });
  for (const [index, one] of whole.entries()) {
    const [scrolled] = (await call(now.lan, 'queue.list', { view: 'line', offset: index, limit: 1 })).deliveries;
    const [searched] = (await call(now.lan, 'queue.list', { view: 'line', search: one.fileCode })).deliveries;
    const near = { ...same(one), at: one.finishAt === null ? null : expect.closeTo(same(one).at!, -1) };
    for (const found of [scrolled!, searched!, await call(now.lan, 'queue.get', { objid: one.objid })])
      expect(same(found)).toEqual(near);
  }
});

describe('a pause', () => {
  it('holds the line across a restart, and nothing leaves until a person lifts it', async () => {
    const now = await scene([3000, 3000]);
    await call(now.lan, 'queue.pause', {});
    await send(now);
    expect(await statesOf(now.lan)).toEqual(['1 waiting', '2 waiting']);
    await closeStation(now);
    const again = await station({ dataDir: now.dataDir });
    again.engine.usePracticeArchive(now.archive);
    expect(await lineOf(again.operator)).toMatchObject({ state: 'paused', by: 'lan' });
    await send(again);
    expect(await statesOf(again.operator)).toEqual(['1 waiting', '2 waiting']);
    await call(again.operator, 'queue.resume', {});
    await send(again);
    expect(await statesOf(again.operator)).toEqual(['1 delivered', '2 delivered']);
  });

  it('stops the package that is under way at once, and it goes on from where it was', async () => {
    const now = await scene([3_000_000]);
    await call(now.minh, 'queue.setLimits', { capKbit: 40_000 });
    const begun = firstBytes(now.lan);
    const sending = send(now, 60_000);
    await begun;
    await call(now.lan, 'queue.pause', {});
    expect(await sending).toMatchObject({ ok: true });
    const [held] = (await call(now.lan, 'queue.list', {})).deliveries;
    expect(held).toMatchObject({ state: 'sending', attempts: 0, error: null });
    expect(held!.sentBytes).toBeGreaterThan(0);
    expect(held!.sentBytes).toBeLessThan(3_000_000);
    await call(now.lan, 'queue.resume', {});
    const goesOn = firstBytes(now.lan);
    await call(now.minh, 'queue.setLimits', { capKbit: null });
    await send(now, 60_000);
    expect((await goesOn).done).toBeGreaterThanOrEqual(held!.sentBytes);
    expect(await statesOf(now.lan)).toEqual(['1 delivered']);
    expect(await readdir(join(now.dataDir, 'archive', 'incoming'))).toEqual([]);
  });

  it('of one package lets the others pass', async () => {
    const now = await scene([3000, 3000]);
    await call(now.lan, 'queue.pause', { objid: now.queued[0]!.objid });
    await send(now);
    expect(await statesOf(now.lan)).toEqual(['1 waiting', '2 delivered']);
    expect((await call(now.lan, 'queue.list', {})).deliveries[0]).toMatchObject({ heldBy: 'lan' });
    expect(await lineOf(now.lan)).toEqual({ state: 'stopped', held: 1, disk: 0, parked: 0 });
    await call(now.lan, 'queue.resume', { objid: now.queued[0]!.objid });
    await send(now);
    expect(await statesOf(now.lan)).toEqual(['1 delivered', '2 delivered']);
  });
});

describe('the office’s hours and limits', () => {
  it('the night timetable holds a package until it opens', async () => {
    const clock = setClock(monday('12:00'));
    const now = await scene([3000], clock);
    await call(now.minh, 'queue.setLimits', { timetable: nights });
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 waiting']);
    expect(await lineOf(now.operator)).toEqual({ state: 'closed', until: '2026-11-23T22:00:00.000+07:00' });
    clock.set(monday('21:59'));
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 waiting']);
    clock.set(monday('22:00'));
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 delivered']);
  });

  it('a timetable that closes while a package is under way stops it between two pieces', async () => {
    const clock = setClock('2026-11-24T05:59:00+07:00');
    const now = await scene([3_000_000], clock);
    await call(now.minh, 'queue.setLimits', { timetable: nights });
    const begun = firstBytes(now.operator);
    const sending = send(now);
    await begun;
    clock.set('2026-11-24T06:00:00+07:00');
    await sending;
    const [held] = (await call(now.operator, 'queue.list', {})).deliveries;
    expect(held).toMatchObject({ state: 'sending', attempts: 0, error: null, job: { state: 'ready' } });
    expect(held!.sentBytes).toBeLessThan(3_000_000);
    expect(await lineOf(now.operator)).toMatchObject({ state: 'closed' });
    clock.set('2026-11-24T22:00:00+07:00');
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 delivered']);
  });

  it('not one byte more leaves in a day than its budget; the rest waits for midnight', async () => {
    const clock = setClock(monday('12:00'));
    const now = await scene([700_000, 700_000], clock);
    await call(now.minh, 'queue.setLimits', { dayMb: 1 });
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 delivered', '2 sending']);
    expect(await call(now.operator, 'queue.line', {})).toMatchObject({
      line: { state: 'budget', which: 'day', until: '2026-11-24T00:00:00.000+07:00' },
      used: { day: 1_000_000, month: 1_000_000 },
    });
    clock.set('2026-11-24T00:00:00+07:00');
    await send(now);
    expect(await statesOf(now.operator)).toEqual(['1 delivered', '2 delivered']);
    expect((await call(now.operator, 'queue.line', {})).used).toEqual({ day: 400_000, month: 1_400_000 });
  });

  it('the month’s budget counts over its days and over restarts', async () => {
    const clock = setClock('2026-11-29T12:00:00+07:00');
    const now = await scene([700_000, 700_000], clock);
    await call(now.minh, 'queue.setLimits', { monthMb: 1 });
    await send(now);
    await closeStation(now);
    clock.set('2026-11-30T12:00:00+07:00');
    const again = await station({ dataDir: now.dataDir, clock });
    again.engine.usePracticeArchive(now.archive);
    await send(again);
    expect(await lineOf(again.operator)).toMatchObject({
      state: 'budget',
      which: 'month',
      until: '2026-12-01T00:00:00.000+07:00',
    });
    clock.set('2026-12-01T00:00:00+07:00');
    await send(again);
    expect(await statesOf(again.operator)).toEqual(['1 delivered', '2 delivered']);
  });

  it('the rate is measured, and says when all is there', async () => {
    const clock = setClock(monday('12:00'));
    const now = await scene([600_000, 3_000_000], clock);
    expect((await call(now.lan, 'queue.line', {})).ahead).toEqual({ packages: 2, bytes: 3_600_000, finishAt: null });
    await call(now.minh, 'queue.setLimits', { timetable: nights, capKbit: 8 });
    // 3.6 MB at 1,000 bytes/s: one hour from 22:00; the small one after ten minutes.
    expect((await call(now.lan, 'queue.line', {})).ahead.finishAt).toBe('2026-11-23T23:00:00.000+07:00');
    const [small, large] = (await call(now.lan, 'queue.list', { view: 'line' })).deliveries;
    expect([small!.finishAt, large!.finishAt]).toEqual(['2026-11-23T22:10:00.000+07:00', '2026-11-23T23:00:00.000+07:00']);
    await call(now.minh, 'queue.setLimits', { timetable: null, capKbit: null });
    await send(now);
    expect((await call(now.lan, 'queue.line', {})).rate).toBeGreaterThan(0);
  });

  it('are the supervisor’s and IT’s to set, not the clerk’s', async () => {
    const now = await scene([3000]);
    expect(await now.lan.call('queue.setLimits', { dayMb: 5 })).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  });
});

describe('an archive that does not answer', () => {
  it('is the line’s trouble, not each package’s: one try, then all wait, and the first in line stays first', async () => {
    const now = await scene([3000, 3000, 3000]);
    await now.archive.archive.close();
    await send(now);
    expect(await lineOf(now.lan)).toMatchObject({ state: 'unreachable', error: { code: 'ARCHIVE_UNREACHABLE' } });
    const { deliveries } = await call(now.lan, 'queue.list', {});
    expect(deliveries.map(({ attempts, error }) => [attempts, error?.code ?? null])).toEqual([
      [1, 'ARCHIVE_UNREACHABLE'],
      [0, null],
      [0, null],
    ]);
    const back = await openArchive(join(now.dataDir, 'archive'));
    now.engine.usePracticeArchive(back);
    await call(now.lan, 'queue.tryNow', {});
    await send(now);
    expect(await order(now.lan)).toEqual(['1', '2', '3']);
    expect(await lineOf(now.lan)).toEqual({ state: 'idle' });
  });

  it('and no address at all parks nothing: it is said, and the packages wait', async () => {
    const now = await scene([3000]);
    now.engine.usePracticeArchive(null);
    await send(now);
    expect(await lineOf(now.lan)).toEqual({ state: 'noArchive' });
    expect((await call(now.lan, 'queue.list', {})).deliveries[0]).toMatchObject({
      state: 'waiting',
      attempts: 0,
      job: { state: 'ready' },
    });
  });
});
