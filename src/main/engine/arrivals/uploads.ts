/**
 * Files on their way in from a window. A file in the making is `<n>.part`; when its last piece is durable it is renamed `<n>`, and only then
 * the database says that it is there. Names that people gave never become names on this disk.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { incomingLimits, type IncomingAnswer, type IncomingPiece } from '../../../contract/incoming.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { uploaders } from '../../../contract/routes/arrivals.ts';
import { sha256OfFile } from '../../../exchange/digest.ts';
import { syncFolder } from '../../../platform/durable.ts';
import { discardFile, replaceFile } from '../../../platform/patience.ts';
import type { Writer } from '../db/database.ts';
import type { Caller } from '../accounts/caller.ts';
import { allUploads, setUploadDigest, uploadFile, uploadFiles, type UploadFile } from '../records/uploads.ts';
import { storageFailure } from '../storage-failure.ts';
import type { Vault } from '../vault/vault.ts';

interface Grant {
  readonly upload: string;
  readonly caller: Caller;
  /** Whoever it was given to: another person on the same line may not use it. */
  readonly account: string | null;
}

/** What the line did, as opposed to the disk. */
class LineBroke extends Error {}

export class Uploads {
  readonly #folder: string;
  readonly #writer: Writer;
  readonly #grants = new Map<string, Grant>();
  /** Bytes of files in the making. They begin anew with the engine: what was not fsynced may not have survived. */
  readonly #received = new Map<string, number>();
  readonly #taking = new Map<string, Promise<unknown>>();

  private constructor(folder: string, writer: Writer) {
    this.#folder = folder;
    this.#writer = writer;
  }

  /** Opens the folder and throws away what no upload that is still open can use. */
  static async open(folder: string, writer: Writer, vault: Vault): Promise<Uploads> {
    const uploads = new Uploads(folder, writer);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const known = new Map(allUploads(writer.db).map(({ id }) => [id, uploadFiles(writer.db, id)]));
    for (const name of await readdir(folder)) {
      const files = known.get(name);
      if (files === undefined) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
      else await sweep(join(folder, name), files);
    }
    for (const [id, files] of known) {
      for (const file of files) {
        if (file.digest === null || (await uploads.isHere(id, file)) || (await vault.has(file.digest))) continue;
        writer.tx((db) => setUploadDigest(db, id, file.n, null));
      }
    }
    return uploads;
  }

  /** A token for one upload, good while `caller` is signed in and may bring papers in. */
  grant(upload: string, caller: Caller): string {
    const token = randomBytes(32).toString('base64url');
    this.#grants.set(token, { upload, caller, account: caller.account?.name ?? null });
    return token;
  }

  /** The connection is closed: its uploads stop, and what arrived stays. */
  forget(caller: Caller): void {
    for (const [token, grant] of this.#grants) if (grant.caller === caller) this.#grants.delete(token);
  }

  isActive(upload: string): boolean {
    return [...this.#grants.values()].some((grant) => grant.upload === upload && maySend(grant));
  }

  path(upload: string, n: number): string {
    return join(this.#folder, upload, String(n));
  }

  /** Bytes of a file in the making that need not be sent again. */
  received(upload: string, n: number): number {
    return this.#received.get(`${upload}/${n}`) ?? 0;
  }

  async isHere(upload: string, file: UploadFile): Promise<boolean> {
    return stat(this.path(upload, file.n)).then(
      ({ size }) => size === file.size,
      () => false,
    );
  }

  /** Bytes the disk has left for files of people; some are kept back, so that the database can always write its last words. */
  async room(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder);
    return Math.max(0, bavail * bsize - 256 * 1024 * 1024);
  }

  /** Takes one piece in. It counts when it is whole and its digest is right; the file is there when its last piece does. */
  async take(piece: IncomingPiece, body: AsyncIterable<Uint8Array>): Promise<Result<IncomingAnswer>> {
    const grant = this.#grants.get(piece.token);
    if (grant === undefined || grant.upload !== piece.upload) return fail('UPLOAD_REFUSED');
    if (!maySend(grant)) return fail('NOT_ALLOWED', { roles: uploaders.join(', ') });
    const file = uploadFile(this.#writer.db, piece.upload, piece.n);
    if (file === null || file.settled !== null || file.name !== piece.name || file.size !== piece.size)
      return fail('UPLOAD_REFUSED');
    if (file.digest !== null) return ok({ received: file.size, whole: true });
    if (piece.offset + piece.bytes > file.size) return fail('UPLOAD_REFUSED');
    const key = `${piece.upload}/${piece.n}`;
    if (this.#taking.has(key) || this.#taking.size >= incomingLimits.pieces) return fail('UPLOAD_BUSY');
    const received = this.received(piece.upload, piece.n);
    if (piece.offset !== received) return fail('UPLOAD_OUT_OF_PLACE', { name: file.name, received });
    const taking = this.#write(piece, file, body);
    this.#taking.set(key, taking);
    try {
      return await taking;
    } finally {
      this.#taking.delete(key);
    }
  }

  /** Ends an upload: its tokens are worth nothing any more, and its files are removed. */
  async discard(upload: string): Promise<void> {
    for (const [token, grant] of this.#grants) if (grant.upload === upload) this.#grants.delete(token);
    await Promise.allSettled([...this.#taking].filter(([key]) => key.startsWith(`${upload}/`)).map(([, taking]) => taking));
    for (const key of this.#received.keys()) if (key.startsWith(`${upload}/`)) this.#received.delete(key);
    await rm(join(this.#folder, upload), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }

  /** Waits until no piece is being written any more; nobody's token is good after that. */
  async close(): Promise<void> {
    this.#grants.clear();
    await Promise.allSettled(this.#taking.values());
  }

  async #write(piece: IncomingPiece, file: UploadFile, body: AsyncIterable<Uint8Array>): Promise<Result<IncomingAnswer>> {
    const folder = join(this.#folder, piece.upload);
    const part = `${this.path(piece.upload, piece.n)}.part`;
    const until = piece.offset + piece.bytes;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(part, piece.offset === 0 ? 'w' : 'r+');
      try {
        const digest = await this.#pour(piece, handle, body);
        if (digest !== piece.digest) return fail('UPLOAD_DAMAGED', { name: file.name });
        if (until === file.size) await handle.sync();
      } finally {
        await handle.close();
      }
      if (until < file.size) {
        this.#received.set(`${piece.upload}/${piece.n}`, until);
        return ok({ received: until, whole: false });
      }
      const digest = await sha256OfFile(part);
      await replaceFile(part, this.path(piece.upload, piece.n));
      await syncFolder(folder);
      if (!this.#grants.has(piece.token)) return fail('UPLOAD_UNKNOWN');
      this.#writer.tx((db) => setUploadDigest(db, piece.upload, piece.n, digest));
      this.#received.delete(`${piece.upload}/${piece.n}`);
      return ok({ received: until, whole: true });
    } catch (error) {
      if (error instanceof LineBroke) return fail('UPLOAD_INTERRUPTED', { name: file.name });
      const failure = storageFailure(error);
      if (failure === null) throw error;
      return failure;
    }
  }

  /** Writes the piece where it belongs and answers the digest of what came; never more than it announced. */
  async #pour(piece: IncomingPiece, handle: FileHandle, body: AsyncIterable<Uint8Array>): Promise<string> {
    const hash = createHash('sha256');
    let at = piece.offset;
    const until = piece.offset + piece.bytes;
    for await (const bytes of fromLine(body)) {
      if (at + bytes.length > until || !this.#grants.has(piece.token)) throw new LineBroke();
      hash.update(bytes);
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at);
        done += bytesWritten;
        at += bytesWritten;
      }
    }
    if (at !== until) throw new LineBroke();
    return hash.digest('hex');
  }
}

function maySend({ caller, account }: Grant): boolean {
  return (
    (caller.account?.name ?? null) === account && caller.roles.some((role) => (uploaders as readonly string[]).includes(role))
  );
}

async function* fromLine(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new LineBroke('the line', { cause: error });
  }
}

/** What a crash left of files in the making, and files whose arrival was never written down. */
async function sweep(folder: string, files: readonly UploadFile[]): Promise<void> {
  const whole = new Set(files.filter(({ digest }) => digest !== null).map(({ n }) => String(n)));
  for (const name of await readdir(folder)) if (!whole.has(name)) await discardFile(join(folder, name));
}
