/** Step 7, deciding: a second person approves a dossier, or returns what they found wrong in it. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import { duePages, pageRanges } from '../../stages/7-verify/index.ts';
import { recordAudit, type AuditEntry } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { nameOf, refusalFor, standingPages } from '../records/check-views.ts';
import { documentsWithPages } from '../records/documents.ts';
import { dossierByCode, type Dossier } from '../records/dossiers.ts';
import { lastReturn, takeBack } from '../records/returns.ts';
import {
  checkedPages,
  endVerification,
  notedFindings,
  openVerification,
  reopenVerification,
  type FindingRow,
  type Verification,
} from '../records/verifications.ts';
import { recordDocumentWork } from '../records/work.ts';
import { advanceDossier } from '../road/advance.ts';
import { returnFindings } from '../road/return-findings.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers, HandlerContext } from '../handler.ts';

type Names = 'verify.approve' | 'verify.return' | 'verify.sendBack' | 'verify.undoReturn';

export const verifyHandlers: Pick<Handlers, Names> = {
  'verify.approve': (workshop, { fileCode, revision }) => {
    const { db: reader } = workshop.writer;
    const dossier = dossierByCode(reader, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (dossier.revision !== revision) return fail('CHANGED_MEANWHILE', { fileCode });
    const refusal = refusalFor(reader, dossier, workshop.actor);
    if (refusal !== null) return fail(refusal.code, refusal.data);
    const looked = howItWasChecked(reader, dossier, workshop.actor);
    if (!looked.ok) return looked;
    const waiting = documentsWithPages(reader, dossier.id).filter((document) => document.approvedBy === null);
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      const open = openVerification(db, dossier.id);
      if (open !== null) endVerification(db, open.id, open.account === workshop.actor ? 'approved' : 'left', now);
      recordAudit(db, { at: now, actor: workshop.actor, action: 'verify.check', subject: fileCode, data: looked.data });
      for (const document of waiting) {
        db.run('UPDATE document SET approved_by = ?, approved_at = ? WHERE id = ?', workshop.actor, now, document.id);
        recordDocumentWork(db, { at: now, actor: workshop.actor, kind: 'approve' }, document.id);
        recordAudit(db, {
          at: now,
          actor: workshop.actor,
          action: 'verify.approve',
          subject: nameOf(dossier, document),
          data: { covers: document.signed?.pdf ?? document.incomingSigned },
        });
      }
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    changed(workshop, fileCode);
    return ok({ documents: waiting.length });
  },

  'verify.return': (workshop, { fileCode, docId, page, reason }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const place = pick(workshop, dossier, docId, page);
    if (!place.ok) return place;
    workshop.writer.tx((db) => {
      const open = openVerification(db, dossier.id);
      if (open !== null) endVerification(db, open.id, 'returned', workshop.clock.now());
      const finding = { ...place.data, id: workshop.newId(), verificationId: null, kinds: [], note: reason };
      returnFindings(db, workshop, dossier, null, [finding]);
    });
    changed(workshop, fileCode);
    return ok({});
  },

  'verify.sendBack': (workshop, { fileCode }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const open = openVerification(workshop.writer.db, dossier.id);
    if (open?.account !== workshop.actor) return fail('CHECK_NOT_BEGUN', { fileCode });
    const findings = standingFindings(workshop.writer.db, dossier, open);
    if (findings.length === 0) return fail('NOTHING_TO_RETURN', { fileCode });
    workshop.writer.tx((db) => {
      endVerification(db, open.id, 'returned', workshop.clock.now());
      returnFindings(db, workshop, dossier, open.id, findings);
    });
    changed(workshop, fileCode);
    return ok({ findings: findings.length });
  },

  'verify.undoReturn': (workshop, { fileCode }) => {
    const { writer, clock, actor } = workshop;
    const dossier = dossierByCode(writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const made = lastReturn(writer.db, dossier.id);
    if (made === null) return fail('NOTHING_TO_DECIDE', { fileCode });
    if (made.revision !== dossier.revision) return fail('RETURN_WORKED_ON', { fileCode });
    const now = clock.now();
    writer.tx((db) => {
      takeBack(db, made, now);
      if (made.verificationId !== null && openVerification(db, dossier.id) === null) reopenVerification(db, made.verificationId);
      contentChanged(db, dossier.id);
      recordAudit(db, { at: now, actor, action: 'verify.undoReturn', subject: fileCode, data: { return: made.id } });
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    changed(workshop, fileCode);
    return ok({});
  },
};

function changed(workshop: HandlerContext, fileCode: string): void {
  workshop.emit({ topic: 'dossier.changed', fileCode });
  workshop.emit({ topic: 'check.changed', fileCode });
}

/** How the person looked before they approve, for the audit trail; a refusal while something of their check is not looked at. */
function howItWasChecked(db: Db, dossier: Dossier, actor: string): Result<AuditEntry['data']> {
  const pages = standingPages(db, dossier);
  const open = openVerification(db, dossier.id);
  const facts = { revision: dossier.revision, population: pages.length };
  // Looked at elsewhere, on paper or with another program: the person answers for all of it.
  if (open?.account !== actor) return ok({ ...facts, mode: 'full-declared', pages: pages.length });
  const due = duePages(checkedPages(db, open.id), pages);
  const left = due.filter(({ seen }) => !seen).length;
  if (left > 0) return fail('CHECK_INCOMPLETE', { fileCode: dossier.fileCode, left });
  const noted = notedFindings(db, open.id).length;
  if (noted > 0) return fail('CHECK_HAS_FINDINGS', { fileCode: dossier.fileCode, findings: noted });
  const seen = new Set(due.map(({ pageId }) => pageId));
  const { id, mode, percent, least, sampleSize, seed } = open;
  const rule = mode === 'sampled' ? { percent, least, sampleSize, seed } : {};
  const looked = pages.filter(({ pageId }) => seen.has(pageId)).map(({ place }) => place);
  return ok({ ...facts, ...rule, mode, check: id, pages: looked.length, looked: pageRanges(looked) });
}

/** Notes about pages that left the dossier since are nobody's to mend. */
function standingFindings(db: Db, dossier: Dossier, open: Verification): FindingRow[] {
  const pages = standingPages(db, dossier);
  return notedFindings(db, open.id).filter(
    (finding) =>
      (finding.pageId === null || pages.some(({ pageId }) => pageId === finding.pageId)) &&
      (finding.documentId === null || pages.some(({ document }) => document.id === finding.documentId)),
  );
}

/** A page number without a document counts through the whole dossier, as a person leafing through it would. */
function pick(
  workshop: HandlerContext,
  dossier: Dossier,
  docId: string | null,
  page: number | null,
): Result<{ documentId: string | null; pageId: string | null }> {
  const pages = standingPages(workshop.writer.db, dossier);
  const chosen = docId === null ? pages : pages.filter(({ document }) => nameOf(dossier, document) === docId);
  const [first] = chosen;
  if (first === undefined)
    return docId === null && page !== null ? fail('PAGE_UNKNOWN', { page }) : fail('DOCUMENT_UNKNOWN', { docId: docId ?? '' });
  if (page === null) return ok({ documentId: docId === null ? null : first.document.id, pageId: null });
  const hit = chosen[page - 1];
  return hit === undefined ? fail('PAGE_UNKNOWN', { page }) : ok({ documentId: hit.document.id, pageId: hit.pageId });
}
