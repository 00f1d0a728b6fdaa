import type { Instant } from '../../../contract/vocabulary.ts';
import type { WritableDb } from '../db/database.ts';

/** A key came to hand: enqueues the sign step of every composed document that waited for one. Nothing else about a dossier changes. */
export function signWhatWaited(db: WritableDb, now: Instant): void {
  db.run(
    `INSERT INTO job (step, subject, dossier_id, state, changed_at)
     SELECT 'sign', document.id, document.dossier_id, 'ready', ?
     FROM document JOIN dossier ON dossier.id = document.dossier_id
     WHERE composed_json IS NOT NULL AND signed_json IS NULL AND incoming_signed IS NULL AND returned_json IS NULL
       AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.objid = dossier.objid AND delivery.state <> 'rejected')
     ORDER BY dossier.made_at, document.rank
     ON CONFLICT (step, subject) DO NOTHING`,
    now,
  );
}
