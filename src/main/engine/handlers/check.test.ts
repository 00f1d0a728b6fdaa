/** The check of the second person: what has to be looked at, what is kept, and what a return and its undoing leave. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import {
  call,
  closeStation,
  confirmAll,
  fields,
  fileCode,
  folder,
  person,
  revisionOf,
  station,
  upTo,
  work,
  type TestStation,
} from '../../../../tests/support/station.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import { openForReading, type Session } from '../index.ts';

type View = RouteOutput<'verify.get'>;
const papers = (files: Record<string, readonly string[]>) => writeSources(join(folder, crypto.randomUUID()), files);
const lines = (count: number) => Array.from({ length: count }, (_, n) => `trang ${n + 1}`);

/** Two documents, signed, waiting for the second person; `pages` in the first and one in the second. */
async function waiting(pages = 9, options: Parameters<typeof station>[0] = {}) {
  const at = await station(options);
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': lines(pages), '2.jpg': ['b'] })], split: 'file' });
  await upTo(at.engine, clerk, 'sign');
  return { ...at, clerk, supervisor };
}

async function look(session: Session, view: View, which: (page: number) => boolean = () => true): Promise<void> {
  const pages = view.check!.pages.filter(({ place }) => which(place)).map(({ pageId, print }) => ({ pageId, print }));
  if (pages.length > 0) await call(session, 'verify.seen', { fileCode, pages });
}

const places = (view: View, seen: boolean) => view.check!.pages.filter((page) => page.seen === seen).map(({ place }) => place);

function audit({ dataDir }: TestStation, action: string) {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  const rows = reader.data.db.all('SELECT actor, data_json FROM audit WHERE action = ? ORDER BY seq', action);
  reader.data.close();
  return rows.map((row) => ({ actor: row['actor'], ...(JSON.parse(String(row['data_json'])) as object) }));
}

it('a sample is drawn by the rule, recorded with its seed, and approved only when it was looked at', async () => {
  const at = await waiting(19);
  const { supervisor } = at;
  expect(await call(supervisor, 'verify.get', { fileCode })).toMatchObject({
    pages: 20,
    refusal: null,
    check: null,
    offers: { full: 20, sampled: 6, risky: 0 },
  });
  const begun = await call(supervisor, 'verify.begin', { fileCode, mode: 'sampled' });
  expect(begun.check).toMatchObject({ mode: 'sampled', sampleSize: 6, population: 20, left: 6 });
  const revision = await revisionOf(supervisor);
  expect(await supervisor.call('verify.approve', { fileCode, revision })).toMatchObject({
    error: { code: 'CHECK_INCOMPLETE', data: { left: 6 } },
  });
  await look(supervisor, begun);
  expect(await call(supervisor, 'verify.approve', { fileCode, revision })).toEqual({ documents: 2 });
  const looked = begun.check!.pages.map(({ place }) => place);
  const [entry] = audit(at, 'verify.check') as { actor: string; looked: string; seed: string }[];
  expect(entry).toMatchObject({ actor: 'hùng', mode: 'sampled', percent: 30, least: 5, sampleSize: 6, pages: 6, population: 20 });
  expect(entry!.seed).toBe(begun.check!.seed);
  expect(expand(entry!.looked)).toEqual(looked);
});

function expand(ranges: string): number[] {
  return ranges.split(', ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
}

it('what was looked at is kept over a crash and a lunch break; the sample is not drawn anew', async () => {
  const at = await waiting(19);
  const begun = await call(at.supervisor, 'verify.begin', { fileCode, mode: 'sampled' });
  await look(at.supervisor, begun, (place) => place <= 10);
  await closeStation(at);
  const again = await station({ dataDir: at.dataDir });
  const supervisor = again.engine.openSession();
  await call(supervisor, 'session.signIn', { name: 'hùng', password: 'mật-khẩu-thử' });
  const kept = await call(supervisor, 'verify.begin', { fileCode, mode: 'sampled' });
  expect(kept.check!.pages.map(({ pageId }) => pageId)).toEqual(begun.check!.pages.map(({ pageId }) => pageId));
  expect(places(kept, true)).toEqual(begun.check!.pages.map(({ place }) => place).filter((place) => place <= 10));
});

it('a sample may grow to everything and never shrinks; what was looked at stays looked at', async () => {
  const { supervisor } = await waiting(19);
  const sampled = await call(supervisor, 'verify.begin', { fileCode, mode: 'sampled' });
  await look(supervisor, sampled);
  const full = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  expect(full.check).toMatchObject({ mode: 'full', left: 14 });
  expect(full.check!.pages).toHaveLength(20);
  expect((await call(supervisor, 'verify.begin', { fileCode, mode: 'sampled' })).check).toMatchObject({ mode: 'full', left: 14 });
});

it('one page goes back with its reason; mended, it comes back with only that page to look at', async () => {
  const { engine, clerk, supervisor } = await waiting();
  const begun = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await look(supervisor, begun);
  const third = begun.check!.pages[2]!;
  await call(supervisor, 'verify.find', {
    fileCode,
    documentId: third.documentId,
    pageId: third.pageId,
    kinds: ['blurred', 'cut-off'],
    note: 'dòng cuối',
  });
  const revision = await revisionOf(supervisor);
  expect(await supervisor.call('verify.approve', { fileCode, revision })).toMatchObject({
    error: { code: 'CHECK_HAS_FINDINGS', data: { findings: 1 } },
  });
  expect(await call(supervisor, 'verify.sendBack', { fileCode })).toEqual({ findings: 1 });
  const reason = 'Mờ, khó đọc; Cắt mất chữ — dòng cuối';
  const back = await call(clerk, 'dossier.get', { fileCode });
  expect(back.documentList[0]).toMatchObject({ state: 'returned', returned: { by: 'hùng', reason, page: 3 } });
  expect(back.documentList[0]!.pages.map(({ returned }) => returned)).toEqual([null, null, reason, ...Array(6).fill(null)]);
  expect(back.documentList[1]!.state).toBe('signed');
  await call(clerk, 'describe.confirm', { documentId: third.documentId, fields: fields() });
  await work(engine, 'sign');
  const again = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  expect(places(again, false)).toEqual([3]);
  expect(again.check!.pages[2]!.reasons).toContain('returned-before');
  await look(supervisor, again);
  expect(await call(supervisor, 'verify.approve', { fileCode, revision: await revisionOf(supervisor) })).toEqual({
    documents: 2,
  });
});

it('a page that was returned before is looked at whoever draws the next sample', async () => {
  const at = await waiting(29);
  await call(at.supervisor, 'verify.return', { fileCode, docId: null, page: 17, reason: 'Mờ' });
  await confirmAll(at.clerk);
  await work(at.engine, 'sign');
  const other = await person(at, 'mai', 'supervisor');
  const view = await call(other, 'verify.begin', { fileCode, mode: 'sampled' });
  expect(view.check!.pages.find(({ place }) => place === 17)?.reasons).toContain('returned-before');
  expect((await call(other, 'verify.queue', {})).dossiers).toMatchObject([{ fileCode, returns: 1 }]);
});

it('what changes after it was looked at is looked at again, and nothing else', async () => {
  const { engine, clerk, supervisor } = await waiting();
  const begun = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await look(supervisor, begun);
  const [, second] = begun.documents;
  await call(clerk, 'describe.confirm', { documentId: second!.id, fields: fields('Trích yếu khác') });
  await work(engine, 'sign');
  const now = await call(supervisor, 'verify.get', { fileCode });
  // The description of a document is read against its first page.
  expect(places(now, false)).toEqual([10]);
  expect(now.check!.pages.at(-1)!.reasons).toContain('changed');
  expect(await supervisor.call('verify.approve', { fileCode, revision: now.revision })).toMatchObject({
    error: { code: 'CHECK_INCOMPLETE', data: { left: 1 } },
  });
});

it('"seen" about a picture that is no longer the page’s does not count', async () => {
  const { engine, clerk, supervisor } = await waiting();
  const old = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await confirmAll(clerk, 'Đã sửa');
  await work(engine, 'sign');
  await look(supervisor, old);
  expect(places(await call(supervisor, 'verify.get', { fileCode }), false)).toEqual([1, 10]);
});

it('nobody begins to check their own work, and hears it before they begin', async () => {
  const at = await station();
  const author = await person(at, 'tác-giả', 'supervisor');
  await call(author, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a'] })] });
  await upTo(at.engine, author, 'sign');
  expect((await call(author, 'verify.get', { fileCode })).refusal).toMatchObject({ code: 'OWN_WORK' });
  expect((await call(author, 'verify.queue', {})).dossiers).toMatchObject([{ own: true }]);
  expect(await author.call('verify.begin', { fileCode, mode: 'full' })).toMatchObject({ error: { code: 'OWN_WORK' } });
});

it('two supervisors do not check one dossier at once; the second may take it over and looks for themselves', async () => {
  const at = await waiting();
  const begun = await call(at.supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await look(at.supervisor, begun);
  const other = await person(at, 'mai', 'supervisor');
  expect(await other.call('verify.begin', { fileCode, mode: 'full' })).toMatchObject({
    error: { code: 'CHECK_HELD', data: { name: 'hùng' } },
  });
  expect((await call(other, 'verify.get', { fileCode })).heldBy).toMatchObject({ name: 'hùng' });
  const taken = await call(other, 'verify.begin', { fileCode, mode: 'full', takeOver: true });
  expect(taken.check!.left).toBe(10);
  const [page] = begun.check!.pages;
  expect(
    await at.supervisor.call('verify.seen', { fileCode, pages: [{ pageId: page!.pageId, print: page!.print }] }),
  ).toMatchObject({ error: { code: 'CHECK_NOT_BEGUN' } });
});

it('several places go back at once: pages, a document, each with its own reason', async () => {
  const { clerk, supervisor } = await waiting();
  const { check, documents } = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  const [first, second] = check!.pages;
  const find = (documentId: string | null, pageId: string | null, kind: 'blurred' | 'upside-down' | 'page-missing') =>
    call(supervisor, 'verify.find', { fileCode, documentId, pageId, kinds: [kind], note: '' });
  await find(first!.documentId, first!.pageId, 'blurred');
  await find(second!.documentId, second!.pageId, 'upside-down');
  await find(documents[1]!.id, null, 'page-missing');
  // The same page again is another word about it, not another fault.
  await find(first!.documentId, first!.pageId, 'upside-down');
  expect((await call(supervisor, 'verify.get', { fileCode })).check!.findings).toHaveLength(3);
  await call(supervisor, 'verify.sendBack', { fileCode });
  const back = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(back.map(({ state }) => state)).toEqual(['returned', 'returned']);
  expect(back[0]!.pages.slice(0, 3).map(({ returned }) => returned)).toEqual(['Xoay ngược', 'Xoay ngược', null]);
  expect(back[1]!.returned).toMatchObject({ reason: 'Thiếu trang', page: null });
});

it('a return without a reason, or with nothing noted, is refused', async () => {
  const { supervisor } = await waiting();
  await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  expect(await supervisor.call('verify.find', { fileCode, documentId: null, pageId: null, kinds: [], note: '  ' })).toMatchObject(
    { error: { code: 'REASON_MISSING' } },
  );
  expect(await supervisor.call('verify.sendBack', { fileCode })).toMatchObject({ error: { code: 'NOTHING_TO_RETURN' } });
});

it('a return is taken back whole while nobody has worked on it: signature, approval and notes are as they were', async () => {
  const { clerk, supervisor } = await waiting();
  const before = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  const begun = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await look(supervisor, begun);
  const page = begun.check!.pages[4]!;
  await call(supervisor, 'verify.find', {
    fileCode,
    documentId: page.documentId,
    pageId: page.pageId,
    kinds: ['stained'],
    note: '',
  });
  await call(supervisor, 'verify.sendBack', { fileCode });
  expect((await call(supervisor, 'verify.get', { fileCode })).lastReturn).toMatchObject({
    by: 'hùng',
    findings: 1,
    undoable: true,
  });
  await call(supervisor, 'verify.undoReturn', { fileCode });
  expect((await call(clerk, 'dossier.get', { fileCode })).documentList).toEqual(before);
  const view = await call(supervisor, 'verify.get', { fileCode });
  expect(view.check!.left).toBe(0);
  expect(view.check!.findings).toMatchObject([{ pageId: page.pageId, kinds: ['stained'] }]);
});

it('once the clerk has begun to mend it, a return stays', async () => {
  const { clerk, supervisor } = await waiting();
  await call(supervisor, 'verify.return', { fileCode, docId: null, page: 1, reason: 'Mờ' });
  await confirmAll(clerk, 'Đã sửa');
  expect((await call(supervisor, 'verify.get', { fileCode })).lastReturn).toMatchObject({ undoable: false });
  expect(await supervisor.call('verify.undoReturn', { fileCode })).toMatchObject({ error: { code: 'RETURN_WORKED_ON' } });
});

it('an approval at the command line counts as a full check, and the audit trail says that nobody saw it done', async () => {
  const at = await waiting();
  await call(at.supervisor, 'verify.approve', { fileCode, revision: await revisionOf(at.supervisor) });
  expect(audit(at, 'verify.check')).toEqual([
    { actor: 'hùng', mode: 'full-declared', pages: 10, population: 10, revision: expect.any(Number) },
  ]);
});

it('what waits is listed with who described it, and no longer when it was decided', async () => {
  const { supervisor } = await waiting();
  expect(await call(supervisor, 'verify.queue', {})).toMatchObject({
    total: 1,
    dossiers: [{ fileCode, documents: 2, pages: 10, describers: ['lan'], own: false, returns: 0, check: null }],
  });
  const begun = await call(supervisor, 'verify.begin', { fileCode, mode: 'full' });
  await look(supervisor, begun, (place) => place < 4);
  expect((await call(supervisor, 'verify.queue', {})).dossiers[0]!.check).toEqual({ by: 'hùng', mode: 'full', seen: 3, of: 10 });
  await look(supervisor, begun);
  await call(supervisor, 'verify.approve', { fileCode, revision: begun.revision });
  expect(await call(supervisor, 'verify.queue', {})).toEqual({ total: 0, dossiers: [] });
});

it('the province may settle the share of a sample', async () => {
  const at = await waiting(19);
  const it = await person(at, 'minh', 'it');
  await call(it, 'settings.set', { key: 'verify.samplePercent', value: 80 });
  expect((await call(at.supervisor, 'verify.begin', { fileCode, mode: 'sampled' })).check).toMatchObject({ sampleSize: 16 });
});
