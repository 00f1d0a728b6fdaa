/** The tus end of the archive: @tus/server with our rules at its doors and a store that keeps only chunks whose checksum holds. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import type { Logger } from 'pino';
import { refusals, UploadMetadata, type RefusalCode } from '../exchange/transfer/protocol.ts';
import type { Folders } from './folders.ts';
import type { Intake } from './intake.ts';
import { refusalBody } from './answer.ts';
import type { Register } from './register.ts';
import { admit, readMetadata } from './rules.ts';

/** The sha256 (base64) a PATCH announced for its own body; null when it announced none. */
export const chunkChecksum = new AsyncLocalStorage<string | null>();

export const uploadId = /^[0-9a-f]{32}$/;

export interface UploadLimits {
  readonly maxPackageBytes: number;
  readonly maxChunkBytes: number;
  readonly maxOpenUploads: number;
  /** Bytes left free on the disk for the archive's own work. */
  readonly reserveBytes: number;
}

export interface UploadOptions {
  readonly register: Register;
  readonly folders: Folders;
  readonly intake: Intake;
  readonly limits: UploadLimits;
  readonly now: () => number;
  readonly log: Logger;
}

/** What a hook throws to answer a client; `status_code` and `body` are @tus/server's names. */
class Refused extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.status_code = refusals[code];
    this.body = refusalBody(code, message);
  }
}

export function createUploadServer(options: UploadOptions): Server {
  const { register, folders, intake, limits, log } = options;
  return new Server({
    path: '/v1/uploads',
    datastore: new CheckedStore(options),
    // Relative to the request's own address, so that an archive behind a proxy with another host or prefix still works.
    generateUrl: (_request, { id }) => `uploads/${id}`,
    getFileIdFromRequest: (_request, lastPath) => (lastPath !== undefined && uploadId.test(lastPath) ? lastPath : undefined),
    allowedOrigins: [],
    async onUploadCreate(_request, upload) {
      const metadata = readMetadata(upload.metadata, upload.size);
      if (!metadata.ok) throw new Refused(metadata.code, metadata.message);
      const { bytes, objid } = metadata.value;
      if (bytes > limits.maxPackageBytes) throw new Refused('PACKAGE_TOO_LARGE', `at most ${limits.maxPackageBytes} bytes`);
      await intake.settle(objid);
      const verdict = admit(metadata.value, register.packagesOf(objid));
      if (!verdict.ok) throw new Refused(verdict.code, verdict.message);
      if (register.countUploads() >= limits.maxOpenUploads) throw new Refused('TOO_MANY_UPLOADS', 'too many uploads are open');
      const disk = await statfs(folders.incoming);
      if (disk.bavail * disk.bsize < bytes + limits.reserveBytes) throw new Refused('STORE_FULL', 'no room for this package');
      log.info({ upload: upload.id, objid, bytes }, 'upload.opened');
      return {};
    },
    async onUploadFinish(_request, upload) {
      const known = register.upload(upload.id);
      const verdict = known === null ? null : await intake.finish(known);
      if (verdict !== null && !verdict.ok) throw new Refused(verdict.code, verdict.message);
      return {};
    },
    onResponseError(_request, error) {
      if (error instanceof Refused) return { status_code: error.status_code, body: error.body };
      if ('status_code' in error)
        return { status_code: error.status_code, body: refusalBody(codeOf(error.status_code), error.body.trim()) };
      log.error({ reason: error.message }, 'upload.failed');
      return { status_code: refusals.INTERNAL, body: refusalBody('INTERNAL', 'the archive met a fault of its own') };
    },
  });
}

/** @tus/server's own errors in our words. */
function codeOf(status: number): RefusalCode {
  if (status === 404 || status === 410) return 'NOT_FOUND';
  if (status === 413) return 'PACKAGE_TOO_LARGE';
  return status >= 500 ? 'INTERNAL' : 'BAD_REQUEST';
}

/** Throws away uploads that nobody has finished for too long. */
export async function dropStaleUploads(register: Register, folders: Folders, before: number): Promise<void> {
  for (const upload of register.uploads()) {
    if (upload.madeAt >= before) continue;
    register.dropUpload(upload.id);
    await rm(join(folders.incoming, upload.id), { force: true });
  }
}

/**
 * Files by upload id, their metadata in the register instead of beside them: no half-written sidecar can block an upload. The offset
 * is the file's size, so it cannot disagree with the bytes. A chunk with a checksum is held in memory until the checksum is
 * known to hold and is on the disk before it is acknowledged; one without is streamed, and the hash of the whole decides.
 */
class CheckedStore extends FileStore {
  readonly #options: UploadOptions;

  constructor(options: UploadOptions) {
    const { register, now } = options;
    super({
      directory: options.folders.incoming,
      configstore: {
        get: async (id) => {
          const found = register.upload(id);
          if (found === null) return undefined;
          const metadata = { ...found.metadata, bytes: String(found.metadata.bytes) };
          return new Upload({
            id,
            size: found.metadata.bytes,
            offset: 0,
            metadata,
            creation_date: new Date(found.madeAt).toISOString(),
          });
        },
        set: async (id, upload) => register.openUpload({ id, metadata: UploadMetadata.parse(upload.metadata), madeAt: now() }),
        delete: async (id) => register.dropUpload(id),
      },
    });
    this.#options = options;
    // What tus may do here, in words every tus client knows: nothing is read back, deleted, joined or sent without a length.
    this.extensions = ['creation', 'checksum'];
  }

  override async write(body: Readable, id: string, offset: number): Promise<number> {
    const announced = chunkChecksum.getStore() ?? null;
    if (announced === null) return super.write(body, id, offset);
    const chunk = await this.#collect(body);
    if (createHash('sha256').update(chunk).digest('base64') !== announced) {
      throw new Refused('CHECKSUM_MISMATCH', 'the chunk does not have the announced checksum; it was dropped');
    }
    const file = await open(join(this.directory, id), 'r+');
    try {
      for (let done = 0; done < chunk.length;) {
        done += (await file.write(chunk, done, chunk.length - done, offset + done)).bytesWritten;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    return offset + chunk.length;
  }

  async #collect(body: Readable): Promise<Buffer> {
    const { maxChunkBytes } = this.#options.limits;
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > maxChunkBytes) throw new Refused('CHUNK_TOO_LARGE', `at most ${maxChunkBytes} bytes with a checksum`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces, bytes);
  }
}
