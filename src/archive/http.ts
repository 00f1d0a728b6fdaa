/** The archive's door: four addresses, known methods, bounded headers, and no patience with whoever stops talking. */
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { Server as TusServer } from '@tus/server';
import type { Logger } from 'pino';
import type { ArchiveIdentity, PackageAnswer } from '../exchange/transfer/protocol.ts';
import { answerJson, refuse } from './answer.ts';
import type { Intake } from './intake.ts';
import type { PackageRow, Register } from './register.ts';
import { chunkChecksum, uploadId } from './uploads.ts';

export interface DoorTimes {
  /** A connection on which nothing moves for so long is closed; a half-open one holds its upload no longer. */
  readonly idleMs: number;
  readonly headersMs: number;
  /** One request, from its first byte to its last. */
  readonly requestMs: number;
}

export interface DoorOptions {
  readonly identity: ArchiveIdentity;
  readonly tus: TusServer;
  readonly register: Register;
  readonly intake: Intake;
  readonly times: DoorTimes;
  readonly log: Logger;
}

type Handle = (request: IncomingMessage, response: ServerResponse, match: RegExpExecArray) => Promise<void> | void;

export function createDoor(options: DoorOptions): HttpServer {
  const { times, log } = options;
  const routes = routesOf(options);
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: times.headersMs,
      requestTimeout: times.requestMs,
      connectionsCheckingInterval: Math.min(times.headersMs, 5_000),
      keepAliveTimeout: times.idleMs,
    },
    (request, response) => {
      // While the archive works on a whole request it is the one that is silent, not the client.
      request.once('end', () => request.socket.setTimeout(0));
      response.once('finish', () => request.socket.setTimeout(times.idleMs));
      answer(routes, request, response).catch((error: unknown) => {
        log.error({ method: request.method, reason: error instanceof Error ? error.message : String(error) }, 'request.failed');
        if (response.headersSent) response.destroy();
        else refuse(response, 'INTERNAL', 'the archive met a fault of its own');
      });
    },
  );
  server.maxConnections = 256;
  server.setTimeout(times.idleMs);
  return server;
}

/** Addresses are matched whole and undecoded, so a query, a `%2e%2e` or an encoded slash matches nothing. */
function routesOf({
  identity,
  tus,
  register,
  intake,
}: DoorOptions): { address: RegExp; methods: Readonly<Record<string, Handle>> }[] {
  const toTus: Handle = async (request, response) => {
    const checksum = readChecksum(request.headers['upload-checksum']);
    if (checksum === undefined) return refuse(response, 'BAD_REQUEST', 'Upload-Checksum: only "sha256 <base64>"');
    await chunkChecksum.run(checksum, () => tus.handle(request, response));
  };
  const create: Handle = (request, response, match) => {
    const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody) return refuse(response, 'BAD_REQUEST', 'a creation request has no body; send the bytes with PATCH');
    return toTus(request, response, match);
  };
  const abilities: Handle = (request, response, match) => {
    response.setHeader('Tus-Checksum-Algorithm', 'sha256');
    response.setHeader('Tus-Max-Size', identity.limits.maxPackageBytes);
    return toTus(request, response, match);
  };
  const upload = new RegExp(`^/v1/uploads/${uploadId.source.slice(1)}`);
  return [
    { address: /^\/v1$/, methods: { GET: (_request, response) => answerJson(response, 200, JSON.stringify(identity)) } },
    { address: /^\/v1\/uploads$/, methods: { POST: create, OPTIONS: abilities } },
    { address: upload, methods: { HEAD: toTus, PATCH: toTus, OPTIONS: abilities } },
    {
      address: /^\/v1\/packages\/(uuid-[0-9A-F-]{36})$/,
      methods: {
        GET: async (_request, response, match) => {
          const objid = match[1] ?? '';
          await intake.settle(objid);
          const newest = register.packagesOf(objid)[0];
          if (newest === undefined) return refuse(response, 'PACKAGE_UNKNOWN', 'no package with this OBJID was received');
          answerJson(response, 200, JSON.stringify(answerFor(newest)));
        },
      },
    },
  ];
}

async function answer(routes: ReturnType<typeof routesOf>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const { address, methods } of routes) {
    const match = address.exec(request.url ?? '');
    if (match === null) continue;
    const handle = Object.hasOwn(methods, request.method ?? '') ? methods[request.method ?? ''] : undefined;
    if (handle !== undefined) return handle(request, response, match);
    response.setHeader('Allow', Object.keys(methods).join(', '));
    return refuse(response, 'METHOD_NOT_ALLOWED', 'not with this method');
  }
  refuse(response, 'NOT_FOUND', 'there is nothing here');
}

/** The archive's word about one package, by line and on paper alike. */
export function answerFor(row: PackageRow): PackageAnswer {
  const known = { objid: row.objid, sha256: row.sha256, receivedAt: row.received_at };
  if (row.state === 'accessioned') return { state: 'accessioned', ...known, receipt: row.receipt };
  if (row.state === 'rejected') return { state: 'rejected', ...known, reasons: row.reasons ?? [] };
  return { state: row.state, ...known };
}

/** The base64 digest of `sha256 <base64>`; null when there is none, undefined when it is another algorithm or no digest. */
function readChecksum(header: string | string[] | undefined): string | null | undefined {
  if (header === undefined) return null;
  return /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(String(header))?.[1];
}
