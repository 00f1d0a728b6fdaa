/** A page captured anew takes the place of a bad one: as soon as it has come, in the transaction that takes it in. */
import type { WritableDb } from '../db/database.ts';
import { recordAudit } from '../audit/audit.ts';
import { operatorName } from '../accounts/rules.ts';
import { dossierById } from '../records/dossiers.ts';
import type { SourceFile } from '../records/source-files.ts';
import { advanceNow, type Workshop } from '../road/workshop.ts';
import { applyPlan } from './apply.ts';
import { rememberEdit } from './history.ts';
import { layoutOf } from './layout.ts';
import { replace } from './rules.ts';

/** When the bad page has gone from its document meanwhile, the new ones stay where they are: a document of their own. */
export function putInPlaceOf(db: WritableDb, workshop: Workshop, file: SourceFile, pages: readonly string[]): void {
  const dossier = dossierById(db, file.dossierId);
  const layout = layoutOf(db, dossier);
  const plan = replace(layout, file.replaces ?? '', pages);
  if (!plan.ok) return;
  const changed = applyPlan(db, dossier, layout, plan.data, advanceNow(workshop));
  if (changed === null) return;
  const account = file.askedBy ?? operatorName;
  const at = workshop.clock.now();
  // Undone, the new pages go to the tray: they were captured and stay in the ledger.
  const rows = changed.rows.map((row) =>
    pages.includes(row.id)
      ? { ...row, before: { ...row.after, document: null, home: row.after.document, tray: 'clerk' as const } }
      : row,
  );
  const change = { ...changed, rows, pages: 1, documents: 0 };
  const edit = rememberEdit(db, { dossierId: dossier.id, account, action: 'replace', change, at });
  recordAudit(db, {
    at,
    actor: account,
    action: 'pages.replace',
    subject: dossier.fileCode,
    data: { edit, file: file.id, page: file.replaces },
  });
}
