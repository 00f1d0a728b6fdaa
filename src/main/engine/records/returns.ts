/** Returns of the second person, with what they took away: a return may be taken back while nobody has worked on the dossier since. */
import { z } from 'zod';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsed, text, textOrNull } from './rows.ts';

/** Columns as they stood, word for word: they go back as they came. */
const Before = z.object({
  objid: z.string().nullable(),
  documents: z.array(
    z.object({
      id: z.string(),
      composed_json: z.string().nullable(),
      signing_at: z.string().nullable(),
      signed_json: z.string().nullable(),
      approved_by: z.string().nullable(),
      approved_at: z.string().nullable(),
      returned_json: z.string().nullable(),
    }),
  ),
  pages: z.array(z.object({ id: z.string(), returned: z.string().nullable() })),
});
type Before = z.infer<typeof Before>;

export interface DossierReturn {
  readonly id: string;
  readonly dossierId: string;
  readonly verificationId: string | null;
  readonly account: string;
  readonly at: string;
  /** Of the dossier just after the return. */
  readonly revision: number;
  readonly before: Before;
}

/** What stands now, of what a return is about to change. */
export function beforeReturn(db: Db, dossierId: string, documentIds: readonly string[]): Before {
  return Before.parse({
    objid: db.get('SELECT objid FROM dossier WHERE id = ?', dossierId)?.['objid'] ?? null,
    documents: documentIds.map((id) =>
      db.get(
        'SELECT id, composed_json, signing_at, signed_json, approved_by, approved_at, returned_json FROM document WHERE id = ?',
        id,
      ),
    ),
    pages: documentIds.flatMap((id) => db.all('SELECT id, returned FROM page WHERE document_id = ?', id)),
  });
}

export function insertReturn(db: WritableDb, made: DossierReturn): void {
  db.run(
    'INSERT INTO dossier_return (id, dossier_id, verification_id, account, at, before_json, revision) VALUES (?, ?, ?, ?, ?, ?, ?)',
    made.id,
    made.dossierId,
    made.verificationId,
    made.account,
    made.at,
    JSON.stringify(made.before),
    made.revision,
  );
}

/** The newest that was not taken back. */
export function lastReturn(db: Db, dossierId: string): (DossierReturn & { readonly findings: number }) | null {
  const row = db.get(
    `SELECT dossier_return.*, (SELECT count(*) FROM finding WHERE return_id = dossier_return.id) AS findings
     FROM dossier_return WHERE dossier_id = ? AND undone_at IS NULL ORDER BY at DESC, rowid DESC LIMIT 1`,
    dossierId,
  );
  return row === undefined ? null : { ...returnOf(row), findings: integer(row, 'findings') };
}

/** Puts everything back as it stood and makes the findings notes again, when they were a check's. */
export function takeBack(db: WritableDb, made: DossierReturn, now: string): void {
  db.run('UPDATE dossier SET objid = ? WHERE id = ?', made.before.objid, made.dossierId);
  for (const document of made.before.documents)
    db.run(
      `UPDATE document SET composed_json = ?, signing_at = ?, signed_json = ?, approved_by = ?, approved_at = ?, returned_json = ? WHERE id = ?`,
      document.composed_json,
      document.signing_at,
      document.signed_json,
      document.approved_by,
      document.approved_at,
      document.returned_json,
      document.id,
    );
  for (const page of made.before.pages) db.run('UPDATE page SET returned = ? WHERE id = ?', page.returned, page.id);
  db.run('UPDATE dossier_return SET undone_at = ? WHERE id = ?', now, made.id);
  if (made.verificationId !== null) db.run('UPDATE finding SET return_id = NULL WHERE return_id = ?', made.id);
}

function returnOf(row: Row): DossierReturn {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    verificationId: textOrNull(row, 'verification_id'),
    account: text(row, 'account'),
    at: text(row, 'at'),
    revision: integer(row, 'revision'),
    before: parsed(Before, row['before_json']),
  };
}
