/**
 * What comes next for a dossier. Called inside every transaction that changes one, so that a state and the job it causes
 * commit together; it looks only at what the database says and may be called at any time.
 */
import type { Instant } from '../../../contract/vocabulary.ts';
import type { WritableDb } from '../db/database.ts';
import { busyJobs, enqueue } from '../jobs/table.ts';
import type { NewId } from '../ports.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { keysBetween, paperKey } from '../pages/order.ts';
import { documentById, documentsWithPages, insertDocument, resetBuilt, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { pagesFedTo, pagesOfDocument, type Page } from '../records/pages.ts';
import { integer, text, textOrNull } from '../records/rows.ts';
import { contentChanged, isSealable } from './sealable.ts';
import { settle, type SeenPage } from './settle.ts';

export interface Advance {
  readonly now: Instant;
  readonly newId: NewId;
  /** False while no key is at hand: composed documents then wait at the sign step. */
  readonly canSign: boolean;
}

/** After anything about the whole dossier changed. */
export function advanceDossier(db: WritableDb, dossierId: string, by: Advance): void {
  for (const row of db.all('SELECT id FROM document WHERE dossier_id = ? AND settled = 0', dossierId))
    settleWhenSeen(db, text(row, 'id'), by);
  // While pages are still coming in nothing later may start: ordinals follow the order of the paper.
  if (busyJobs(db, dossierId, ['capture', 'clean', 'recognise']) === 0) {
    giveOrdinals(db, dossierId);
    for (const document of documentsWithPages(db, dossierId)) nextForDocument(db, document, by);
    sealWhenApproved(db, dossierId, by.now);
  }
  db.run('UPDATE dossier SET changed_at = ? WHERE id = ?', by.now, dossierId);
}

/** After one page of a document was looked at: cheap, because a dossier may have thousands. */
export function advancePages(db: WritableDb, dossierId: string, documentId: string | null, by: Advance): void {
  if (documentId !== null) settleWhenSeen(db, documentId, by);
  if (busyJobs(db, dossierId, ['capture', 'clean', 'recognise']) === 0) advanceDossier(db, dossierId, by);
}

/** After one settled document got a result of its own. */
export function advanceDocument(db: WritableDb, documentId: string, by: Advance): void {
  const document = documentById(db, documentId);
  if (document === null || !hasPages(db, documentId)) return;
  nextForDocument(db, document, by);
  db.run('UPDATE dossier SET changed_at = ? WHERE id = ?', by.now, document.dossierId);
}

function settleWhenSeen(db: WritableDb, documentId: string, by: Advance): void {
  const document = documentById(db, documentId);
  if (document === null || document.settled) return;
  const waiting = db.get(
    `SELECT (SELECT count(*) FROM source_file WHERE document_id = ? AND state = 'waiting')
          + (SELECT count(*) FROM page WHERE document_id = ? AND text_json IS NULL)
          + (SELECT count(*) FROM scan WHERE document_id = ? AND state <> 'done') AS n`,
    document.id,
    document.id,
    document.id,
  )!;
  if (integer(waiting, 'n') > 0) return;
  // Nothing could be captured yet, or at all: the document stays as the place of its refused files until a person decides.
  if (!hasPages(db, document.id)) return;
  // Counting off documents, pages that a person took out meanwhile still count.
  const pages = document.splitEvery === null ? pagesOfDocument(db, document.id) : pagesFedTo(db, document.id);
  // A signed file is whole as it is: its blank pages are part of what was signed.
  const { tray, parts } =
    document.incomingSigned === null ? settle(pages.map(seen), document.splitEvery) : { tray: [], parts: [] };
  const ids = partDocuments(db, document, Math.max(1, parts.length), by);
  for (const { page, reason, part } of tray)
    db.run('UPDATE page SET document_id = NULL, home_document_id = ?, tray = ? WHERE id = ?', ids[part ?? 0]!, reason, page);
  parts.forEach((part, index) => {
    if (index > 0) for (const page of part) db.run('UPDATE page SET document_id = ? WHERE id = ?', ids[index]!, page);
  });
  db.run('UPDATE document SET settled = 1, split_every = NULL WHERE id = ?', document.id);
  if (tray.length > 0 || parts.length > 1) contentChanged(db, document.dossierId);
}

/** The documents a run is parted into: itself, then new ones right behind it. */
function partDocuments(db: WritableDb, document: Document, parts: number, by: Advance): string[] {
  const next = db.get(
    'SELECT min(rank) AS rank FROM document WHERE dossier_id = ? AND rank > ?',
    document.dossierId,
    document.rank,
  );
  const limit = next === undefined ? null : textOrNull(next, 'rank');
  const paper = Array.from({ length: parts - 1 }, (_, index) => paperKey(document.place, document.part + index + 1));
  const fits = paper.every((rank) => rank > document.rank && (limit === null || rank < limit));
  const ranks = fits ? paper : keysBetween(document.rank, limit, parts - 1);
  return [
    document.id,
    ...ranks.map((rank, index) => {
      const id = by.newId();
      insertDocument(db, { ...document, id, part: document.part + index + 1, rank, splitEvery: null, settled: true });
      return id;
    }),
  ];
}

function seen(page: Page): SeenPage {
  const decided = page.tray !== null ? 'away' : page.kept ? 'stays' : undefined;
  if (decided === 'away') return { id: page.id, decided, clean: untouched, text: unread };
  if (page.clean === null || page.text === null) throw new Error(`page ${page.id} was not looked at`);
  return { id: page.id, clean: page.clean, text: page.text, ...(decided === undefined ? {} : { decided }) };
}

const untouched = { blank: false, separator: null };
const unread = { wordCount: 0, meanConfidence: 0 };

/**
 * Ordinals follow the order of the paper and have no gap (Circular 05/2025, Annex III), so they are given when nothing more will be parted
 * by itself, and anew for as long as no PDF carries one. After that only a person changes them, by changing the order of the documents or
 * leaving one empty; then the PDF of every document whose number changed is made again. A document that was held up comes last.
 */
function giveOrdinals(db: WritableDb, dossierId: string): void {
  const all = documentsWithPages(db, dossierId);
  const documents = all.filter(({ settled }) => settled);
  const has = (sql: string) => db.get(sql, dossierId) !== undefined;
  const fixed = has('SELECT 1 FROM document WHERE dossier_id = ? AND composed_json IS NOT NULL LIMIT 1');
  const changed =
    has('SELECT 1 FROM dossier WHERE id = ? AND reordered = 1') ||
    has(
      'SELECT 1 FROM document WHERE dossier_id = ? AND ordinal IS NOT NULL AND NOT EXISTS (SELECT 1 FROM page WHERE document_id = document.id) LIMIT 1',
    );
  if (fixed && !changed) {
    let next = integer(db.get('SELECT coalesce(max(ordinal), 0) AS n FROM document WHERE dossier_id = ?', dossierId)!, 'n') + 1;
    for (const { id, ordinal } of documents)
      if (ordinal === null) db.run('UPDATE document SET ordinal = ? WHERE id = ?', next++, id);
    return;
  }
  db.run('UPDATE document SET ordinal = NULL WHERE dossier_id = ?', dossierId);
  documents.forEach(({ id, ordinal }, index) => {
    if (ordinal !== index + 1) resetBuilt(db, id);
    db.run('UPDATE document SET ordinal = ? WHERE id = ?', index + 1, id);
  });
  // One that is still being read may yet come into the order.
  if (documents.length === all.length) db.run('UPDATE dossier SET reordered = 0 WHERE id = ?', dossierId);
}

function nextForDocument(db: WritableDb, document: Document, by: Advance): void {
  if (!document.settled || document.ordinal === null) return;
  if (document.proposal === null) return enqueue(db, 'describe', document.id, document.dossierId, by.now);
  if (document.fields === null || document.returned !== null) return;
  if (document.composed === null) return enqueue(db, 'compose', document.id, document.dossierId, by.now);
  // Signed before it came: its own signatures are what counts, and it leaves byte for byte as it arrived.
  if (document.signed === null && document.incomingSigned === null && by.canSign)
    enqueue(db, 'sign', document.id, document.dossierId, by.now);
}

function sealWhenApproved(db: WritableDb, dossierId: string, now: Instant): void {
  if (!isSealable(db, dossierId)) return;
  const { objid } = dossierById(db, dossierId);
  const delivery = objid === null ? null : deliveryOf(db, objid);
  if (delivery === null) return enqueue(db, 'package', dossierId, dossierId, now);
  // A rejected package waits for a person: sending the same bytes again would be rejected again.
  if (delivery.state !== 'delivered' && delivery.state !== 'rejected') enqueue(db, 'send', delivery.objid, dossierId, now);
}

function hasPages(db: WritableDb, documentId: string): boolean {
  return db.get('SELECT 1 FROM page WHERE document_id = ? LIMIT 1', documentId) !== undefined;
}

/** The objid of a dossier's package, given once: every later attempt to pack or send speaks of the same package. */
export function objidOf(db: WritableDb, dossierId: string, newId: NewId): string {
  const known = dossierById(db, dossierId).objid;
  if (known !== null) return known;
  const objid = `uuid-${newId().toUpperCase()}`;
  db.run('UPDATE dossier SET objid = ? WHERE id = ?', objid, dossierId);
  return objid;
}
