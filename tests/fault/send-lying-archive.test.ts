import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { must, newMemory, openArchive, send, tempFolder } from '../fixtures/transfer/office.ts';
import { makeParcel } from '../fixtures/transfer/parcel.ts';
import { between, type Asked, type Reply, type Tampering } from '../fixtures/transfer/proxy.ts';

const chunks = { minBytes: 20_000, maxBytes: 20_000 };

async function scene(tampering: Tampering) {
  const dir = await tempFolder();
  const { url } = await openArchive(join(dir, 'archive'));
  const parcel = await makeParcel(dir, 200_000);
  const stored = () => readFile(join(dir, 'archive', 'packages', parcel.sha256));
  return { url, line: await between(url, tampering), parcel, stored, original: () => readFile(parcel.path) };
}

/** Adds `by` to the offset of the chosen answers. */
function shiftOffset(by: number, when: (asked: Asked) => boolean): Tampering {
  return {
    replied(asked: Asked, reply: Reply) {
      if (when(asked)) reply.headers['upload-offset'] = String(Number(reply.headers['upload-offset'] ?? 0) + by);
      return undefined;
    },
  };
}

describe('an archive that lies about offsets', () => {
  it.each([
    ['ahead of what was sent', 5_000],
    ['beyond the end of the package', 10_000_000],
    ['behind what it had', -30_000],
  ])('once, %s: the upload begins anew and arrives byte for byte', async (_name, by) => {
    const { line, parcel, stored, original } = await scene(shiftOffset(by, ({ method, nth }) => method === 'PATCH' && nth === 3));
    const memory = newMemory();
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls).toHaveLength(3);
    expect(memory.urls[1]).toBeNull();
    expect(await stored()).toEqual(await original());
  });

  it.each([
    ['ahead', 5_000],
    ['not a step forward', -20_000],
    ['by one byte', 1],
  ])('always, %s: the station stops and says so instead of sending for ever or splicing', async (_name, by) => {
    const { line, parcel } = await scene(shiftOffset(by, ({ method }) => method === 'PATCH'));
    const memory = newMemory();
    expect(await send(line, parcel, memory, { chunks })).toMatchObject({ ok: false, error: { code: 'ARCHIVE_OFFSET_WRONG' } });
    expect(memory.uploadUrl).toBeNull();
    expect(memory.states).toEqual(['sending']);
  });

  it('when asked where to resume: what is not there is not skipped', async () => {
    let broken = false;
    const { line, parcel, stored, original } = await scene({
      asked({ method, nth }) {
        if (method !== 'PATCH' || nth !== 3) return undefined;
        broken = true;
        return 'drop';
      },
      replied({ method, nth }, reply) {
        if (broken && method === 'HEAD' && nth === 0) reply.headers['upload-offset'] = '150000';
        return undefined;
      },
    });
    const memory = newMemory();
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls).toHaveLength(3);
    expect(await stored()).toEqual(await original());
  });

  it('after a restart of the station, when nobody knows what was sent: the next chunk finds it out, and the upload begins anew', async () => {
    const { url, line, parcel, stored, original } = await scene({
      replied({ method, path }, reply) {
        if (method === 'HEAD' && path.endsWith(lied)) reply.headers['upload-offset'] = '150000';
        return undefined;
      },
    });
    const memory = newMemory();
    const stop = new AbortController();
    let lied = 'nothing yet';
    await send(url, parcel, memory, { chunks, signal: stop.signal, onSent: (bytes) => bytes >= 60_000 && stop.abort() });
    lied = memory.uploadUrl?.split('/').at(-1) ?? '';
    memory.uploadUrl = memory.uploadUrl?.replace(url, line) ?? null;
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls.at(-2)).toBeNull();
    expect(await stored()).toEqual(await original());
  });

  it.each(['', 'NaN', '-1', '1e5', '20000.5', '0x4e20', '99999999999999999999'])('with “%s” for an offset', async (nonsense) => {
    const { line, parcel } = await scene({
      replied({ method }, reply) {
        if (method === 'PATCH') reply.headers['upload-offset'] = nonsense;
        return undefined;
      },
    });
    expect(await send(line, parcel, newMemory(), { chunks })).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_OFFSET_WRONG' },
    });
  });
});

describe('an archive that says one thing and did another', () => {
  it('all received, yet knows nothing of the package: it is sent anew, never taken for delivered', async () => {
    const { line, parcel } = await scene({
      replied({ method, path }, reply) {
        if (method === 'GET' && path.startsWith('/v1/packages/')) {
          reply.status = 404;
          reply.body = Buffer.from('{"error":{"code":"PACKAGE_UNKNOWN","message":""}}');
        }
        return undefined;
      },
    });
    const memory = newMemory();
    expect(await send(line, parcel, memory)).toMatchObject({ ok: false, error: { code: 'UPLOAD_DAMAGED' } });
    expect(memory.uploadUrl).toBeNull();
    expect(memory.states).not.toContain('delivered');
  });

  it('a remembered upload address now holds another package: ours is not mixed into it', async () => {
    const { url, parcel, stored, original } = await scene({});
    const dir = await tempFolder();
    const other = await makeParcel(dir, 200_000);
    const stop = new AbortController();
    const others = newMemory();
    await send(url, other, others, { chunks, signal: stop.signal, onSent: () => stop.abort() });
    const memory = { ...newMemory(), uploadUrl: others.uploadUrl };
    expect(must(await send(url, parcel, memory, { chunks })).state).toBe('delivered');
    expect(await stored()).toEqual(await original());
    expect(must(await send(url, other, others, { chunks })).state).toBe('delivered');
    expect(others.urls).toHaveLength(1);
  });

  it('sends its uploads to another server: no byte follows', async () => {
    const { line, parcel } = await scene({
      replied({ method }, reply) {
        if (method === 'POST') reply.headers['location'] = 'http://127.0.0.1:9/v1/uploads/0123456789abcdef0123456789abcdef';
        return undefined;
      },
    });
    const memory = newMemory();
    expect(await send(line, parcel, memory)).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_ANSWER_UNREADABLE', data: { reason: 'Location' } },
    });
    expect(memory.urls).toEqual([]);
  });

  it('an upload address from a tampered database is not followed either', async () => {
    const { url, parcel } = await scene({});
    const memory = { ...newMemory(), uploadUrl: 'http://127.0.0.1:9/v1/uploads/0123456789abcdef0123456789abcdef' };
    expect(must(await send(url, parcel, memory)).state).toBe('delivered');
  });
});

describe('a line that damages or loses', () => {
  it('one byte of a chunk: the archive drops the chunk, the station sends it again', async () => {
    const { line, parcel, stored, original } = await scene({
      asked({ method, nth, body }) {
        if (method !== 'PATCH' || nth !== 2) return undefined;
        const damaged = Buffer.from(body);
        damaged[100] = (damaged[100] ?? 0) ^ 1;
        return damaged;
      },
    });
    const memory = newMemory();
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls).toHaveLength(1);
    expect(await stored()).toEqual(await original());
  });

  it('a byte and the checksum that would have shown it: the hash of the whole does, and the package is sent anew', async () => {
    const { line, parcel, stored, original } = await scene({
      asked({ method, nth, headers, body }) {
        if (method !== 'PATCH' || nth !== 2) return undefined;
        delete headers['upload-checksum'];
        return Buffer.alloc(body.length);
      },
    });
    const memory = newMemory();
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls).toEqual([expect.any(String), null, expect.any(String)]);
    expect(await stored()).toEqual(await original());
  });

  it('every package it carries: nothing damaged is ever received, and the station says so', async () => {
    const { line, url, parcel } = await scene({
      asked({ method, headers, body }) {
        if (method !== 'PATCH') return undefined;
        delete headers['upload-checksum'];
        return Buffer.alloc(body.length);
      },
    });
    expect(await send(line, parcel, newMemory(), { chunks })).toMatchObject({ ok: false, error: { code: 'UPLOAD_DAMAGED' } });
    expect((await fetch(`${url}/v1/packages/${parcel.objid}`)).status).toBe(404);
  });

  it('the answer to a chunk that did arrive: it is not sent twice', async () => {
    const { line, parcel, stored, original } = await scene({
      replied: ({ method, nth }) => (method === 'PATCH' && nth === 2 ? 'drop' : undefined),
    });
    const memory = newMemory();
    expect(must(await send(line, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.urls).toHaveLength(1);
    expect(await stored()).toEqual(await original());
  });

  it('the answer to the last chunk: the package is received all the same, and once', async () => {
    const last = ({ method, headers, body }: Asked, bytes: number) =>
      method === 'PATCH' && Number(headers['upload-offset']) + body.length === bytes;
    let bytes = 0;
    const { line, parcel } = await scene({ replied: (asked) => (last(asked, bytes) ? 'drop' : undefined) });
    bytes = parcel.bytes;
    const memory = newMemory();
    const result = must(await send(line, parcel, memory, { chunks }));
    expect(result).toMatchObject({ state: 'delivered', receipt: { number: expect.stringMatching(/-000001$/) } });
  });

  it('the answer to the creation: another upload is begun, and the package is received once', async () => {
    const { line, parcel } = await scene({ replied: ({ method, nth }) => (method === 'POST' && nth === 0 ? 'drop' : undefined) });
    expect(must(await send(line, parcel, newMemory(), { chunks })).state).toBe('delivered');
  });

  it('a connection in every third request: it still gets through', async () => {
    let requests = 0;
    const { line, parcel, stored, original } = await scene({
      asked({ method }) {
        requests += 1;
        return method === 'PATCH' && requests % 3 === 0 ? 'drop' : undefined;
      },
    });
    expect(must(await send(line, parcel, newMemory(), { chunks })).state).toBe('delivered');
    expect(await stored()).toEqual(await original());
  });
});
