import { createHash } from 'node:crypto';
import { fail, ok } from '../../../contract/result.ts';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import { docIdOf, fitsDocId } from '../../../exchange/sip/tree.ts';
import type { DocumentFields } from '../../../contract/vocabulary.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { documentById, documentsWithPages, resetBuilt } from '../records/documents.ts';
import { dossierByCode, dossierById, listDossiers } from '../records/dossiers.ts';
import { dossierDetail, dossierView } from '../records/views.ts';
import { advanceDocument, advanceDossier } from '../road/advance.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers } from '../handler.ts';

type Names = 'dossier.list' | 'dossier.get' | 'dossier.describe' | 'describe.confirm';

export const dossierHandlers: Pick<Handlers, Names> = {
  'dossier.list': ({ writer: { db } }, { offset, limit }) => {
    const { total, dossiers } = listDossiers(db, offset, limit);
    return ok({ total, dossiers: dossiers.map((dossier) => dossierView(db, dossier)) });
  },

  'dossier.get': ({ writer: { db } }, { fileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    return dossier === null ? fail('DOSSIER_UNKNOWN', { fileCode }) : ok(dossierDetail(db, dossier));
  },

  'dossier.describe': (workshop, { fileCode, description, newFileCode }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const code = newFileCode ?? fileCode;
    const documents = Math.max(1, documentsWithPages(workshop.writer.db, dossier.id).length);
    if (!fitsDocId(code, documents)) return fail('FILE_CODE_TOO_LONG', { fileCode: code, example: docIdOf(code, documents) });
    const taken = code !== fileCode && dossierByCode(workshop.writer.db, code) !== null;
    // A file code is in every docId and so in every PDF: it is settled before the first one is composed.
    const composed =
      workshop.writer.db.get('SELECT 1 FROM document WHERE dossier_id = ? AND composed_json IS NOT NULL LIMIT 1', dossier.id) !==
      undefined;
    if (taken || (composed && code !== fileCode)) return fail('FILE_CODE_FIXED', { fileCode, wanted: code });
    workshop.writer.tx((db) => {
      db.run(
        'UPDATE dossier SET description_json = ?, file_code = ? WHERE id = ?',
        JSON.stringify(description),
        code,
        dossier.id,
      );
      // The second person answers for title, term and access too: what they approved before is to be approved again.
      db.run('UPDATE document SET approved_by = NULL, approved_at = NULL WHERE dossier_id = ?', dossier.id);
      describedBy(db, dossier.id, '', workshop.actor);
      contentChanged(db, dossier.id);
      recordAudit(db, {
        at: workshop.clock.now(),
        actor: workshop.actor,
        action: 'dossier.describe',
        subject: dossier.id,
        data: { fileCode: code, description: digestOf(description) },
      });
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode: code });
    return ok({});
  },

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

function describedBy(db: WritableDb, dossierId: string, documentId: string, account: string): void {
  db.run(
    'INSERT INTO describer (dossier_id, document_id, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    dossierId,
    documentId,
    account,
  );
}

/** The audit trail says which words were meant without repeating them: they may be about persons. */
function digestOf(words: object): string {
  return createHash('sha256').update(canonicalJson(words)).digest('hex');
}

/** Mandatory in EAD_doc (Circular 05/2025, Annex III); number and notation are not: many papers have none. */
function missingFields(fields: DocumentFields): string[] {
  return (['issuedDate', 'organName', 'subject'] as const).filter((name) => fields[name].trim() === '');
}
