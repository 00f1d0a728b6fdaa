/** `app://tram/`: the window's own scheme. Unlike file:// it has an origin, so pages cannot read the disk and policies apply. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { answerGet, type FindBlob, type WindowFiles } from '../host/window-files.ts';

export const windowOrigin = 'app://tram';
export const windowUrl = `${windowOrigin}/`;

/** Before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** After `ready`. */
export function serveScheme(files: WindowFiles, findBlob: FindBlob): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'tram' || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, file } = await answerGet(pathname, files, findBlob);
    return new Response(file === null ? null : bodyOf(file), { status, headers });
  });
}

function bodyOf(file: string): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
}
