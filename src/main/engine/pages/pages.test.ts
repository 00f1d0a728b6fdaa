import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import {
  approve,
  call,
  closeStation,
  confirmAll,
  fileCode,
  folder,
  gate,
  heldWorker,
  person,
  revisionOf,
  station,
  upTo,
  work,
  type TestStation,
} from '../../../../tests/support/station.ts';
import type { RouteInput, RouteName } from '../../../contract/routes.ts';
import type { Session } from '../index.ts';

const papers = (files: Record<string, readonly string[]>) => writeSources(join(folder, crypto.randomUUID()), files);
const threeByThree = { '1.jpg': ['a1', 'a2', 'a3'], '2.jpg': ['b1', 'b2', 'b3'], '3.jpg': ['c1', 'c2', 'c3'] };

/** A dossier of documents of pages, read and proposed. */
async function dossierOf(files: Record<string, readonly string[]> = threeByThree, options: Parameters<typeof station>[0] = {}) {
  const at = await station(options);
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers(files)], split: 'file' });
  await work(at.engine, 'describe');
  return { ...at, clerk, ...(await shown(clerk)) };
}

const list = (session: Session) => call(session, 'pages.list', { fileCode });
const label = ({ file, filePage }: { file: number; filePage: number }) => `${'abcdefgh'[file]}${filePage}`;

/** The dossier in letters: `a1 a2 | b1` and the tray; ids by letter. */
async function shown(session: Session) {
  const view = await list(session);
  const pages = [...view.documents.flatMap((document) => document.pages), ...view.tray];
  return {
    view,
    lies: view.documents.map((document) => document.pages.map(label).join(' ')).join(' | '),
    tray: view.tray.map((page) => `${label(page)} ${page.tray}`),
    id: (name: string) => pages.find((page) => label(page) === name)!.id,
    document: (at: number) => view.documents[at]!.id,
  };
}

type Edits = Exclude<Extract<RouteName, `pages.${string}`>, 'pages.list'>;
/** Asks as somebody does who looks at the dossier just now. */
async function ask<N extends Edits>(session: Session, route: N, input: Omit<RouteInput<N>, 'fileCode' | 'revision'>) {
  return session.call(route, { fileCode, revision: await revisionOf(session), ...input });
}
async function does<N extends Edits>(session: Session, route: N, input: Omit<RouteInput<N>, 'fileCode' | 'revision'>) {
  const result = await ask(session, route, input);
  expect(result).toMatchObject({ ok: true });
  const after = await shown(session);
  const { in: fed, out, blank, separator, clerk } = after.view.ledger;
  expect(fed).toBe(out + blank + separator + clerk);
  return after;
}
const refused = (code: string) => ({ ok: false, error: { code } });

it('moves within a document, to another one, and to a document of their own', async () => {
  const { clerk, id, document } = await dossierOf();
  const move = (pages: string[], to: RouteInput<'pages.move'>['to']) =>
    does(clerk, 'pages.move', { pages: pages.map(id), to }).then(({ lies }) => lies);
  expect(await move(['a3'], { document: document(0), before: id('a1') })).toBe('a3 a1 a2 | b1 b2 b3 | c1 c2 c3');
  expect(await move(['c2', 'c1'], { document: document(0), before: id('a1') })).toBe('a3 c2 c1 a1 a2 | b1 b2 b3 | c3');
  expect(await move(['b2'], { document: document(0), before: null })).toBe('a3 c2 c1 a1 a2 b2 | b1 b3 | c3');
  expect(await move(['a1', 'b1'], { newDocumentBefore: document(2) })).toBe('a3 c2 c1 a2 b2 | b3 | a1 b1 | c3');
  expect(await move(['c3'], { document: document(1), before: id('b3') })).toBe('a3 c2 c1 a2 b2 | c3 b3 | a1 b1');
});

it('a move that changes nothing is no change: no revision, nothing to undo', async () => {
  const { clerk, id, document } = await dossierOf();
  const revision = await revisionOf(clerk);
  const result = await ask(clerk, 'pages.move', { pages: [id('a1'), id('a2')], to: { document: document(0), before: id('a3') } });
  expect(result).toEqual({ ok: true, data: { revision, edit: null } });
  expect((await list(clerk)).undo).toBeNull();
});

it('splits, joins and reorders documents, and a page that lies in the tray goes back to the right one', async () => {
  const { clerk, id } = await dossierOf();
  await does(clerk, 'pages.toTray', { pages: [id('a3')] });
  let now = await does(clerk, 'pages.split', { page: id('a2') });
  expect(now.lies).toBe('a1 | a2 | b1 b2 b3 | c1 c2 c3');
  now = await does(clerk, 'pages.restore', { pages: [id('a3')] });
  expect(now.lies).toBe('a1 | a2 a3 | b1 b2 b3 | c1 c2 c3');
  await does(clerk, 'pages.toTray', { pages: [id('b2'), id('a3')] });
  now = await does(clerk, 'pages.join', { documents: [now.document(2), now.document(0)] });
  expect(now.lies).toBe('a1 b1 b3 | a2 | c1 c2 c3');
  expect(now.tray).toEqual(['a3 clerk', 'b2 clerk']);
  now = await does(clerk, 'pages.restore', { pages: [id('b2')] });
  expect(now.lies).toBe('a1 b1 b2 b3 | a2 | c1 c2 c3');
  now = await does(clerk, 'pages.reorder', { documents: [now.document(2), now.document(1)], before: now.document(0) });
  expect(now.lies).toBe('c1 c2 c3 | a2 | a1 b1 b2 b3');
  now = await does(clerk, 'pages.restore', { pages: [id('a3')], to: { document: now.document(0), before: id('c2') } });
  expect(now.lies).toBe('c1 a3 c2 c3 | a2 | a1 b1 b2 b3');
  expect(await ask(clerk, 'pages.split', { page: id('c1') })).toMatchObject(refused('PAGE_IS_FIRST'));
});

it('a whole document that went to the tray comes back as it was', async () => {
  const { clerk, id } = await dossierOf();
  expect((await does(clerk, 'pages.toTray', { pages: ['b1', 'b2', 'b3'].map(id) })).lies).toBe('a1 a2 a3 | c1 c2 c3');
  expect((await does(clerk, 'pages.restore', { pages: ['b3', 'b1', 'b2'].map(id) })).lies).toBe('a1 a2 a3 | b1 b2 b3 | c1 c2 c3');
});

it('a blank page that a person takes out of the tray stays out of it, also when more paper comes', async () => {
  const source = papers({ '1.jpg': ['a', 'blank', 'c'], 'bad.jpg': ['x'] });
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [source], split: 'folder' });
  await work(at.engine, 'describe');
  const now = await shown(clerk);
  expect(now.tray).toEqual(['a2 blank']);
  expect((await does(clerk, 'pages.restore', { pages: [now.id('a2')] })).lies).toBe('a1 a2 a3');
  writeFileSync(join(source, '1b.jpg'), Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('\nd\n')]));
  await call(clerk, 'capture.import', { fileCode, paths: [join(source, '1b.jpg')] });
  await does(clerk, 'pages.rotate', { pages: [now.id('a1')], turn: 90 });
  await work(at.engine, 'describe');
  expect(await shown(clerk)).toMatchObject({ tray: [], lies: 'a1 a2 a3 | c1' });
});

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

it('a page captured anew takes the place of a bad one; undone, the old one is back and the new one in the tray', async () => {
  const at = await dossierOf();
  const { engine, clerk, id } = at;
  const path = join(papers({ 'again.jpg': ['fresh'] }), 'again.jpg');
  const result = await ask(clerk, 'pages.rescan', { page: id('b2'), path });
  expect(result).toMatchObject({ ok: true });
  expect(await ask(clerk, 'pages.rescan', { page: id('b2'), path })).toMatchObject(refused('SOURCE_ALREADY_IN'));
  await work(engine, 'describe');
  const now = await shown(clerk);
  expect(now).toMatchObject({ lies: 'a1 a2 a3 | b1 d1 b3 | c1 c2 c3', tray: ['b2 clerk'] });
  expect(now.view.undo).toEqual({ action: 'replace', pages: 1, documents: 0 });
  expect(now.view.ledger).toEqual({ in: 10, out: 9, blank: 0, separator: 0, clerk: 1 });
  expect(await does(clerk, 'pages.undo', {})).toMatchObject({ lies: 'a1 a2 a3 | b1 b2 b3 | c1 c2 c3', tray: ['d1 clerk'] });
  expect(await does(clerk, 'pages.redo', {})).toMatchObject({ lies: 'a1 a2 a3 | b1 d1 b3 | c1 c2 c3', tray: ['b2 clerk'] });
  await work(engine, 'describe');
  expect((await list(clerk)).documents.every(({ state }) => state === 'proposed')).toBe(true);
});

it('a bad page that is gone when its new image comes: the new one is a document of its own, nothing is lost', async () => {
  const { engine, clerk, id } = await dossierOf();
  const path = join(papers({ 'again.jpg': ['fresh'] }), 'again.jpg');
  await ask(clerk, 'pages.rescan', { page: id('b2'), path });
  await does(clerk, 'pages.toTray', { pages: [id('b2')] });
  await work(engine, 'describe');
  expect(await shown(clerk)).toMatchObject({ lies: 'a1 a2 a3 | b1 b3 | c1 c2 c3 | d1', tray: ['b2 clerk'] });
});

it('a file that cannot be read replaces nothing', async () => {
  const { engine, clerk, id } = await dossierOf();
  await ask(clerk, 'pages.rescan', { page: id('b2'), path: join(papers({ 'bad.jpg': ['x'] }), 'bad.jpg') });
  await work(engine, 'describe');
  const now = await shown(clerk);
  expect(now.lies).toBe('a1 a2 a3 | b1 b2 b3 | c1 c2 c3');
  expect(now.view.problems).toMatchObject([{ page: null, error: { code: 'FILE_EMPTY' } }]);
});

it('a page that was returned is answered when it is replaced, and again open when that is undone', async () => {
  const at = await dossierOf();
  const { engine, clerk, id } = at;
  const supervisor = await person(at, 'hùng', 'supervisor');
  await confirmAll(clerk);
  await work(engine, 'sign');
  await call(supervisor, 'verify.return', { fileCode, docId: `${fileCode}.2`, page: 2, reason: 'Mờ' });
  expect((await list(clerk)).documents[1]).toMatchObject({ state: 'returned', returned: 'Mờ' });
  await does(clerk, 'pages.replace', { page: id('b2'), by: [id('c3')] });
  expect((await list(clerk)).documents[1]!.returned).toBeNull();
  await work(engine, 'sign');
  expect((await list(clerk)).documents.map(({ state }) => state)).toEqual(['signed', 'signed', 'signed']);
  const undone = await does(clerk, 'pages.undo', {});
  expect(undone.view.documents[1]).toMatchObject({ state: 'returned', returned: 'Mờ' });
  expect(undone.view.documents[1]!.pages[1]!.returned).toBe('Mờ');
});

it('a verifier’s word that came after an operation survives its undoing', async () => {
  const at = await dossierOf();
  const { engine, clerk, id } = at;
  const supervisor = await person(at, 'hùng', 'supervisor');
  await does(clerk, 'pages.move', { pages: [id('b2')], to: { document: at.document(0), before: null } });
  await work(engine, 'describe');
  await confirmAll(clerk);
  await work(engine, 'sign');
  await call(supervisor, 'verify.return', { fileCode, docId: `${fileCode}.1`, page: 4, reason: 'Lệch' });
  const undone = await does(clerk, 'pages.undo', {});
  expect(undone.lies).toBe('a1 a2 a3 | b1 b2 b3 | c1 c2 c3');
  expect(undone.view.documents[1]!.pages[1]!.returned).toBe('Lệch');
});

it('steps are undone and redone after a restart, each by who did it', async () => {
  const at: TestStation & { clerk: Session; id: (name: string) => string } = await dossierOf();
  const { clerk, id } = at;
  const before = (await shown(clerk)).lies;
  for (let n = 0; n < 24; n++) {
    const pages = [id(n % 2 === 0 ? 'a1' : 'b1')];
    await does(clerk, n % 4 < 2 ? 'pages.toTray' : 'pages.restore', { pages });
  }
  const after = (await shown(clerk)).lies;
  await closeStation(at);
  const again = await station({ dataDir: at.dataDir });
  const [lan, other] = [again.engine.openSession(), await person(again, 'mai', 'clerk')];
  await call(lan, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  expect(await ask(other, 'pages.undo', {})).toMatchObject(refused('NOTHING_TO_UNDO'));
  for (let n = 0; n < 24; n++) await does(lan, 'pages.undo', {});
  expect((await shown(lan)).lies).toBe(before);
  expect(await ask(lan, 'pages.undo', {})).toMatchObject(refused('NOTHING_TO_UNDO'));
  for (let n = 0; n < 24; n++) await does(lan, 'pages.redo', {});
  expect((await shown(lan)).lies).toBe(after);
  expect(again.engine.verifyAudit().brokenAt).toBeNull();
}, 30_000);

it('what somebody else has moved since is not torn away: the undo is refused and nothing happens', async () => {
  const at = await dossierOf();
  const other = await person(at, 'mai', 'clerk');
  const { clerk, id, document } = at;
  await does(clerk, 'pages.move', { pages: [id('a1'), id('a2')], to: { document: document(1), before: null } });
  const theirs = await does(other, 'pages.move', { pages: [id('a2')], to: { document: document(2), before: null } });
  expect(await ask(clerk, 'pages.undo', {})).toMatchObject(refused('EDIT_OVERTAKEN'));
  expect((await shown(clerk)).lies).toBe(theirs.lies);
  await does(other, 'pages.undo', {});
  expect((await does(clerk, 'pages.undo', {})).lies).toBe('a1 a2 a3 | b1 b2 b3 | c1 c2 c3');
});

it('two windows reorder the same document: the one that had not seen the other’s change is refused', async () => {
  const { clerk, id, document } = await dossierOf();
  const revision = await revisionOf(clerk);
  const move = (pages: string[]) =>
    clerk.call('pages.move', { fileCode, revision, pages: pages.map(id), to: { document: document(0), before: null } });
  expect(await Promise.all([move(['a1']), move(['a2'])])).toMatchObject([{ ok: true }, refused('CHANGED_MEANWHILE')]);
});

it('a PDF that came in signed is never altered, but its place may change', async () => {
  const { clerk, id, document, operator, dataDir, engine } = await dossierOf();
  await closeStation({ engine, operator, dataDir });
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(dataDir, 'station.db'));
  db.prepare('UPDATE document SET incoming_signed = ? WHERE id = ?').run('a'.repeat(64), document(1));
  db.close();
  const again = await station({ dataDir });
  const session = again.engine.openSession(['clerk']);
  expect(await ask(session, 'pages.rotate', { pages: [id('b1')], turn: 90 })).toMatchObject(refused('SIGNED_PAGES_FIXED'));
  for (const result of [
    await ask(session, 'pages.toTray', { pages: [id('a1'), id('b1')] }),
    await ask(session, 'pages.split', { page: id('b2') }),
    await ask(session, 'pages.join', { documents: [document(0), document(1)] }),
    await ask(session, 'pages.move', { pages: [id('a1')], to: { document: document(1), before: null } }),
    await ask(session, 'pages.replace', { page: id('b1'), by: [id('a1')] }),
    await ask(session, 'pages.rescan', { page: id('b1'), path: join(papers({ 'x.jpg': ['x'] }), 'x.jpg') }),
  ])
    expect(result).toMatchObject(refused('SIGNED_PAGES_FIXED'));
  expect((await does(session, 'pages.reorder', { documents: [document(1)], before: null })).lies).toBe(
    'a1 a2 a3 | c1 c2 c3 | b1 b2 b3',
  );
  expect(clerk).toBeDefined();
});

it('names that are not of this dossier are refused', async () => {
  const { clerk, id, document } = await dossierOf();
  const foreign = crypto.randomUUID();
  for (const result of [
    await ask(clerk, 'pages.toTray', { pages: [id('a1'), foreign] }),
    await ask(clerk, 'pages.move', { pages: [id('a1')], to: { document: foreign, before: null } }),
    await ask(clerk, 'pages.move', { pages: [id('a1')], to: { document: document(0), before: id('b1') } }),
    await ask(clerk, 'pages.restore', { pages: [id('a1')] }),
    await ask(clerk, 'pages.join', { documents: [document(0), foreign] }),
    await ask(clerk, 'pages.join', { documents: [document(0), document(0)] }),
    await ask(clerk, 'pages.replace', { page: id('a1'), by: [id('a1')] }),
  ])
    expect(result).toMatchObject(refused('PAGES_ELSEWHERE'));
  expect((await list(clerk)).undo).toBeNull();
});

it('late paper finds its neighbours after a person rearranged others', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const source = papers({ '1.jpg': ['a'], '2.jpg': ['b'], 'bad3.jpg': ['c'], 'c4.jpg': ['d'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source], split: 'folder' });
  await work(at.engine, 'describe');
  const { view, document, id } = await shown(clerk);
  await does(clerk, 'pages.move', { pages: [id('b1')], to: { newDocumentBefore: null } });
  // The scan that failed is put right on the disk, and handed over again.
  const bad = view.files.find(({ name }) => name === 'bad3.jpg')!;
  writeFileSync(bad.path, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('\nlate\n')]));
  const { default: Database } = await import('better-sqlite3');
  await closeStation(at);
  const db = new Database(join(at.dataDir, 'station.db'));
  db.prepare("UPDATE source_file SET name = '3.jpg' WHERE name = 'bad3.jpg'").run();
  db.close();
  const again = await station({ dataDir: at.dataDir });
  const session = again.engine.openSession(['clerk']);
  await call(session, 'capture.import', { fileCode, paths: [source], split: 'folder' });
  await work(again.engine, 'describe');
  const now = await shown(session);
  expect(now.view.documents.map(({ pages }) => pages.map(({ file }) => now.view.files[file]!.name))).toEqual([
    ['1.jpg', '3.jpg', 'c4.jpg'],
    ['2.jpg'],
  ]);
  expect(now.document(0)).toBe(document(0));
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
