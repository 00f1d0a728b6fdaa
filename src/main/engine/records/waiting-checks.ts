/** Dossiers that wait for the second person. Asked on stations with tens of thousands: only indexes are read until the rows to show. */
import { CheckMode, type VerifyRow } from '../../../contract/routes/verify.ts';
import type { z } from 'zod';
import type { Db } from '../db/database.ts';
import { dossierById } from './dossiers.ts';
import { integer, text } from './rows.ts';

/** The expressions are those of the partial indexes in migration 60, word for word, or the indexes are not used. */
const somethingWaits = `approved_by IS NULL AND composed_json IS NOT NULL AND returned_json IS NULL
  AND (signed_json IS NOT NULL OR incoming_signed IS NOT NULL)`;

/** Nothing with pages is unfinished, no file is still to come, no package is on its way. */
const nothingElse = (dossierId: string) => `
  NOT EXISTS (
    SELECT 1 FROM document AS unfinished WHERE unfinished.dossier_id = ${dossierId}
      AND (fields_json IS NULL OR returned_json IS NOT NULL OR composed_json IS NULL OR (signed_json IS NULL AND incoming_signed IS NULL))
      AND EXISTS (SELECT 1 FROM page WHERE page.document_id = unfinished.id))
  AND NOT EXISTS (SELECT 1 FROM source_file WHERE source_file.dossier_id = ${dossierId} AND state = 'waiting')
  AND NOT EXISTS (
    SELECT 1 FROM delivery JOIN dossier AS sent ON sent.objid = delivery.objid
    WHERE delivery.dossier_id = ${dossierId} AND delivery.state <> 'rejected')`;

export function countWaiting(db: Db): number {
  return integer(
    db.get(
      `SELECT count(*) AS n FROM (SELECT DISTINCT dossier_id FROM document WHERE ${somethingWaits}) AS waits
       WHERE ${nothingElse('waits.dossier_id')}`,
    )!,
    'n',
  );
}

export function waitingRows(db: Db, account: string, offset: number, limit: number): z.input<typeof VerifyRow>[] {
  return db
    .all(
      `SELECT dossier.id FROM dossier
       WHERE EXISTS (SELECT 1 FROM document WHERE document.dossier_id = dossier.id AND ${somethingWaits})
         AND ${nothingElse('dossier.id')}
       ORDER BY dossier.changed_at, dossier.id LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map((row) => rowOf(db, text(row, 'id'), account));
}

function rowOf(db: Db, dossierId: string, account: string): z.input<typeof VerifyRow> {
  const { fileCode, description, changedAt } = dossierById(db, dossierId);
  const counts = db.get(
    'SELECT count(document_id) AS pages, count(DISTINCT document_id) AS documents FROM page WHERE dossier_id = ?',
    dossierId,
  )!;
  const describers = db
    .all('SELECT DISTINCT account FROM describer WHERE dossier_id = ? ORDER BY account', dossierId)
    .map((row) => text(row, 'account'));
  const own = db.get(
    `SELECT 1 FROM describer WHERE dossier_id = ? AND account = ?
       AND (document_id = '' OR document_id IN (SELECT id FROM document WHERE dossier_id = ? AND approved_by IS NULL))`,
    dossierId,
    account,
    dossierId,
  );
  const returns = db.get('SELECT count(*) AS n FROM dossier_return WHERE dossier_id = ? AND undone_at IS NULL', dossierId)!;
  const check = db.get(
    `SELECT account, mode,
       (SELECT count(*) FROM verification_page WHERE verification_id = verification.id AND reasons_json <> '[]') AS due,
       (SELECT count(*) FROM verification_page WHERE verification_id = verification.id AND reasons_json <> '[]' AND seen_print IS NOT NULL) AS seen
     FROM verification WHERE dossier_id = ? AND state = 'open'`,
    dossierId,
  );
  return {
    fileCode,
    title: description.title,
    documents: integer(counts, 'documents'),
    pages: integer(counts, 'pages'),
    describers,
    since: changedAt,
    returns: integer(returns, 'n'),
    own: own !== undefined,
    check:
      check === undefined
        ? null
        : {
            by: text(check, 'account'),
            mode: CheckMode.parse(check['mode']),
            seen: integer(check, 'seen'),
            of: integer(check, 'due'),
          },
  };
}
