/** Sends findings back to the clerk: what was built on them is taken away, the reason stands on the page, the dossier's package is another. */
import { reasonText } from '../../../contract/return-kinds.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { nameOf, covers, standingPages } from '../records/check-views.ts';
import { recordDocumentWork } from '../records/work.ts';
import { resetBuilt } from '../records/documents.ts';
import { dossierById, type Dossier } from '../records/dossiers.ts';
import { beforeReturn, insertReturn } from '../records/returns.ts';
import { insertFinding, type FindingRow } from '../records/verifications.ts';
import type { HandlerContext } from '../handler.ts';
import { advanceDossier } from './advance.ts';
import { contentChanged } from './sealable.ts';
import { advanceNow } from './workshop.ts';

export function returnFindings(
  db: WritableDb,
  workshop: HandlerContext,
  dossier: Dossier,
  verificationId: string | null,
  findings: readonly FindingRow[],
): void {
  const now = workshop.clock.now();
  const id = workshop.newId();
  const pages = standingPages(db, dossier);
  const hit = pages.filter((page) => findings.some((finding) => covers(finding, page.pageId, page.document.id)));
  const documents = [...new Map(hit.map(({ document }) => [document.id, document])).values()];
  const before = beforeReturn(
    db,
    dossier.id,
    documents.map((document) => document.id),
  );
  for (const document of documents) {
    const own = findings.filter((finding) => finding.documentId === null || finding.documentId === document.id);
    const named = pages.filter((page) => own.some((finding) => finding.pageId === page.pageId));
    // One reason, one line; the page only when it is about one page.
    const reason = own.map(({ kinds, note }) => reasonText(kinds, note)).join('\n');
    const page = own.length === 1 ? (named[0]?.inDocument ?? null) : null;
    resetBuilt(db, document.id);
    const returned = JSON.stringify({ by: workshop.actor, reason, page, at: now });
    db.run('UPDATE document SET returned_json = ? WHERE id = ?', returned, document.id);
    recordDocumentWork(db, { at: now, actor: workshop.actor, kind: 'return' }, document.id);
    recordAudit(db, {
      at: now,
      actor: workshop.actor,
      action: 'verify.return',
      subject: nameOf(dossier, document),
      data: { page, pages: named.map(({ inDocument }) => inDocument).join(', '), findings: own.length },
    });
  }
  for (const finding of findings)
    if (finding.pageId !== null)
      db.run('UPDATE page SET returned = ? WHERE id = ?', reasonText(finding.kinds, finding.note), finding.pageId);
  // What the archive rejected was never accessioned; the mended dossier is another package.
  db.run('UPDATE dossier SET objid = NULL WHERE id = ?', dossier.id);
  contentChanged(db, dossier.id);
  insertReturn(db, {
    id,
    dossierId: dossier.id,
    verificationId,
    account: workshop.actor,
    at: now,
    revision: dossierById(db, dossier.id).revision,
    before,
  });
  for (const finding of findings) {
    if (finding.verificationId !== null) db.run('UPDATE finding SET return_id = ? WHERE id = ?', id, finding.id);
    else insertFinding(db, { ...finding, dossierId: dossier.id, returnId: id, at: now });
  }
  advanceDossier(db, dossier.id, advanceNow(workshop));
}
