/** Step 4 at a desk: what waits, in which order, what is wrong with it, and what is refused. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../tests/support/fake-worker.ts';
import { approve, call, fields, fileCode, folder, person, revisionOf, station, work } from '../../../tests/support/station.ts';
import type { DocumentFields } from '../../contract/vocabulary.ts';
import type { Session } from './index.ts';

const papers = (files: Record<string, readonly string[]>) => writeSources(join(folder, crypto.randomUUID()), files);
const other = 'H49.64.33.2001.161';

/** Two dossiers of two documents each, proposed by the machine. */
async function twoDossiers() {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a'], '2.jpg': ['b'] })], split: 'file' });
  await work(at.engine, 'describe');
  await call(clerk, 'capture.import', { fileCode: other, paths: [papers({ '1.jpg': ['c'], '2.jpg': ['d'] })], split: 'file' });
  await work(at.engine, 'describe');
  return { ...at, clerk, supervisor };
}

const waiting = async (session: Session, code: string | null = null) =>
  (await call(session, 'describe.queue', { fileCode: code })).documents.map(({ docId }) => docId);
const idOf = async (session: Session, code: string, n: number) =>
  (await call(session, 'describe.documents', { fileCode: code })).documents[n - 1]!.documentId;
const confirm = (session: Session, documentId: string, change: Partial<DocumentFields> = {}) =>
  call(session, 'describe.confirm', { documentId, fields: { ...fields(), ...change } });

it('a clerk goes from document to document in the order the dossiers came, and what came back is first', async () => {
  const { engine, clerk, supervisor } = await twoDossiers();
  expect(await waiting(clerk)).toEqual([`${fileCode}.1`, `${fileCode}.2`, `${other}.1`, `${other}.2`]);
  expect(await waiting(clerk, other)).toEqual([`${other}.1`, `${other}.2`]);

  const first = await confirm(clerk, await idOf(clerk, fileCode, 2));
  expect(first.next).toEqual({ documentId: await idOf(clerk, fileCode, 1), fileCode });
  const second = await confirm(clerk, await idOf(clerk, fileCode, 1), { codeNumber: '13' });
  expect(second.next).toEqual({ documentId: await idOf(clerk, other, 1), fileCode: other });
  await work(engine, 'sign');
  await call(supervisor, 'verify.return', { fileCode, docId: `${fileCode}.2`, page: 1, reason: 'Sai ngày' });

  expect(await call(clerk, 'describe.queue', {})).toMatchObject({ total: 3, returned: 1 });
  expect(await waiting(clerk)).toEqual([`${fileCode}.2`, `${other}.1`, `${other}.2`]);
  expect((await call(clerk, 'describe.queue', { offset: 1, limit: 1 })).documents[0]?.docId).toBe(`${other}.1`);
  const opened = await call(clerk, 'describe.open', {});
  expect(opened).toMatchObject({ fileCode, place: 2, of: 2, next: null, waiting: { here: 1, all: 3 } });
  expect(opened?.document).toMatchObject({ state: 'returned', returned: { reason: 'Sai ngày', page: 1 } });
  expect(opened?.previousFields).toMatchObject({ codeNumber: '13' });
});

it('the last document of the last dossier has nothing after it, and a dossier that is done still opens', async () => {
  const { clerk } = await twoDossiers();
  for (const [code, n] of [
    [fileCode, 1],
    [fileCode, 2],
    [other, 1],
  ] as const)
    await confirm(clerk, await idOf(clerk, code, n), { codeNumber: `${code.slice(-1)}${n}` });
  expect((await confirm(clerk, await idOf(clerk, other, 2))).next).toBeNull();
  expect(await call(clerk, 'describe.open', {})).toBeNull();
  expect(await call(clerk, 'describe.open', { fileCode })).toMatchObject({ place: 1, document: { state: 'described' } });
});

it('every problem is told at once and at its field, and only errors are refused', async () => {
  const { clerk } = await twoDossiers();
  const documentId = await idOf(clerk, fileCode, 1);
  const wrong = {
    typeName: '99',
    codeNumber: '12/2001 và số khác',
    codeNotation: 'QĐ-UBND',
    issuedDate: '31/02/2001',
    organName: '',
    subject: 'x'.repeat(501),
    signer: '',
  };
  const { problems } = await call(clerk, 'describe.check', { documentId, fields: wrong });
  expect(problems.map(({ field, code, severity }) => [field, code, severity])).toEqual([
    ['typeName', 'FIELD_CODE', 'error'],
    ['codeNumber', 'FIELD_TOO_LONG', 'error'],
    ['issuedDate', 'FIELD_DATE', 'error'],
    ['organName', 'FIELD_MISSING', 'error'],
    ['subject', 'FIELD_TOO_LONG', 'error'],
    ['codeNumber', 'CODE_NUMBER_FORM', 'warning'],
    ['typeName', 'TYPE_AGAINST_NOTATION', 'warning'],
  ]);
  expect(problems.find(({ field }) => field === 'organName')?.words).toEqual({
    vi: 'Thiếu trường bắt buộc cơ quan ban hành.',
    en: 'Mandatory field issuing body is empty.',
  });
  expect(
    await clerk.call('describe.confirm', { documentId, fields: { ...fields(), issuedDate: '', organName: '' } }),
  ).toMatchObject({ ok: false, error: { code: 'FIELDS_MISSING', data: { fields: 'issuedDate, organName' } } });
  expect((await call(clerk, 'describe.open', { documentId }))?.document.fields).toBeNull();
});

it('a note that would not fit into the package is refused before it is packed', async () => {
  const { clerk } = await twoDossiers();
  const documentId = await idOf(clerk, fileCode, 1);
  const { problems } = await call(clerk, 'describe.check', { documentId, fields: { ...fields(), signer: 'N'.repeat(600) } });
  expect(problems).toMatchObject([{ code: 'FIELD_TOO_LONG', field: 'description' }]);
});

it('warnings are kept with the document, and whoever verifies it sees them', async () => {
  const { clerk, supervisor } = await twoDossiers();
  const documentId = await idOf(clerk, fileCode, 1);
  const { remarks } = await confirm(clerk, documentId, { typeName: '07' });
  expect(remarks.map(({ code }) => code)).toEqual(['TYPE_AGAINST_NOTATION']);
  const [first] = (await call(supervisor, 'dossier.get', { fileCode })).documentList;
  expect(first?.remarks).toEqual(remarks);
  expect((await confirm(clerk, documentId)).remarks).toEqual([]);
});

it('where a value was read stays with it', async () => {
  const { clerk } = await twoDossiers();
  const documentId = await idOf(clerk, fileCode, 1);
  const sources = { issuedDate: { page: 1, box: [10, 20, 30, 40] as [number, number, number, number] } };
  await call(clerk, 'describe.confirm', { documentId, fields: fields(), sources });
  expect((await call(clerk, 'describe.open', { documentId }))?.document.sources).toEqual(sources);
});

it('the same paper described twice is noticed, in whichever dossier it lies', async () => {
  const { clerk } = await twoDossiers();
  await confirm(clerk, await idOf(clerk, fileCode, 1));
  const documentId = await idOf(clerk, other, 2);
  const { problems } = await call(clerk, 'describe.check', { documentId, fields: fields() });
  expect(problems).toMatchObject([{ code: 'DOCUMENT_TWICE', severity: 'warning' }]);
  expect(problems[0]?.words.vi).toContain(`${fileCode}.1`);
  const elsewhere = { ...fields(), organName: 'UBND xã khác' };
  expect((await call(clerk, 'describe.check', { documentId, fields: elsewhere })).problems).toEqual([]);
});

it('the same image in two documents is noticed', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['same'], '2.jpg': ['same'] })], split: 'file' });
  await work(at.engine, 'describe');
  const { problems } = await call(clerk, 'describe.check', { documentId: await idOf(clerk, fileCode, 2), fields: fields() });
  expect(problems).toMatchObject([{ code: 'PAGES_TWICE', severity: 'warning' }]);
});

it('a secret dossier is described all the same, and says that it will not be packed', async () => {
  const { clerk } = await twoDossiers();
  const { description } = await call(clerk, 'dossier.form', { fileCode });
  await call(clerk, 'dossier.describe', { fileCode, description: { ...description, mode: '03' } });
  const { problems } = await call(clerk, 'dossier.check', { fileCode, description: { ...description, mode: '03' } });
  expect(problems).toMatchObject([{ code: 'SECRET', field: 'mode', severity: 'error' }]);
  expect((await confirm(clerk, await idOf(clerk, fileCode, 1))).remarks).toMatchObject([{ code: 'SECRET', severity: 'warning' }]);
});

it('what was typed once is offered again, the most used first, whatever marks were typed', async () => {
  const { clerk } = await twoDossiers();
  const names = ['Ủy ban nhân dân xã Lam Khê', 'Ủy ban nhân dân huyện Bình', 'Ủy ban nhân dân xã Lam Khê', 'Đảng ủy xã Lam Khê'];
  for (const [i, organName] of names.entries())
    await confirm(clerk, await idOf(clerk, i < 2 ? fileCode : other, (i % 2) + 1), { organName });
  const suggest = async (text: string) =>
    (await call(clerk, 'describe.suggest', { field: 'organName', text })).values.map(({ value, uses }) => `${uses} ${value}`);
  expect(await suggest('uy ban')).toEqual(['2 Ủy ban nhân dân xã Lam Khê', '1 Ủy ban nhân dân huyện Bình']);
  expect(await suggest('ỦY BAN NHÂN DÂN H')).toEqual(['1 Ủy ban nhân dân huyện Bình']);
  expect(await suggest('lam khe')).toEqual(['2 Ủy ban nhân dân xã Lam Khê', '1 Đảng ủy xã Lam Khê']);
  expect(await suggest('khe lam')).toHaveLength(2);
  expect(await suggest('am khe')).toEqual([]);
  expect(await suggest('')).toHaveLength(3);
  // A slip that was put right is not offered any more.
  await confirm(clerk, await idOf(clerk, fileCode, 2), { organName: 'Đảng ủy xã Lam Khê' });
  expect(await suggest('huyen')).toEqual([]);
});

it('a description is confirmed by nobody who may not, and not in a dossier that has left', async () => {
  const { engine, clerk, supervisor, operator } = await twoDossiers();
  const documentId = await idOf(clerk, fileCode, 1);
  const technician = await person({ engine, operator, dataDir: '' }, 'minh', 'it');
  expect(await technician.call('describe.confirm', { documentId, fields: fields() })).toMatchObject({
    ok: false,
    error: { code: 'NOT_ALLOWED' },
  });
  expect(await engine.openSession().call('describe.open', { documentId })).toMatchObject({
    ok: false,
    error: { code: 'SIGN_IN_NEEDED' },
  });
  for (const n of [1, 2]) await confirm(clerk, await idOf(clerk, fileCode, n), { codeNumber: String(n) });
  await work(engine, 'sign');
  await call(supervisor, 'verify.approve', { fileCode, revision: await revisionOf(supervisor) });
  await work(engine, 'package');
  expect(await clerk.call('describe.confirm', { documentId, fields: fields() })).toMatchObject({
    ok: false,
    error: { code: 'DOSSIER_SEALED' },
  });
  expect(await approve(supervisor).catch((error: unknown) => String(error))).toContain('NOTHING_TO_DECIDE');
});

it('the dossier’s own description is counted, proposed and checked', async () => {
  const { clerk } = await twoDossiers();
  const form = await call(clerk, 'dossier.form', { fileCode });
  expect(form).toMatchObject({
    codeFixed: false,
    sealed: false,
    totals: { documents: 2, described: 0, papers: 2, pages: 2 },
    proposed: { startDate: '02/01/2001', endDate: '02/01/2001' },
  });
  const check = async (change: object, newFileCode: string | null = null) =>
    (await call(clerk, 'dossier.check', { fileCode, description: { ...form.description, ...change }, newFileCode })).problems.map(
      ({ field, code, severity }) => `${severity} ${field} ${code}`,
    );
  // Its documents still wait: empty dates will be theirs.
  expect(await check({})).toEqual([]);
  expect(await check({ title: '', riskRecovery: '1', maintenance: '02', language: ['99'] })).toEqual([
    'error title FIELD_MISSING',
    'error language FIELD_CODE',
    'error riskRecoveryStatus FIELD_MISSING',
    'warning maintenance NOT_PERMANENT',
  ]);
  expect(await check({ paperFileCode: '' })).toEqual(['error paperFileCode FIELD_MISSING']);
  expect(await check({ startDate: '02/01/1999', endDate: '01/01/1998' })).toEqual([
    'warning fileCode FILE_CODE_YEAR',
    'error endDate DATE_ORDER',
  ]);
  expect(await check({}, other)).toEqual(['error fileCode FILE_CODE_TAKEN']);
  expect(await check({}, 'H50.1.2001.160')).toEqual(['warning fileCode FILE_CODE_AGENCY']);
  expect(await check({}, 'H49.64.33.2001.1234567890')).toEqual(['error fileCode FIELD_TOO_LONG']);
  expect(await check({}, 'linh tinh')).toContain('error fileCode FILE_CODE_FORM');
  await confirm(clerk, await idOf(clerk, fileCode, 1), { issuedDate: '05/03/1999' });
  await confirm(clerk, await idOf(clerk, fileCode, 2), { issuedDate: '05/03/2001', codeNumber: '9' });
  expect(await check({ startDate: '01/01/2000', endDate: '31/12/2001' })).toEqual(['warning startDate DATES_TOO_NARROW']);
  expect(await call(clerk, 'dossier.form', { fileCode })).toMatchObject({
    totals: { described: 2 },
    proposed: { startDate: '05/03/1999', endDate: '05/03/2001' },
  });
});
