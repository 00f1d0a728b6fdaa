/** `app://tram/`: the window's own scheme. Unlike file:// it has an origin, so pages cannot read the disk and policies apply. */
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { incomingLimits, incomingPath, readIncoming } from '../../contract/incoming.ts';
import { fail } from '../../contract/result.ts';
import { answerPiece, type TakePiece } from '../host/incoming.ts';
import { answerGet, bodyOf, type Findings, type WindowFiles } from '../host/window-files.ts';

export const windowOrigin = 'app://tram';
export const windowUrl = `${windowOrigin}/`;

/** Before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** After `ready`. */
export function serveScheme(
  files: WindowFiles,
  findings: Findings & { readonly takePiece: TakePiece<Uint8Array<ArrayBuffer>> },
): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === 'tram' && request.method === 'POST' && incomingPath.test(pathname))
      return takePiece(request, pathname, findings.takePiece);
    if (host !== 'tram' || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, file, once } = await answerGet(
      { path: pathname, held: request.headers.get('if-none-match') },
      files,
      findings,
    );
    const body = file === null ? null : (Readable.toWeb(bodyOf(file, once)) as ReadableStream<Uint8Array>);
    return new Response(body, { status, headers });
  });
}

/** Our windows are alone on this origin (harden.ts), so there is no stranger to keep out; the engine asks for the upload's token all the same. */
async function takePiece(request: Request, pathname: string, take: TakePiece<Uint8Array<ArrayBuffer>>): Promise<Response> {
  const piece = readIncoming(pathname, (name) => request.headers.get(name));
  const { status, headers, body } = await answerPiece(piece, request.body, async (known, stream) => {
    const bytes = await wholePiece(stream);
    return bytes === null ? fail('UPLOAD_INTERRUPTED', { name: known.name }) : take(known, bytes);
  });
  return new Response(body, { status, headers });
}

/** A piece is small enough to cross to the engine's process in one message; null for one that claims to be small and is not. */
async function wholePiece(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (stream === null) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.length;
    if (bytes > incomingLimits.pieceBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
