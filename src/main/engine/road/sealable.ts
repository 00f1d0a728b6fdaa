/** Whether a dossier may be sealed, and what happens to that when somebody touches it. */
import type { Db, WritableDb } from '../db/database.ts';
import { countOpenJobs } from '../jobs/table.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { documentsWithPages } from '../records/documents.ts';
import type { Dossier } from '../records/dossiers.ts';
import { integer } from '../records/rows.ts';

/** Everything in it was approved, and no file, page or document still waits for a machine or a person. */
export function isSealable(db: Db, dossierId: string): boolean {
  const documents = documentsWithPages(db, dossierId);
  if (documents.length === 0 || documents.some((document) => document.approvedBy === null || !document.settled)) return false;
  const open = db.get(
    `SELECT (SELECT count(*) FROM source_file WHERE dossier_id = ? AND state IN ('waiting', 'refused'))
          + (SELECT count(*) FROM scan WHERE dossier_id = ? AND state <> 'done') AS n`,
    dossierId,
    dossierId,
  )!;
  return (
    integer(open, 'n') === 0 &&
    countOpenJobs(db, dossierId, ['capture', 'clean', 'recognise', 'describe', 'compose', 'sign']) === 0
  );
}

/** A package of it exists and was not rejected: it is no longer ours to change. */
export function isSealed(db: Db, dossier: Dossier): boolean {
  const delivery = dossier.objid === null ? null : deliveryOf(db, dossier.objid);
  return delivery !== null && delivery.state !== 'rejected';
}

/** What the archive rejected was never accessioned: the mended dossier is another package, which says whose place it takes (migration 0070 remembers). */
function anotherPackage(db: WritableDb, dossierId: string): void {
  db.run(
    "UPDATE dossier SET objid = NULL WHERE id = ? AND objid IN (SELECT objid FROM delivery WHERE state = 'rejected')",
    dossierId,
  );
}

/**
 * Called by whatever changes a dossier's content: what waited to be packed is no longer what was approved, and whoever looks at the old
 * revision approves nothing. A package job that runs just now finds out at its commit.
 */
export function contentChanged(db: WritableDb, dossierId: string): void {
  db.run('UPDATE dossier SET revision = revision + 1 WHERE id = ?', dossierId);
  anotherPackage(db, dossierId);
  db.run("DELETE FROM job WHERE step = 'package' AND subject = ? AND state <> 'running'", dossierId);
}
