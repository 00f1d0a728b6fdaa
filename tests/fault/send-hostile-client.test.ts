import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../src/main/stages/9-send/index.ts';
import { afterwards, must, newMemory, openArchive, send, tempFolder } from '../fixtures/transfer/office.ts';
import { makeParcel, newObjid, toyValidate } from '../fixtures/transfer/parcel.ts';
import { archiveProcess } from '../fixtures/transfer/processes.ts';

function metadata(parcel: Parcel, change: Record<string, string> = {}): string {
  const { objid, fileCode, sha256, bytes, agencyCode, recordStatus } = parcel;
  const values = { protocol: '1', objid, fileCode, sha256, bytes: String(bytes), agencyCode, recordStatus, ...change };
  return Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

function create(url: string, parcel: Parcel, change: Record<string, string> = {}, headers: Record<string, string> = {}) {
  return fetch(`${url}/v1/uploads`, {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(parcel.bytes),
      'Upload-Metadata': metadata(parcel, change),
      ...headers,
    },
  });
}

function patch(url: string, offset: number, body: Buffer, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'PATCH',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(offset),
      ...headers,
    },
    body: new Uint8Array(body),
  });
}

const checksum = (bytes: Buffer) => ({ 'Upload-Checksum': `sha256 ${createHash('sha256').update(bytes).digest('base64')}` });
const codeIn = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

async function scene(change: Parameters<typeof openArchive>[1] = {}) {
  const dir = await tempFolder();
  const archiveDir = join(dir, 'archive');
  const opened = await openArchive(archiveDir, change);
  return { dir, archiveDir, ...opened };
}

describe('what an upload announces is hostile until parsed', () => {
  it.each<[string, Record<string, string>]>([
    ['an objid that climbs out of the folder', { objid: '../../key' }],
    ['an objid with a drive letter', { objid: 'C:\\Windows\\win.ini' }],
    ['an objid with a null byte', { objid: 'uuid-\0' }],
    ['a lower-case objid', { objid: newObjid().toLowerCase() }],
    ['a hash that is a path', { sha256: '../'.repeat(21) + 'a' }],
    ['a hash in upper case', { sha256: 'A'.repeat(64) }],
    ['a negative size', { bytes: '-5' }],
    ['another size than Upload-Length', { bytes: '7' }],
    ['a file code that is none', { fileCode: '<script>' }],
    ['an unknown RECORDSTATUS', { recordStatus: 'SECRET' }],
    ['a protocol of tomorrow', { protocol: '2' }],
    ['nothing', { objid: '' }],
  ])('%s is refused', async (_name, change) => {
    const { dir, url, archiveDir } = await scene();
    const answer = await create(url, await makeParcel(dir), change);
    expect([answer.status, await codeIn(answer)]).toEqual([400, 'METADATA_INVALID']);
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['no length', { 'Upload-Length': '' }],
    ['a length to be told later', { 'Upload-Defer-Length': '1' }],
    ['a part of a greater upload', { 'Upload-Concat': 'partial' }],
    ['metadata that is no base64', { 'Upload-Metadata': 'objid %%%' }],
    ['a method in disguise', { 'X-HTTP-Method-Override': 'DELETE', 'Upload-Metadata': '' }],
  ])('%s is refused', async (_name, headers) => {
    const { dir, url, archiveDir } = await scene();
    const answer = await create(url, await makeParcel(dir), {}, headers);
    expect([400, 501]).toContain(answer.status);
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
  });

  it('too large a package is refused before a byte of it is sent', async () => {
    const { dir, url, archiveDir } = await scene({ limits: { maxPackageBytes: 100_000 } });
    const parcel = await makeParcel(dir, 100_001);
    const answer = await create(url, parcel);
    expect([answer.status, await codeIn(answer)]).toEqual([413, 'PACKAGE_TOO_LARGE']);
    const memory = newMemory();
    expect(await send(url, parcel, memory)).toMatchObject({
      ok: false,
      error: { code: 'PACKAGE_TOO_LARGE', data: { bytes: 100_001, limit: 100_000 } },
    });
    expect(memory.urls).toEqual([]);
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
  });

  it('too many open uploads are refused', async () => {
    const { dir, url } = await scene({ limits: { maxOpenUploads: 2 } });
    for (let n = 0; n < 2; n += 1) expect((await create(url, await makeParcel(dir, 1000))).status).toBe(201);
    const answer = await create(url, await makeParcel(dir, 1000));
    expect([answer.status, await codeIn(answer)]).toEqual([429, 'TOO_MANY_UPLOADS']);
  });
});

describe('the door', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/v1/'],
    ['GET', '/v1?x=1'],
    ['GET', '/v1/uploads/../../key'],
    ['GET', '/v1/packages/..%2f..%2fkey'],
    ['GET', '/v1/packages/uuid-0'],
    ['HEAD', '/v1/uploads/..%2farchive.db'],
    ['PATCH', '/v1/uploads/archive.db'],
    ['HEAD', `/v1/uploads/${'0'.repeat(32)}?x=/../../key`],
    ['GET', '/v1/packages/__proto__'],
  ])('%s %s: nothing there', async (method, path) => {
    const { url } = await scene();
    expect(
      await rawStatus(url, `${method} ${path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nConnection: close\r\n\r\n`),
    ).toBe(404);
  });

  it.each([
    ['DELETE', '/v1', 'GET'],
    ['GET', '/v1/uploads', 'POST, OPTIONS'],
    ['GET', `/v1/uploads/${'0'.repeat(32)}`, 'HEAD, PATCH, OPTIONS'],
    ['DELETE', `/v1/uploads/${'0'.repeat(32)}`, 'HEAD, PATCH, OPTIONS'],
    ['PUT', `/v1/packages/${newObjid()}`, 'GET'],
  ])('%s %s: not with this method', async (method, path, allowed) => {
    const { url } = await scene();
    const answer = await fetch(url + path, { method, headers: { 'Tus-Resumable': '1.0.0' } });
    expect([answer.status, answer.headers.get('allow'), await codeIn(answer)]).toEqual([405, allowed, 'METHOD_NOT_ALLOWED']);
  });

  it('a header without end is cut off', async () => {
    const { url } = await scene();
    expect(await rawStatus(url, `GET /v1 HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)).toBe(431);
  });

  it('tells a tus client what it can do', async () => {
    const { url } = await scene();
    const answer = await fetch(`${url}/v1/uploads`, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,checksum',
      'tus-checksum-algorithm': 'sha256',
      'tus-max-size': String(2 * 1024 ** 3),
    });
  });

  it.each([
    ['that never finishes its headers', 'GET /v1 HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['that never says a word', ''],
  ])('a client %s is shown out', async (_name, words) => {
    const { url } = await scene({ times: { idleMs: 300, headersMs: 300 } });
    const socket = await callOn(url, words);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect((await fetch(`${url}/v1`)).status).toBe(200);
  });

  it('a client that falls silent in mid-chunk is shown out, with nobody else asking', async () => {
    const { dir, url } = await scene({ times: { idleMs: 300 } });
    const path = `/v1/${(await create(url, await makeParcel(dir, 50_000))).headers.get('location') ?? ''}`;
    const socket = await callOn(
      url,
      `PATCH ${path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: 20000\r\n\r\nhalf`,
    );
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect((await fetch(url + path, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } })).status).toBe(200);
  });

  it('a half-open client in mid-chunk does not hold its upload: the same station, back on a new line, goes on', async () => {
    const { dir, url } = await scene({ times: { idleMs: 400 } });
    const parcel = await makeParcel(dir, 100_000);
    const memory = newMemory();
    const stop = new AbortController();
    await send(url, parcel, memory, {
      chunks: { minBytes: 20_000, maxBytes: 20_000 },
      signal: stop.signal,
      onSent: (bytes) => bytes >= 40_000 && stop.abort(),
    });
    const offset = memory.sent.at(-1) ?? 0;
    const path = new URL(memory.uploadUrl ?? '').pathname;
    await callOn(
      url,
      `PATCH ${path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: ${offset}\r\nUpload-Checksum: sha256 ${'A'.repeat(43)}=\r\nContent-Length: 20000\r\n\r\nhalf a chunk`,
    );
    await sleep(50);
    expect(must(await send(url, parcel, memory)).state).toBe('delivered');
    expect(memory.urls).toHaveLength(1);
  });
});

describe('bytes that come in', () => {
  it('a chunk whose checksum does not hold is dropped whole, and the offset stays', async () => {
    const { dir, url } = await scene();
    const parcel = await makeParcel(dir, 1000);
    const bytes = await readFile(parcel.path);
    const upload = new URL((await create(url, parcel)).headers.get('location') ?? '', `${url}/v1/uploads`).href;
    expect((await patch(upload, 0, bytes.subarray(0, 400), checksum(bytes.subarray(0, 400)))).status).toBe(204);
    const bad = await patch(upload, 400, Buffer.alloc(200), checksum(bytes.subarray(400, 600)));
    expect([bad.status, await codeIn(bad)]).toEqual([460, 'CHECKSUM_MISMATCH']);
    const head = await fetch(upload, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
    expect(head.headers.get('upload-offset')).toBe('400');
  });

  it('an algorithm the archive does not know, a chunk at another offset, a chunk past the end, too large a chunk', async () => {
    const { dir, url } = await scene({ limits: { maxChunkBytes: 500 } });
    const parcel = await makeParcel(dir, 1000);
    const bytes = await readFile(parcel.path);
    const upload = new URL((await create(url, parcel)).headers.get('location') ?? '', `${url}/v1/uploads`).href;
    expect((await patch(upload, 0, bytes, { 'Upload-Checksum': 'md5 AAAA' })).status).toBe(400);
    expect((await patch(upload, 10, bytes.subarray(10, 20), checksum(bytes.subarray(10, 20)))).status).toBe(409);
    expect((await patch(upload, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    expect((await patch(upload, 0, bytes, checksum(bytes))).status).toBe(413);
  });

  it('from a plain tus client without chunk checksums are taken, and judged by the hash of the whole', async () => {
    const { dir, url, archiveDir } = await scene();
    const parcel = await makeParcel(dir, 3000);
    const bytes = await readFile(parcel.path);
    const wrong = new URL((await create(url, parcel)).headers.get('location') ?? '', `${url}/v1/uploads`).href;
    const refused = await patch(wrong, 0, Buffer.alloc(bytes.length));
    expect([refused.status, await codeIn(refused)]).toEqual([460, 'CHECKSUM_MISMATCH']);
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
    const right = new URL((await create(url, parcel)).headers.get('location') ?? '', `${url}/v1/uploads`).href;
    expect((await patch(right, 0, bytes)).status).toBe(204);
    expect(must(await send(url, parcel)).state).toBe('delivered');
  });
});

describe('one OBJID, one package', () => {
  it('other bytes under the OBJID of an accessioned package are refused, as NEW and as REPLACEMENT', async () => {
    const { dir, url } = await scene();
    const parcel = await makeParcel(dir);
    must(await send(url, parcel));
    for (const recordStatus of ['NEW', 'REPLACEMENT', 'SUPPLEMENT'] as const) {
      const other = await makeParcel(dir, 5000, { objid: parcel.objid, recordStatus });
      expect(await send(url, other)).toMatchObject({ ok: false, error: { code: 'OBJID_TAKEN' } });
    }
    expect(must(await send(url, parcel)).state).toBe('delivered');
  });

  it('a rejected package is replaced by a REPLACEMENT only, and the replacement gets its own receipt', async () => {
    const { dir, url } = await scene();
    const bad = await makeParcel(dir, 5000, {}, { problem: 'PDF_UNSIGNED' });
    expect(must(await send(url, bad)).state).toBe('rejected');
    expect(await send(url, await makeParcel(dir, 5000, { objid: bad.objid }))).toMatchObject({
      ok: false,
      error: { code: 'OBJID_TAKEN' },
    });
    const good = await makeParcel(dir, 5000, { objid: bad.objid, recordStatus: 'REPLACEMENT' });
    expect(must(await send(url, good))).toMatchObject({ state: 'delivered', receipt: { sha256: good.sha256 } });
  });

  it('two uploads of two packages under one OBJID, finished in one moment: exactly one is received', async () => {
    const { dir, url } = await scene();
    const objid = newObjid();
    const results = await Promise.all(
      [0, 1, 2].map(async () =>
        send(url, await makeParcel(dir, 50_000, { objid }), newMemory(), { chunks: { minBytes: 4000, maxBytes: 4000 } }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(['OBJID_TAKEN', 'UPLOAD_DAMAGED']).toContain(result.error.code);
  });

  it('the same package sent by two lines at once comes to one receipt', async () => {
    const { dir, url, archiveDir } = await scene();
    const parcel = await makeParcel(dir, 100_000);
    const chunks = { minBytes: 8000, maxBytes: 8000 };
    const [one, two] = await Promise.all([
      send(url, parcel, newMemory(), { chunks }),
      send(url, parcel, newMemory(), { chunks }),
    ]);
    expect(must(one)).toEqual(must(two));
    expect(await readdir(join(archiveDir, 'packages'))).toEqual([parcel.sha256]);
  });

  it.each<[string, Partial<Parcel>, string]>([
    ['objid', { objid: newObjid() }, 'ANNOUNCED_OBJID_DIFFERS'],
    ['fileCode', { fileCode: 'H49.64.33.2002.1' }, 'ANNOUNCED_FILE_CODE_DIFFERS'],
    ['recordStatus', { recordStatus: 'SUPPLEMENT' }, 'ANNOUNCED_RECORD_STATUS_DIFFERS'],
  ])('a package whose own %s is not the announced one is rejected', async (_name, lie, code) => {
    const { dir, url } = await scene();
    const parcel = { ...(await makeParcel(dir)), ...lie };
    expect(must(await send(url, parcel))).toMatchObject({ state: 'rejected', reasons: [{ code }] });
  });

  it('a TEST package gets no real receipt', async () => {
    const { dir, url, publicKey } = await scene({ practice: false });
    const parcel = await makeParcel(dir, 5000, { recordStatus: 'TEST' });
    expect(must(await send(url, parcel, newMemory(publicKey), { practice: false }))).toMatchObject({
      state: 'rejected',
      reasons: [{ code: 'TEST_RECORD' }],
    });
  });
});

describe('the archive’s own accidents', () => {
  it('the disk loses a package between receiving and receipt: no receipt, and the station sends it again', async () => {
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const [gate, validating] = [
      new Promise<void>((resolve) => (release = resolve)),
      new Promise<void>((resolve) => (begun = resolve)),
    ];
    const { dir, url, archiveDir } = await scene({
      validate: async (path) => {
        const found = await toyValidate(path);
        begun();
        await gate;
        return found;
      },
    });
    const parcel = await makeParcel(dir, 5000);
    const first = send(url, parcel);
    await validating;
    await writeFile(join(archiveDir, 'packages', parcel.sha256), 'what the disk made of it');
    release();
    expect(await first).toMatchObject({ ok: false, error: { code: 'UPLOAD_DAMAGED' } });
    expect(must(await send(url, parcel)).state).toBe('delivered');
    expect(await readFile(join(archiveDir, 'packages', parcel.sha256))).toEqual(await readFile(parcel.path));
  });

  it('its checker breaks down: the package is neither lost nor rejected, and is looked at again', async () => {
    let tries = 0;
    const { dir, url } = await scene({
      retryMs: 50,
      validate: async (path) => {
        tries += 1;
        if (tries === 1) throw new Error('out of memory');
        return toyValidate(path);
      },
    });
    expect(must(await send(url, await makeParcel(dir))).state).toBe('delivered');
    expect(tries).toBe(2);
  });

  it('a second archive on the same folder is refused while the first runs', async () => {
    const { archiveDir } = await scene();
    await expect(archiveProcess(archiveDir, 0).until((told) => told.event === 'listening')).rejects.toThrow(
      'ARCHIVE_FOLDER_IN_USE',
    );
  });

  it('files of uploads nobody knows are cleared at the start, packages never', async () => {
    const { archive, archiveDir } = await scene();
    await archive.close();
    await writeFile(join(archiveDir, 'incoming', '0'.repeat(32)), 'half');
    await writeFile(join(archiveDir, 'packages', '0'.repeat(64)), 'whole');
    await openArchive(archiveDir);
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
    expect(await readdir(join(archiveDir, 'packages'))).toEqual(['0'.repeat(64)]);
  });

  it.each(['before the package was moved into the store', 'after it was moved and before it was registered'])(
    'power fails at the last byte, %s: the next start receives it',
    async (moment) => {
      const { archive, dir, url, archiveDir } = await scene();
      const parcel = await makeParcel(dir, 5000);
      const id = (await create(url, parcel)).headers.get('location')?.split('/').at(-1) ?? '';
      await archive.close();
      const moved = moment.startsWith('after');
      await writeFile(
        moved ? join(archiveDir, 'packages', parcel.sha256) : join(archiveDir, 'incoming', id),
        await readFile(parcel.path),
      );
      if (moved) await rm(join(archiveDir, 'incoming', id));

      const again = await openArchive(archiveDir);
      expect(await readdir(join(archiveDir, 'packages'))).toEqual([parcel.sha256]);
      expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
      const memory = newMemory();
      expect(must(await send(again.url, parcel, memory)).state).toBe('delivered');
      expect(memory.urls).toEqual([]);
    },
  );

  it('an upload whose file is gone is begun anew', async () => {
    const { dir, url, archiveDir } = await scene();
    const parcel = await makeParcel(dir, 100_000);
    const memory = newMemory();
    const stop = new AbortController();
    await send(url, parcel, memory, {
      chunks: { minBytes: 20_000, maxBytes: 20_000 },
      signal: stop.signal,
      onSent: (bytes) => bytes >= 40_000 && stop.abort(),
    });
    await rm(join(archiveDir, 'incoming', memory.uploadUrl?.split('/').at(-1) ?? ''));
    expect(must(await send(url, parcel, memory)).state).toBe('delivered');
  });

  it('uploads left for a month are dropped', async () => {
    let now = Date.now();
    const { archive, dir, url, archiveDir } = await scene({ now: () => now });
    expect((await create(url, await makeParcel(dir, 1000))).status).toBe(201);
    await archive.close();
    now += 31 * 24 * 60 * 60_000;
    await openArchive(archiveDir, { now: () => now });
    expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
  });

  it('a port that is taken is an answer, not a crash', async () => {
    const { dir, url } = await scene();
    const { createArchive } = await import('../../src/archive/index.ts');
    const second = must(await createArchive({ dir: join(dir, 'second'), name: 'Kho', practice: true, validate: toyValidate }));
    afterwards(() => second.close());
    expect(await second.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })).toMatchObject({
      ok: false,
      error: { code: 'PORT_UNAVAILABLE' },
    });
  });

  it('a folder that cannot be one is an answer, not a crash', async () => {
    const dir = await tempFolder();
    await writeFile(join(dir, 'file'), '');
    await expect(openArchive(join(dir, 'file'))).rejects.toThrow('ARCHIVE_FOLDER_UNUSABLE');
    await writeFile(join(dir, 'archive.db'), 'this is not a database, only some words in its place');
    await expect(openArchive(dir)).rejects.toThrow('ARCHIVE_FOLDER_UNUSABLE');
  });
});

async function callOn(url: string, words: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  afterwards(() => socket.destroy());
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write(words);
  socket.resume();
  return socket;
}

async function rawStatus(url: string, words: string): Promise<number> {
  const socket = await callOn(url, '');
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  socket.write(words);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return Number(Buffer.concat(pieces).toString('latin1').split(' ')[1]);
}
