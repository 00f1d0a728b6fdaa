/** What a window may fetch, the same on both hosts: its own files, images of the vault by digest, and files made for it, once each. */
import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { downloadPath } from '../../contract/download.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { securityHeaders } from './headers.ts';

/** Path in the address (`/assets/index-a1b2.js`) → the file behind it. Listed once, so nothing outside can be named. */
export type WindowFiles = ReadonlyMap<string, { readonly file: string; readonly mime: string }>;

export interface FoundBlob {
  readonly path: string;
  readonly mime: string;
  readonly bytes: number;
}
export interface FoundDownload extends FoundBlob {
  readonly name: string;
}

/** What the engine answers about things that are not files of the window. */
export interface Findings {
  findBlob(digest: string): Promise<FoundBlob | null>;
  /** The same image, small. */
  findThumbnail(digest: string): Promise<FoundBlob | null>;
  /** Takes the file out: the next question for the same token finds nothing. */
  takeDownload(token: string): Promise<FoundDownload | null>;
}

export interface Answer {
  readonly status: 200 | 304 | 404;
  readonly headers: Readonly<Record<string, string>>;
  /** Path of the file to stream; null for an empty body. */
  readonly file: string | null;
  /** The file was made for this one answer and goes with it. */
  readonly once: boolean;
}

const mimeOf: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};
/** Pixels only: a picture that could carry script (SVG) or that Chromium cannot show (TIFF) never leaves as an image. */
const shownImages: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);
const forEver = 'private, max-age=31536000, immutable';

/** Lists the built window at `folder`. */
export async function listWindowFiles(folder: string): Promise<Result<WindowFiles>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, { file: string; mime: string }>();
  for (const entry of entries) {
    const mime = mimeOf[extname(entry.name)];
    if (!entry.isFile() || mime === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, { file, mime });
  }
  const start = files.get('/index.html');
  if (start === undefined) return fail('WINDOW_NOT_BUILT', { folder });
  return ok(files.set('/', start));
}

/** Decides what a GET of `path` (raw, as it stands in the address) gets; `held` is what the window has of it (If-None-Match). */
export async function answerGet(
  { path, held }: { readonly path: string; readonly held: string | null },
  files: WindowFiles,
  { findBlob, findThumbnail, takeDownload }: Findings,
): Promise<Answer> {
  const known = files.get(path);
  if (known !== undefined) {
    // Vite puts a content hash into the names under /assets/.
    const cache = path.startsWith('/assets/') ? forEver : 'no-store';
    const headers = { ...securityHeaders, 'content-type': known.mime, 'cache-control': cache };
    return { status: 200, headers, file: known.file, once: false };
  }
  const [, kind, digest] = /^\/(blob|thumb)\/([0-9a-f]{64})$/.exec(path) ?? [];
  const blob = digest === undefined ? null : await (kind === 'thumb' ? findThumbnail : findBlob)(digest);
  if (blob !== null && shownImages.has(blob.mime)) {
    // Asked about each time it is shown: a window that was covered meanwhile gets nothing out of the browser's memory either.
    const headers = { ...securityHeaders, 'cache-control': 'private, no-cache', etag: `"${digest}"` };
    if (held === headers.etag) return { status: 304, headers, file: null, once: false };
    const body = { 'content-type': blob.mime, 'content-length': String(blob.bytes) };
    return { status: 200, headers: { ...headers, ...body }, file: blob.path, once: false };
  }
  const token = downloadPath.exec(path)?.[1];
  const download = token === undefined ? null : await takeDownload(token);
  if (download !== null) {
    const headers = {
      'content-type': download.mime,
      'content-length': String(download.bytes),
      'content-disposition': attachment(download.name),
      'cache-control': 'no-store',
    };
    return { status: 200, headers: { ...securityHeaders, ...headers }, file: download.path, once: true };
  }
  const headers = { ...securityHeaders, 'content-length': '0', 'cache-control': 'no-store' };
  return { status: 404, headers, file: null, once: false };
}

/** The bytes of an answer; what was made for it is removed when it has been read, or given up, to the end. */
export function bodyOf(file: string, once: boolean): ReadStream {
  const body = createReadStream(file);
  if (once) body.once('close', () => void rm(file, { force: true }).catch(() => undefined));
  return body;
}

/** To be saved, never shown. Names are Vietnamese, so they travel as RFC 8187 has it, with a plain one beside for what is old. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
