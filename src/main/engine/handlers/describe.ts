/** Step 4: a person confirms what a document is about. */
import { fail, ok } from '../../../contract/result.ts';
import type { DocumentFields } from '../../../contract/vocabulary.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { recordAudit } from '../audit/audit.ts';
import { digestOf } from '../audit/digest-of.ts';
import { describedBy } from '../records/describers.ts';
import { documentById, resetBuilt } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { advanceDocument } from '../road/advance.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers } from '../handler.ts';

export const describeHandlers: Pick<Handlers, 'describe.confirm'> = {
  'describe.confirm': (workshop, { documentId, fields }) => {
    const document = documentById(workshop.writer.db, documentId);
    if (document === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const dossier = dossierById(workshop.writer.db, document.dossierId);
    const docId = document.ordinal === null ? documentId : docIdOf(dossier.fileCode, document.ordinal);
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode: dossier.fileCode });
    if (document.proposal === null) return fail('NOT_READY', { docId, state: 'recognise' });
    const missing = missingFields(fields);
    if (missing.length > 0) return fail('FIELDS_MISSING', { docId, fields: missing.join(', ') });
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      // A correction takes back the PDF, the signature and the approval that were built on the old words.
      resetBuilt(db, documentId);
      db.run(
        'UPDATE document SET fields_json = ?, described_by = ?, described_at = ?, returned_json = NULL WHERE id = ?',
        JSON.stringify(fields),
        workshop.actor,
        now,
        documentId,
      );
      db.run('UPDATE page SET returned = NULL WHERE document_id = ?', documentId);
      describedBy(db, dossier.id, documentId, workshop.actor);
      contentChanged(db, dossier.id);
      recordAudit(db, {
        at: now,
        actor: workshop.actor,
        action: 'describe.confirm',
        subject: docId,
        data: { fields: digestOf(fields) },
      });
      advanceDocument(db, documentId, advanceNow(workshop));
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode: dossier.fileCode });
    return ok({});
  },
};

/** Mandatory in EAD_doc (Circular 05/2025, Annex III); number and notation are not: many papers have none. */
function missingFields(fields: DocumentFields): string[] {
  return (['issuedDate', 'organName', 'subject'] as const).filter((name) => fields[name].trim() === '');
}
