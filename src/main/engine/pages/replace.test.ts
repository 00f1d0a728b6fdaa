/** A page captured anew takes the place of a bad one. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask, does, dossierOf, list, papers, refused, shown } from '../../../../tests/support/paged-dossier.ts';
import { call, confirmAll, fileCode, person, work } from '../../../../tests/support/station.ts';

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
