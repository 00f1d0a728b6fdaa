/** Who described what: none of them may approve it. */
import type { WritableDb } from '../db/database.ts';

/** `documentId` is '' for the dossier as a whole. */
export function describedBy(db: WritableDb, dossierId: string, documentId: string, account: string): void {
  db.run(
    'INSERT INTO describer (dossier_id, document_id, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    dossierId,
    documentId,
    account,
  );
}
