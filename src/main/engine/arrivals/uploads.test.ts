import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { closeStation, call, fileCode, person, station, work, type TestStation } from '../../../../tests/support/station.ts';
import { incomingLimits, type IncomingPiece } from '../../../contract/incoming.ts';
import type { DroppedFile } from '../../../contract/routes/arrivals.ts';
import { sha256Of } from '../../../exchange/digest.ts';
import type { Session } from '../index.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
/** One page a line, as tests/support/fake-worker.ts reads it. */
const paper = (...lines: string[]) => Buffer.concat([jpeg, Buffer.from(`\n${lines.join('\n')}\n`)]);

interface Sheet {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly modifiedMs?: number;
}
const sheet = (place: string, bytes: Buffer, modifiedMs = 1_700_000_000_000): Sheet => ({
  folder: place.split('/').slice(0, -1).join('/'),
  name: place.split('/').at(-1)!,
  bytes,
  modifiedMs,
});
const announced = ({ folder, name, bytes, modifiedMs = 0 }: Sheet): DroppedFile => ({
  folder,
  name,
  size: bytes.length,
  modifiedMs,
});

function pieceOf(upload: string, n: number, token: string, { name, bytes }: Sheet, offset = 0, length = bytes.length - offset) {
  const part = bytes.subarray(offset, offset + length);
  const piece: IncomingPiece = { upload, n, token, name, size: bytes.length, offset, digest: sha256Of(part), bytes: part.length };
  return { piece, part };
}

/** Begins, sends what is wanted, and answers what began; `only` holds some back. */
async function send(
  { engine }: TestStation,
  session: Session,
  sheets: readonly Sheet[],
  only: (sheet: Sheet) => boolean = () => true,
) {
  const begun = await call(session, 'capture.beginUpload', { fileCode, files: sheets.map(announced) });
  for (const [index, { n, verdict }] of begun.files.entries()) {
    const one = sheets[index]!;
    if (verdict.do !== 'send' || !only(one)) continue;
    const { piece, part } = pieceOf(begun.upload, n, begun.token, one, verdict.from);
    expect(await engine.take(piece, Readable.from([part]))).toEqual({
      ok: true,
      data: { received: one.bytes.length, whole: true },
    });
  }
  return begun;
}

async function drop(made: TestStation, session: Session, sheets: readonly Sheet[]) {
  const { upload } = await send(made, session, sheets);
  return call(session, 'capture.commitUpload', { upload });
}

const titles = async (session: Session) =>
  (await call(session, 'dossier.get', { fileCode })).documentList.map(({ pages }) => pages.map(({ sourcePath }) => sourcePath));
const incoming = ({ dataDir }: TestStation) => readdirSync(join(dataDir, 'incoming'), { recursive: true }).map(String);

it('a folder dropped on a dossier becomes documents as an import makes them, and nothing is left lying about', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const done = await drop(made, lan, [
    sheet('Hồ sơ 12/trang 10.jpg', paper('một')),
    sheet('Hồ sơ 12/trang 2.jpg', paper('hai', 'ba')),
    sheet('Hồ sơ 12/Thumbs.db', Buffer.from('hình nhỏ')),
    sheet('Hồ sơ 12/kèm/1.jpg', paper('bốn')),
    sheet('rời.jpg', paper('năm')),
  ]);
  expect(done).toEqual({ files: 4, known: 0, refused: [] });
  expect(incoming(made)).toEqual([]);
  await work(made.engine, 'describe');
  expect(await titles(lan)).toEqual([
    ['Hồ sơ 12/kèm/1.jpg'],
    ['Hồ sơ 12/trang 2.jpg', 'Hồ sơ 12/trang 2.jpg', 'Hồ sơ 12/trang 10.jpg'],
    ['rời.jpg'],
  ]);
  const { description, tray } = await call(lan, 'dossier.get', { fileCode });
  expect([description.title, tray]).toEqual(['kèm', []]);
});

it('the same folder dropped again adds nothing, and is not even sent', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [sheet('A/1.jpg', paper('một')), sheet('A/2.jpg', paper('hai'))];
  await drop(made, lan, sheets);
  const again = await send(made, lan, sheets);
  expect(again.files.map(({ verdict }) => verdict)).toEqual([
    { do: 'have', since: 'dossier' },
    { do: 'have', since: 'dossier' },
  ]);
  expect(await call(lan, 'capture.commitUpload', { upload: again.upload })).toEqual({ files: 0, known: 2, refused: [] });
  // Copied anew, so its time differs: the bytes say that it is the same.
  expect(await drop(made, lan, [sheet('A/1.jpg', paper('một'), 1_800_000_000_000)])).toEqual({ files: 0, known: 1, refused: [] });
  // Another page that a scanner called the same, at the same second and of the same size, is another page.
  expect(await drop(made, lan, [sheet('A/1.jpg', paper('mot'), 1_800_000_000_000)])).toMatchObject({ files: 1 });
  await work(made.engine, 'describe');
  expect((await call(lan, 'dossier.get', { fileCode })).pages).toBe(3);
});

it('every file is answered for: what is no page is listed with its reason, and the rest goes on', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [
    sheet('A/1.jpg', paper('một')),
    sheet('A/rỗng.jpg', Buffer.alloc(0)),
    sheet('A/thư.docx', Buffer.from('PK\u0003\u0004 not a page')),
    sheet('A/giả.jpg', Buffer.from('chỉ là chữ')),
    sheet('A/khóa.jpg', paper('không đọc được')),
  ];
  const { upload, files } = await send(made, lan, sheets, ({ name }) => name !== 'khóa.jpg');
  expect(files[1]!.verdict).toMatchObject({ do: 'refuse', error: { code: 'FILE_EMPTY' } });
  const done = await call(lan, 'capture.commitUpload', { upload, unread: [{ n: 4, reason: 'NotReadableError' }] });
  expect(done.files).toBe(1);
  expect(done.refused.map(({ source, error }) => [source, error.code])).toEqual([
    ['A/rỗng.jpg', 'FILE_EMPTY'],
    ['A/thư.docx', 'FILE_FORMAT_UNSUPPORTED'],
    ['A/giả.jpg', 'FILE_NOT_AN_IMAGE'],
    ['A/khóa.jpg', 'FILE_UNREADABLE'],
  ]);
  expect((await call(lan, 'dossier.get', { fileCode })).problems).toHaveLength(4);
  // Mended and dropped again it keeps its place, and is no problem any more.
  await drop(made, lan, [sheet('A/rỗng.jpg', paper('đã quét lại'))]);
  await work(made.engine, 'describe');
  const detail = await call(lan, 'dossier.get', { fileCode });
  expect([detail.pages, detail.problems.length]).toEqual([2, 3]);
});

it('the station dies in the middle: what arrived is kept and named, and the same drop sends only the rest', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [sheet('A/1.jpg', paper('một')), sheet('A/2.jpg', paper('hai')), sheet('A/3.jpg', paper('ba'))];
  const { upload, token } = await send(made, lan, sheets, ({ name }) => name === '1.jpg');
  // Half of the second file is there when the power goes.
  const { piece, part } = pieceOf(upload, 1, token, sheets[1]!, 0, 5);
  expect(await made.engine.take(piece, Readable.from([part]))).toEqual({ ok: true, data: { received: 5, whole: false } });
  await closeStation(made);
  expect(incoming(made)).toContain(join(upload, '1.part'));

  const back = await station({ dataDir: made.dataDir });
  expect(incoming(back).toSorted()).toEqual([upload, join(upload, '0')]);
  const again = back.engine.openSession();
  await call(again, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  expect(await call(again, 'capture.uploads', { fileCode })).toMatchObject([
    { upload, by: 'lan', active: false, arrived: 1, missing: { files: 2, names: ['A/2.jpg', 'A/3.jpg'] } },
  ]);
  expect(await again.call('capture.commitUpload', { upload })).toMatchObject({
    ok: false,
    error: { code: 'UPLOAD_INCOMPLETE', data: { missing: 2, name: '2.jpg' } },
  });
  const resumed = await send(back, again, sheets);
  expect(resumed.upload).toBe(upload);
  expect(resumed.files.map(({ verdict }) => verdict.do)).toEqual(['have', 'send', 'send']);
  expect(await call(again, 'capture.commitUpload', { upload })).toEqual({ files: 3, known: 0, refused: [] });
  await work(back.engine, 'describe');
  expect(await titles(again)).toEqual([['A/1.jpg', 'A/2.jpg', 'A/3.jpg']]);
  expect(await call(again, 'capture.uploads', { fileCode })).toEqual([]);
});

it('a file that a crash left whole but unrecorded, or recorded but lost, is asked for again', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [sheet('1.jpg', paper('một')), sheet('2.jpg', paper('hai'))];
  const { upload } = await send(made, lan, sheets, ({ name }) => name === '1.jpg');
  await closeStation(made);
  writeFileSync(join(made.dataDir, 'incoming', upload, '1'), sheets[1]!.bytes);
  writeFileSync(join(made.dataDir, 'incoming', upload, '0'), '');
  const back = await station({ dataDir: made.dataDir });
  const again = back.engine.openSession(['clerk']);
  expect(await call(again, 'capture.uploads', { fileCode })).toMatchObject([{ arrived: 0, missing: { files: 2 } }]);
  expect(existsSync(join(made.dataDir, 'incoming', upload, '1'))).toBe(false);
});

it('the last step is cut off after the bytes are in the vault: the commit is done again and adds each file once', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const one = sheet('1.jpg', paper('một'));
  const { upload } = await send(made, lan, [one]);
  await closeStation(made);
  // As a kill between the vault and the database leaves it.
  const digest = sha256Of(one.bytes);
  const vault = join(made.dataDir, 'vault', digest.slice(0, 2));
  const back = await station({ dataDir: made.dataDir });
  await import('node:fs/promises').then(async (fs) => {
    await fs.mkdir(vault, { recursive: true });
    await fs.rename(join(made.dataDir, 'incoming', upload, '0'), join(vault, digest));
  });
  const again = back.engine.openSession(['clerk']);
  expect(await call(again, 'capture.commitUpload', { upload })).toEqual({ files: 1, known: 0, refused: [] });
  expect(await again.call('capture.commitUpload', { upload })).toMatchObject({ ok: false, error: { code: 'UPLOAD_UNKNOWN' } });
  await work(back.engine, 'describe');
  expect(readFileSync(join(vault, digest))).toEqual(one.bytes);
});

it('a person goes on without what is missing: it is listed, and takes its place when it comes after all', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [sheet('A/1.jpg', paper('một')), sheet('A/2.jpg', paper('hai'))];
  const { upload } = await send(made, lan, sheets, ({ name }) => name === '1.jpg');
  const done = await call(lan, 'capture.commitUpload', { upload, withoutMissing: true });
  expect(done.refused).toMatchObject([{ source: 'A/2.jpg', error: { code: 'FILE_NOT_ARRIVED' } }]);
  expect(await drop(made, lan, [sheets[1]!])).toMatchObject({ files: 1, refused: [] });
  await work(made.engine, 'describe');
  expect(await call(lan, 'dossier.get', { fileCode })).toMatchObject({ pages: 2, problems: [] });
});

it('a cancelled drop leaves no file, and its token opens nothing', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const sheets = [sheet('1.jpg', paper('một')), sheet('2.jpg', paper('hai'))];
  const { upload, token } = await send(made, lan, sheets, ({ name }) => name === '1.jpg');
  await call(lan, 'capture.cancelUpload', { upload });
  expect(incoming(made)).toEqual([]);
  const { piece, part } = pieceOf(upload, 1, token, sheets[1]!);
  expect(await made.engine.take(piece, Readable.from([part]))).toMatchObject({ error: { code: 'UPLOAD_REFUSED' } });
  expect(await lan.call('capture.commitUpload', { upload })).toMatchObject({ error: { code: 'UPLOAD_UNKNOWN' } });
});

it('nobody brings anything who is not signed in with the right to', async () => {
  const made = await station();
  const lan = await person(made, 'lan', 'clerk');
  const minh = await person(made, 'minh', 'it');
  const files = [announced(sheet('1.jpg', paper('một')))];
  for (const [session, code] of [
    [minh, 'NOT_ALLOWED'],
    [made.engine.openSession(), 'SIGN_IN_NEEDED'],
  ] as const)
    expect(await session.call('capture.beginUpload', { fileCode, files })).toMatchObject({ error: { code } });
  const one = sheet('1.jpg', paper('một'));
  const begun = await call(lan, 'capture.beginUpload', { fileCode, files: [announced(one)] });
  const take = async (change: Partial<IncomingPiece>) => {
    const { piece, part } = pieceOf(begun.upload, 0, begun.token, one);
    const result = await made.engine.take({ ...piece, ...change }, Readable.from([part]));
    return result.ok ? 'taken' : result.error.code;
  };
  const other = await call(lan, 'capture.beginUpload', { fileCode: 'H49.64.33.2001.161', files: [announced(one)] });
  expect(await take({ token: 'x'.repeat(43) })).toBe('UPLOAD_REFUSED');
  expect(await take({ token: other.token })).toBe('UPLOAD_REFUSED');
  expect(await take({ n: 1 })).toBe('UPLOAD_REFUSED');
  expect(await take({ name: '2.jpg' })).toBe('UPLOAD_REFUSED');
  expect(await take({ size: one.bytes.length + 1 })).toBe('UPLOAD_REFUSED');
  expect(await take({ offset: 1 })).toBe('UPLOAD_REFUSED');
  expect(await take({ digest: sha256Of(Buffer.from('khác')) })).toBe('UPLOAD_DAMAGED');
  expect(await take({ bytes: one.bytes.length - 1 })).toBe('UPLOAD_INTERRUPTED');
  await call(lan, 'session.signOut', {});
  expect(await take({})).toBe('NOT_ALLOWED');
  await call(lan, 'session.signIn', { name: 'lan', password: 'mật-khẩu-thử' });
  lan.close();
  expect(await take({})).toBe('UPLOAD_REFUSED');
});

it.each(['../etc/passwd', 'a/b.jpg', 'a\\b.jpg', '..', '\0.jpg', ''])('a name that is a path is no name: %j', async (name) => {
  const made = await station();
  const session = made.engine.openSession(['clerk']);
  for (const file of [
    { name, folder: '' },
    { name: 'a.jpg', folder: name === '' ? '/' : name === 'a/b.jpg' ? '../a' : name },
  ])
    expect(await session.call('capture.beginUpload', { fileCode, files: [{ ...file, size: 1, modifiedMs: 0 }] })).toMatchObject({
      error: { code: 'INPUT_INVALID' },
    });
});

it('what is too large is said before a byte is sent, and so is a disk that has no room', async () => {
  const made = await station();
  const session = made.engine.openSession(['clerk']);
  const begin = (size: number, count = 1) =>
    session.call('capture.beginUpload', {
      fileCode,
      files: Array.from({ length: count }, (_, n) => ({ folder: 'A', name: `${n}.pdf`, size, modifiedMs: 0 })),
    });
  expect(await begin(incomingLimits.fileBytes + 1)).toMatchObject({
    ok: true,
    data: { files: [{ verdict: { do: 'refuse', error: { code: 'FILE_TOO_LARGE' } } }] },
  });
  expect(await begin(incomingLimits.fileBytes, 5000)).toMatchObject({ ok: false, error: { code: 'UPLOAD_NO_ROOM' } });
  expect(await begin(1, 5001)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
});

it('two windows push at the same file: one piece at a time, each in its place', async () => {
  const made = await station();
  const session = made.engine.openSession(['clerk']);
  const one = sheet('1.jpg', Buffer.concat([paper('dài'), Buffer.alloc(100, 10)]));
  const begun = await call(session, 'capture.beginUpload', { fileCode, files: [announced(one)] });
  const first = pieceOf(begun.upload, 0, begun.token, one, 0, 50);
  const held = Promise.withResolvers<void>();
  async function* slowly() {
    yield first.part.subarray(0, 10);
    await held.promise;
    yield first.part.subarray(10);
  }
  const slow = made.engine.take(first.piece, slowly());
  expect(await made.engine.take(first.piece, Readable.from([first.part]))).toMatchObject({ error: { code: 'UPLOAD_BUSY' } });
  held.resolve();
  expect(await slow).toEqual({ ok: true, data: { received: 50, whole: false } });
  expect(await made.engine.take(first.piece, Readable.from([first.part]))).toMatchObject({
    error: { code: 'UPLOAD_OUT_OF_PLACE', data: { received: 50 } },
  });
  const rest = pieceOf(begun.upload, 0, begun.token, one, 50);
  async function* broken() {
    yield rest.part.subarray(0, 3);
    throw new Error('the line');
  }
  expect(await made.engine.take(rest.piece, broken())).toMatchObject({ error: { code: 'UPLOAD_INTERRUPTED' } });
  expect(await made.engine.take(rest.piece, Readable.from([rest.part]))).toMatchObject({ data: { whole: true } });
});
