import { z } from 'zod';
import { CleanPage, PageImage, PageText } from '../../../contract/artefacts.ts';
import { TrayReason } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { freeKey, paperKey } from '../pages/order.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

/** Quarter turns counter-clockwise, as step 2 takes them. */
export const Turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);
export type Turn = z.infer<typeof Turn>;

export interface Page {
  readonly id: string;
  readonly dossierId: string;
  readonly documentId: string | null;
  readonly sourceFileId: string;
  readonly position: number;
  readonly sourcePage: number;
  /** Order key among the pages of its document; in the tray, the one it had there. */
  readonly place: string;
  readonly tray: TrayReason | null;
  /** For a page in the tray: the document it was in. */
  readonly home: string | null;
  /** Chosen by a person; null while the machine decides. */
  readonly turned: Turn | null;
  /** A person said where it lies: the machine leaves it there. */
  readonly kept: boolean;
  readonly image: PageImage;
  readonly clean: CleanPage | null;
  readonly text: PageText | null;
  readonly returned: string | null;
  /** Who looked at every doubtful word of it. */
  readonly reviewedBy: string | null;
}

export function pageById(db: Db, id: string): Page {
  const page = findPage(db, id);
  if (page === null) throw new Error(`no page ${id}`);
  return page;
}

export function findPage(db: Db, id: string): Page | null {
  const row = db.get('SELECT * FROM page WHERE id = ?', id);
  return row === undefined ? null : pageOf(row);
}

/** In reading order. */
export function pagesOfDocument(db: Db, documentId: string): Page[] {
  return db.all('SELECT * FROM page WHERE document_id = ? ORDER BY place', documentId).map(pageOf);
}

/** As it was fed: its pages and those that lie in the tray by now. */
export function pagesFedTo(db: Db, documentId: string): Page[] {
  return db
    .all('SELECT * FROM page WHERE document_id = ? OR home_document_id = ? ORDER BY place', documentId, documentId)
    .map(pageOf);
}

export function trayOf(db: Db, dossierId: string): Page[] {
  return db
    .all('SELECT * FROM page WHERE dossier_id = ? AND tray IS NOT NULL ORDER BY position, source_page', dossierId)
    .map(pageOf);
}

/** Puts a captured page where its paper lay among the others, unless `place` says where. */
export function insertPage(
  db: WritableDb,
  page: {
    id: string;
    dossierId: string;
    documentId: string;
    sourceFileId: string;
    position: number;
    image: PageImage;
    place?: string;
  },
): void {
  const place = page.place ?? paperKey(page.position, page.image.sourcePage);
  db.run(
    'INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, place, image_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    page.id,
    page.dossierId,
    page.documentId,
    page.sourceFileId,
    page.position,
    page.image.sourcePage,
    freeKey(place, placesTaken(db, page.documentId, place)),
    JSON.stringify(page.image),
  );
}

/** The keys that matter when something is put at `place`: itself, if taken, and the next one. */
export function placesTaken(db: Db, documentId: string, place: string): string[] {
  return db
    .all('SELECT place FROM page WHERE document_id = ? AND place >= ? ORDER BY place LIMIT 2', documentId, place)
    .map((row) => text(row, 'place'));
}

function pageOf(row: Row): Page {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    documentId: textOrNull(row, 'document_id'),
    sourceFileId: text(row, 'source_file_id'),
    position: integer(row, 'position'),
    sourcePage: integer(row, 'source_page'),
    place: text(row, 'place'),
    tray: row['tray'] === null ? null : TrayReason.parse(row['tray']),
    home: textOrNull(row, 'home_document_id'),
    turned: row['turned'] === null ? null : Turn.parse(row['turned']),
    kept: integer(row, 'kept') === 1,
    image: parsed(PageImage, row['image_json']),
    clean: parsedOrNull(CleanPage, row['clean_json']),
    text: parsedOrNull(PageText, row['text_json']),
    returned: textOrNull(row, 'returned'),
    reviewedBy: textOrNull(row, 'reviewed_by'),
  };
}
