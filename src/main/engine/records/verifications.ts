/** Checks of the second person: one row each, one row per page, and what they found. */
import { z } from 'zod';
import { CheckMode, PageReason } from '../../../contract/routes/verify.ts';
import { ReturnKind } from '../../../contract/return-kinds.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import type { CheckedPage } from '../../stages/7-verify/index.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsed, text, textOrNull } from './rows.ts';

const State = z.enum(['open', 'approved', 'returned', 'left']);
export interface Verification {
  readonly id: string;
  readonly dossierId: string;
  readonly account: string;
  readonly mode: CheckMode;
  readonly percent: number;
  readonly least: number;
  readonly sampleSize: number;
  readonly seed: string;
  readonly state: z.infer<typeof State>;
  readonly begunAt: Instant;
}

export interface FindingRow {
  readonly id: string;
  readonly verificationId: string | null;
  readonly documentId: string | null;
  readonly pageId: string | null;
  readonly kinds: readonly ReturnKind[];
  readonly note: string;
}

export function openVerification(db: Db, dossierId: string): Verification | null {
  const row = db.get("SELECT * FROM verification WHERE dossier_id = ? AND state = 'open'", dossierId);
  return row === undefined ? null : verificationOf(row);
}

/** The newest check of this person, whatever became of it. */
export function lastVerificationBy(db: Db, dossierId: string, account: string): Verification | null {
  const row = db.get(
    'SELECT * FROM verification WHERE dossier_id = ? AND account = ? ORDER BY begun_at DESC, rowid DESC LIMIT 1',
    dossierId,
    account,
  );
  return row === undefined ? null : verificationOf(row);
}

export function insertVerification(
  db: WritableDb,
  verification: Omit<Verification, 'state'>,
  pages: readonly (CheckedPage & { readonly seenAt: string | null })[],
): void {
  const { id, dossierId, account, mode, percent, least, sampleSize, seed, begunAt } = verification;
  db.run(
    `INSERT INTO verification (id, dossier_id, account, mode, percent, least, sample_size, seed, state, begun_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
    id,
    dossierId,
    account,
    mode,
    percent,
    least,
    sampleSize,
    seed,
    begunAt,
  );
  for (const page of pages)
    db.run(
      'INSERT INTO verification_page (verification_id, page_id, print, reasons_json, seen_print, seen_at) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      page.pageId,
      page.print,
      JSON.stringify(page.reasons),
      page.seenPrint,
      page.seenAt,
    );
}

/** A sample becomes a check of everything; what was looked at stays looked at. */
export function widenVerification(db: WritableDb, id: string): void {
  db.run("UPDATE verification SET mode = 'full' WHERE id = ?", id);
  db.run(`UPDATE verification_page SET reasons_json = '["all"]' WHERE verification_id = ? AND reasons_json = '[]'`, id);
}

export function endVerification(db: WritableDb, id: string, state: 'approved' | 'returned' | 'left', now: string): void {
  db.run('UPDATE verification SET state = ?, ended_at = ? WHERE id = ?', state, now, id);
}

export function reopenVerification(db: WritableDb, id: string): void {
  db.run("UPDATE verification SET state = 'open', ended_at = NULL WHERE id = ?", id);
}

export function checkedPages(db: Db, verificationId: string): CheckedPage[] {
  return db.all('SELECT * FROM verification_page WHERE verification_id = ?', verificationId).map((row) => ({
    pageId: text(row, 'page_id'),
    print: text(row, 'print'),
    reasons: parsed(z.array(PageReason), row['reasons_json']),
    seenPrint: textOrNull(row, 'seen_print'),
  }));
}

/** A page that came into the dossier since the check began gets its row here. */
export function markSeen(db: WritableDb, verificationId: string, pageId: string, print: string, now: string): void {
  db.run(
    `INSERT INTO verification_page (verification_id, page_id, print, reasons_json, seen_print, seen_at) VALUES (?, ?, '', '["changed"]', ?, ?)
     ON CONFLICT (verification_id, page_id) DO UPDATE SET seen_print = excluded.seen_print, seen_at = excluded.seen_at`,
    verificationId,
    pageId,
    print,
    now,
  );
}

/** Not sent back yet. */
export function notedFindings(db: Db, verificationId: string): FindingRow[] {
  return db
    .all('SELECT * FROM finding WHERE verification_id = ? AND return_id IS NULL ORDER BY made_at, rowid', verificationId)
    .map(findingOf);
}

export function insertFinding(
  db: WritableDb,
  finding: FindingRow & { readonly dossierId: string; readonly returnId: string | null; readonly at: string },
): void {
  db.run(
    `INSERT INTO finding (id, dossier_id, verification_id, return_id, document_id, page_id, kinds_json, note, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    finding.id,
    finding.dossierId,
    finding.verificationId,
    finding.returnId,
    finding.documentId,
    finding.pageId,
    JSON.stringify(finding.kinds),
    finding.note,
    finding.at,
  );
}

/** One thing noted once: a second note about the same place replaces the first. */
export function dropNoted(
  db: WritableDb,
  verificationId: string,
  place: { documentId: string | null; pageId: string | null },
): void {
  db.run(
    'DELETE FROM finding WHERE verification_id = ? AND return_id IS NULL AND document_id IS ? AND page_id IS ?',
    verificationId,
    place.documentId,
    place.pageId,
  );
}

export function dropFinding(db: WritableDb, verificationId: string, id: string): void {
  db.run('DELETE FROM finding WHERE id = ? AND verification_id = ? AND return_id IS NULL', id, verificationId);
}

/** Everything this dossier was ever returned for and that was not taken back, oldest first. */
export function returnedFindings(db: Db, dossierId: string): (FindingRow & { readonly at: string })[] {
  return db
    .all(
      `SELECT finding.*, dossier_return.at AS returned_at FROM finding JOIN dossier_return ON dossier_return.id = finding.return_id
       WHERE finding.dossier_id = ? AND dossier_return.undone_at IS NULL ORDER BY dossier_return.at`,
      dossierId,
    )
    .map((row) => ({ ...findingOf(row), at: text(row, 'returned_at') }));
}

function findingOf(row: Row): FindingRow {
  return {
    id: text(row, 'id'),
    verificationId: textOrNull(row, 'verification_id'),
    documentId: textOrNull(row, 'document_id'),
    pageId: textOrNull(row, 'page_id'),
    kinds: parsed(z.array(ReturnKind), row['kinds_json']),
    note: text(row, 'note'),
  };
}

function verificationOf(row: Row): Verification {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    account: text(row, 'account'),
    mode: CheckMode.parse(row['mode']),
    percent: integer(row, 'percent'),
    least: integer(row, 'least'),
    sampleSize: integer(row, 'sample_size'),
    seed: text(row, 'seed'),
    state: State.parse(row['state']),
    begunAt: Instant.parse(row['begun_at']),
  };
}
