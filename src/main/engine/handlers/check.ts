/** Step 7, looking: which dossiers wait, which pages are to be looked at, what was seen and what was found. Nothing here decides. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import { drawSample, duePages, sampleSize } from '../../stages/7-verify/index.ts';
import type { CheckMode, PageReason } from '../../../contract/routes/verify.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { checkView, covers, freshView, refusalFor, risksIn, standingPages } from '../records/check-views.ts';
import { dossierByCode, type Dossier } from '../records/dossiers.ts';
import {
  checkedPages,
  dropFinding,
  dropNoted,
  endVerification,
  insertFinding,
  insertVerification,
  lastVerificationBy,
  markSeen,
  openVerification,
  returnedFindings,
  widenVerification,
  type Verification,
} from '../records/verifications.ts';
import { countWaiting, waitingRows } from '../records/waiting-checks.ts';
import { sampleRuleOf } from '../road/sample-rule.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names = 'verify.queue' | 'verify.get' | 'verify.begin' | 'verify.seen' | 'verify.find' | 'verify.dropFinding';

export const checkHandlers: Pick<Handlers, Names> = {
  'verify.queue': ({ writer: { db }, actor }, { offset, limit }) =>
    ok({ total: countWaiting(db), dossiers: waitingRows(db, actor, offset, limit) }),

  'verify.get': (workshop, { fileCode }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    return dossier === null
      ? fail('DOSSIER_UNKNOWN', { fileCode })
      : ok(checkView(workshop.writer.db, dossier, workshop.actor, sampleRuleOf(workshop)));
  },

  'verify.begin': (workshop, { fileCode, mode, takeOver }) => {
    const { writer, actor } = workshop;
    const dossier = dossierByCode(writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const refusal = refusalFor(writer.db, dossier, actor);
    if (refusal !== null) return fail(refusal.code, refusal.data);
    const begun = writer.tx((db): Result<null> => {
      const open = openVerification(db, dossier.id);
      if (open !== null && open.account !== actor) {
        if (!takeOver) return fail('CHECK_HELD', { name: open.account, fileCode });
        endVerification(db, open.id, 'left', workshop.clock.now());
      }
      if (open?.account === actor) widen(db, workshop, dossier, open, mode);
      else begin(db, workshop, dossier, mode);
      return ok(null);
    });
    if (!begun.ok) return begun;
    workshop.emit({ topic: 'check.changed', fileCode });
    return ok(freshView(writer.db, dossier.id, actor, sampleRuleOf(workshop)));
  },

  'verify.seen': (workshop, { fileCode, pages }) => {
    const at = mine(workshop, fileCode);
    if (!at.ok) return at;
    const { dossier, verification } = at.data;
    const standing = new Map(standingPages(workshop.writer.db, dossier).map((page) => [page.pageId, page]));
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      for (const { pageId, print } of pages)
        if (standing.get(pageId)?.print === print) markSeen(db, verification.id, pageId, print, now);
    });
    workshop.emit({ topic: 'check.changed', fileCode });
    const due = duePages(checkedPages(workshop.writer.db, verification.id), [...standing.values()]);
    return ok({ left: due.filter(({ seen }) => !seen).length });
  },

  'verify.find': (workshop, { fileCode, documentId, pageId, kinds, note }) => {
    const at = mine(workshop, fileCode);
    if (!at.ok) return at;
    if (kinds.length === 0 && note.trim() === '') return fail('REASON_MISSING', { fileCode });
    const { dossier, verification } = at.data;
    const pages = standingPages(workshop.writer.db, dossier);
    const page = pageId === null ? null : pages.find((standing) => standing.pageId === pageId);
    if (page === undefined) return fail('PAGE_UNKNOWN', { page: 0 });
    if (documentId !== null && !pages.some(({ document }) => document.id === documentId))
      return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const id = workshop.newId();
    const place = { documentId: page?.document.id ?? documentId, pageId };
    workshop.writer.tx((db) => {
      dropNoted(db, verification.id, place);
      insertFinding(db, {
        id,
        dossierId: dossier.id,
        verificationId: verification.id,
        returnId: null,
        ...place,
        kinds,
        note: note.trim(),
        at: workshop.clock.now(),
      });
      // Who says what is wrong with a page has looked at it.
      if (page !== null) markSeen(db, verification.id, page.pageId, page.print, workshop.clock.now());
    });
    workshop.emit({ topic: 'check.changed', fileCode });
    return ok({ id });
  },

  'verify.dropFinding': (workshop, { fileCode, id }) => {
    const at = mine(workshop, fileCode);
    if (!at.ok) return at;
    workshop.writer.tx((db) => dropFinding(db, at.data.verification.id, id));
    workshop.emit({ topic: 'check.changed', fileCode });
    return ok({});
  },
};

/** This person's own open check of the dossier. */
function mine(workshop: HandlerContext, fileCode: string): Result<{ dossier: Dossier; verification: Verification }> {
  const dossier = dossierByCode(workshop.writer.db, fileCode);
  if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
  const verification = openVerification(workshop.writer.db, dossier.id);
  if (verification?.account !== workshop.actor) return fail('CHECK_NOT_BEGUN', { fileCode });
  return ok({ dossier, verification });
}

/** A check goes on as it is; a sample may grow to everything, and everything never shrinks to a sample. */
function widen(db: WritableDb, workshop: HandlerContext, dossier: Dossier, open: Verification, mode: CheckMode): void {
  if (mode === open.mode || mode === 'sampled') return;
  widenVerification(db, open.id);
  auditBegin(db, workshop, dossier, { ...open, mode: 'full' });
}

function begin(db: WritableDb, workshop: HandlerContext, dossier: Dossier, mode: CheckMode): void {
  const rule = sampleRuleOf(workshop);
  const before = lastVerificationBy(db, dossier.id, workshop.actor);
  // The same person's next round keeps the seed: what comes back mended is looked at again, not another sample of the rest.
  const seed = before?.seed ?? workshop.newId();
  const pages = standingPages(db, dossier);
  const size = sampleSize(pages.length, rule);
  const drawn = drawSample(
    seed,
    pages.map(({ pageId }) => pageId),
    size,
  );
  const risks = risksIn(db, dossier, pages);
  const looked = new Map(before === null ? [] : checkedPages(db, before.id).map((page) => [page.pageId, page.seenPrint]));
  // Sent back since that check began: whatever was seen of it then says nothing about what came back.
  const returned = returnedFindings(db, dossier.id).filter(({ at }) => before !== null && at >= before.begunAt);
  const now = workshop.clock.now();
  const verification = {
    id: workshop.newId(),
    dossierId: dossier.id,
    account: workshop.actor,
    mode,
    ...rule,
    sampleSize: size,
    seed,
    begunAt: now,
  };
  insertVerification(
    db,
    verification,
    pages.map(({ pageId, print, document }) => {
      const chosen: PageReason[] = mode === 'full' ? ['all'] : drawn.has(pageId) ? ['sampled'] : [];
      const again = returned.some((finding) => covers(finding, pageId, document.id));
      const seenPrint = again ? null : (looked.get(pageId) ?? null);
      return {
        pageId,
        print,
        reasons: [...chosen, ...(risks.get(pageId) ?? [])],
        seenPrint,
        seenAt: seenPrint === null ? null : now,
      };
    }),
  );
  auditBegin(db, workshop, dossier, verification);
}

function auditBegin(
  db: WritableDb,
  workshop: HandlerContext,
  dossier: Dossier,
  { id, mode, percent, least, sampleSize: size, seed }: Omit<Verification, 'state'>,
): void {
  recordAudit(db, {
    at: workshop.clock.now(),
    actor: workshop.actor,
    action: 'verify.begin',
    subject: dossier.fileCode,
    data: { check: id, mode, percent, least, sampleSize: size, seed, revision: dossier.revision },
  });
}
