/** Keys that persons open and batches they sign: what is signed, by whom, and what is left after every accident. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { password as p12Password, TestCa } from '../../../../tests/fixtures/sign/pki.ts';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import {
  call,
  closeStation,
  fields,
  fileCode,
  folder,
  person,
  station,
  upTo,
  work,
  type TestStation,
} from '../../../../tests/support/station.ts';
import { toInstant } from '../../../contract/instant.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { PdfFile } from '../../../exchange/pdf/file.ts';
import type { PdfDict } from '../../../exchange/pdf/objects.ts';
import { readFirstPage } from '../../stages/6-sign/page.ts';
import { openForReading, type Session } from '../index.ts';

let ca: TestCa;
beforeAll(() => {
  ca = new TestCa();
  for (const name of ['lan', 'mai']) ca.issue(name, 'ec');
  ca.issue('tls', 'ec', { extendedUsage: 'serverAuth' });
});
afterAll(() => ca.remove());

const files = { '1.jpg': ['a'], '2.jpg': ['b'], '3.jpg': ['c'] };
const serialOf = (name: string) => ca.open(name).serial;

/** Three composed documents of a real station, waiting for a key. */
async function composed(options: Parameters<typeof station>[0] = {}) {
  const at = await station({ practice: false, ...options });
  const clerk = await person(at, 'lan', 'clerk');
  const paths = [writeSources(join(folder, crypto.randomUUID()), files)];
  await call(clerk, 'capture.import', { fileCode, paths, split: 'file' });
  await upTo(at.engine, clerk, 'sign');
  return { ...at, clerk };
}

async function open(session: Session, name = 'lan') {
  const base64 = readFileSync(ca.file(`${name}.p12`)).toString('base64');
  return call(session, 'sign.open', { file: { base64 }, password: p12Password });
}

async function start(session: Session, keyId: string) {
  return call(session, 'sign.start', { keyId, profile: 'ARCHIVE_TT05', fileCodes: [fileCode] });
}

const states = async (session: Session, id: string) =>
  (await call(session, 'sign.batch', { id })).items.map(({ state }) => state);
const signedBy = async (session: Session) =>
  (await call(session, 'dossier.get', { fileCode })).documentList.map(({ state }) => state);

async function reopened(at: TestStation): Promise<TestStation & { clerk: Session }> {
  await closeStation(at);
  const again = await station({ dataDir: at.dataDir });
  const clerk = again.engine.openSession();
  await call(clerk, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  return { ...again, clerk };
}

function edit(dataDir: string, sql: string): void {
  const db = new Database(join(dataDir, 'station.db'));
  db.exec(sql);
  db.close();
}

function audit(dataDir: string, action: string) {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  const rows = reader.data.db.all('SELECT actor, subject, data_json FROM audit WHERE action = ? ORDER BY seq', action);
  reader.data.close();
  return rows.map(({ actor, subject, data_json: data }) => ({ actor, subject, ...(JSON.parse(String(data)) as object) }));
}

it('a clerk signs what waits with a key file: every document once, under their name and certificate', async () => {
  const at = await composed();
  expect(await call(at.clerk, 'sign.waiting', {})).toMatchObject({ total: 1, documents: 3, pages: 3, dossiers: [{ fileCode }] });
  const key = await open(at.clerk);
  expect(key).toMatchObject({ source: 'p12', subject: 'Người ký lan', issuer: 'Test CA', key: 'ECDSA P-256', warnings: [] });
  const batch = await start(at.clerk, key.id);
  expect(batch).toMatchObject({ account: 'lan', own: true, documents: 3, left: 3, state: 'running' });
  expect(await call(at.clerk, 'sign.waiting', {})).toMatchObject({ total: 0, documents: 0 });
  await work(at.engine, 'sign');
  expect((await call(at.clerk, 'sign.batch', { id: batch.id })).batch).toMatchObject({ state: 'done', signed: 3, left: 0 });
  expect(await signedBy(at.clerk)).toEqual(['signed', 'signed', 'signed']);
  expect(audit(at.dataDir, 'sign.document')).toMatchObject(
    [1, 2, 3].map((n) => ({ actor: 'lan', subject: `${fileCode}.${n}`, serial: serialOf('lan'), profile: 'ARCHIVE_TT05' })),
  );
});

it('a wrong password is counted and said, and neither it nor the key is kept anywhere', async () => {
  const at = await composed();
  const base64 = readFileSync(ca.file('lan.p12')).toString('base64');
  const wrong = 'bí-mật-không-được-lưu';
  for (const count of [1, 2]) {
    const refused = await at.clerk.call('sign.open', { file: { base64 }, password: wrong });
    expect(refused).toEqual({ ok: false, error: { code: 'SIGNER_PASSWORD_WRONG_AGAIN', data: { count } } });
  }
  expect((await call(at.clerk, 'sign.identities', {})).wrongPasswords).toBe(2);
  const key = await open(at.clerk);
  expect((await call(at.clerk, 'sign.identities', {})).wrongPasswords).toBe(0);
  await start(at.clerk, key.id);
  await work(at.engine, 'sign');
  await closeStation(at);
  const pem = readFileSync(ca.file('lan.key'), 'utf8');
  const secret = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').subarray(-60, -20);
  for (const name of readdirSync(at.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
    const bytes = readFileSync(join(name.parentPath, name.name));
    for (const kept of [wrong, p12Password, base64.slice(0, 60), secret])
      expect([name.name, bytes.includes(kept)]).toEqual([name.name, false]);
  }
});

it('an expired certificate, one for other purposes and a file that is no key are refused in words', async () => {
  const far = Date.now() + 400 * 86_400_000;
  const { clerk } = await composed({ clock: { now: () => toInstant(far), epochMs: () => far } });
  const refused = (name: string, pass = p12Password) =>
    clerk.call('sign.open', { file: { base64: readFileSync(ca.file(name)).toString('base64') }, password: pass });
  expect(await refused('lan.p12')).toMatchObject({ error: { code: 'SIGNER_CERT_EXPIRED', data: { subject: 'Người ký lan' } } });
  const now = await composed();
  const tls = { base64: readFileSync(ca.file('tls.p12')).toString('base64') };
  expect(await now.clerk.call('sign.open', { file: tls, password: p12Password })).toMatchObject({
    error: { code: 'SIGNER_KEY_USAGE' },
  });
  expect(await refused('lan.pem')).toMatchObject({ error: { code: 'SIGNER_FILE_UNREADABLE' } });
});

it('a key is opened from the engine’s own disk too; what is too large or missing is not', async () => {
  const { clerk } = await composed();
  const at = (path: string) => clerk.call('sign.open', { file: { path }, password: p12Password });
  expect(await at(ca.file('lan.p12'))).toMatchObject({ ok: true });
  expect(await at(ca.file('none.p12'))).toMatchObject({ error: { code: 'INPUT_FILE_MISSING', data: { name: 'none.p12' } } });
  mkdirSync(join(folder, 'large'), { recursive: true });
  writeFileSync(join(folder, 'large', 'x.p12'), Buffer.alloc(70_000));
  expect(await at(join(folder, 'large', 'x.p12'))).toMatchObject({ error: { code: 'SIGNER_FILE_UNREADABLE' } });
});

it('the engine dies in the middle: the batch waits for the same key, then goes on where it stood', async () => {
  const at = await composed();
  const batch = await start(at.clerk, (await open(at.clerk)).id);
  const again = await reopened(at);
  expect((await call(again.clerk, 'sign.batches', {}))[0]).toMatchObject({ id: batch.id, state: 'keyless', left: 3 });
  await work(again.engine, 'sign');
  expect(await states(again.clerk, batch.id)).toEqual(['waiting', 'waiting', 'waiting']);
  expect(await again.clerk.call('sign.resume', { id: batch.id })).toMatchObject({ error: { code: 'SIGNER_CLOSED' } });
  await open(again.clerk, 'mai');
  expect(await again.clerk.call('sign.resume', { id: batch.id })).toMatchObject({
    error: { code: 'SIGNER_CHANGED', data: { expected: serialOf('lan'), found: serialOf('mai') } },
  });
  await open(again.clerk);
  await call(again.clerk, 'sign.resume', { id: batch.id });
  await work(again.engine, 'sign');
  expect(await states(again.clerk, batch.id)).toEqual(['signed', 'signed', 'signed']);
});

it('dies between the signature and writing it down: the same signature is found again, not made twice', async () => {
  const at = await composed();
  const batch = await start(at.clerk, (await open(at.clerk)).id);
  await work(at.engine, 'sign');
  const pdfs = async (session: Session) =>
    (await call(session, 'dossier.get', { fileCode })).documentList.map(({ signedPdf }) => signedPdf);
  const before = await pdfs(at.clerk);
  await closeStation(at);
  // As the crash would have left it: the step's result is remembered, nothing else of the commit is there.
  edit(at.dataDir, "UPDATE document SET signed_json = NULL; UPDATE sign_batch SET state = 'running', ended_at = NULL");
  edit(at.dataDir, "UPDATE sign_item SET state = 'signing'");
  const again = await station({ dataDir: at.dataDir });
  const clerk = again.engine.openSession();
  await call(clerk, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  await open(clerk);
  await call(clerk, 'sign.resume', { id: batch.id });
  await work(again.engine, 'sign');
  // ECDSA signs differently every time: equal bytes are the same signature.
  expect(await pdfs(clerk)).toEqual(before);
});

it('a key closed in the middle stops the batch; what is signed stays signed', async () => {
  const at = await composed();
  const key = await open(at.clerk);
  const batch = await start(at.clerk, key.id);
  await call(at.clerk, 'sign.close', { keyId: key.id });
  await work(at.engine, 'sign');
  expect((await call(at.clerk, 'sign.batch', { id: batch.id })).batch).toMatchObject({ state: 'keyless', left: 3, failed: 0 });
  await open(at.clerk);
  await call(at.clerk, 'sign.resume', { id: batch.id });
  await work(at.engine, 'sign');
  expect((await call(at.clerk, 'sign.batch', { id: batch.id })).batch).toMatchObject({ state: 'done', signed: 3 });
});

it('who signs out takes their key along, and nobody else may use it', async () => {
  const at = await composed();
  const key = await open(at.clerk);
  const other = await person(at, 'mai', 'supervisor');
  expect((await call(other, 'sign.identities', {})).keys).toEqual([]);
  expect(await other.call('sign.start', { keyId: key.id, profile: 'ARCHIVE_TT05', fileCodes: [fileCode] })).toMatchObject({
    error: { code: 'SIGNER_CLOSED' },
  });
  await call(at.clerk, 'session.signOut', {});
  await call(at.clerk, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  expect((await call(at.clerk, 'sign.identities', {})).keys).toEqual([]);
});

it('a covered window forgets a key that rests; a batch that is being signed goes on', async () => {
  const at = await composed();
  await open(at.clerk);
  await call(at.clerk, 'session.lock', {});
  await call(at.clerk, 'session.unlock', { password: 'mật-khẩu-thử' });
  expect((await call(at.clerk, 'sign.identities', {})).keys).toEqual([]);
  const batch = await start(at.clerk, (await open(at.clerk)).id);
  await call(at.clerk, 'session.lock', {});
  await work(at.engine, 'sign');
  await call(at.clerk, 'session.unlock', { password: 'mật-khẩu-thử' });
  expect((await call(at.clerk, 'sign.batch', { id: batch.id })).batch).toMatchObject({ state: 'done', signed: 3 });
});

it('a key nobody uses is forgotten after its minutes; every use gives it new ones', async () => {
  let ms = Date.now();
  const clock = { now: () => toInstant(ms), epochMs: () => ms };
  const { clerk, engine, operator } = await composed({ clock });
  await call(operator, 'settings.set', { key: 'lock.minutes', value: 240 });
  const key = await open(clerk);
  const keys = async () => (await call(clerk, 'sign.identities', {})).keys.length;
  ms += 14 * 60_000;
  expect(await keys()).toBe(1);
  await start(clerk, key.id);
  await work(engine, 'sign');
  ms += 14 * 60_000;
  expect(await keys()).toBe(1);
  ms += 2 * 60_000;
  expect(await keys()).toBe(0);
});

it('two windows start the same documents: they are in one batch, and the other hears that nothing waits', async () => {
  const at = await composed();
  const key = await open(at.clerk);
  await start(at.clerk, key.id);
  expect(await at.clerk.call('sign.start', { keyId: key.id, profile: 'ARCHIVE_TT05', fileCodes: [fileCode] })).toMatchObject({
    error: { code: 'NOTHING_TO_SIGN' },
  });
  await work(at.engine, 'sign');
  expect(audit(at.dataDir, 'sign.document')).toHaveLength(3);
});

it('what is corrected after the person chose it is not signed; taken up again, the new one is', async () => {
  const at = await composed();
  const key = await open(at.clerk);
  const batch = await start(at.clerk, key.id);
  await call(at.clerk, 'sign.pause', { id: batch.id });
  const [first] = (await call(at.clerk, 'dossier.get', { fileCode })).documentList;
  await call(at.clerk, 'describe.confirm', { documentId: first!.id, fields: fields('Khác') });
  await work(at.engine, 'sign');
  await call(at.clerk, 'sign.resume', { id: batch.id });
  await work(at.engine, 'sign');
  const { items } = await call(at.clerk, 'sign.batch', { id: batch.id });
  expect(items.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
    ['failed', 'SIGN_CHANGED_MEANWHILE'],
    ['signed', null],
    ['signed', null],
  ]);
  await call(at.clerk, 'sign.retry', { id: batch.id });
  await work(at.engine, 'sign');
  expect(await states(at.clerk, batch.id)).toEqual(['signed', 'signed', 'signed']);
});

it('cancelled, the rest waits again and can be chosen anew', async () => {
  const at = await composed();
  const key = await open(at.clerk);
  const batch = await start(at.clerk, key.id);
  await call(at.clerk, 'sign.cancel', { id: batch.id });
  await work(at.engine, 'sign');
  expect(await states(at.clerk, batch.id)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await call(at.clerk, 'sign.waiting', {})).toMatchObject({ documents: 3 });
  const [one] = await call(at.clerk, 'sign.waitingIn', { fileCode });
  const next = await call(at.clerk, 'sign.start', { keyId: key.id, profile: 'TTHC_SCAN', documentIds: [one!.id] });
  await work(at.engine, 'sign');
  expect(await states(at.clerk, next.id)).toEqual(['signed']);
});

it('another person can neither go on with a batch nor retry it; a supervisor may let go of it', async () => {
  const at = await composed();
  const batch = await start(at.clerk, (await open(at.clerk)).id);
  await call(at.clerk, 'sign.pause', { id: batch.id });
  const other = await person(at, 'mai', 'clerk');
  for (const route of ['sign.resume', 'sign.cancel', 'sign.retry', 'sign.pause'] as const)
    expect(await other.call(route, { id: batch.id })).toMatchObject({
      error: { code: 'SIGN_BATCH_OF_ANOTHER', data: { name: 'lan' } },
    });
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(supervisor, 'sign.cancel', { id: batch.id });
  expect(await states(at.clerk, batch.id)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

it('the certificate expires in the middle: the batch stops at the first file, it does not fail them all', async () => {
  let ms = Date.now();
  const at = await composed({ clock: { now: () => toInstant(ms), epochMs: () => ms } });
  await call(at.operator, 'settings.set', { key: 'sign.keyMinutes', value: 480 });
  ca.issue('short', 'ec', { days: 1 });
  ms = Date.now() + 23.9 * 3_600_000;
  // Nobody was at the window for a day.
  await call(at.clerk, 'session.unlock', { password: 'mật-khẩu-thử' });
  const batch = await start(at.clerk, (await open(at.clerk, 'short')).id);
  ms += 3_600_000;
  await work(at.engine, 'sign');
  await call(at.clerk, 'session.unlock', { password: 'mật-khẩu-thử' });
  const { batch: stopped, items } = await call(at.clerk, 'sign.batch', { id: batch.id });
  expect(stopped).toMatchObject({ state: 'paused', failed: 1, left: 2 });
  expect(items[0]!.error).toMatchObject({ code: 'SIGNER_CERT_EXPIRED' });
});

it.each(['ARCHIVE_TT05', 'TTHC_SCAN', 'SAO_Y_ND30', 'ANNEX_ND30'] as const)(
  'the preview of %s stands exactly where the stamp is drawn',
  async (profile) => {
    const at = await composed();
    const key = await open(at.clerk);
    const [document] = await call(at.clerk, 'sign.waitingIn', { fileCode });
    const notation = '12/QĐ-UBND';
    const preview = await call(at.clerk, 'sign.preview', { documentId: document!.id, profile, notation, keyId: key.id });
    await call(at.clerk, 'sign.start', { keyId: key.id, profile, notation, documentIds: [document!.id] });
    await work(at.engine, 'sign');
    const stamp = await call(at.clerk, 'sign.stamp', { documentId: document!.id });
    expect(stamp?.box).toEqual(preview.box);
    const { signedPdf } = (await call(at.clerk, 'dossier.get', { fileCode })).documentList[0]!;
    const pdf = new PdfFile(readFileSync(at.engine.blobPath(signedPdf as Sha256)));
    const page = readFirstPage(pdf)!;
    const [annotation] = pdf.array(page.dict.get('Annots')).map((item) => pdf.resolve(item));
    const rect = pdf.array((annotation as PdfDict).get('Rect')) as number[];
    const [x0, y0, x1, y1] = preview.box;
    const drawn = [x0, preview.pageHeight - y1, x1, preview.pageHeight - y0];
    drawn.forEach((value, index) => expect(value).toBeCloseTo(rect[index]!, 2));
    expect(preview.lines.join(' ')).toContain(
      { ARCHIVE_TT05: 'UBND phường Mẫu', TTHC_SCAN: 'Người sao chụp: Người ký lan', SAO_Y_ND30: 'Sao y', ANNEX_ND30: notation }[
        profile
      ],
    );
  },
);

it('a practice station where people learn to sign waits for them, and signs by itself again when told to', async () => {
  const at = await station();
  const it = await person(at, 'minh', 'it');
  await call(it, 'settings.set', { key: 'sign.automatic', value: false });
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, crypto.randomUUID()), files)],
    split: 'file',
  });
  await upTo(at.engine, clerk, 'sign');
  expect(await call(clerk, 'sign.identities', {})).toMatchObject({
    automatic: false,
    keys: [{ id: 'practice', practice: true }],
  });
  const [one] = await call(clerk, 'sign.waitingIn', { fileCode });
  const batch = await call(clerk, 'sign.start', { keyId: 'practice', profile: 'ARCHIVE_TT05', documentIds: [one!.id] });
  await work(at.engine, 'sign');
  expect(await states(clerk, batch.id)).toEqual(['signed']);
  expect(await signedBy(clerk)).toEqual(['signed', 'composed', 'composed']);
  await call(it, 'settings.set', { key: 'sign.automatic', value: true });
  await work(at.engine, 'sign');
  expect(await signedBy(clerk)).toEqual(['signed', 'signed', 'signed']);
});
