import { writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeWorker, writeSources, type Done } from '../../../tests/support/fake-worker.ts';
import {
  approve,
  call,
  closeStation,
  fields,
  fileCode,
  folder,
  person,
  revisionOf,
  station,
  upTo,
  work,
  type TestStation,
} from '../../../tests/support/station.ts';
import { routes } from '../../contract/routes.ts';
import type { Session } from './index.ts';
import { blankDescription } from './records/dossiers.ts';

it('papers walk to a sealed package, and the ledger balances at every step', async () => {
  const at = await station();
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  const source = writeSources(join(folder, 'walk'), {
    '1.jpg': ['a', 'b', 'blank'],
    '2.jpg': ['c', 'separator', 'd'],
    '10.jpg': ['e'],
  });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  for (const step of ['capture', 'clean', 'recognise', 'describe'] as const) {
    await work(engine, step);
    const { ledger, pages, tray } = await call(clerk, 'dossier.get', { fileCode });
    expect(ledger.in).toBe(ledger.out + ledger.blank + ledger.separator + ledger.clerk);
    expect(pages + tray.length).toBe(7);
  }
  await upTo(engine, clerk, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier.documentList.map(({ docId, pages }) => [docId, pages.map(({ sourceName }) => sourceName)])).toEqual([
    [`${fileCode}.1`, ['1.jpg', '1.jpg', '2.jpg']],
    [`${fileCode}.2`, ['2.jpg', '10.jpg']],
  ]);
  expect(dossier.ledger).toEqual({ in: 7, out: 5, blank: 1, separator: 1, clerk: 0 });
  expect(dossier.step).toBe('verify');
  await approve(supervisor);
  await work(engine, 'package');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ step: 'send', delivery: 'waiting', parked: 0 });
  expect(engine.verifyAudit().brokenAt).toBeNull();
});

it('nobody approves what they described themselves, whatever their role', async () => {
  const at = await station();
  const { engine } = at;
  const both = await person(at, 'một-mình', 'supervisor');
  await call(both, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'own'), { '1.jpg': ['a'] })] });
  await upTo(engine, both, 'sign');
  expect(await both.call('verify.approve', { fileCode, revision: await revisionOf(both) })).toMatchObject({
    ok: false,
    error: { code: 'OWN_WORK', data: { name: 'một-mình' } },
  });
  const other = await person(at, 'người-khác', 'supervisor');
  expect(await approve(other)).toEqual({ documents: 1 });
});

it('a returned page shows its reason, takes back the signature, and walks on when it is described again', async () => {
  const at = await station();
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, 'returned'), { '1.jpg': ['a', 'b'], '2.jpg': ['c'] })],
    split: 'file',
  });
  await upTo(engine, clerk, 'sign');
  await call(supervisor, 'verify.return', { fileCode, docId: null, page: 3, reason: 'Mờ, quét lại' });
  const returned = await call(clerk, 'dossier.get', { fileCode });
  expect(returned.documentList.map(({ state }) => state)).toEqual(['signed', 'returned']);
  expect(returned.documentList[1]).toMatchObject({
    signedPdf: null,
    returned: { by: 'hùng', reason: 'Mờ, quét lại', page: 1 },
    pages: [{ returned: 'Mờ, quét lại' }],
  });
  expect(await supervisor.call('verify.approve', { fileCode, revision: await revisionOf(supervisor) })).toMatchObject({
    ok: false,
    error: { code: 'NOT_READY' },
  });
  await upTo(engine, clerk, 'sign');
  expect(await approve(supervisor)).toEqual({ documents: 2 });
  expect(await supervisor.call('verify.return', { fileCode: 'H49.2001.9', docId: null, page: null, reason: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'DOSSIER_UNKNOWN' },
  });
  expect(await supervisor.call('verify.return', { fileCode, docId: null, page: 99, reason: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'PAGE_UNKNOWN' },
  });
});

it('one bad file and one that kills its worker are listed; everything else goes on, and only a person may go on without them', async () => {
  const at = await station();
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, 'bad'), { '1.jpg': ['a'], 'bad.jpg': ['b'], 'crash.jpg': ['c'], '9.jpg': ['d'] })],
  });
  await upTo(engine, clerk, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier.problems.map(({ source, error }) => [source.split(/[\\/]/).at(-1), error.code])).toEqual([
    ['bad.jpg', 'FILE_EMPTY'],
    ['crash.jpg', 'WORKER_CRASHED'],
  ]);
  expect(dossier).toMatchObject({ pages: 2, parked: 2 });
  await approve(supervisor);
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
  await call(clerk, 'capture.dismiss', { fileCode, reason: 'Tệp hỏng từ trước, giấy đã mất' });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBe('waiting');
});

it('a refused file that was mended is taken up again and its document is built anew', async () => {
  const at = await station();
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  const source = writeSources(join(folder, 'mended'), { '1.jpg': ['a'], '2.jpg': ['b'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  await rename(join(source, '2.jpg'), join(source, 'away'));
  await upTo(engine, clerk, 'sign');
  const [job] = await call(clerk, 'job.list', { state: 'parked' });
  expect(job).toMatchObject({ step: 'capture', error: { code: 'SOURCE_GONE' } });
  await rename(join(source, 'away'), join(source, '2.jpg'));
  await call(clerk, 'job.retry', { id: job!.id });
  await upTo(engine, clerk, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier).toMatchObject({ pages: 2, parked: 0, problems: [] });
  expect(dossier.documentList).toHaveLength(1);
  expect(dossier.documentList[0]).toMatchObject({
    docId: `${fileCode}.1`,
    state: 'signed',
    pages: [{ sourceName: '1.jpg' }, { sourceName: '2.jpg' }],
  });
});

it('the same import twice adds nothing twice, and a re-run does no step again', async () => {
  const done: Done = new Map();
  const first = await station({ spawnWorker: fakeWorker(done) });
  const source = writeSources(join(folder, 'twice'), { '1.jpg': ['a', 'b'] });
  await call(first.operator, 'capture.import', { fileCode, paths: [source] });
  await work(first.engine, 'describe');
  expect(await call(first.operator, 'capture.import', { fileCode, paths: [source] })).toEqual({ files: 0 });
  const before = new Map(done);
  // The same bytes in another dossier: the pages are new, the work on them is remembered.
  await call(first.operator, 'capture.import', { fileCode: 'H49.64.33.2001.161', paths: [source] });
  await work(first.engine, 'describe');
  expect(new Map(done)).toEqual(before);
  const status = await call(first.operator, 'station.status', {});
  expect(status.ledger.in).toBe(4);
});

it('a station that was closed in the middle goes on where it stood', async () => {
  const one = await station();
  await call(one.operator, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, 'closed'), { '1.jpg': ['a', 'b', 'c'] })],
  });
  await work(one.engine, 'clean');
  await closeStation(one);
  const two = await station({ dataDir: one.dataDir });
  await work(two.engine, 'describe');
  expect(await call(two.operator, 'dossier.get', { fileCode })).toMatchObject({ step: 'describe', pages: 3, parked: 0 });
});

it('without a key composed documents wait at the sign step and nothing is parked', async () => {
  const at = await station({ practice: false });
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'nokey'), { '1.jpg': ['a'] })] });
  await upTo(engine, clerk, 'sign');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ step: 'sign', parked: 0 });
});

it('a description without what EAD_doc demands is refused with every missing field', async () => {
  const at = await station();
  const { engine } = at;
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'missing'), { '1.jpg': ['a'] })] });
  await work(engine, 'describe');
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  const empty = { ...fields(''), issuedDate: '', organName: ' ' };
  expect(await clerk.call('describe.confirm', { documentId: document!.id, fields: empty })).toMatchObject({
    ok: false,
    error: { code: 'FIELDS_MISSING', data: { fields: 'issuedDate, organName, subject' } },
  });
});

it('an image is shown only when a page points at it; the rest of the vault cannot be fished for', async () => {
  const at = await station();
  const { engine, operator, dataDir } = at;
  await person(at, 'lan', 'clerk');
  const source = writeSources(join(folder, 'fish'), { '1.jpg': ['a'] });
  await call(operator, 'capture.import', { fileCode, paths: [source] });
  await work(engine, 'describe');
  const page = (await call(operator, 'dossier.get', { fileCode })).documentList[0]!.pages[0]!;
  expect(await engine.blob(page.image.image)).toMatchObject({ mime: 'image/png' });
  expect(await engine.blob(page.words!)).toBeNull();
  expect(await engine.blob('../station.db')).toBeNull();
  writeFileSync(join(dataDir, 'x'), '');
});

it('no image is shown while nobody signed in, or every window is covered', async () => {
  const at = await station();
  const source = writeSources(join(folder, 'covered'), { '1.jpg': ['a'] });
  await call(at.operator, 'capture.import', { fileCode, paths: [source] });
  await work(at.engine, 'describe');
  const { image } = (await call(at.operator, 'dossier.get', { fileCode })).documentList[0]!.pages[0]!.image;
  const shown = async () => [await at.engine.blob(image), await at.engine.thumbnail(image)].map((found) => found !== null);
  at.engine.openSession();
  expect(await shown()).toEqual([false, false]);
  const lan = await person(at, 'lan', 'clerk');
  expect((await shown())[0]).toBe(true);
  await call(lan, 'session.lock', {});
  expect(await shown()).toEqual([false, false]);
  // Another window of the same host may show it: the host cannot tell which of them asks.
  const hung = await person(at, 'hùng', 'supervisor');
  expect((await shown())[0]).toBe(true);
  hung.close();
  expect(await shown()).toEqual([false, false]);
  await call(lan, 'session.signOut', {});
  expect(await shown()).toEqual([false, false]);
});

/** Every route × every kind of caller: exactly those the contract names get past the door. */
const callers: Record<string, (at: TestStation) => Promise<Session>> = {
  nobody: async (at) => {
    await person(at, 'somebody', 'it');
    return at.engine.openSession();
  },
  clerk: (at) => person(at, 'clerk-x', 'clerk'),
  supervisor: (at) => person(at, 'supervisor-x', 'supervisor'),
  it: (at) => person(at, 'it-x', 'it'),
};

it.each(Object.keys(callers))('%s may call exactly the routes that say so', async (who) => {
  const session = await callers[who]!(await station());
  for (const [name, route] of Object.entries(routes)) {
    if (name.startsWith('session.')) continue;
    const allowed =
      route.allowed === 'anyone' ||
      (who !== 'nobody' && (route.allowed === 'person' || (route.allowed as readonly string[]).includes(who)));
    const nowhere = { fileCode: 'H49.2001.1', revision: 0 };
    const id = crypto.randomUUID();
    const description = blankDescription('x', 'H49', fileCode);
    const objid = `uuid-${crypto.randomUUID().toUpperCase()}`;
    const row = { fonds: 'H49', fondsName: 'x', year: 2001, kind: 'tthc', dossiers: 1, pages: 1, due: null };
    const valid: Record<string, unknown> = {
      'station.init': { agencyCode: 'H49', agencyName: 'x', fondsCode: 'x', practice: true },
      'station.setArchive': { url: null },
      'audit.export': { language: 'vi' },
      'settings.set': { key: 'lock.minutes', value: 10 },
      'account.setRole': { name: 'nobody', role: 'clerk' },
      'account.setEnabled': { name: 'nobody', enabled: false },
      'account.setPassword': { name: 'nobody', password: 'mật-khẩu-thử' },
      'account.changePassword': { current: 'mật-khẩu-thử', next: 'mật-khẩu-thử' },
      'account.first': { name: 'nobody', password: 'mật-khẩu-thử' },
      'station.setUp': {
        agencyCode: 'H49',
        agencyName: 'x',
        fondsCode: 'x',
        practice: true,
        language: 'vi',
        account: { name: 'x', password: 'mật-khẩu-thử' },
      },
      'account.add': { name: `new-${who}`, role: 'clerk', password: 'mật-khẩu-thử' },
      'dossier.get': { fileCode },
      'dossier.describe': { fileCode, description },
      'capture.import': { fileCode, paths: [join(folder, 'none')] },
      'capture.dismiss': { fileCode: 'H49.2001.1', reason: 'x' },
      'capture.beginUpload': { fileCode: 'H49.2001.1', files: [{ folder: '', name: '1.jpg', size: 1, modifiedMs: 0 }] },
      'capture.commitUpload': { upload: crypto.randomUUID() },
      'capture.cancelUpload': { upload: crypto.randomUUID() },
      'capture.uploads': { fileCode: 'H49.2001.1' },
      'describe.documents': { fileCode },
      'describe.check': { documentId: crypto.randomUUID(), fields: fields() },
      'describe.suggest': { field: 'signer', text: 'x' },
      'scan.saveProfile': {
        profile: { name: 'x', paper: 'map', source: 'flatbed', dpi: 300, colour: 'colour', size: 'a4', brightness: 0 },
      },
      'scan.removeProfile': { id: crypto.randomUUID() },
      'scan.start': { fileCode: 'H49.2001.1', device: 'none', profile: crypto.randomUUID() },
      'scan.stop': { scan: crypto.randomUUID() },
      'scan.finish': { scan: crypto.randomUUID() },
      'scan.list': { fileCode: 'H49.2001.1' },
      'describe.confirm': { documentId: crypto.randomUUID(), fields: fields() },
      'dossier.form': { fileCode },
      'dossier.check': { fileCode, description },
      'page.readRegion': { pageId: crypto.randomUUID(), box: [0, 0, 9, 9], field: 'subject' },
      'text.doubtful': { documentId: crypto.randomUUID() },
      'text.correct': {
        pageId: crypto.randomUUID(),
        words: '0'.repeat(64),
        corrections: [{ indexes: [0], text: null }],
      },
      'verify.approve': { fileCode: 'H49.2001.1', revision: 0 },
      'verify.return': { fileCode: 'H49.2001.1', docId: null, page: null, reason: 'x' },
      'verify.get': { fileCode },
      'verify.begin': { fileCode, mode: 'full' },
      'verify.seen': { fileCode, pages: [{ pageId: crypto.randomUUID(), print: 'x' }] },
      'verify.find': { fileCode, documentId: null, pageId: null, kinds: ['blurred'], note: '' },
      'verify.dropFinding': { fileCode, id: crypto.randomUUID() },
      'verify.sendBack': { fileCode },
      'verify.undoReturn': { fileCode },
      'sign.waitingIn': { fileCode },
      'sign.open': { file: { base64: '' }, password: '' },
      'sign.close': { keyId: 'x' },
      'sign.stamp': { documentId: crypto.randomUUID() },
      'sign.preview': { documentId: crypto.randomUUID(), profile: 'ARCHIVE_TT05' },
      'sign.start': { keyId: 'x', profile: 'ARCHIVE_TT05' },
      'sign.batch': { id: crypto.randomUUID() },
      'sign.pause': { id: crypto.randomUUID() },
      'sign.resume': { id: crypto.randomUUID() },
      'sign.cancel': { id: crypto.randomUUID() },
      'sign.retry': { id: crypto.randomUUID() },
      'search.find': { text: 'x' },
      'search.fonds': {},
      'search.rebuild': {},
      'search.onPage': { pageId: crypto.randomUUID(), text: 'x' },
      'job.retry': { id: 1 },
      'practice.enter': { part: 'clerk' },
      'progress.export': { format: 'pdf', lang: 'vi' },
      'plan.read': { text: '' },
      'plan.import': { rows: [row] },
      'plan.put': { id, row },
      'plan.remove': { ids: [id] },
      'plan.assign': { fonds: 'H49', year: 2001, kind: row.kind },
      'dossier.nextCode': { year: 2001 },
      'dossier.make': { fileCode: `H49.64.33.2001.9${who.length}`, title: 'x' },
      'pages.list': { fileCode },
      'pages.rotate': { ...nowhere, pages: [id], turn: 90 },
      'pages.move': { ...nowhere, pages: [id], to: { newDocumentBefore: null } },
      'pages.split': { ...nowhere, page: id },
      'pages.join': { ...nowhere, documents: [id, id] },
      'pages.toTray': { ...nowhere, pages: [id] },
      'pages.restore': { ...nowhere, pages: [id] },
      'pages.reorder': { ...nowhere, documents: [id], before: null },
      'pages.replace': { ...nowhere, page: id, by: [id] },
      'pages.rescan': { ...nowhere, page: id, path: join(folder, 'none') },
      'pages.undo': nowhere,
      'pages.redo': nowhere,
      'queue.get': { objid },
      'queue.order': { objid, to: 'up' },
      'queue.receipt': { objid },
      'queue.receiptFile': { objid },
      'queue.takeReceipt': { content: '{}' },
      'queue.exportDisk': { objids: [objid], folder: join(folder, 'none') },
      'queue.takeBack': { objids: [objid] },
      'queue.returnRejected': { objid, returns: [{ document: null, page: null, reason: 'x' }] },
    };
    const result = await session.call(name, valid[name] ?? {});
    const refused = !result.ok && ['NOT_ALLOWED', 'SIGN_IN_NEEDED'].includes(result.error.code);
    expect([name, refused]).toEqual([name, !allowed]);
    if (!result.ok) expect(result.error.code).not.toBe('INPUT_INVALID');
  }
});

it('what arrives is parsed: an unknown route and a malformed input are refused, never run', async () => {
  const { operator } = await station();
  expect(await operator.call('vault.drop', {})).toMatchObject({ ok: false, error: { code: 'ROUTE_UNKNOWN' } });
  expect(await operator.call('__proto__', {})).toMatchObject({ ok: false, error: { code: 'ROUTE_UNKNOWN' } });
  expect(await operator.call('dossier.get', { fileCode: "'; DROP TABLE page" })).toMatchObject({
    ok: false,
    error: { code: 'INPUT_INVALID' },
  });
});
