import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/contract/errors/index.ts';
import { afterwards, must, newMemory, openArchive, send, tempFolder } from '../fixtures/transfer/office.ts';
import { makeParcel } from '../fixtures/transfer/parcel.ts';
import { between } from '../fixtures/transfer/proxy.ts';

async function port(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function web(listener: RequestListener): Promise<string> {
  const server = createHttp(listener);
  afterwards(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${await port(server)}`;
}

/** Failed, nothing was delivered, and the queue will try again by itself. */
async function expectWaits(base: string, code: string, data: Record<string, unknown> = {}): Promise<void> {
  const dir = await tempFolder();
  const memory = newMemory();
  const result = await send(base, await makeParcel(dir), memory, { idleMs: 300 });
  expect(result).toMatchObject({ ok: false, error: { code, data } });
  if (!result.ok) expect(kindOf(result.error.code)).toMatchObject({ retryable: true, exit: 6 });
  expect(memory.states).toEqual([]);
}

describe('the archive does not answer, and the package waits', () => {
  it('nobody listens at its port', async () => {
    const server = createTcp();
    const free = await port(server);
    await new Promise((resolve) => server.close(resolve));
    await expectWaits(`http://127.0.0.1:${free}`, 'ARCHIVE_UNREACHABLE', { reason: 'ECONNREFUSED' });
  });

  it('its address is no web address', async () => {
    await expectWaits('ftp://127.0.0.1/', 'ARCHIVE_ANSWER_UNREADABLE', { reason: 'address' });
  });

  it('its name is unknown', async () => {
    await expectWaits('http://luu-tru.invalid/', 'ARCHIVE_NAME_UNKNOWN', { host: 'luu-tru.invalid' });
  });

  it('takes the call and says nothing', async () => {
    const silent = createTcp((socket) => afterwards(() => socket.destroy()));
    afterwards(() => silent.close());
    await expectWaits(`http://127.0.0.1:${await port(silent)}`, 'ARCHIVE_UNREACHABLE', { reason: 'ETIMEDOUT' });
  });

  it('hangs up at once', async () => {
    const rude = createTcp((socket) => socket.destroy());
    afterwards(() => rude.close());
    await expectWaits(`http://127.0.0.1:${await port(rude)}`, 'ARCHIVE_UNREACHABLE', { reason: 'ECONNRESET' });
  });

  it('hangs up in the middle of its answer', async () => {
    const url = await web((request, answer) => {
      answer.writeHead(200, { 'Content-Length': 1000 });
      answer.write('{"type":', () => request.socket.destroy());
    });
    await expectWaits(url, 'ARCHIVE_UNREACHABLE');
  });

  it('begins an answer and falls silent', async () => {
    const url = await web((_request, answer) => {
      answer.writeHead(200, { 'Content-Length': 1000 });
      answer.write('{');
    });
    await expectWaits(url, 'ARCHIVE_UNREACHABLE', { reason: 'ETIMEDOUT' });
  });

  it('its answer never ends', async () => {
    const url = await web((_request, answer) => {
      const more = () => {
        while (!answer.destroyed && answer.write(Buffer.alloc(65_536, 32)));
        if (!answer.destroyed) answer.once('drain', more);
      };
      more();
    });
    await expectWaits(url, 'ARCHIVE_ANSWER_UNREADABLE', { reason: 'answer too long' });
  });

  it.each([
    ['a Wi-Fi sign-in page', 200, '<html>Đăng nhập</html>', 'ARCHIVE_ANSWER_UNREADABLE'],
    ['a redirect', 302, '', 'ARCHIVE_ANSWER_UNREADABLE'],
    ['another program', 200, '{"type":"something.else"}', 'ARCHIVE_ANSWER_UNREADABLE'],
    ['a web server without an archive', 404, 'Not found', 'ARCHIVE_ANSWER_UNREADABLE'],
    ['a proxy whose archive is down', 502, '<html>Bad Gateway</html>', 'ARCHIVE_BUSY'],
    ['maintenance', 503, '', 'ARCHIVE_BUSY'],
  ])('%s answers in its place', async (_name, status, body, code) => {
    await expectWaits(
      await web((_request, answer) => void answer.writeHead(status, { Location: 'http://127.0.0.1:9/' }).end(body)),
      code,
    );
  });

  it('its certificate is not trusted, until the province’s own CA is given', async () => {
    const dir = await tempFolder();
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '2',
        '-subj',
        '/CN=kho',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
      ],
      { stdio: 'ignore' },
    );
    const { url } = await openArchive(join(dir, 'archive'));
    const onward = await between(url);
    const secure = createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, (incoming, answer) => {
      void (async () => {
        const pieces: Buffer[] = [];
        for await (const piece of incoming as AsyncIterable<Buffer>) pieces.push(piece);
        const reply = await fetch(`${onward}${incoming.url}`, {
          method: incoming.method ?? 'GET',
          headers: Object.fromEntries(
            Object.entries(incoming.headers)
              .filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
              .map(([name, value]) => [name, String(value)]),
          ),
          ...(pieces.length === 0 ? {} : { body: Buffer.concat(pieces) }),
        });
        const body = Buffer.from(await reply.arrayBuffer());
        answer.writeHead(reply.status, Object.fromEntries(reply.headers)).end(incoming.method === 'HEAD' ? undefined : body);
      })();
    });
    afterwards(() => {
      secure.close();
      secure.closeAllConnections();
    });
    const base = `https://127.0.0.1:${await port(secure)}`;
    await expectWaits(base, 'ARCHIVE_TLS_UNTRUSTED');
    expect(must(await send(base, await makeParcel(dir), newMemory(), { ca: readFileSync(cert, 'utf8') })).state).toBe(
      'delivered',
    );
  });
});

describe('the archive fails in mid-upload', () => {
  it('a proxy’s 502 to “where was I?” does not throw away what was sent', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const line = await between(url, {
      asked: ({ method, nth }) => (method === 'PATCH' && nth === 4 ? 'drop' : undefined),
      replied({ method, nth }, reply) {
        if (method === 'HEAD' && nth === 0) Object.assign(reply, { status: 502, headers: {} });
        return undefined;
      },
    });
    const memory = newMemory();
    expect(must(await send(line, await makeParcel(dir), memory, { chunks: { minBytes: 20_000, maxBytes: 20_000 } })).state).toBe(
      'delivered',
    );
    expect(memory.urls).toHaveLength(1);
  });

  it('the upload has expired there: a new one is begun', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const memory = { ...newMemory(), uploadUrl: `${url}/v1/uploads/${'0'.repeat(32)}` };
    expect(must(await send(url, await makeParcel(dir), memory)).state).toBe('delivered');
    expect(memory.urls).toEqual([null, expect.any(String)]);
  });

  it('its store is full: nothing is sent, and the package waits', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'), { limits: { reserveBytes: Number.MAX_SAFE_INTEGER / 2 } });
    expect(await send(url, await makeParcel(dir))).toMatchObject({ ok: false, error: { code: 'ARCHIVE_FULL' } });
  });

  it('examines for longer than anybody waits: the package is there, the receipt is fetched later', async () => {
    const dir = await tempFolder();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const { toyValidate } = await import('../fixtures/transfer/parcel.ts');
    const { url } = await openArchive(join(dir, 'archive'), { validate: (path) => gate.then(() => toyValidate(path)) });
    const parcel = await makeParcel(dir);
    const memory = newMemory();
    expect(await send(url, parcel, memory, { patienceMs: 300 })).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_STILL_EXAMINING' },
    });
    expect(memory.states.at(-1)).toBe('received');
    release();
    const urls = memory.urls.length;
    expect(must(await send(url, parcel, memory)).state).toBe('delivered');
    expect(memory.urls).toHaveLength(urls);
  });
});
