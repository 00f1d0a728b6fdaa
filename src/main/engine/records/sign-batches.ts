/** Batches that persons sign, file by file: the journal that says after any crash what is signed and what is not. */
import type { CodedError } from '../../../contract/result.ts';
import { BatchState, SignItemState, SignProfile } from '../../../contract/routes/sign.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsedOrNull, text } from './rows.ts';

export interface SignBatch {
  readonly id: string;
  readonly account: string;
  readonly profile: SignProfile;
  readonly notation: string;
  readonly subject: string;
  readonly serial: string;
  readonly state: BatchState;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export interface SignItem {
  readonly batchId: string;
  readonly documentId: string;
  /** The PDF the person meant. */
  readonly pdf: Sha256;
  readonly state: SignItemState;
  readonly error: CodedError | null;
  readonly changedAt: Instant;
}

export function insertBatch(db: WritableDb, batch: Omit<SignBatch, 'state' | 'endedAt'>): void {
  db.run(
    "INSERT INTO sign_batch (id, account, profile, notation, subject, serial, state, started_at) VALUES (?, ?, ?, ?, ?, ?, 'running', ?)",
    batch.id,
    batch.account,
    batch.profile,
    batch.notation,
    batch.subject,
    batch.serial,
    batch.startedAt,
  );
}

export function insertItem(
  db: WritableDb,
  batchId: string,
  documentId: string,
  position: number,
  pdf: string,
  now: string,
): void {
  db.run(
    "INSERT INTO sign_item (batch_id, document_id, position, pdf, state, changed_at) VALUES (?, ?, ?, ?, 'waiting', ?)",
    batchId,
    documentId,
    position,
    pdf,
    now,
  );
}

export function batchById(db: Db, id: string): SignBatch | null {
  const row = db.get('SELECT * FROM sign_batch WHERE id = ?', id);
  return row === undefined ? null : batchOf(row);
}

/** How a document was signed: in a person's batch, or as the station signs by itself. */
export function signedAs(db: Db, documentId: string): Pick<SignBatch, 'profile' | 'notation'> {
  const row = db.get(
    `SELECT sign_batch.* FROM sign_item JOIN sign_batch ON sign_batch.id = batch_id
     WHERE document_id = ? AND sign_item.state = 'signed' ORDER BY sign_item.changed_at DESC LIMIT 1`,
    documentId,
  );
  return row === undefined ? { profile: 'ARCHIVE_TT05', notation: '' } : batchOf(row);
}

const ended = 20;
/** Open ones first, then the newest that ended. */
export function recentBatches(db: Db): SignBatch[] {
  return [
    ...db.all("SELECT * FROM sign_batch WHERE state IN ('running', 'paused', 'keyless') ORDER BY started_at DESC"),
    ...db.all("SELECT * FROM sign_batch WHERE state IN ('done', 'cancelled') ORDER BY started_at DESC LIMIT ?", ended),
  ].map(batchOf);
}

export function batchesOfKey(db: Db, account: string, serial: string): SignBatch[] {
  return db.all("SELECT * FROM sign_batch WHERE state = 'running' AND account = ? AND serial = ?", account, serial).map(batchOf);
}

/** What is to be signed now: the file's row in a batch that runs. */
export function runningItem(db: Db, documentId: string): { item: SignItem; batch: SignBatch } | null {
  const row = db.get(
    `SELECT sign_item.* FROM sign_item JOIN sign_batch ON sign_batch.id = sign_item.batch_id
     WHERE document_id = ? AND sign_item.state IN ('waiting', 'signing') AND sign_batch.state = 'running'`,
    documentId,
  );
  if (row === undefined) return null;
  const item = itemOf(row);
  return { item, batch: batchById(db, item.batchId)! };
}

export function itemsOf(db: Db, batchId: string, state: SignItemState | null, offset: number, limit: number): SignItem[] {
  return db
    .all(
      'SELECT * FROM sign_item WHERE batch_id = ? AND (? IS NULL OR state = ?) ORDER BY position LIMIT ? OFFSET ?',
      batchId,
      state,
      state,
      limit,
      offset,
    )
    .map(itemOf);
}

export function setItem(
  db: WritableDb,
  item: SignItem,
  state: SignItemState,
  now: string,
  error: CodedError | null = null,
): void {
  db.run(
    'UPDATE sign_item SET state = ?, error_json = ?, changed_at = ? WHERE batch_id = ? AND document_id = ?',
    state,
    error === null ? null : JSON.stringify(error),
    now,
    item.batchId,
    item.documentId,
  );
}

export function setBatchState(db: WritableDb, id: string, state: BatchState, now: string): void {
  const over = state === 'done' || state === 'cancelled';
  db.run('UPDATE sign_batch SET state = ?, ended_at = ? WHERE id = ?', state, over ? now : null, id);
}

export function countItems(db: Db, batchId: string): Record<SignItemState, number> {
  const counts = { waiting: 0, signing: 0, signed: 0, failed: 0, cancelled: 0 };
  for (const row of db.all('SELECT state, count(*) AS n FROM sign_item WHERE batch_id = ? GROUP BY state', batchId))
    counts[SignItemState.parse(row['state'])] = integer(row, 'n');
  return counts;
}

const paceOver = 12;
/** Seconds per document over the last few that were signed. */
export function paceOf(db: Db, batchId: string): number | null {
  const times = db
    .all(
      "SELECT changed_at FROM sign_item WHERE batch_id = ? AND state = 'signed' ORDER BY changed_at DESC LIMIT ?",
      batchId,
      paceOver,
    )
    .map((row) => Date.parse(text(row, 'changed_at')));
  const [newest, oldest] = [times[0], times.at(-1)];
  return newest === undefined || oldest === undefined || times.length < 2 ? null : (newest - oldest) / 1000 / (times.length - 1);
}

function batchOf(row: Row): SignBatch {
  return {
    id: text(row, 'id'),
    account: text(row, 'account'),
    profile: SignProfile.parse(row['profile']),
    notation: text(row, 'notation'),
    subject: text(row, 'subject'),
    serial: text(row, 'serial'),
    state: BatchState.parse(row['state']),
    startedAt: Instant.parse(row['started_at']),
    endedAt: row['ended_at'] === null ? null : Instant.parse(row['ended_at']),
  };
}

function itemOf(row: Row): SignItem {
  return {
    batchId: text(row, 'batch_id'),
    documentId: text(row, 'document_id'),
    pdf: Sha256.parse(row['pdf']),
    state: SignItemState.parse(row['state']),
    error: parsedOrNull(CodedErrorView, row['error_json']) as CodedError | null,
    changedAt: Instant.parse(row['changed_at']),
  };
}
