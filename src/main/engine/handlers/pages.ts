/** Pages put in order: each operation names the revision it saw, is one transaction with its inverse, and can be undone. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EditAction, EditView } from '../../../contract/routes/pages.ts';
import type { RouteName } from '../../../contract/routes.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { docIdOf, fitsDocId } from '../../../exchange/sip/tree.ts';
import { recordAudit } from '../audit/audit.ts';
import { digestOf } from '../audit/digest-of.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { applyPlan, returnAgain, revisionOf } from '../pages/apply.ts';
import { batchView } from '../pages/batch.ts';
import { nextEdit, planBack, rememberEdit, turnEdit, viewOf, type Change } from '../pages/history.ts';
import { layoutOf } from '../pages/layout.ts';
import { join, move, reorder, replace, restore, rotate, split, toTray, type Layout, type Plan } from '../pages/rules.ts';
import { documentsWithPages, insertDocument } from '../records/documents.ts';
import { dossierByCode, type Dossier } from '../records/dossiers.ts';
import { integer } from '../records/rows.ts';
import { insertSourceFile } from '../records/source-files.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names = Extract<RouteName, `pages.${string}`>;
interface Seen {
  readonly fileCode: string;
  readonly revision: number;
}
type Done = Result<{ revision: number; edit: EditView | null }>;

export const pageHandlers: Pick<Handlers, Names> = {
  'pages.list': ({ writer: { db }, actor }, { fileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    return dossier === null ? fail('DOSSIER_UNKNOWN', { fileCode }) : ok(batchView(db, dossier, actor));
  },
  'pages.rotate': (workshop, { pages, turn, ...seen }) =>
    edit(workshop, seen, 'rotate', { pages: pages.length }, (layout) => rotate(layout, pages, turn)),
  'pages.move': (workshop, { pages, to, ...seen }) =>
    edit(workshop, seen, 'move', { pages: pages.length }, (layout) => move(layout, pages, to, workshop.newId)),
  'pages.split': (workshop, { page, ...seen }) =>
    edit(workshop, seen, 'split', { documents: 1 }, (layout) => split(layout, page, workshop.newId)),
  'pages.join': (workshop, { documents, ...seen }) =>
    edit(workshop, seen, 'join', { documents: documents.length }, (layout) => join(layout, documents)),
  'pages.toTray': (workshop, { pages, ...seen }) =>
    edit(workshop, seen, 'toTray', { pages: pages.length }, (layout) => toTray(layout, pages)),
  'pages.restore': (workshop, { pages, to, ...seen }) =>
    edit(workshop, seen, 'restore', { pages: pages.length }, (layout) => restore(layout, pages, to, workshop.newId)),
  'pages.reorder': (workshop, { documents, before, ...seen }) =>
    edit(workshop, seen, 'reorder', { documents: documents.length }, (layout) => reorder(layout, documents, before)),
  'pages.replace': (workshop, { page, by, ...seen }) =>
    edit(workshop, seen, 'replace', { pages: 1 }, (layout) => replace(layout, page, by)),

  'pages.rescan': async (workshop, { page, path, ...seen }) => {
    const name = basename(path).normalize('NFC');
    const file = await stat(path).catch(() => null);
    if (file === null || !file.isFile()) return fail('FILE_MISSING', { name });
    const { size, mtimeMs } = file;
    return changing(workshop, seen, (db, dossier) => {
      const layout = layoutOf(db, dossier);
      const document = layout.documents.find(({ id }) => id === layout.pages.get(page)?.document);
      if (document === undefined) return fail('PAGES_ELSEWHERE', {});
      if (document.signed) return fail('SIGNED_PAGES_FIXED', { docId: document.name });
      const modifiedMs = Math.floor(mtimeMs);
      const same = 'SELECT 1 FROM source_file WHERE dossier_id = ? AND path = ? AND size = ? AND modified_ms = ?';
      if (db.get(same, dossier.id, path, size, modifiedMs) !== undefined) return fail('SOURCE_ALREADY_IN', { name });
      expectReplacement(db, workshop, dossier, { page, path, name, size, modifiedMs });
      return ok({ revision: revisionOf(db, dossier.id) });
    });
  },

  'pages.undo': (workshop, seen) => goBack(workshop, seen, 'undo'),
  'pages.redo': (workshop, seen) => goBack(workshop, seen, 'redo'),
};

/** One operation: planned on the dossier as it lies now, written down with its inverse. */
function edit(
  workshop: HandlerContext,
  seen: Seen,
  action: EditAction,
  subject: Partial<Pick<Change, 'pages' | 'documents'>>,
  plan: (layout: Layout) => Result<Plan>,
): Done {
  return changing(workshop, seen, (db, dossier): Done => {
    const layout = layoutOf(db, dossier);
    const planned = plan(layout);
    if (!planned.ok) return planned;
    const tooMany = refuseLongCodes(db, dossier, planned.data.made.length);
    if (tooMany !== null) return tooMany;
    const changed = applyPlan(db, dossier, layout, planned.data, advanceNow(workshop));
    if (changed === null) return ok({ revision: dossier.revision, edit: null });
    const change = { pages: 0, documents: 0, ...subject, ...changed };
    const at = workshop.clock.now();
    const id = rememberEdit(db, { dossierId: dossier.id, account: workshop.actor, action, change, at });
    audit(db, workshop, dossier, `pages.${action}`, id, change);
    return ok({ revision: revisionOf(db, dossier.id), edit: viewOf({ action, change }) });
  });
}

function goBack(workshop: HandlerContext, seen: Seen, way: 'undo' | 'redo'): Result<{ revision: number; edit: EditView }> {
  return changing(workshop, seen, (db, dossier): Result<{ revision: number; edit: EditView }> => {
    const known = nextEdit(db, dossier.id, workshop.actor, way);
    if (known === null) return fail(way === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO', {});
    const layout = layoutOf(db, dossier);
    const plan = planBack(layout, known, way);
    if (!plan.ok) return plan;
    const changed = applyPlan(db, dossier, layout, plan.data, advanceNow(workshop));
    const [rows, ranks] = [changed?.rows ?? [], changed?.ranks ?? []];
    if (way === 'undo') returnAgain(db, known.change.answered);
    // From now on it is told with the rows as they really became.
    const change: Change = {
      ...known.change,
      rows: way === 'redo' ? rows : rows.map(({ id, before, after }) => ({ id, before: after, after: before })),
      ranks: way === 'redo' ? ranks : ranks.map(({ id, before, after }) => ({ id, before: after, after: before })),
      answered: way === 'redo' ? (changed?.answered ?? []) : known.change.answered,
    };
    turnEdit(db, known, way === 'undo' ? 'undone' : 'done', change);
    audit(db, workshop, dossier, `pages.${way}`, known.id, change);
    return ok({ revision: revisionOf(db, dossier.id), edit: viewOf(known) });
  });
}

/** The dossier as whoever asks saw it, in one transaction; afterwards every window hears of it. */
function changing<T>(workshop: HandlerContext, seen: Seen, change: (db: WritableDb, dossier: Dossier) => Result<T>): Result<T> {
  const { fileCode } = seen;
  const result = workshop.writer.tx((db) => {
    const dossier = dossierByCode(db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    if (dossier.revision !== seen.revision) return fail('CHANGED_MEANWHILE', { fileCode });
    return change(db, dossier);
  });
  if (!result.ok) return result;
  workshop.wake();
  workshop.emit({ topic: 'dossier.changed', fileCode });
  return result;
}

/** A document more is a longer number behind the file code, which has 25 characters in all (Circular 05/2025, Annex III). */
function refuseLongCodes(db: Db, dossier: Dossier, made: number): Result<never> | null {
  const documents = documentsWithPages(db, dossier.id).length + made;
  if (made === 0 || fitsDocId(dossier.fileCode, documents)) return null;
  return fail('FILE_CODE_TOO_LONG', { fileCode: dossier.fileCode, example: docIdOf(dossier.fileCode, documents) });
}

function expectReplacement(
  db: WritableDb,
  workshop: HandlerContext,
  dossier: Dossier,
  file: { page: string; path: string; name: string; size: number; modifiedMs: number },
): void {
  const { page, ...found } = file;
  const now = workshop.clock.now();
  const position =
    integer(db.get('SELECT coalesce(max(position), 0) AS n FROM source_file WHERE dossier_id = ?', dossier.id)!, 'n') + 1;
  const [id, documentId] = [workshop.newId(), workshop.newId()];
  // Its own document, in case the bad page is gone when it comes.
  insertDocument(db, {
    id: documentId,
    dossierId: dossier.id,
    place: position,
    part: 0,
    title: file.name,
    splitEvery: null,
    settled: false,
  });
  insertSourceFile(db, {
    id,
    dossierId: dossier.id,
    documentId,
    position,
    ...found,
    error: null,
    replaces: page,
    handedBy: workshop.actor,
    askedBy: workshop.actor,
  });
  enqueue(db, 'capture', id, dossier.id, now);
  contentChanged(db, dossier.id);
  recordAudit(db, {
    at: now,
    actor: workshop.actor,
    action: 'pages.rescan',
    subject: dossier.fileCode,
    data: { page, file: id },
  });
}

/** Ids of pages, as many as a line of the trail can hold, and the digest of the whole change. */
function audit(
  db: WritableDb,
  { actor, clock }: HandlerContext,
  dossier: Dossier,
  action: `pages.${EditAction | 'undo' | 'redo'}`,
  edit: number,
  change: Change,
): void {
  const ids = change.rows.slice(0, 50).map(({ id }) => id);
  const data = { edit, pages: change.rows.length, documents: change.documents, ids: ids.join(' '), change: digestOf(change) };
  recordAudit(db, { at: clock.now(), actor, action, subject: dossier.fileCode, data });
}
