/** The same paper twice in one station, and what a dossier's documents say: found through indexes. */
import { DocumentFields } from '../../../contract/vocabulary.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { Db, Row } from '../db/database.ts';
import { integer, parsedOrNull, text } from './rows.ts';

interface Code {
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly issuedDate: string;
  readonly organName: string;
}

/** Another document that was confirmed with the same number, notation, day and issuing body: its docId. */
export function twinOf(db: Db, documentId: string, { codeNumber, codeNotation, issuedDate, organName }: Code): string | null {
  if (codeNumber === '' || codeNotation === '' || issuedDate === '') return null;
  const row = db.get(
    `SELECT file_code, ordinal FROM document JOIN dossier ON dossier.id = dossier_id
     WHERE fields_json IS NOT NULL AND json_extract(fields_json, '$.codeNotation') = ?
       AND json_extract(fields_json, '$.codeNumber') = ? AND json_extract(fields_json, '$.issuedDate') = ?
       AND json_extract(fields_json, '$.organName') = ? AND document.id <> ? LIMIT 1`,
    codeNotation,
    codeNumber,
    issuedDate,
    organName,
    documentId,
  );
  return row === undefined ? null : nameOf(row);
}

/** Another document, here or in another dossier, that holds the very same page image. */
export function otherDocumentWithImage(db: Db, dossierId: string, documentId: string, image: string): string | null {
  const row = db.get(
    `SELECT file_code, ordinal FROM page JOIN document ON document.id = page.document_id JOIN dossier ON dossier.id = document.dossier_id
     WHERE json_extract(image_json, '$.image') = ? AND document.id <> ? ORDER BY document.dossier_id = ? DESC LIMIT 1`,
    image,
    documentId,
    dossierId,
  );
  return row === undefined ? null : nameOf(row);
}

function nameOf(row: Row): string {
  const fileCode = text(row, 'file_code');
  return row['ordinal'] === null ? fileCode : docIdOf(fileCode, integer(row, 'ordinal'));
}

export interface Saying {
  readonly fields: DocumentFields | null;
  readonly proposedDate: string;
  readonly pages: number;
  readonly bornDigital: boolean;
}

/** What each document of a dossier says, in order, without reading more of it. */
export function documentsSaying(db: Db, dossierId: string): Saying[] {
  return db
    .all(
      `SELECT fields_json, coalesce(json_extract(proposal_json, '$.issuedDate.value'), '') AS proposed, incoming_signed IS NOT NULL AS born,
              (SELECT count(*) FROM page WHERE page.document_id = document.id) AS pages
       FROM document WHERE dossier_id = ? ORDER BY rank, id`,
      dossierId,
    )
    .filter((row) => integer(row, 'pages') > 0)
    .map((row) => ({
      fields: parsedOrNull(DocumentFields, row['fields_json']),
      proposedDate: text(row, 'proposed'),
      pages: integer(row, 'pages'),
      bornDigital: integer(row, 'born') === 1,
    }));
}
