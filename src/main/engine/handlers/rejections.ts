/** What the archive rejected, given back to whoever mends it: each reason is a finding like a verifier's, on its document or its page. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ParsedInput } from '../../../contract/routes.ts';
import { recordAudit } from '../audit/audit.ts';
import { nameOf } from '../records/check-views.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { documentsWithPages } from '../records/documents.ts';
import { dossierById, type Dossier } from '../records/dossiers.ts';
import { pagesOfDocument } from '../records/pages.ts';
import type { FindingRow } from '../records/verifications.ts';
import { returnFindings } from '../road/return-findings.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

export const rejectionHandlers: Pick<Handlers, 'queue.returnRejected'> = {
  'queue.returnRejected': (context, { objid, returns }) => {
    const { writer, clock, actor } = context;
    const delivery = deliveryOf(writer.db, objid);
    if (delivery === null) return fail('DELIVERY_UNKNOWN', { objid });
    const dossier = dossierById(writer.db, delivery.dossierId);
    if (delivery.state !== 'rejected' || dossier.objid !== objid) return fail('NO_REJECTION', { objid });
    const findings: FindingRow[] = [];
    for (const one of returns) {
      const found = findingOf(context, dossier, one);
      if (!found.ok) return found;
      findings.push(found.data);
    }
    const merged = mergePages(findings);
    writer.tx((db) => {
      recordAudit(db, {
        at: clock.now(),
        actor,
        action: 'queue.returnRejected',
        subject: objid,
        data: { findings: findings.length },
      });
      returnFindings(db, context, dossier, null, merged);
    });
    context.wake();
    context.emit({ topic: 'queue.changed', objid });
    context.emit({ topic: 'dossier.changed', fileCode: dossier.fileCode });
    const everyDocument = findings.some(({ documentId }) => documentId === null);
    const documents = everyDocument
      ? documentsWithPages(writer.db, dossier.id).length
      : new Set(findings.map(({ documentId }) => documentId)).size;
    return ok({ documents, pages: merged.filter(({ pageId }) => pageId !== null).length });
  },
};

type Return = ParsedInput<'queue.returnRejected'>['returns'][number];

function findingOf({ writer, newId }: HandlerContext, dossier: Dossier, { document, page, reason }: Return): Result<FindingRow> {
  const finding = { id: newId(), verificationId: null, kinds: [], note: reason };
  if (document === null) return ok({ ...finding, documentId: null, pageId: null });
  const named = documentsWithPages(writer.db, dossier.id).find((one) => nameOf(dossier, one) === document);
  if (named === undefined) return fail('DOCUMENT_UNKNOWN', { docId: document });
  if (page === null) return ok({ ...finding, documentId: named.id, pageId: null });
  const hit = pagesOfDocument(writer.db, named.id)[page - 1];
  // A page the station does not have (a PDF with one too many): the reason stands on the document.
  return ok({ ...finding, documentId: named.id, pageId: hit?.id ?? null });
}

/** A page shows one reason: several about the same page become one, line by line. */
function mergePages(findings: readonly FindingRow[]): FindingRow[] {
  const merged = new Map<string, FindingRow>();
  for (const finding of findings) {
    const key = finding.pageId ?? `${finding.documentId ?? ''} ${finding.id}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? finding : { ...known, note: `${known.note}\n${finding.note}` });
  }
  return [...merged.values()];
}
