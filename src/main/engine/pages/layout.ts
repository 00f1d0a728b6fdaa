/** A dossier's pages as they lie, read with one question each: a dossier may have thousands. */
import { TrayReason } from '../../../contract/vocabulary.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { Db } from '../db/database.ts';
import type { Dossier } from '../records/dossiers.ts';
import { Turn } from '../records/pages.ts';
import { integer, text, textOrNull } from '../records/rows.ts';
import type { LaidPage, Layout } from './rules.ts';

export function layoutOf(db: Db, dossier: Dossier): Layout {
  const documents = db
    .all(
      'SELECT id, rank, ordinal, title, settled, incoming_signed FROM document WHERE dossier_id = ? ORDER BY rank, id',
      dossier.id,
    )
    .map((row) => ({
      id: text(row, 'id'),
      rank: text(row, 'rank'),
      name: row['ordinal'] === null ? text(row, 'title') : docIdOf(dossier.fileCode, integer(row, 'ordinal')),
      signed: row['incoming_signed'] !== null,
      settled: integer(row, 'settled') === 1,
    }));
  const pages = db
    .all(
      `SELECT id, document_id, place, tray, home_document_id, turned, kept, returned, position, source_page,
              coalesce(json_extract(clean_json, '$.rotation'), 0) AS shown
       FROM page WHERE dossier_id = ?`,
      dossier.id,
    )
    .map((row): LaidPage => ({
      id: text(row, 'id'),
      document: textOrNull(row, 'document_id'),
      place: text(row, 'place'),
      tray: row['tray'] === null ? null : TrayReason.parse(row['tray']),
      home: textOrNull(row, 'home_document_id'),
      turned: row['turned'] === null ? null : Turn.parse(row['turned']),
      kept: integer(row, 'kept') === 1,
      returned: textOrNull(row, 'returned'),
      position: integer(row, 'position'),
      sourcePage: integer(row, 'source_page'),
      shown: Turn.parse(row['shown']),
    }));
  return { documents, pages: new Map(pages.map((page) => [page.id, page])) };
}
