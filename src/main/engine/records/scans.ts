import type { CodedError } from '../../../contract/result.ts';
import { ScanState, type ScanView } from '../../../contract/routes/scan.ts';
import { ScanProfile } from '../../../contract/scanning.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { dossierById } from './dossiers.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

/** One run of a scanner for one document. */
export interface Scan {
  readonly id: string;
  readonly dossierId: string;
  readonly documentId: string;
  readonly deviceName: string;
  readonly profile: ScanProfile;
  readonly replacesPage: string | null;
  readonly state: ScanState;
  readonly images: number;
  readonly recovered: number;
  readonly error: CodedError | null;
  readonly account: string;
  readonly startedAt: Instant;
}

export function scanById(db: Db, id: string): Scan | null {
  const row = db.get('SELECT * FROM scan WHERE id = ?', id);
  return row === undefined ? null : scanOf(row);
}

export function scansOf(db: Db, dossierId: string, most: number): Scan[] {
  return db.all('SELECT * FROM scan WHERE dossier_id = ? ORDER BY started_at DESC, id LIMIT ?', dossierId, most).map(scanOf);
}

export function scansInState(db: Db, state: ScanState, dossierId: string | null = null): Scan[] {
  return db
    .all('SELECT * FROM scan WHERE state = ? AND coalesce(?, dossier_id) = dossier_id ORDER BY started_at', state, dossierId)
    .map(scanOf);
}

export function insertScan(db: WritableDb, scan: Omit<Scan, 'state' | 'images' | 'recovered' | 'error'>): void {
  db.run(
    `INSERT INTO scan (id, dossier_id, document_id, device_name, profile_json, replaces_page, state, account, started_at)
     VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?)`,
    scan.id,
    scan.dossierId,
    scan.documentId,
    scan.deviceName,
    JSON.stringify(scan.profile),
    scan.replacesPage,
    scan.account,
    scan.startedAt,
  );
}

/** A paused scan runs again, perhaps from another device or with another profile. */
export function continueScan(db: WritableDb, id: string, { deviceName, profile }: Pick<Scan, 'deviceName' | 'profile'>): void {
  db.run(
    "UPDATE scan SET state = 'running', error_json = NULL, device_name = ?, profile_json = ? WHERE id = ?",
    deviceName,
    JSON.stringify(profile),
    id,
  );
}

export function countImage(db: WritableDb, id: string, recovered: boolean): void {
  db.run('UPDATE scan SET images = images + 1, recovered = recovered + ? WHERE id = ?', recovered ? 1 : 0, id);
}

export function setScanState(db: WritableDb, id: string, state: ScanState, error: CodedError | null): void {
  db.run('UPDATE scan SET state = ?, error_json = ? WHERE id = ?', state, error === null ? null : JSON.stringify(error), id);
}

export function scanView(db: Db, scan: Scan): ScanView {
  const { id, state, deviceName, profile, images, recovered, error, replacesPage, account, startedAt } = scan;
  const { fileCode } = dossierById(db, scan.dossierId);
  const sheets = profile.source === 'duplex' ? Math.ceil(images / 2) : images;
  return { id, fileCode, state, deviceName, profile, images, sheets, recovered, error, replacesPage, by: account, startedAt };
}

function scanOf(row: Row): Scan {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    documentId: text(row, 'document_id'),
    deviceName: text(row, 'device_name'),
    profile: parsed(ScanProfile, row['profile_json']),
    replacesPage: textOrNull(row, 'replaces_page'),
    state: ScanState.parse(row['state']),
    images: integer(row, 'images'),
    recovered: integer(row, 'recovered'),
    error: parsedOrNull(CodedErrorView, row['error_json']) as CodedError | null,
    account: text(row, 'account'),
    startedAt: Instant.parse(row['started_at']),
  };
}
