/** `app://tram/`: the window's own scheme. Unlike file:// it has an origin, so pages cannot read the disk and policies apply. */
import { Readable } from 'node:stream';
import { protocol } from 'electron';
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
export function serveScheme(files: WindowFiles, findings: Findings): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'tram' || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, file, once } = await answerGet(pathname, files, findings);
    const body = file === null ? null : (Readable.toWeb(bodyOf(file, once)) as ReadableStream<Uint8Array>);
    return new Response(body, { status, headers });
  });
}
