/** Step 7: the decision of a second person. */
import { fail, ok } from '../../../contract/result.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { refuseApproval, type ToApprove } from '../../stages/7-verify/index.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { documentsWithPages, resetBuilt, stateOf, type Document } from '../records/documents.ts';
import { dossierByCode, type Dossier } from '../records/dossiers.ts';
import { pagesOfDocument } from '../records/pages.ts';
import { text } from '../records/rows.ts';
import { advanceDossier } from '../road/advance.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers, HandlerContext } from '../handler.ts';

export const verifyHandlers: Pick<Handlers, 'verify.approve' | 'verify.return'> = {
  'verify.approve': (workshop, { fileCode, revision }) => {
    const { db: reader } = workshop.writer;
    const dossier = dossierByCode(reader, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (dossier.revision !== revision) return fail('CHANGED_MEANWHILE', { fileCode });
    const documents = documentsWithPages(reader, dossier.id);
    const waiting = documents.filter((document) => document.approvedBy === null);
    if (waiting.length === 0) return fail('NOTHING_TO_DECIDE', { fileCode });
    const refusal = refuseApproval(
      workshop.actor,
      waiting.map((document) => toApprove(reader, dossier, document)),
    );
    if (refusal !== null) return fail(refusal.code, refusal.data);
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      for (const document of waiting) {
        db.run('UPDATE document SET approved_by = ?, approved_at = ? WHERE id = ?', workshop.actor, now, document.id);
        const covers = document.signed?.pdf ?? document.incomingSigned;
        recordAudit(db, {
          at: now,
          actor: workshop.actor,
          action: 'verify.approve',
          subject: nameOf(dossier, document),
          data: { covers },
        });
      }
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ documents: waiting.length });
  },

  'verify.return': (workshop, { fileCode, docId, page, reason }) => {
    const { db: reader } = workshop.writer;
    const dossier = dossierByCode(reader, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(reader, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const target = pick(workshop, dossier, docId, page);
    if (target === null)
      return docId === null && page !== null ? fail('PAGE_UNKNOWN', { page }) : fail('DOCUMENT_UNKNOWN', { docId: docId ?? '' });
    if (target.pageIds === null) return fail('PAGE_UNKNOWN', { page: page ?? 0 });
    const { documents, pageIds, pageInDocument } = target;
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      for (const document of documents) {
        resetBuilt(db, document.id);
        const returned = JSON.stringify({ by: workshop.actor, reason, page: pageInDocument, at: now });
        db.run('UPDATE document SET returned_json = ? WHERE id = ?', returned, document.id);
        recordAudit(db, {
          at: now,
          actor: workshop.actor,
          action: 'verify.return',
          subject: nameOf(dossier, document),
          data: { page: pageInDocument },
        });
      }
      for (const id of pageIds) db.run('UPDATE page SET returned = ? WHERE id = ?', reason, id);
      // What the archive rejected was never accessioned; the mended dossier is another package.
      db.run('UPDATE dossier SET objid = NULL WHERE id = ?', dossier.id);
      contentChanged(db, dossier.id);
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({});
  },
};

interface Target {
  readonly documents: readonly Document[];
  /** Pages the reason is shown on; null when the page does not exist. */
  readonly pageIds: readonly string[] | null;
  readonly pageInDocument: number | null;
}

/** A page number without a document counts through the whole dossier, as a person leafing through it would. */
function pick(workshop: HandlerContext, dossier: Dossier, docId: string | null, page: number | null): Target | null {
  const documents = documentsWithPages(workshop.writer.db, dossier.id);
  const chosen = docId === null ? documents : documents.filter((document) => nameOf(dossier, document) === docId);
  if (chosen.length === 0) return null;
  if (page === null) return { documents: chosen, pageIds: [], pageInDocument: null };
  let before = 0;
  for (const document of chosen) {
    const pages = pagesOfDocument(workshop.writer.db, document.id);
    const hit = pages[page - before - 1];
    if (hit !== undefined) return { documents: [document], pageIds: [hit.id], pageInDocument: page - before };
    before += pages.length;
  }
  return docId === null ? null : { documents: chosen, pageIds: null, pageInDocument: null };
}

function toApprove(db: Db, dossier: Dossier, document: Document): ToApprove {
  const describers = db.all(
    "SELECT account FROM describer WHERE dossier_id = ? AND document_id IN (?, '')",
    dossier.id,
    document.id,
  );
  return {
    docId: nameOf(dossier, document),
    state: stateOf(document, false),
    described: document.fields !== null,
    signed: document.composed !== null && (document.signed !== null || document.incomingSigned !== null),
    returned: document.returned !== null,
    describers: describers.map((row) => text(row, 'account')),
  };
}

function nameOf(dossier: Dossier, document: Document): string {
  return document.ordinal === null ? document.id : docIdOf(dossier.fileCode, document.ordinal);
}
