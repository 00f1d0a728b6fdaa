import { CleanPage, PageImage, PageText } from '../../../contract/artefacts.ts';
import { TrayReason } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

export interface Page {
  readonly id: string;
  readonly dossierId: string;
  readonly documentId: string | null;
  readonly sourceFileId: string;
  readonly position: number;
  readonly sourcePage: number;
  readonly tray: TrayReason | null;
  readonly image: PageImage;
  readonly clean: CleanPage | null;
  readonly text: PageText | null;
  readonly returned: string | null;
}

export function pageById(db: Db, id: string): Page {
  const row = db.get('SELECT * FROM page WHERE id = ?', id);
  if (row === undefined) throw new Error(`no page ${id}`);
  return pageOf(row);
}

/** In reading order: place of the file in the document, then page in the file. */
export function pagesOfDocument(db: Db, documentId: string): Page[] {
  return db.all('SELECT * FROM page WHERE document_id = ? ORDER BY position, source_page', documentId).map(pageOf);
}

export function trayOf(db: Db, dossierId: string): Page[] {
  return db
    .all('SELECT * FROM page WHERE dossier_id = ? AND tray IS NOT NULL ORDER BY position, source_page', dossierId)
    .map(pageOf);
}

export function insertPage(
  db: WritableDb,
  page: { id: string; dossierId: string; documentId: string; sourceFileId: string; position: number; image: PageImage },
): void {
  db.run(
    'INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json) VALUES (?, ?, ?, ?, ?, ?, ?)',
    page.id,
    page.dossierId,
    page.documentId,
    page.sourceFileId,
    page.position,
    page.image.sourcePage,
    JSON.stringify(page.image),
  );
}

function pageOf(row: Row): Page {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    documentId: textOrNull(row, 'document_id'),
    sourceFileId: text(row, 'source_file_id'),
    position: integer(row, 'position'),
    sourcePage: integer(row, 'source_page'),
    tray: row['tray'] === null ? null : TrayReason.parse(row['tray']),
    image: parsed(PageImage, row['image_json']),
    clean: parsedOrNull(CleanPage, row['clean_json']),
    text: parsedOrNull(PageText, row['text_json']),
    returned: textOrNull(row, 'returned'),
  };
}
