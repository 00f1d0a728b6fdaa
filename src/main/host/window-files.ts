/** What a window may fetch, the same on both hosts: the files of the built window, and images of the vault by digest. */
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import { securityHeaders } from './headers.ts';

/** Path in the address (`/assets/index-a1b2.js`) → the file behind it. Listed once, so nothing outside can be named. */
export type WindowFiles = ReadonlyMap<string, { readonly file: string; readonly mime: string }>;

export interface FoundBlob {
  readonly path: string;
  readonly mime: string;
  readonly bytes: number;
}
export type FindBlob = (digest: string) => Promise<FoundBlob | null>;

export interface Answer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  /** Path of the file to stream; null for an empty body. */
  readonly file: string | null;
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

/** Decides what a GET of `path` (raw, as it stands in the address) gets. */
export async function answerGet(path: string, files: WindowFiles, findBlob: FindBlob): Promise<Answer> {
  const known = files.get(path);
  if (known !== undefined) {
    // Vite puts a content hash into the names under /assets/.
    const cache = path.startsWith('/assets/') ? forEver : 'no-store';
    return { status: 200, headers: { ...securityHeaders, 'content-type': known.mime, 'cache-control': cache }, file: known.file };
  }
  const digest = /^\/blob\/([0-9a-f]{64})$/.exec(path)?.[1];
  const blob = digest === undefined ? null : await findBlob(digest);
  if (blob !== null && shownImages.has(blob.mime)) {
    const headers = { 'content-type': blob.mime, 'content-length': String(blob.bytes), 'cache-control': forEver };
    return { status: 200, headers: { ...securityHeaders, ...headers }, file: blob.path };
  }
  return { status: 404, headers: { ...securityHeaders, 'content-length': '0', 'cache-control': 'no-store' }, file: null };
}
