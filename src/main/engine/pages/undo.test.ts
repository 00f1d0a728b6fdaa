/** Steps taken back and done again, and what others did in between. */
import { expect, it } from 'vitest';
import { ask, does, dossierOf, refused, shown } from '../../../../tests/support/paged-dossier.ts';
import {
  call,
  closeStation,
  confirmAll,
  fileCode,
  person,
  revisionOf,
  station,
  work,
  type TestStation,
} from '../../../../tests/support/station.ts';
import type { Session } from '../index.ts';

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
