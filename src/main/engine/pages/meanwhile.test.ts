/** Pages that are turned, taken out or given another place, and what the machines made or are making of them. */
import { expect, it } from 'vitest';
import { ask, does, dossierOf, papers, refused, shown } from '../../../../tests/support/paged-dossier.ts';
import {
  approve,
  call,
  confirmAll,
  fileCode,
  gate,
  heldWorker,
  person,
  revisionOf,
  station,
  upTo,
  work,
} from '../../../../tests/support/station.ts';

it('a turned page is cleaned and read again so; nothing else is', async () => {
  const { engine, clerk, id } = await dossierOf();
  const before = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await does(clerk, 'pages.rotate', { pages: [id('b2')], turn: 90 });
  const jobs = await call(clerk, 'job.list', {});
  expect(jobs.map(({ step, subject }) => [step, subject])).toEqual([['clean', id('b2')]]);
  await does(clerk, 'pages.rotate', { pages: [id('b2')], turn: 90 });
  await work(engine, 'describe');
  const after = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(after[1]!.pages[1]!.clean!.rotation).toBe(180);
  expect(after[1]!.pages[1]!.image).toEqual(before[1]!.pages[1]!.image);
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  expect(after[1]!.proposal).toEqual(before[1]!.proposal);
});

it('turned while it is being cleaned and read: what counts is how it was turned last', async () => {
  const cleaning = gate();
  let first = true;
  const spawnWorker = heldWorker((task) => {
    if (task.step !== 'clean' || !first) return undefined;
    first = false;
    cleaning.reach();
    return cleaning.opened;
  });
  const at = await station({ spawnWorker });
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a'] })] });
  const working = work(at.engine, 'describe');
  await cleaning.arrived;
  const { id } = await shown(clerk);
  await does(clerk, 'pages.rotate', { pages: [id('a1')], turn: 270 });
  cleaning.open();
  await working;
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(document!.pages[0]!.clean!.rotation).toBe(90);
  expect(document!.state).toBe('proposed');
});

it('a page taken out while it is being read is left alone, and the dossier goes on', async () => {
  const reading = gate();
  let first = true;
  const spawnWorker = heldWorker((task) => {
    if (task.step !== 'recognise' || !first) return undefined;
    first = false;
    reading.reach();
    return reading.opened;
  });
  const at = await station({ spawnWorker });
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers({ '1.jpg': ['a', 'b', 'c'] })] });
  const working = work(at.engine, 'describe');
  await reading.arrived;
  const { id } = await shown(clerk);
  await does(clerk, 'pages.toTray', { pages: ['a1', 'a2'].map(id) });
  reading.open();
  await working;
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ step: 'describe', documents: 1, pages: 1 });
  await does(clerk, 'pages.restore', { pages: ['a1', 'a2'].map(id) });
  await work(at.engine, 'describe');
  const now = await shown(clerk);
  expect(now.lies).toBe('a1 a2 a3');
  expect(now.view.documents[0]!.pages.map(({ state }) => state)).toEqual(['read', 'read', 'read']);
});

it('what is changed is built anew, its approval falls, and everything else stays', async () => {
  const at = await dossierOf();
  const { engine, clerk, id } = at;
  const supervisor = await person(at, 'hùng', 'supervisor');
  await confirmAll(clerk);
  await work(engine, 'sign');
  await approve(supervisor);
  const before = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await does(clerk, 'pages.toTray', { pages: [id('c3')] });
  const after = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(after.map(({ state }) => state)).toEqual(['approved', 'approved', 'described']);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).toMatchObject({ fields: before[2]!.fields, pdf: null, signedPdf: null, proposal: null });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
  await approve(supervisor);
  await work(engine, 'package');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ delivery: 'waiting', pages: 8 });
  expect(await ask(clerk, 'pages.toTray', { pages: [id('a1')] })).toMatchObject(refused('DOSSIER_SEALED'));
  expect(await ask(clerk, 'pages.undo', {})).toMatchObject(refused('DOSSIER_SEALED'));
});

it('a page in the middle goes: the proposal, which read only the ends, stays', async () => {
  const { clerk, id } = await dossierOf();
  const before = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await does(clerk, 'pages.toTray', { pages: [id('a2')] });
  expect((await call(clerk, 'dossier.get', { fileCode })).documentList[0]!.proposal).toEqual(before[0]!.proposal);
});

it('numbers follow the order a person gave and have no gap, also when PDFs already carried others', async () => {
  const { engine, clerk, id, document } = await dossierOf();
  await confirmAll(clerk);
  await work(engine, 'sign');
  await does(clerk, 'pages.join', { documents: [document(0), document(1)] });
  await does(clerk, 'pages.split', { page: id('c3') });
  await work(engine, 'describe');
  await confirmAll(clerk);
  await work(engine, 'sign');
  const { documentList } = await call(clerk, 'dossier.get', { fileCode });
  expect(documentList.map(({ docId, state, pages }) => [docId, state, pages.length])).toEqual([
    [`${fileCode}.1`, 'signed', 6],
    [`${fileCode}.2`, 'signed', 2],
    [`${fileCode}.3`, 'signed', 1],
  ]);
  await does(clerk, 'pages.reorder', { documents: [documentList[2]!.id], before: documentList[0]!.id });
  await work(engine, 'sign');
  const again = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(again.map(({ id: one, docId, state }) => [one, docId, state])).toEqual(
    [2, 0, 1].map((old, index) => [documentList[old]!.id, `${fileCode}.${index + 1}`, 'signed']),
  );
});

it('documents counted off by pages come out right although a page was taken out while they were being read', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const source = papers({ '1.jpg': ['a', 'b', 'c', 'd', 'e', 'f'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source], split: 'pages:2' });
  await work(at.engine, 'capture');
  const { id } = await shown(clerk);
  await does(clerk, 'pages.toTray', { pages: [id('a3')] });
  await work(at.engine, 'describe');
  const now = await shown(clerk);
  expect(now.lies).toBe('a1 a2 | a4 | a5 a6');
  expect((await does(clerk, 'pages.restore', { pages: [id('a3')] })).lies).toBe('a1 a2 a3 | a4 | a5 a6');
});

it('the approval of a dossier whose pages changed meanwhile is refused', async () => {
  const at = await dossierOf();
  const { engine, clerk, id } = at;
  const supervisor = await person(at, 'hùng', 'supervisor');
  await upTo(engine, clerk, 'sign');
  const revision = await revisionOf(supervisor);
  await does(clerk, 'pages.move', { pages: [id('a3')], to: { document: at.document(0), before: id('a2') } });
  await work(engine, 'sign');
  expect(await supervisor.call('verify.approve', { fileCode, revision })).toMatchObject(refused('CHANGED_MEANWHILE'));
});
