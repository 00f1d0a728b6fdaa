/** Writes a plan down: the rows, what they make obsolete and what must be done again, in the transaction of whoever calls. */
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { documentById, insertDocument, resetBuilt, Return } from '../records/documents.ts';
import { dossierById, type Dossier } from '../records/dossiers.ts';
import { integer, parsed, text } from '../records/rows.ts';
import { advanceDossier, type Advance } from '../road/advance.ts';
import { contentChanged } from '../road/sealable.ts';
import { effectsOf } from './effects.ts';
import type { Change } from './history.ts';
import { stateOf, type Layout, type PageState, type Plan } from './rules.ts';

/** Answers what changed; null when everything already lay as planned, and nothing was touched. */
export function applyPlan(
  db: WritableDb,
  dossier: Dossier,
  layout: Layout,
  plan: Plan,
  by: Advance,
): Pick<Change, 'rows' | 'ranks' | 'answered'> | null {
  const effects = effectsOf(layout, plan);
  if (effects.pages.length === 0 && plan.ranks.size === 0) return null;
  for (const { id, rank, like } of plan.made) {
    const parent = documentById(db, like);
    if (parent === null) throw new Error(`no document ${like}`);
    insertDocument(db, { ...parent, id, rank, splitEvery: null });
  }
  for (const [id, rank] of plan.ranks) db.run('UPDATE document SET rank = ? WHERE id = ?', rank, id);
  const waitedFor = effects.documents.filter((id) => returnedPages(db, id) > 0);
  const rows = effects.pages.map((id) => {
    const before = stateOf(layout.pages.get(id)!);
    const after = plan.pages.get(id)!;
    layPage(db, dossier.id, id, before, after, by);
    return { id, before, after };
  });
  for (const id of effects.documents) {
    resetBuilt(db, id);
    db.run("DELETE FROM job WHERE subject = ? AND step IN ('describe', 'compose', 'sign') AND state <> 'running'", id);
    // Built further only when every page of it was read; the machine looks at it again then.
    db.run(
      'UPDATE document SET settled = 0 WHERE id = ? AND EXISTS (SELECT 1 FROM page WHERE document_id = ? AND text_json IS NULL)',
      id,
      id,
    );
  }
  for (const id of effects.reproposed) db.run('UPDATE document SET proposal_json = NULL WHERE id = ?', id);
  const answered = waitedFor.flatMap((id) => answerReturn(db, id));
  if (effects.reordered) db.run('UPDATE dossier SET reordered = 1 WHERE id = ?', dossier.id);
  // What the archive rejected was never accessioned; the mended dossier is another package.
  if (dossier.objid !== null && deliveryOf(db, dossier.objid)?.state === 'rejected')
    db.run('UPDATE dossier SET objid = NULL WHERE id = ?', dossier.id);
  contentChanged(db, dossier.id);
  advanceDossier(db, dossier.id, by);
  const ranks = [...plan.ranks].map(([id, after]) => ({
    id,
    before: layout.documents.find((document) => document.id === id)!.rank,
    after,
  }));
  return { rows, ranks, answered };
}

/** Gives documents back the return that an undone operation had answered. */
export function returnAgain(db: WritableDb, answered: Change['answered']): void {
  for (const { id, returned } of answered)
    db.run('UPDATE document SET returned_json = ? WHERE id = ? AND returned_json IS NULL', returned, id);
}

export function revisionOf(db: WritableDb, dossierId: string): number {
  return dossierById(db, dossierId).revision;
}

function layPage(db: WritableDb, dossierId: string, id: string, before: PageState, after: PageState, by: Advance): void {
  db.run(
    'UPDATE page SET document_id = ?, place = ?, tray = ?, home_document_id = ?, turned = ?, kept = ?, returned = ? WHERE id = ?',
    after.document,
    after.place,
    after.tray,
    after.home,
    after.turned,
    after.kept ? 1 : 0,
    after.returned,
    id,
  );
  const turned = before.turned !== after.turned;
  if (turned) db.run('UPDATE page SET clean_json = NULL, text_json = NULL WHERE id = ?', id);
  // In the tray nobody reads it; a job in hand ends by itself.
  if (turned || after.tray !== null)
    db.run("DELETE FROM job WHERE subject = ? AND step IN ('clean', 'recognise') AND state <> 'running'", id);
  if (after.tray !== null) return;
  const row = db.get('SELECT clean_json IS NULL AS uncleaned, text_json IS NULL AS unread FROM page WHERE id = ?', id)!;
  if (integer(row, 'unread') === 1) enqueue(db, integer(row, 'uncleaned') === 1 ? 'clean' : 'recognise', id, dossierId, by.now);
}

function returnedPages(db: WritableDb, documentId: string): number {
  return integer(db.get('SELECT count(*) AS n FROM page WHERE document_id = ? AND returned IS NOT NULL', documentId)!, 'n');
}

/** A document that was returned for pages of which none is left in it: what the verifier asked for was done. */
function answerReturn(db: WritableDb, documentId: string): Change['answered'] {
  if (returnedPages(db, documentId) > 0) return [];
  const row = db.get('SELECT returned_json FROM document WHERE id = ? AND returned_json IS NOT NULL', documentId);
  if (row === undefined || parsed(Return, row['returned_json']).page === null) return [];
  db.run('UPDATE document SET returned_json = NULL WHERE id = ?', documentId);
  return [{ id: documentId, returned: text(row, 'returned_json') }];
}
