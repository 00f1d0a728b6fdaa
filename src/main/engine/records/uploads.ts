import { z } from 'zod';
import type { CodedError } from '../../../contract/result.ts';
import type { DroppedFile } from '../../../contract/routes/arrivals.ts';
import { SplitRule } from '../../../contract/routes/capture.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsedOrNull, text } from './rows.ts';

/** An upload that was begun and is neither committed nor cancelled. */
export interface Upload {
  readonly id: string;
  readonly fileCode: string;
  readonly split: SplitRule;
  readonly account: string;
  readonly begunAt: Instant;
}

const Settled = z.enum(['pass', 'have', 'refuse']);

export interface UploadFile extends DroppedFile {
  readonly n: number;
  readonly digest: Sha256 | null;
  /** Needs no bytes: passed over, in the dossier already, or refused with `error`. */
  readonly settled: z.infer<typeof Settled> | null;
  readonly error: CodedError | null;
}

export function uploadById(db: Db, id: string): Upload | null {
  const row = db.get('SELECT * FROM upload WHERE id = ?', id);
  return row === undefined ? null : uploadOf(row);
}

export function uploadsOf(db: Db, fileCode: string): Upload[] {
  return db.all('SELECT * FROM upload WHERE file_code = ? ORDER BY begun_at, id', fileCode).map(uploadOf);
}

export function allUploads(db: Db): Upload[] {
  return db.all('SELECT * FROM upload').map(uploadOf);
}

export function uploadFiles(db: Db, uploadId: string): UploadFile[] {
  return db.all('SELECT * FROM upload_file WHERE upload_id = ? ORDER BY n', uploadId).map(fileOf);
}

export function uploadFile(db: Db, uploadId: string, n: number): UploadFile | null {
  const row = db.get('SELECT * FROM upload_file WHERE upload_id = ? AND n = ?', uploadId, n);
  return row === undefined ? null : fileOf(row);
}

export function insertUpload(db: WritableDb, upload: Upload, files: readonly Omit<UploadFile, 'n' | 'digest'>[]): void {
  db.run(
    'INSERT INTO upload (id, file_code, split, account, begun_at) VALUES (?, ?, ?, ?, ?)',
    upload.id,
    upload.fileCode,
    upload.split,
    upload.account,
    upload.begunAt,
  );
  files.forEach((file, n) =>
    db.run(
      'INSERT INTO upload_file (upload_id, n, folder, name, size, modified_ms, settled, error_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      upload.id,
      n,
      file.folder,
      file.name,
      file.size,
      file.modifiedMs,
      file.settled,
      file.error === null ? null : JSON.stringify(file.error),
    ),
  );
}

export function setUploadSplit(db: WritableDb, id: string, split: SplitRule): void {
  db.run('UPDATE upload SET split = ? WHERE id = ?', split, id);
}

/** `digest` null: what was thought to be there is not, and has to be given again. */
export function setUploadDigest(db: WritableDb, id: string, n: number, digest: Sha256 | null): void {
  db.run('UPDATE upload_file SET digest = ? WHERE upload_id = ? AND n = ?', digest, id, n);
}

export function deleteUpload(db: WritableDb, id: string): void {
  db.run('DELETE FROM upload WHERE id = ?', id);
}

function uploadOf(row: Row): Upload {
  return {
    id: text(row, 'id'),
    fileCode: text(row, 'file_code'),
    split: SplitRule.parse(row['split']),
    account: text(row, 'account'),
    begunAt: Instant.parse(row['begun_at']),
  };
}

function fileOf(row: Row): UploadFile {
  return {
    n: integer(row, 'n'),
    folder: text(row, 'folder'),
    name: text(row, 'name'),
    size: integer(row, 'size'),
    modifiedMs: integer(row, 'modified_ms'),
    digest: row['digest'] === null ? null : Sha256.parse(row['digest']),
    settled: row['settled'] === null ? null : Settled.parse(row['settled']),
    error: parsedOrNull(CodedErrorView, row['error_json']) as CodedError | null,
  };
}
