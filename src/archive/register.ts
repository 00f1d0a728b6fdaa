/**
 * The archive's register: one SQLite file, one process. A state is written here only after what it claims is true on the disk,
 * and every commit is on the disk before anybody is told (`synchronous = FULL`).
 */
import Database from 'better-sqlite3';
import { z } from 'zod';
import { Instant, Sha256 } from '../contract/vocabulary.ts';
import { Receipt, ReceiptBody } from '../exchange/receipt/receipt.ts';
import { Reason, RecordStatus, UploadMetadata } from '../exchange/transfer/protocol.ts';
import { admit, type Verdict } from './rules.ts';

/** An upload that is not yet a package; its bytes lie in `incoming/<id>`. `madeAt` in epoch milliseconds. */
export interface OpenUpload {
  readonly id: string;
  readonly metadata: UploadMetadata;
  readonly madeAt: number;
}

/** A column of JSON text, parsed. */
const Json = z
  .string()
  .nullable()
  .transform((text): unknown => (text === null ? null : JSON.parse(text)));

const PackageRow = z.object({
  id: z.int(),
  objid: z.string(),
  file_code: z.string(),
  sha256: Sha256,
  bytes: z.int(),
  agency_code: z.string(),
  record_status: RecordStatus,
  state: z.enum(['received', 'validated', 'accessioned', 'rejected']),
  received_at: Instant,
  ledger: ReceiptBody.shape.ledger.nullable(),
  reasons: z.array(Reason).nullable(),
  receipt: Receipt.nullable(),
});
export type PackageRow = z.infer<typeof PackageRow>;

const schema = `
  CREATE TABLE IF NOT EXISTS archive (only INTEGER PRIMARY KEY CHECK (only = 1), key_id TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY,
    objid TEXT NOT NULL,
    metadata_json TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS upload_of_objid ON upload (objid);
  CREATE TABLE IF NOT EXISTS package (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    objid TEXT NOT NULL,
    file_code TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    agency_code TEXT NOT NULL,
    record_status TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'validated', 'accessioned', 'rejected')),
    received_at TEXT NOT NULL,
    ledger_json TEXT CHECK ((ledger_json IS NOT NULL) = (state IN ('validated', 'accessioned'))),
    reasons_json TEXT CHECK ((reasons_json IS NOT NULL) = (state = 'rejected')),
    receipt_json TEXT CHECK ((receipt_json IS NOT NULL) = (state = 'accessioned')),
    UNIQUE (objid, sha256)
  ) STRICT;
  -- Whatever the code above it believes, two live packages never share an OBJID.
  CREATE UNIQUE INDEX IF NOT EXISTS one_live_package ON package (objid) WHERE state <> 'rejected';
  CREATE INDEX IF NOT EXISTS package_by_state ON package (state);
`;

export class Register {
  readonly #db: Database.Database;

  /** Opens (and makes) the register. Throws SqliteError: SQLITE_BUSY when another process has it. */
  constructor(file: string) {
    this.#db = new Database(file, { timeout: 1000 });
    try {
      this.#db.pragma('locking_mode = EXCLUSIVE');
      this.#db.pragma('journal_mode = WAL');
      this.#db.pragma('synchronous = FULL');
      this.#db.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  /** Remembers the first key this register was used with; false when another key is offered later. */
  bindKey(keyId: string): boolean {
    this.#db.prepare('INSERT OR IGNORE INTO archive (only, key_id) VALUES (1, ?)').run(keyId);
    return this.boundKey() === keyId;
  }

  boundKey(): string | null {
    return z.string().optional().parse(this.#db.prepare('SELECT key_id FROM archive').pluck().get()) ?? null;
  }

  openUpload(upload: OpenUpload): void {
    const { id, metadata, madeAt } = upload;
    this.#db
      .prepare('INSERT INTO upload (id, objid, metadata_json, made_at_ms) VALUES (?, ?, ?, ?)')
      .run(id, metadata.objid, JSON.stringify({ ...metadata, bytes: String(metadata.bytes) }), madeAt);
  }

  upload(id: string): OpenUpload | null {
    return this.#uploads('WHERE id = ?', id)[0] ?? null;
  }

  uploads(): OpenUpload[] {
    return this.#uploads('ORDER BY made_at_ms');
  }

  uploadsOf(objid: string): OpenUpload[] {
    return this.#uploads('WHERE objid = ? ORDER BY made_at_ms', objid);
  }

  countUploads(): number {
    return z.int().parse(this.#db.prepare('SELECT count(*) FROM upload').pluck().get());
  }

  dropUpload(id: string): void {
    this.#db.prepare('DELETE FROM upload WHERE id = ?').run(id);
  }

  /** Newest first. */
  packagesOf(objid: string): PackageRow[] {
    return this.#packages('WHERE objid = ? ORDER BY id DESC', objid);
  }

  package(id: number): PackageRow | null {
    return this.#packages('WHERE id = ?', id)[0] ?? null;
  }

  /** Ids of packages received but not yet decided, oldest first: what a restart takes up again. */
  undecided(): number[] {
    const ids = this.#db.prepare("SELECT id FROM package WHERE state IN ('received', 'validated') ORDER BY id").pluck().all();
    return z.array(z.int()).parse(ids);
  }

  /** True while any package, whatever its state, is those bytes. */
  holds(sha256: string): boolean {
    return this.#db.prepare('SELECT 1 FROM package WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined;
  }

  /** Turns a finished upload into a received package, or says why not; either way the upload is closed, in the same transaction. */
  receive(upload: OpenUpload, receivedAt: string): Verdict<number> {
    return this.#db
      .transaction((): Verdict<number> => {
        this.dropUpload(upload.id);
        const { objid, fileCode, sha256, bytes, agencyCode, recordStatus } = upload.metadata;
        const verdict = admit(upload.metadata, this.packagesOf(objid));
        if (!verdict.ok) return verdict;
        const { lastInsertRowid } = this.#db
          .prepare(
            `INSERT INTO package (objid, file_code, sha256, bytes, agency_code, record_status, state, received_at)
             VALUES (?, ?, ?, ?, ?, ?, 'received', ?)`,
          )
          .run(objid, fileCode, sha256, bytes, agencyCode, recordStatus, receivedAt);
        return { ok: true, value: Number(lastInsertRowid) };
      })
      .immediate();
  }

  validated(id: number, ledger: ReceiptBody['ledger']): void {
    this.#decide(
      "UPDATE package SET state = 'validated', ledger_json = ? WHERE id = ? AND state = 'received'",
      JSON.stringify(ledger),
      id,
    );
  }

  rejected(id: number, reasons: readonly Reason[]): void {
    this.#decide(
      "UPDATE package SET state = 'rejected', reasons_json = ? WHERE id = ? AND state = 'received'",
      JSON.stringify(reasons),
      id,
    );
  }

  accessioned(id: number, receipt: Receipt): void {
    this.#decide(
      "UPDATE package SET state = 'accessioned', receipt_json = ? WHERE id = ? AND state = 'validated'",
      JSON.stringify(receipt),
      id,
    );
  }

  /** Forgets a package whose stored bytes are no longer what was received, so that it can be sent again. Never an accessioned one. */
  lost(id: number): void {
    this.#decide("DELETE FROM package WHERE id = ? AND state IN ('received', 'validated')", id);
  }

  #decide(sql: string, ...values: (string | number)[]): void {
    const { changes } = this.#db.prepare(sql).run(...values);
    if (changes !== 1) throw new Error(`register: a package was not in the state expected by: ${sql}`);
  }

  #uploads(where: string, ...values: string[]): OpenUpload[] {
    const rows = this.#db.prepare(`SELECT id, metadata_json, made_at_ms FROM upload ${where}`).all(...values);
    return z
      .array(z.object({ id: z.string(), metadata_json: z.string(), made_at_ms: z.int() }))
      .parse(rows)
      .map((row) => ({ id: row.id, metadata: UploadMetadata.parse(JSON.parse(row.metadata_json)), madeAt: row.made_at_ms }));
  }

  #packages(where: string, ...values: (string | number)[]): PackageRow[] {
    const rows = this.#db.prepare(`SELECT * FROM package ${where}`).all(...values);
    return z
      .array(z.looseObject({ ledger_json: Json, reasons_json: Json, receipt_json: Json }))
      .parse(rows)
      .map((row) => PackageRow.parse({ ...row, ledger: row.ledger_json, reasons: row.reasons_json, receipt: row.receipt_json }));
  }
}
