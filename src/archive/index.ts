/** The receiving end: the practice archive, and the reference a province can run. docs/transfer-protocol.md is its contract. */
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { fail, ok, type Result } from '../contract/result.ts';
import { protocolVersion, type ArchiveIdentity } from '../exchange/transfer/protocol.ts';
import { makeFolders } from './folders.ts';
import { createDoor, type DoorTimes } from './http.ts';
import { Intake } from './intake.ts';
import { openKey } from './key.ts';
import { receiveSet, type Reception } from './receive.ts';
import { Register } from './register.ts';
import type { ValidatePackage } from './rules.ts';
import { createUploadServer, dropStaleUploads, type UploadLimits } from './uploads.ts';

export type { ReceivedPackage, Reception } from './receive.ts';
export type { PackageFindings, ValidatePackage } from './rules.ts';

export interface ArchiveOptions {
  /** Everything the archive has lies here, and one process at a time has it. */
  readonly dir: string;
  readonly name: string;
  readonly practice: boolean;
  readonly validate: ValidatePackage;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly log?: Logger;
  readonly limits?: Partial<UploadLimits>;
  readonly times?: Partial<DoorTimes>;
  /** Before a package whose examination broke down is looked at again. */
  readonly retryMs?: number;
}

export interface Archive {
  readonly identity: ArchiveIdentity;
  /** Port 0 takes any free port. PORT_UNAVAILABLE when it cannot be had. */
  listen(at: { host: string; port: number }): Promise<Result<{ url: string; publicKey: string }>>;
  /** Takes in a hand-over set that came on a disk; DISK_SET_BROKEN when it is not whole, and then nothing of it. */
  receive(folder: string, signal?: AbortSignal): Promise<Result<Reception>>;
  /** Ends open connections and the examination under way. What is unfinished is taken up at the next start. */
  close(): Promise<void>;
}

const defaultLimits: UploadLimits = {
  maxPackageBytes: 2 * 1024 ** 3,
  maxChunkBytes: 1024 ** 2,
  maxOpenUploads: 1000,
  reserveBytes: 64 * 1024 ** 2,
};
const defaultTimes: DoorTimes = { idleMs: 60_000, headersMs: 20_000, requestMs: 15 * 60_000 };
const hour = 60 * 60_000;
const uploadLifetime = 30 * 24 * hour;

/**
 * Opens an archive in `dir`, making it if need be, and takes up whatever a crash left. ARCHIVE_FOLDER_IN_USE when another process
 * has it; ARCHIVE_FOLDER_UNUSABLE when it cannot be read or written, or its key does not belong to its register.
 */
export async function createArchive(options: ArchiveOptions): Promise<Result<Archive>> {
  try {
    return await openArchive(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY')) return fail('ARCHIVE_FOLDER_IN_USE', { folder: options.dir });
    // The file system's own codes, a file that is no database, a key that is none; anything else is a fault of ours.
    if (/^(?:E(?!RR_)[A-Z0-9]+|SQLITE_\w+|ERR_OSSL_\w+|KEY_\w+)$/.test(code)) {
      return fail('ARCHIVE_FOLDER_UNUSABLE', { folder: options.dir, reason: code });
    }
    throw error;
  }
}

async function openArchive(options: ArchiveOptions): Promise<Result<Archive>> {
  const { dir, name, practice, validate } = options;
  const now = options.now ?? Date.now;
  const log = options.log ?? pino({ level: 'silent' });
  const limits = { ...defaultLimits, ...options.limits };
  const times = { ...defaultTimes, ...options.times };

  const folders = await makeFolders(dir);
  const register = new Register(join(dir, 'archive.db'));
  try {
    // A register that has seen a key must never be given another: its receipts would stop verifying at every station.
    const key = await openKey(dir, register.boundKey() === null);
    if (!register.bindKey(key.keyId)) {
      register.close();
      return fail('ARCHIVE_FOLDER_UNUSABLE', { folder: dir, reason: 'KEY_CHANGED' });
    }
    const intake = new Intake({ register, folders, key, name, practice, validate, now, log, retryMs: options.retryMs ?? 60_000 });
    await dropStaleUploads(register, folders, now() - uploadLifetime);
    await intake.recover();
    const identity: ArchiveIdentity = {
      type: 'tram.archive.v1',
      name,
      protocol: protocolVersion,
      publicKey: key.publicKey,
      keyId: key.keyId,
      practice,
      limits: { maxPackageBytes: limits.maxPackageBytes, maxChunkBytes: limits.maxChunkBytes },
    };
    const tus = createUploadServer({ register, folders, intake, limits, now, log });
    const door = createDoor({ identity, tus, register, intake, times, log });
    const sweeping = setInterval(() => {
      dropStaleUploads(register, folders, now() - uploadLifetime).catch((error: unknown) =>
        log.error({ reason: error instanceof Error ? error.message : String(error) }, 'sweep.failed'),
      );
    }, hour);
    sweeping.unref();

    return ok({
      identity,
      listen: ({ host, port }) =>
        new Promise((resolve) => {
          const onError = (error: NodeJS.ErrnoException) =>
            resolve(fail('PORT_UNAVAILABLE', { port, reason: error.code ?? error.message }));
          door.once('error', onError);
          door.listen(port, host, () => {
            door.off('error', onError);
            const bound = door.address() as AddressInfo;
            const shownHost = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
            const url = `http://${shownHost}:${bound.port}`;
            log.info({ url, keyId: key.keyId }, 'archive.open');
            resolve(ok({ url, publicKey: key.publicKey }));
          });
        }),
      receive: (folder, signal) => receiveSet({ register, intake, folders, now }, folder, signal),
      async close() {
        clearInterval(sweeping);
        if (door.listening) await new Promise<void>((resolve) => (door.close(() => resolve()), door.closeAllConnections()));
        await intake.close();
        register.close();
      },
    });
  } catch (error) {
    register.close();
    throw error;
  }
}
