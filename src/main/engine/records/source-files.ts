import { z } from 'zod';
import type { CodedError } from '../../../contract/result.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsedOrNull, text, textOrNull } from './rows.ts';

/** A file a person handed over. `refused`: listed with its reason, waits for a decision. `dismissed`: a person went on without it. */
const State = z.enum(['waiting', 'captured', 'refused', 'dismissed']);
/** How it came: from a path on this disk, from a window, from a scanner. The bytes of the latter two are in the vault before the row is. */
const Origin = z.enum(['path', 'upload', 'scan']);
export type Origin = z.infer<typeof Origin>;

export interface SourceFile {
  readonly id: string;
  readonly dossierId: string;
  readonly documentId: string;
  readonly position: number;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly state: z.infer<typeof State>;
  readonly error: CodedError | null;
  /** Who handed it over. */
  readonly handedBy: string;
  /** The page it was captured to take the place of, and who asked for that. */
  readonly replaces: string | null;
  readonly askedBy: string | null;
  readonly origin: Origin;
  /** Of the original; null while the bytes are not in the vault. */
  readonly digest: Sha256 | null;
}

export function sourceFileById(db: Db, id: string): SourceFile {
  const row = db.get('SELECT * FROM source_file WHERE id = ?', id);
  if (row === undefined) throw new Error(`no source file ${id}`);
  return sourceFileOf(row);
}

export function sourceFilesOf(db: Db, dossierId: string): SourceFile[] {
  return db.all('SELECT * FROM source_file WHERE dossier_id = ? ORDER BY position', dossierId).map(sourceFileOf);
}

/** The newest file that was handed over from this path. */
export function sourceFileAt(db: Db, dossierId: string, path: string): SourceFile | null {
  const row = db.get(
    'SELECT * FROM source_file WHERE dossier_id = ? AND path = ? ORDER BY position DESC LIMIT 1',
    dossierId,
    path,
  );
  return row === undefined ? null : sourceFileOf(row);
}

/** A file with these very bytes that was handed over under this name, the newest. */
export function sourceFileWith(db: Db, dossierId: string, path: string, digest: Sha256): SourceFile | null {
  const row = db.get(
    'SELECT * FROM source_file WHERE dossier_id = ? AND path = ? AND digest = ? ORDER BY position DESC LIMIT 1',
    dossierId,
    path,
    digest,
  );
  return row === undefined ? null : sourceFileOf(row);
}

export function takeUpAgain(
  db: WritableDb,
  id: string,
  file: { size: number; modifiedMs: number; error: CodedError | null; digest?: Sha256 | null },
): void {
  db.run(
    'UPDATE source_file SET digest = ?, size = ?, modified_ms = ?, state = ?, error_json = ? WHERE id = ?',
    file.digest ?? null,
    file.size,
    file.modifiedMs,
    file.error === null ? 'waiting' : 'refused',
    file.error === null ? null : JSON.stringify(file.error),
    id,
  );
}

export function insertSourceFile(
  db: WritableDb,
  file: {
    id: string;
    dossierId: string;
    documentId: string;
    position: number;
    path: string;
    name: string;
    size: number;
    modifiedMs: number;
    error: CodedError | null;
    /** Who handed it over. */
    handedBy: string;
    replaces?: string;
    askedBy?: string;
    origin?: Origin;
    digest?: Sha256 | null;
  },
): void {
  db.run(
    'INSERT INTO source_file (origin, digest, id, dossier_id, document_id, position, path, name, size, modified_ms, state, error_json, handed_by, replaces, asked_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    file.origin ?? 'path',
    file.digest ?? null,
    file.id,
    file.dossierId,
    file.documentId,
    file.position,
    file.path,
    file.name,
    file.size,
    file.modifiedMs,
    file.error === null ? 'waiting' : 'refused',
    file.error === null ? null : JSON.stringify(file.error),
    file.handedBy,
    file.replaces ?? null,
    file.askedBy ?? null,
  );
}

function sourceFileOf(row: Row): SourceFile {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    documentId: text(row, 'document_id'),
    position: integer(row, 'position'),
    path: text(row, 'path'),
    name: text(row, 'name'),
    size: integer(row, 'size'),
    modifiedMs: integer(row, 'modified_ms'),
    state: State.parse(row['state']),
    error: parsedOrNull(CodedErrorView, row['error_json']) as CodedError | null,
    handedBy: text(row, 'handed_by'),
    replaces: textOrNull(row, 'replaces'),
    askedBy: textOrNull(row, 'asked_by'),
    origin: Origin.parse(row['origin']),
    digest: row['digest'] === null ? null : Sha256.parse(row['digest']),
  };
}
