/**
 * Writes a hand-over set: under a name in the making, every file synced and read back, then renamed into place. Whoever finds a set by its
 * name finds it whole; a disk that fills up, is locked or pulled out leaves none, and the station as it was.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Failure, type Result } from '../../../../contract/result.ts';
import type { Instant, Sha256 } from '../../../../contract/vocabulary.ts';
import { sha256Of, sha256OfFile } from '../../../../exchange/digest.ts';
import {
  declarationText,
  infoText,
  manifestText,
  names,
  packagePath,
  sheetCode,
  slipPath,
  slipText,
  type Listed,
  type Slip,
} from '../../../../exchange/disk/layout.ts';
import { syncFile, syncFolder } from '../../../../platform/durable.ts';
import { replaceFile } from '../../../../platform/patience.ts';
import { handOverSheet } from './sheet.ts';

export interface PackageToCarry {
  /** In the vault. */
  readonly path: string;
  readonly fileName: string;
  readonly title: string;
  readonly documents: number;
  readonly pages: number;
  readonly slip: Slip;
}

export interface SetToWrite {
  readonly name: string;
  readonly folder: string;
  readonly agencyName: string;
  readonly agencyCode: string;
  readonly practice: boolean;
  readonly software: string;
  readonly at: Instant;
  readonly packages: readonly PackageToCarry[];
}

export interface WrittenSet {
  readonly folder: string;
  /** Of the PDF for people, in the set. */
  readonly sheet: string;
  readonly bytes: number;
}

/** Left free for sheets, manifests and what a file system needs besides. */
const reserveBytes = 4_000_000;

/** `report` counts bytes that are on the disk and were read back. */
export async function writeSet(
  set: SetToWrite,
  { signal, report }: { signal: AbortSignal; report: (done: number, of: number) => void },
): Promise<Result<WrittenSet>> {
  const target = join(set.folder, set.name);
  const draft = join(set.folder, `.${set.name}.part`);
  const of = set.packages.reduce((sum, { slip }) => sum + slip.bytes, 0);
  let begun = false;
  try {
    const place = await checkPlace(set.folder, of + reserveBytes);
    if (place !== null) return place;
    await mkdir(draft);
    begun = true;
    await mkdir(join(draft, names.packages), { recursive: true });
    const payload: Listed[] = [];
    let done = 0;
    for (const one of set.packages) {
      const path = packagePath(one.fileName);
      const carried = await carry(one, join(draft, path), signal);
      if (!carried.ok) return await undo(draft, carried);
      payload.push({ path, sha256: one.slip.sha256 }, await put(draft, slipPath(one.fileName), slipText(one.slip)));
      done += one.slip.bytes;
      report(done, of);
    }
    await writeTags(set, draft, payload, of);
    signal.throwIfAborted();
    await syncFolder(join(draft, names.packages));
    await syncFolder(draft);
    await replaceFile(draft, target);
    await syncFolder(set.folder);
    return ok({ folder: target, sheet: join(target, names.sheet), bytes: of });
  } catch (error) {
    const failure = signal.aborted ? fail('DISK_STOPPED') : said(set.folder, error, of + reserveBytes);
    return begun ? undo(draft, failure) : failure;
  }
}

/** Copies one package; what the station holds and what the disk gives back must both be what was sealed. */
async function carry(one: PackageToCarry, target: string, signal: AbortSignal): Promise<Result<null>> {
  const objid = one.slip.objid;
  let source: Awaited<ReturnType<typeof open>>;
  try {
    source = await open(one.path, 'r');
  } catch (error) {
    return fail('PACKAGE_FILE_UNREADABLE', { objid, reason: codeOf(error) ?? '' });
  }
  const hash = createHash('sha256');
  try {
    const copy = await open(target, 'wx');
    try {
      const piece = Buffer.alloc(1024 * 1024);
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await source.read(piece, 0, piece.length, null);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
        for (let at = 0; at < bytesRead;) at += (await copy.write(piece, at, bytesRead - at)).bytesWritten;
      }
      await copy.sync();
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
  if (hash.digest('hex') !== one.slip.sha256) return fail('PACKAGE_CHANGED', { objid });
  if ((await sha256OfFile(target, signal)) !== one.slip.sha256) return fail('DISK_COPY_DIFFERS', { fileCode: one.slip.fileCode });
  return ok(null);
}

/** Everything beside the payload, the manifests last. */
async function writeTags(set: SetToWrite, draft: string, payload: readonly Listed[], bytes: number): Promise<void> {
  const manifest = manifestText(payload);
  const manifestSha256: Sha256 = sha256Of(Buffer.from(manifest, 'utf8'));
  const slips = await Promise.all(set.packages.map(async (one) => (await stat(join(draft, slipPath(one.fileName)))).size));
  const info = infoText({
    name: set.name,
    agencyCode: set.agencyCode,
    agencyName: set.agencyName,
    day: set.at.slice(0, 10),
    bytes: bytes + slips.reduce((sum, size) => sum + size, 0),
    files: payload.length,
    packages: set.packages.length,
    software: set.software,
  });
  const sheet = await handOverSheet({
    set: set.name,
    agencyName: set.agencyName,
    agencyCode: set.agencyCode,
    practice: set.practice,
    at: set.at,
    code: sheetCode(set.name, manifestSha256, set.packages.length),
    manifestSha256,
    packages: set.packages.map(({ slip, title, documents, pages }) => ({ ...slip, title, documents, pages })),
  });
  const tags = [
    await put(draft, names.declaration, declarationText),
    await put(draft, names.info, info),
    await put(draft, names.manifest, manifest),
    await put(draft, names.sheet, sheet),
  ];
  await put(draft, names.tagManifest, manifestText(tags));
}

async function put(draft: string, path: string, content: string | Uint8Array): Promise<Listed> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const file = await open(join(draft, path), 'wx');
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
  await syncFile(join(draft, path));
  return { path, sha256: sha256Of(bytes) };
}

async function checkPlace(folder: string, needed: number): Promise<Failure | null> {
  const found = await stat(folder).catch((error: unknown) => codeOf(error) ?? '?');
  if (typeof found === 'string' || !found.isDirectory())
    return fail('DISK_FOLDER_UNUSABLE', { folder, reason: typeof found === 'string' ? found : 'ENOTDIR' });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return free < needed ? fail('DISK_NO_ROOM', { folder, needed: megabytes(needed), free: megabytes(free) }) : null;
}

/** What the disk said. A disk that was pulled out says many things. */
function said(folder: string, error: unknown, needed: number): Failure {
  const code = codeOf(error);
  if (code === null) throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('DISK_NO_ROOM', { folder, needed: megabytes(needed), free: 0 });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return fail('DISK_READ_ONLY', { folder });
  if (code === 'ENOENT' || code === 'EIO' || code === 'ENODEV' || code === 'ENXIO')
    return fail('DISK_LOST', { folder, reason: code });
  return fail('DISK_FOLDER_UNUSABLE', { folder, reason: code });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A half set is worth nothing; a disk that is gone cannot even be tidied. */
async function undo(draft: string, failure: Failure): Promise<Failure> {
  await rm(draft, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  return failure;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
