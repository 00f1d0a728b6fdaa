/** The loopback host: the same window and the same contract as on the desktop, for an ordinary browser on this machine. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer } from 'ws';
import { readIncoming } from '../../contract/incoming.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Engine } from '../engine/index.ts';
import { answerPiece } from '../host/incoming.ts';
import { serveSession } from '../host/serve-session.ts';
import { answerGet, bodyOf, listWindowFiles, type WindowFiles } from '../host/window-files.ts';
import { makeGate, type Gate, type Knock } from './gate.ts';
import { refusalHeaders, refusalPage } from './refusal.ts';
import { lineOf, maxMessageBytes } from './socket-line.ts';

/** What the host needs of an engine. */
export type Served = Pick<Engine, 'openSession' | 'blob' | 'thumbnail' | 'download' | 'take'>;

export interface Loopback {
  /** Start address with its one-time token. */
  readonly url: string;
  readonly origin: string;
  /** Drops every connection and stops listening. The engine stays open: it belongs to the caller. */
  close(): Promise<void>;
}

/** Serves `engine` on 127.0.0.1; `port` 0 takes a free one. Fails with PORT_UNAVAILABLE or WINDOW_NOT_BUILT. */
export async function serveLoopback(engine: Served, options: { port: number; rendererDir: string }): Promise<Result<Loopback>> {
  const files = await listWindowFiles(options.rendererDir);
  if (!files.ok) return files;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 });
  server.maxConnections = 128;
  const refused = await listen(server, options.port);
  if (refused !== null) return fail('PORT_UNAVAILABLE', { port: options.port, reason: refused });

  const gate = makeGate((server.address() as AddressInfo).port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  server.on('request', (request, response) => {
    answer(request, response, gate, files.data, engine).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const knock = knockOf(request, true);
    if (gate.judge(knock).act !== 'serve' || knock.path !== '/ws') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSession(engine.openSession(), lineOf(webSocket)));
  });

  async function close(): Promise<void> {
    for (const client of sockets.clients) client.terminate();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }
  return ok({ url: gate.startUrl, origin: gate.origin, close });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gate: Gate,
  files: WindowFiles,
  engine: Served,
): Promise<void> {
  const knock = knockOf(request, false);
  const verdict = gate.judge(knock);
  if (verdict.act === 'refuse') {
    response.writeHead(verdict.status, { ...refusalHeaders, 'x-refused': verdict.reason }).end(refusalPage);
    return;
  }
  if (verdict.act === 'admit') {
    response.writeHead(303, {
      location: '/',
      'set-cookie': verdict.setCookie,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
    return;
  }
  if (request.method === 'POST') return takePiece(request, response, knock.path, engine);
  const head = request.method === 'HEAD';
  const { status, headers, file, once } = await answerGet(
    { path: knock.path, held: request.headers['if-none-match'] ?? null },
    files,
    {
      findBlob: (digest) => engine.blob(digest),
      findThumbnail: (digest) => engine.thumbnail(digest),
      // Whoever only asks about a file must not use it up.
      takeDownload: (token) => (head ? Promise.resolve(null) : engine.download(token)),
    },
  );
  response.writeHead(status, headers);
  if (file === null || head) response.end();
  else await pipeline(bodyOf(file, once), response);
}

async function takePiece(request: IncomingMessage, response: ServerResponse, path: string, engine: Served): Promise<void> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const { status, headers, body } = await answerPiece(readIncoming(path, header), request, engine.take);
  // What was not read of a refused piece goes with its connection.
  response.writeHead(status, request.complete ? headers : { ...headers, connection: 'close' }).end(body);
}

function knockOf(request: IncomingMessage, upgrade: boolean): Knock {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const site = request.headers['sec-fetch-site'];
  return {
    method: request.method ?? '',
    path,
    token: new URLSearchParams(query).get('token'),
    host: request.headers.host,
    origin: request.headers.origin,
    site: Array.isArray(site) ? site.join() : site,
    cookie: request.headers.cookie,
    upgrade,
  };
}

/** Null when listening, else the system's code (EADDRINUSE, EACCES…). */
function listen(server: Server, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(null));
  });
}
