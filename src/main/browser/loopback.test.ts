/** The loopback host on a real socket, with a session that answers what it is asked. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ok } from '../../contract/result.ts';
import type { EngineEvent } from '../../contract/routes.ts';
import { serveLoopback, type Loopback, type Served } from './index.ts';

const picture = 'a'.repeat(64);
const drawing = 'b'.repeat(64);
const token = 'T'.repeat(43);
let folder: string;
let host: Loopback;
let cookie: string;
let sessions = 0;
let offered = false;
let tellAll: (event: EngineEvent) => void = () => undefined;

const taken: { name: string; body: string }[] = [];

const served: Served = {
  openSession() {
    sessions += 1;
    return {
      call: async (route, input) => ok({ route, input }),
      subscribe(listener) {
        tellAll = listener;
        return () => undefined;
      },
      close: () => void (sessions -= 1),
    };
  },
  take: async (piece, body) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    taken.push({ name: piece.name, body: Buffer.concat(chunks).toString() });
    return ok({ received: piece.offset + piece.bytes, whole: true });
  },
  download: async (asked) => {
    if (asked !== token || !offered) return null;
    offered = false;
    return { path: join(folder, 'export'), name: 'Nhật ký (tháng 6).xlsx', mime: 'application/vnd.ms-excel', bytes: 4 };
  },
  thumbnail: async (digest) => (digest === drawing ? { path: join(folder, 'small'), mime: 'image/webp', bytes: 5 } : null),
  blob: async (digest) =>
    digest === picture || digest === drawing
      ? { path: join(folder, 'picture'), mime: digest === picture ? 'image/png' : 'image/svg+xml', bytes: 7 }
      : null,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-loopback-'));
  await mkdir(join(folder, 'window', 'assets'), { recursive: true });
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'window', 'assets', 'a-1.js'), '0');
  await writeFile(join(folder, 'window', 'notes.txt'), 'not part of the window');
  await writeFile(join(folder, 'picture'), 'picture');
  const opened = await serveLoopback(served, { port: 0, rendererDir: join(folder, 'window') });
  if (!opened.ok) throw new Error(opened.error.code);
  host = opened.data;
  cookie = (await get(host.url.slice(host.origin.length))).headers['set-cookie']![0]!.split(';')[0]!;
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

test('a stranger gets a page that explains, in both languages, and nothing else', async () => {
  for (const path of ['/', '/index.html', '/assets/a-1.js', `/blob/${picture}`, '/ws', '/start?token=guess']) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.body).toContain('Hồ sơ của bạn vẫn an toàn');
    expect(answer.body).toContain('Your dossiers are safe');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('the window comes with a policy, is never cached, and its hashed files are', async () => {
  const page = await get('/', { cookie });
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect((await get('/assets/a-1.js', { cookie })).headers['cache-control']).toContain('immutable');
});

test('a page image comes by its digest; a drawing that could carry script does not', async () => {
  const image = await get(`/blob/${picture}`, { cookie });
  expect([image.status, image.body, image.headers['content-type']]).toEqual([200, 'picture', 'image/png']);
  // Never out of the browser's own memory: the window may have been covered since.
  expect(image.headers['cache-control']).toBe('private, no-cache');
  const again = await get(`/blob/${picture}`, { cookie, 'if-none-match': image.headers.etag! });
  expect([again.status, again.body]).toEqual([304, '']);
  expect((await get(`/blob/${drawing}`, { cookie, 'if-none-match': `"${drawing}"` })).status).toBe(404);
  expect((await get(`/blob/${drawing}`, { cookie })).status).toBe(404);
  expect((await get(`/blob/${'c'.repeat(64)}`, { cookie })).status).toBe(404);
  await writeFile(join(folder, 'small'), 'small');
  const small = await get(`/thumb/${drawing}`, { cookie });
  expect([small.status, small.body, small.headers['content-type']]).toEqual([200, 'small', 'image/webp']);
  expect((await get(`/thumb/${'c'.repeat(64)}`, { cookie })).status).toBe(404);
  expect((await get(`/thumb/${drawing}`)).status).toBe(403);
});

test('a file made for the window comes once, to be saved under its name, and is gone afterwards', async () => {
  await writeFile(join(folder, 'export'), 'XLSX');
  offered = true;
  expect((await get(`/download/${token}`, { cookie }, 'HEAD')).status).toBe(404);
  expect((await get(`/download/${token}`)).status).toBe(403);
  const file = await get(`/download/${token}`, { cookie });
  expect([file.status, file.body]).toEqual([200, 'XLSX']);
  expect(file.headers['content-disposition']).toBe(
    'attachment; filename="Nh_t_k_th_ng_6_.xlsx"; filename*=UTF-8\'\'Nh%E1%BA%ADt%20k%C3%BD%20%28th%C3%A1ng%206%29.xlsx',
  );
  expect(file.headers['cache-control']).toBe('no-store');
  expect((await get(`/download/${token}`, { cookie })).status).toBe(404);
  await expect.poll(() => existsSync(join(folder, 'export'))).toBe(false);
});

test('a piece of a dropped file comes in from our own page only, and only as our page sends it', async () => {
  const path = `/incoming/${crypto.randomUUID()}/3`;
  const headers = {
    cookie,
    origin: host.origin,
    'x-tram-token': 't'.repeat(43),
    'x-tram-name': encodeURIComponent('trang 1 – bìa.jpg'),
    'x-tram-size': '10',
    'x-tram-offset': '4',
    'x-tram-bytes': '6',
    'x-tram-sha256': picture,
  };
  const sent = await get(path, headers, 'POST', 'byte 6');
  expect([sent.status, JSON.parse(sent.body)]).toEqual([200, { ok: true, data: { received: 10, whole: true } }]);
  expect(taken).toEqual([{ name: 'trang 1 – bìa.jpg', body: 'byte 6' }]);
  for (const [why, change] of Object.entries({
    'another origin': { origin: 'https://evil.example' },
    'no origin': { origin: undefined },
    'no cookie': { cookie: undefined },
    'another site': { 'sec-fetch-site': 'same-site' },
    'another host': { host: 'evil.example' },
  }))
    expect([why, (await get(path, { ...headers, ...change }, 'POST', 'byte 6')).status]).toEqual([why, 403]);
  for (const change of [
    { 'x-tram-bytes': String(64 * 1024 * 1024) },
    { 'x-tram-name': '%E1%ZZ' },
    { 'x-tram-size': '-1' },
    { 'x-tram-token': undefined },
  ]) {
    const refused = await get(path, { ...headers, ...change }, 'POST', 'byte 6');
    expect([refused.status, JSON.parse(refused.body)]).toMatchObject([403, { error: { code: 'UPLOAD_REFUSED' } }]);
  }
  for (const wrong of ['/incoming/../3', '/incoming/x/1', `${path}/4`, '/blob/x'])
    expect((await get(wrong, headers, 'POST', 'byte 6')).status).toBe(405);
  expect((await get(path, headers, 'PUT', 'byte 6')).status).toBe(405);
  expect(taken).toHaveLength(1);
});

test('no path leads out of the window', async () => {
  const paths = [
    '/../picture',
    '/assets/../../picture',
    '/%2e%2e/picture',
    '/..%5cpicture',
    '//picture',
    '/notes.txt',
    '/assets',
    '/blob/../picture',
    '/index.html%00.js',
  ];
  for (const path of paths) expect([path, (await get(path, { cookie })).status]).toEqual([path, 404]);
});

test('another host name, another origin and another method are refused on the wire too', async () => {
  expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403);
  expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403);
  expect((await get('/', { cookie }, 'POST')).status).toBe(405);
});

test('listens on the loopback interface only', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((face) => face?.family === 'IPv4' && !face.internal)?.address;
  if (outside === undefined) return;
  const reached = await fetch(`http://${outside}:${new URL(host.origin).port}/`).then(
    () => true,
    () => false,
  );
  expect(reached).toBe(false);
});

test('a socket carries calls and events, and its session ends with it', async () => {
  const socket = await openSocket({ cookie, origin: host.origin });
  expect(sessions).toBe(1);
  socket.send(JSON.stringify({ id: 7, route: 'station.get', input: {} }));
  expect(await next(socket)).toEqual({ id: 7, result: { ok: true, data: { route: 'station.get', input: {} } } });
  tellAll({ topic: 'station.changed' });
  expect(await next(socket)).toEqual({ event: { topic: 'station.changed' } });
  socket.close();
  await expect.poll(() => sessions).toBe(0);
});

test('a socket of another site, or without the cookie, never opens a session', async () => {
  await expect(openSocket({ cookie, origin: 'https://evil.example' })).rejects.toThrow('403');
  await expect(openSocket({ cookie })).rejects.toThrow('403');
  await expect(openSocket({ origin: host.origin })).rejects.toThrow('403');
  expect(sessions).toBe(0);
});

test.each([
  ['what is not JSON', 'not json', 1007],
  ['bytes', Buffer.from([1, 2]), 1003],
  ['a request without an id', '{"route":"station.get"}', 1008],
  ['a message larger than any request', `"${'x'.repeat(5 * 1024 * 1024)}"`, 1009],
])('%s closes the socket', async (_name, message, code) => {
  const socket = await openSocket({ cookie, origin: host.origin });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.send(message);
  expect(await closed).toBe(code);
});

test('a taken port and a window that was not built are said in words', async () => {
  const port = Number(new URL(host.origin).port);
  expect(await serveLoopback(served, { port, rendererDir: join(folder, 'window') })).toMatchObject({
    ok: false,
    error: { code: 'PORT_UNAVAILABLE', data: { port, reason: 'EADDRINUSE' } },
  });
  expect(await serveLoopback(served, { port: 0, rendererDir: join(folder, 'nowhere') })).toMatchObject({
    ok: false,
    error: { code: 'WINDOW_NOT_BUILT' },
  });
});

/** A raw request: unlike fetch it sends the path and the headers exactly as given. */
function get(path: string, headers: Record<string, string | undefined> = {}, method = 'GET', sent = '') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const { port } = new URL(host.origin);
    const call = request({ host: '127.0.0.1', port, path, method, headers: given(headers) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    call.on('error', reject).end(sent);
  });
}

function given(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function openSocket({ origin, ...headers }: { cookie?: string; origin?: string }): Promise<WebSocket> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/ws`, {
    headers,
    ...(origin === undefined ? {} : { origin }),
  });
  return new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject));
}

function next(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
}
