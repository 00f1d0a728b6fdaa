/** Who did how much on which day: counted in the transaction of the work itself, so that a sum over weeks reads a few rows. */
import { WorkKind } from '../../../contract/routes/work.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import { operatorName } from '../accounts/rules.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { integer, text } from './rows.ts';

export interface Work {
  readonly at: Instant;
  /** An account, or the station's own name for what no person does. */
  readonly actor: string;
  readonly kind: WorkKind;
  readonly pages: number;
  readonly documents?: number;
  readonly dossiers?: number;
}

/** Adds to the day's count. What is done twice is work twice: the count says what was done, the tally what stands. */
export function recordWork(db: WritableDb, { at, actor, kind, pages, documents = 0, dossiers = 0 }: Work): void {
  db.run(
    `INSERT INTO work_day (day, account, work, pages, documents, dossiers) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pages = pages + excluded.pages, documents = documents + excluded.documents,
       dossiers = dossiers + excluded.dossiers`,
    // Instants are written in the zone of Vietnam: their first ten characters are its day.
    at.slice(0, 10),
    actor,
    kind,
    pages,
    documents,
    dossiers,
  );
}

/** Work on one document, with as many pages as it has now. */
export function recordDocumentWork(db: WritableDb, work: Omit<Work, 'pages' | 'documents'>, documentId: string): void {
  const row = db.get('SELECT page_count FROM document WHERE id = ?', documentId);
  recordWork(db, { ...work, pages: row === undefined ? 0 : integer(row, 'page_count'), documents: 1 });
}

export interface WorkDay {
  readonly day: string;
  readonly account: string;
  readonly machine: boolean;
  readonly kind: WorkKind;
  readonly pages: number;
  readonly documents: number;
  readonly dossiers: number;
}

/** From `first` to `last`, both included, as YYYY-MM-DD. */
export function workBetween(db: Db, first: string, last: string): WorkDay[] {
  return db.all('SELECT * FROM work_day WHERE day BETWEEN ? AND ? ORDER BY day, account, work', first, last).map((row) => ({
    day: text(row, 'day'),
    account: text(row, 'account'),
    machine: row['account'] === operatorName,
    kind: WorkKind.parse(row['work']),
    pages: integer(row, 'pages'),
    documents: integer(row, 'documents'),
    dossiers: integer(row, 'dossiers'),
  }));
}
