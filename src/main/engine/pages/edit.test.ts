/** Pages and documents put in order by a person: moved, split, joined, put aside and taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RouteInput } from '../../../contract/routes.ts';
import { ask, does, dossierOf, list, papers, refused, shown } from '../../../../tests/support/paged-dossier.ts';
import { call, closeStation, fileCode, person, revisionOf, station, work } from '../../../../tests/support/station.ts';

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
