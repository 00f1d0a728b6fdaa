/** Documents that wait for a person's description, in working order; every question here is answered from an index. */
import type { Db, Row } from '../db/database.ts';
import { integer, text } from './rows.ts';

const undescribed = 'proposal_json IS NOT NULL AND fields_json IS NULL AND returned_json IS NULL';
const returned = 'returned_json IS NOT NULL';
const hasPages = 'EXISTS (SELECT 1 FROM page WHERE page.document_id = document.id)';

export interface Target {
  readonly documentId: string;
  readonly fileCode: string;
}

/** Counted from the index alone: a document without pages has no proposal, and nothing of it can be returned. */
export function countWaiting(db: Db, dossierId: string | null): { total: number; returned: number } {
  const count = (condition: string) => {
    const where = dossierId === null ? condition : `dossier_id = ? AND ${condition}`;
    return integer(db.get(`SELECT count(*) AS n FROM document WHERE ${where}`, ...of(dossierId))!, 'n');
  };
  const back = count(returned);
  return { total: back + count(undescribed), returned: back };
}

/** Ids, returned ones first, then as the dossiers came in and as their documents lie. */
export function waitingDocuments(db: Db, dossierId: string | null, offset: number, limit: number): string[] {
  const first = listed(db, returned, dossierId, offset, limit);
  if (first.length === limit) return first;
  const skipped = countWaiting(db, dossierId).returned;
  return [...first, ...listed(db, undescribed, dossierId, Math.max(0, offset - skipped), limit - first.length)];
}

function listed(db: Db, condition: string, dossierId: string | null, offset: number, limit: number): string[] {
  const [from, order] =
    dossierId === null
      ? [`document WHERE ${condition}`, 'came_at, dossier_id, rank, id']
      : [`document INDEXED BY document_of_dossier WHERE dossier_id = ? AND ${condition}`, 'rank, id'];
  return db
    .all(`SELECT id FROM ${from} AND ${hasPages} ORDER BY ${order} LIMIT ? OFFSET ?`, ...of(dossierId), limit, offset)
    .map((row) => text(row, 'id'));
}

/**
 * What a person goes on with after `document`: the next in its dossier that waits, round to the dossier's beginning; when the dossier is
 * through, whatever waits first anywhere.
 */
export function nextWaiting(
  db: Db,
  document: { readonly id: string; readonly dossierId: string; readonly rank: string },
): Target | null {
  const inDossier = (side: string) =>
    [returned, undescribed].flatMap((condition) =>
      db.all(
        `SELECT id, rank FROM document INDEXED BY document_of_dossier WHERE dossier_id = ? AND ${condition} AND ${hasPages} AND id <> ?
         AND (rank, id) ${side} (?, ?) ORDER BY rank, id LIMIT 1`,
        document.dossierId,
        document.id,
        document.rank,
        document.id,
      ),
    );
  const here = nearest(inDossier('>')) ?? nearest(inDossier('<='));
  const [id] = here === null ? waitingDocuments(db, null, 0, 2).filter((other) => other !== document.id) : [here];
  if (id === undefined) return null;
  const row = db.get('SELECT file_code FROM document JOIN dossier ON dossier.id = dossier_id WHERE document.id = ?', id)!;
  return { documentId: id, fileCode: text(row, 'file_code') };
}

function nearest(rows: readonly Row[]): string | null {
  const [first] = rows.toSorted((a, b) => compare(text(a, 'rank'), text(b, 'rank')) || compare(text(a, 'id'), text(b, 'id')));
  return first === undefined ? null : text(first, 'id');
}

/** Ids of the dossier's documents in its order. */
export function documentIds(db: Db, dossierId: string, offset: number, limit: number): string[] {
  return db
    .all(
      `SELECT id FROM document WHERE dossier_id = ? AND ${hasPages} ORDER BY rank, id LIMIT ? OFFSET ?`,
      dossierId,
      limit,
      offset,
    )
    .map((row) => text(row, 'id'));
}

export interface Neighbours {
  /** 1-based. */
  readonly place: number;
  readonly of: number;
  readonly previous: string | null;
  readonly next: string | null;
}

export function neighboursOf(
  db: Db,
  { id, dossierId, rank }: { readonly id: string; readonly dossierId: string; readonly rank: string },
): Neighbours {
  const one = (side: string, order: string) => {
    const row = db.get(
      `SELECT id FROM document WHERE dossier_id = ? AND (rank, id) ${side} (?, ?) AND ${hasPages} ORDER BY rank ${order}, id ${order} LIMIT 1`,
      dossierId,
      rank,
      id,
    );
    return row === undefined ? null : text(row, 'id');
  };
  const counts = db.get(
    `SELECT count(*) AS total, count(*) FILTER (WHERE (rank, id) <= (?, ?)) AS place FROM document WHERE dossier_id = ? AND ${hasPages}`,
    rank,
    id,
    dossierId,
  )!;
  return { place: integer(counts, 'place'), of: integer(counts, 'total'), previous: one('<', 'DESC'), next: one('>', 'ASC') };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const of = (dossierId: string | null): string[] => (dossierId === null ? [] : [dossierId]);
