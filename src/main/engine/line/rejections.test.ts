import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openArchive } from '../../../../tests/fixtures/transfer/office.ts';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import {
  approve,
  call,
  confirmAll,
  fields,
  fileCode,
  folder,
  person,
  station,
  upTo,
  work,
} from '../../../../tests/support/station.ts';
import type { ValidatePackage } from '../../../archive/index.ts';
import { ok } from '../../../contract/result.ts';
import { problem } from '../../../exchange/sip/problems.ts';
import { makePracticeIdentity } from '../../stages/6-sign/practice-ca.ts';

/** Opens the fake road's "packages" (what their step was given, as JSON); a document whose subject says so has a bad page 2. */
const judge: ValidatePackage = async (path) => {
  const said = JSON.parse(await readFile(path, 'utf8'));
  const problems = said.documents
    .filter((document: { fields: { subject: string } }) => document.fields.subject === 'Hỏng')
    .map(({ docId }: { docId: string }) => problem('PDF_PAGES', { document: docId, page: 2 }, { found: 1, declared: 2 }));
  const documents = said.documents.map(({ docId, pages }: { docId: string; pages: number }) => ({ docId, pages }));
  const { objid, recordStatus, replaces } = said;
  return ok({ ok: problems.length === 0, objid, fileCode: said.fileCode, recordStatus, replaces, documents, problems });
};

it('what the archive rejects goes back to the page it is about, is mended, and takes the rejected package’s place', async () => {
  const own = await station({ practice: false });
  const archive = await openArchive(join(own.dataDir, 'archive'), { validate: judge, practice: false });
  const identity = await makePracticeIdentity(join(own.dataDir, 'key'), 'UBND phường Mẫu');
  if (!identity.ok) throw new Error(identity.error.code);
  own.engine.useSigner(identity.data.signer);
  await call(own.operator, 'station.setArchive', { url: archive.url, publicKey: archive.publicKey });
  const lan = await person(own, 'lan', 'clerk');
  const hung = await person(own, 'hung', 'supervisor');
  await call(lan, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, crypto.randomUUID()), { '1.jpg': ['a', 'b'], '2.jpg': ['c', 'd', 'e'] })],
    split: 'file',
  });
  await upTo(own.engine, lan, 'describe');
  const [, second] = (await call(lan, 'dossier.get', { fileCode })).documentList;
  await call(lan, 'describe.confirm', { documentId: second!.id, fields: fields('Hỏng') });
  await work(own.engine, 'sign');
  await approve(hung);
  await work(own.engine, 'send');

  const [rejected] = (await call(lan, 'queue.list', { view: 'rejections' })).deliveries;
  expect(rejected).toMatchObject({ state: 'rejected', current: true, reasons: [{ document: `${fileCode}.2`, page: 2 }] });
  const { objid, reasons } = rejected!;
  const returns = reasons.map(({ document, page, message }) => ({ document, page, reason: message }));
  expect(
    await lan.call('queue.returnRejected', { objid, returns: [{ document: `${fileCode}.9`, page: null, reason: 'x' }] }),
  ).toMatchObject({
    error: { code: 'DOCUMENT_UNKNOWN' },
  });
  expect(await call(lan, 'queue.returnRejected', { objid, returns })).toEqual({ documents: 1, pages: 1 });
  expect(await lan.call('queue.returnRejected', { objid, returns })).toMatchObject({ error: { code: 'NO_REJECTION' } });

  const returned = await call(lan, 'dossier.get', { fileCode });
  expect(returned.documentList.map(({ state, returned: why }) => [state, why?.page ?? null])).toEqual([
    ['approved', null],
    ['returned', 2],
  ]);
  expect(returned.documentList[1]!.pages.map(({ returned: why }) => why)).toEqual([null, reasons[0]!.message, null]);

  await confirmAll(lan);
  await work(own.engine, 'sign');
  await approve(hung);
  await work(own.engine, 'send');
  const { deliveries } = await call(lan, 'queue.list', {});
  expect(deliveries).toMatchObject([
    { objid, state: 'rejected', current: false },
    { state: 'delivered', current: true, replaces: objid },
  ]);
  const mended = JSON.parse(await readFile(own.engine.blobPath(deliveries[1]!.digest), 'utf8'));
  expect(mended).toMatchObject({ recordStatus: 'REPLACEMENT', replaces: objid });
  expect((await call(lan, 'queue.line', {})).counts).toMatchObject({ receipts: 1, rejections: 0 });
});

it('a correction of a rejected dossier is another package too, without anybody returning it first', async () => {
  const own = await station();
  const archive = await openArchive(join(own.dataDir, 'archive'), { validate: judge });
  own.engine.usePracticeArchive(archive);
  const lan = await person(own, 'lan', 'clerk');
  const hung = await person(own, 'hung', 'supervisor');
  const papers = writeSources(join(folder, crypto.randomUUID()), { '1.jpg': ['a', 'b'] });
  await call(lan, 'capture.import', { fileCode, paths: [papers] });
  await work(own.engine, 'describe');
  await confirmAll(lan, 'Hỏng');
  await work(own.engine, 'sign');
  await approve(hung);
  await work(own.engine, 'send');
  const [rejected] = (await call(lan, 'queue.list', { view: 'rejections' })).deliveries;
  await confirmAll(lan, 'Lành');
  await work(own.engine, 'sign');
  await approve(hung);
  await work(own.engine, 'send');
  const mended = (await call(lan, 'queue.list', { view: 'receipts' })).deliveries;
  expect(mended).toMatchObject([{ replaces: rejected!.objid, state: 'delivered' }]);
});
