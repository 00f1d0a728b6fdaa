/**
 * From a finished upload to a receipt, in steps each of which is true on the disk before it is written in the register:
 * whole and equal to its announced hash → moved into the store and synced → `received` → examined → `validated` or `rejected`
 * → read back once more → `accessioned` with a signed receipt. A crash anywhere is taken up again by `recover`.
 */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { toInstant } from '../contract/instant.ts';
import { kindOf } from '../contract/errors/index.ts';
import { signReceipt } from '../exchange/receipt/receipt.ts';
import { sha256OfFile } from '../exchange/digest.ts';
import type { Reason } from '../exchange/transfer/protocol.ts';
import { syncFile, syncFolder } from '../platform/durable.ts';
import type { Folders } from './folders.ts';
import type { ArchiveKey } from './key.ts';
import type { OpenUpload, PackageRow, Register } from './register.ts';
import {
  admit,
  reasonFromFailure,
  reasonsToReject,
  receiptNumber,
  type PackageState,
  type ValidatePackage,
  type Verdict,
} from './rules.ts';

export interface IntakeOptions {
  readonly register: Register;
  readonly folders: Folders;
  readonly key: ArchiveKey;
  readonly name: string;
  readonly practice: boolean;
  readonly validate: ValidatePackage;
  readonly now: () => number;
  readonly log: Logger;
  /** Before a package whose examination broke down is looked at again. */
  readonly retryMs: number;
}

export class Intake {
  readonly #with: IntakeOptions;
  readonly #finishing = new Map<string, Promise<Verdict<null>>>();
  /** One examination at a time: memory stays bounded, and numbers are given in order. */
  #examining: Promise<void> = Promise.resolve();
  readonly #retries = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(options: IntakeOptions) {
    this.#with = options;
  }

  /** Takes up what a crash left: finished uploads and undecided packages. Throws away unfinished files nobody knows, but never a package. */
  async recover(): Promise<void> {
    const { register, folders, log } = this.#with;
    for (const upload of register.uploads()) {
      if (await this.#isWhole(upload)) await this.finish(upload);
    }
    const open = new Set(register.uploads().map((upload) => upload.id));
    for (const name of await readdir(folders.incoming)) {
      if (!open.has(name)) await rm(join(folders.incoming, name), { force: true });
    }
    for (const name of await readdir(folders.packages)) {
      if (!register.holds(name)) log.warn({ sha256: name }, 'package.unregistered');
    }
    for (const id of register.undecided()) this.#examineSoon(id);
  }

  /** Takes in every upload of `objid` that has all its bytes: after this the register's answer is up to date. */
  async settle(objid: string): Promise<void> {
    for (const upload of this.#with.register.uploadsOf(objid)) {
      if (await this.#isWhole(upload)) await this.finish(upload);
    }
  }

  /** Receives a finished upload, once however often it is called. */
  finish(upload: OpenUpload): Promise<Verdict<null>> {
    const running = this.#finishing.get(upload.id);
    if (running !== undefined) return running;
    const finishing = this.#finish(upload).finally(() => this.#finishing.delete(upload.id));
    this.#finishing.set(upload.id, finishing);
    return finishing;
  }

  /** After everything that was received so far was examined, or put off. */
  examined(): Promise<void> {
    return this.#examining;
  }

  /** Ends after the examination under way; what waits is taken up at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#retries) clearTimeout(timer);
    await Promise.allSettled(this.#finishing.values());
    await this.#examining;
  }

  async #finish(upload: OpenUpload): Promise<Verdict<null>> {
    const { register, log, now } = this.#with;
    // Asked again after it was received: the first answer stands.
    if (register.upload(upload.id) === null) return { ok: true, value: null };
    const { objid, sha256 } = upload.metadata;
    const admitted = admit(upload.metadata, register.packagesOf(objid));
    if (admitted.ok && !(await this.#store(upload))) {
      register.dropUpload(upload.id);
      log.warn({ upload: upload.id, objid }, 'upload.damaged');
      return {
        ok: false,
        code: 'CHECKSUM_MISMATCH',
        message: 'the whole file does not have the announced SHA-256; it was dropped',
      };
    }
    // Asked again inside the transaction: another upload of the same OBJID may have finished meanwhile.
    const received = register.receive(upload, toInstant(now()));
    if (!received.ok) {
      await rm(join(this.#with.folders.incoming, upload.id), { force: true });
      log.info({ upload: upload.id, objid, code: received.code }, 'upload.refused');
      return received.code === 'PACKAGE_ALREADY_HERE' ? { ok: true, value: null } : received;
    }
    log.info({ id: received.value, objid, sha256, bytes: upload.metadata.bytes }, 'package.received');
    this.#examineSoon(received.value);
    return { ok: true, value: null };
  }

  /** Moves whole and true bytes into the store, durably; false when they are not those announced. */
  async #store(upload: OpenUpload): Promise<boolean> {
    const { incoming, packages } = this.#with.folders;
    const { sha256 } = upload.metadata;
    const arrived = join(incoming, upload.id);
    const stored = this.#storedAt(sha256);
    // A crash after the move and before the register: the bytes are already home.
    if (!(await exists(arrived))) return this.#isIntact(sha256);
    if ((await sha256OfFile(arrived)) !== sha256) {
      await rm(arrived, { force: true });
      return false;
    }
    if (await this.#isIntact(sha256)) {
      await rm(arrived, { force: true });
      return true;
    }
    await syncFile(arrived);
    await rename(arrived, stored);
    await syncFolder(packages);
    await syncFolder(incoming);
    return true;
  }

  #examineSoon(id: number): void {
    this.#examining = this.#examining.then(async () => {
      if (this.#closed) return;
      try {
        await this.#examine(id);
      } catch (error) {
        this.#examineLater(id, error instanceof Error ? error.message : String(error));
      }
    });
  }

  #examineLater(id: number, reason: string): void {
    const { log, retryMs } = this.#with;
    log.error({ id, reason }, 'examination.failed');
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      this.#examineSoon(id);
    }, retryMs);
    this.#retries.add(timer);
  }

  async #examine(id: number): Promise<void> {
    const { register, validate, log, now, practice } = this.#with;
    const found = register.package(id);
    if (found === null || found.state === 'accessioned' || found.state === 'rejected') return;
    if (!(await this.#isIntact(found.sha256))) return this.#forget(found);
    if (found.state === 'received') {
      const checked = await validate(this.#storedAt(found.sha256));
      if (!checked.ok && kindOf(checked.error.code).retryable) return this.#examineLater(id, checked.error.code);
      const announced = { objid: found.objid, fileCode: found.file_code, recordStatus: found.record_status };
      const reasons: Reason[] = checked.ok
        ? reasonsToReject(announced, checked.data, practice, this.#stateOf(checked.data.replaces))
        : [reasonFromFailure(checked.error)];
      if (!checked.ok || reasons.length > 0) {
        register.rejected(id, reasons);
        log.info({ id, objid: found.objid, codes: [...new Set(reasons.map((reason) => reason.code))] }, 'package.rejected');
        return;
      }
      register.validated(
        id,
        checked.data.documents.map(({ docId, pages }) => ({ document: docId, pages })),
      );
      log.info({ id, objid: found.objid, ms: now() - Date.parse(found.received_at) }, 'package.validated');
    }
    // The examination may have taken long and the receipt is for ever: what it speaks of is read back from the store first.
    if (!(await this.#isIntact(found.sha256))) return this.#forget(found);
    this.#accession(id);
  }

  /** Of the newest package with that OBJID. */
  #stateOf(objid: string | null): PackageState | null {
    return objid === null ? null : (this.#with.register.packagesOf(objid)[0]?.state ?? null);
  }

  #accession(id: number): void {
    const { register, key, name, practice, now, log } = this.#with;
    const row = register.package(id);
    if (row === null || row.state !== 'validated' || row.ledger === null) return;
    const pages = row.ledger.reduce((total, document) => total + document.pages, 0);
    const issuedAt = toInstant(now());
    const receipt = signReceipt(
      {
        type: 'tram.receipt.v1',
        number: receiptNumber(id, issuedAt, practice),
        objid: row.objid,
        fileCode: row.file_code,
        sha256: row.sha256,
        bytes: row.bytes,
        documents: row.ledger.length,
        pages,
        ledger: row.ledger,
        state: 'accessioned',
        archive: { name, keyId: key.keyId },
        receivedAt: row.received_at,
        issuedAt,
        practice,
      },
      key.privateKey,
    );
    register.accessioned(id, receipt);
    log.info({ id, objid: row.objid, number: receipt.number, pages }, 'package.accessioned');
  }

  /** The disk lost what was received: no receipt can follow, and the station must be able to send it again. */
  #forget(row: PackageRow): void {
    this.#with.register.lost(row.id);
    this.#with.log.error({ id: row.id, objid: row.objid, sha256: row.sha256 }, 'package.lost');
  }

  async #isIntact(sha256: string): Promise<boolean> {
    const stored = this.#storedAt(sha256);
    return (await exists(stored)) && (await sha256OfFile(stored)) === sha256;
  }

  async #isWhole(upload: OpenUpload): Promise<boolean> {
    const size = await stat(join(this.#with.folders.incoming, upload.id)).then(
      (found) => found.size,
      () => null,
    );
    if (size !== null) return size === upload.metadata.bytes;
    return exists(this.#storedAt(upload.metadata.sha256));
  }

  #storedAt(sha256: string): string {
    return join(this.#with.folders.packages, sha256);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
