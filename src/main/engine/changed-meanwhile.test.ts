import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../tests/support/fake-worker.ts';
import {
  approve,
  call,
  confirmAll,
  fields,
  fileCode,
  folder,
  gate,
  heldWorker,
  person,
  revisionOf,
  station,
  upTo,
  work,
} from '../../../tests/support/station.ts';
import { createEngine } from './index.ts';

const papers = (files: Record<string, readonly string[]>) => writeSources(join(folder, crypto.randomUUID()), files);

/** A dossier that was signed and waits for the second person. */
async function signedDossier(
  options: Parameters<typeof station>[0] = {},
  files: Record<string, readonly string[]> = { '1.jpg': ['a'], '2.jpg': ['b'] },
) {
  const at = await station(options);
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', { fileCode, paths: [papers(files)], split: 'file' });
  await upTo(at.engine, clerk, 'sign');
  return { ...at, clerk, supervisor };
}

it('a clerk corrects an approved document before it is packed: nothing is sealed until it is approved again', async () => {
  const { engine, clerk, supervisor } = await signedDossier();
  await approve(supervisor);
  const [first] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await call(clerk, 'describe.confirm', { documentId: first!.id, fields: fields('Chuyển nhượng đất') });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
  expect(await approve(supervisor)).toEqual({ documents: 1 });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBe('waiting');
});

it('a file that comes in between approval and packing holds the package until it was approved too', async () => {
  const { engine, clerk, supervisor } = await signedDossier();
  await approve(supervisor);
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '3.jpg': ['c'] })] });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
});

it('title, term and access are approved too: changing them takes the approval back', async () => {
  const { engine, clerk, supervisor } = await signedDossier();
  await approve(supervisor);
  const { description } = await call(clerk, 'dossier.get', { fileCode });
  await call(clerk, 'dossier.describe', { fileCode, description: { ...description, title: 'Khác hẳn', mode: '03' } });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
});

it('what is approved is what was shown: a change that came between is refused', async () => {
  const { engine, clerk, supervisor } = await signedDossier();
  const revision = await revisionOf(supervisor);
  await confirmAll(clerk, 'Nội dung khác');
  await work(engine, 'sign');
  expect(await supervisor.call('verify.approve', { fileCode, revision })).toMatchObject({
    ok: false,
    error: { code: 'CHANGED_MEANWHILE' },
  });
});

it('who described a document once may never approve it, even after somebody else touched it', async () => {
  const at = await station();
  const author = await person(at, 'tác-giả', 'supervisor');
  const colleague = await person(at, 'đồng-nghiệp', 'clerk');
  await call(author, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a'] })] });
  await upTo(at.engine, author, 'sign');
  await confirmAll(colleague);
  await work(at.engine, 'sign');
  expect(await author.call('verify.approve', { fileCode, revision: await revisionOf(author) })).toMatchObject({
    ok: false,
    error: { code: 'OWN_WORK' },
  });
});

it('returned while its package is being written: no delivery of what was taken back', async () => {
  const packing = gate();
  const spawnWorker = heldWorker((task) => (task.step === 'package' ? (packing.reach(), packing.opened) : undefined));
  const { engine, clerk, supervisor } = await signedDossier({ spawnWorker });
  await approve(supervisor);
  const working = work(engine, 'package');
  await packing.arrived;
  await call(supervisor, 'verify.return', { fileCode, docId: null, page: null, reason: 'Sai' });
  packing.open();
  await working;
  expect((await call(clerk, 'queue.list', {})).deliveries).toEqual([]);
  await upTo(engine, clerk, 'sign');
  await approve(supervisor);
  await work(engine, 'package');
  expect((await call(clerk, 'queue.list', {})).deliveries).toMatchObject([{ current: true, state: 'waiting' }]);
});

it('an import that still walks its folder when the dossier is sealed adds nothing to it', async () => {
  const { engine, clerk, supervisor } = await signedDossier();
  await approve(supervisor);
  const many = papers(Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`${n}.jpg`, ['x']])));
  const importing = clerk.call('capture.import', { fileCode, paths: [many] });
  await work(engine, 'package');
  const imported = await importing;
  await work(engine, 'capture');
  const { delivery, ledger } = await call(clerk, 'dossier.get', { fileCode });
  // Whichever was first: sealed without the new pages, or held by them.
  expect(imported.ok ? delivery === null : delivery === 'waiting' && ledger.in === 2).toBe(true);
});

it('two imports that begin the same dossier at once are both taken', async () => {
  const { operator } = await station();
  const results = await Promise.all(
    [1, 2].map((n) => operator.call('capture.import', { fileCode, paths: [papers({ [`${n}.jpg`]: ['a'] })] })),
  );
  expect(results).toMatchObject([{ ok: true }, { ok: true }]);
});

it('the file code changes while a PDF is composed: the PDF is made again with the new one', async () => {
  const composing = gate();
  let first = true;
  const spawnWorker = heldWorker((task) => {
    if (task.step !== 'compose' || !first) return undefined;
    first = false;
    composing.reach();
    return composing.opened;
  });
  const at = await station({ spawnWorker });
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a'] })] });
  await work(at.engine, 'describe');
  await confirmAll(clerk);
  const working = work(at.engine, 'compose');
  await composing.arrived;
  const { description } = await call(clerk, 'dossier.get', { fileCode });
  const newFileCode = 'H49.64.33.2001.999';
  await call(clerk, 'dossier.describe', { fileCode, description, newFileCode });
  composing.open();
  await working;
  const [document] = (await call(clerk, 'dossier.get', { fileCode: newFileCode })).documentList;
  const { PDFDocument } = await import('pdf-lib');
  const { readFile } = await import('node:fs/promises');
  expect((await PDFDocument.load(await readFile(at.engine.blobPath(document!.pdf!)))).getTitle()).toBe(`${newFileCode}.1`);
});

it('a file dismissed by mistake comes back when it is handed over again', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const source = papers({ '1.jpg': ['a'], '2.jpg': ['b'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  await rename(join(source, '2.jpg'), join(source, 'away'));
  await work(at.engine, 'describe');
  await call(clerk, 'capture.dismiss', { fileCode, reason: 'Không tìm thấy' });
  await rename(join(source, 'away'), join(source, '2.jpg'));
  expect(await call(clerk, 'capture.import', { fileCode, paths: [source] })).toEqual({ files: 1 });
  await work(at.engine, 'describe');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ pages: 2, problems: [], parked: 0 });
});

it('a file that comes late, after its run was parted, joins the document it lies in', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const source = papers({ '1.jpg': ['a'], '2.jpg': ['separator'], '3.jpg': ['b'], '4.jpg': ['c'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  await rename(join(source, '3.jpg'), join(source, 'away'));
  await work(at.engine, 'describe');
  await rename(join(source, 'away'), join(source, '3.jpg'));
  const [job] = await call(clerk, 'job.list', { state: 'parked' });
  await call(clerk, 'job.retry', { id: job!.id });
  await work(at.engine, 'describe');
  const { documentList } = await call(clerk, 'dossier.get', { fileCode });
  expect(documentList.map(({ pages }) => pages.map(({ sourceName }) => sourceName))).toEqual([['1.jpg'], ['3.jpg', '4.jpg']]);
});

it('the signature of a document that was being signed when the power failed is the same when it is signed again', async () => {
  const { engine, clerk, dataDir } = await signedDossier({}, { '1.jpg': ['a'] });
  const [before] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await engine.close();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(dataDir, 'station.db'));
  // As if the power had failed after the signature was made and before it was written down.
  db.exec(
    "UPDATE document SET signed_json = NULL; DELETE FROM memo WHERE step = 'sign'; INSERT INTO job (step, subject, dossier_id, state, changed_at) SELECT 'sign', id, dossier_id, 'running', '' FROM document",
  );
  db.close();
  const again = await createEngine({ dataDir, mode: 'on-demand', spawnWorker: heldWorker(() => undefined) });
  if (!again.ok) throw new Error(again.error.code);
  await work(again.data, 'sign');
  const session = again.data.openSession(['clerk']);
  expect((await call(session, 'dossier.get', { fileCode })).documentList[0]!.signedPdf).toBe(before!.signedPdf);
  await again.data.close();
});
