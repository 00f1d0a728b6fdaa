/** Keeps the search index in step with pages and documents; every function runs inside the transaction of what changed. */
import { Proposal } from '../../../contract/artefacts.ts';
import { DocumentFields, documentTypes, DossierDescription } from '../../../contract/vocabulary.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { integer, parsed, parsedOrNull, text } from '../records/rows.ts';
import { indexText } from './rules-tokens.ts';

/** Documents brought up to date before one commit; what is beyond (a dossier of thousands was renamed) follows in the background. */
const documentsAtOnce = 100;

/** A page and the words now on it. */
export interface ReadPage {
  readonly id: string;
  readonly text: string;
}

/**
 * The words of pages, from the commit that writes them down. A page that is gone or was not read is left out. FTS5 writes what it holds in
 * memory whenever a statement that may be undone by itself begins, so the other tables come first and the words of all pages after them:
 * one after the other costs three times as much.
 */
export function indexPages(db: WritableDb, pages: readonly ReadPage[]): void {
  const entries = pages.flatMap(({ id: pageId, text: pageText }) => {
    db.run("DELETE FROM search_due WHERE kind = 'page' AND subject = ?", pageId);
    const page = db.get(
      'SELECT search_document.id AS document FROM page LEFT JOIN search_document USING (document_id) WHERE page.id = ? AND text_json IS NOT NULL',
      pageId,
    );
    if (page === undefined) return [];
    const known = db.get('SELECT id FROM search_page WHERE page_id = ?', pageId) !== undefined;
    const id = integer(
      db.get(
        `INSERT INTO search_page (page_id, document) VALUES (?, ?)
         ON CONFLICT (page_id) DO UPDATE SET document = excluded.document RETURNING id`,
        pageId,
        page['document']!,
      )!,
      'id',
    );
    const body = pageText.normalize('NFC');
    db.run('INSERT OR REPLACE INTO search_text (id, text) VALUES (?, ?)', id, body);
    return [{ id, known, tokens: indexText(body) }];
  });
  for (const { id, known, tokens } of entries) {
    if (known) db.run('DELETE FROM search_words WHERE rowid = ?', id);
    db.run('INSERT INTO search_words (rowid, tokens) VALUES (?, ?)', id, tokens);
  }
}

/** Called before every commit: documents whose fields, or whose dossier's title or code, changed in it. */
export function keepSearchIndex(db: WritableDb): void {
  for (const row of db.all('SELECT document_id FROM search_now LIMIT ?', documentsAtOnce)) {
    indexDocument(db, text(row, 'document_id'));
  }
}

export function indexDocument(db: WritableDb, documentId: string): void {
  db.run('DELETE FROM search_now WHERE document_id = ?', documentId);
  db.run("DELETE FROM search_due WHERE kind = 'document' AND subject = ?", documentId);
  const row = db.get(
    `SELECT search_document.id, document.dossier_id, fields_json, proposal_json, description_json, file_code
     FROM document JOIN dossier ON dossier.id = document.dossier_id
     JOIN search_document ON search_document.document_id = document.id WHERE document.id = ?`,
    documentId,
  );
  if (row === undefined) return;
  const id = integer(row, 'id');
  const fields = parsedOrNull(DocumentFields, row['fields_json']) ?? proposedFields(parsedOrNull(Proposal, row['proposal_json']));
  const { title } = parsed(DossierDescription, row['description_json']);
  const fileCode = text(row, 'file_code');
  const head = headOf(fields, title, fileCode);
  db.run(
    'UPDATE search_document SET dossier_id = ?, type = ?, day = ?, head = ? WHERE id = ?',
    text(row, 'dossier_id'),
    fields.typeName,
    sortableDay(fields.issuedDate),
    head,
    id,
  );
  db.run('DELETE FROM search_fields WHERE rowid = ?', id);
  db.run(
    `INSERT INTO search_fields (rowid, number, notation, organ, signer, subject, dossier, code, joined)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    ...[fields.codeNumber, fields.codeNotation, fields.organName, fields.signer, fields.subject, title, fileCode, head].map(
      indexText,
    ),
  );
}

/** One line of words, so that `quyết định 45/QĐ-UBND` is found as it is said. */
function headOf(fields: DocumentFields, title: string, fileCode: string): string {
  const type = documentTypes.find(({ code }) => code === fields.typeName)?.name ?? '';
  const number = [fields.codeNumber, fields.codeNotation].filter((part) => part !== '').join('/');
  const parts = [`${type} ${number}`.trim(), fields.issuedDate, fields.organName, fields.subject, fields.signer, title, fileCode];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `02/01/2001` → `2001-01-02`; what the machine read and is no day is none. */
export function sortableDay(day: string): string {
  const [, dd, mm, yyyy] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(day) ?? [];
  return yyyy === undefined ? '' : `${yyyy}-${mm}-${dd}`;
}

function proposedFields(proposal: Proposal | null): DocumentFields {
  const value = (name: keyof DocumentFields) => proposal?.[name].value ?? '';
  return {
    typeName: value('typeName'),
    codeNumber: value('codeNumber'),
    codeNotation: value('codeNotation'),
    issuedDate: value('issuedDate'),
    organName: value('organName'),
    subject: value('subject'),
    signer: value('signer'),
  };
}

/**
 * Everything is due again, whatever state the index is in: nothing of it is read. `search_document` keeps its numbers, and the station may be
 * worked in meanwhile.
 */
export function startRebuild(db: WritableDb): void {
  db.run("INSERT INTO search_words (search_words) VALUES ('delete-all')");
  db.run("INSERT INTO search_fields (search_fields) VALUES ('delete-all')");
  db.run('DELETE FROM search_text');
  db.run('DELETE FROM search_page');
  db.run('DELETE FROM search_due');
  db.run("INSERT INTO search_due (kind, subject) SELECT 'document', id FROM document");
  db.run("INSERT INTO search_due (kind, subject) SELECT 'page', id FROM page WHERE text_json IS NOT NULL");
  db.run('INSERT OR IGNORE INTO search_rebuild VALUES (1)');
}

/** The index is being made anew: begun, and not yet at its end. */
export function isRebuilding(db: Db): boolean {
  return db.get('SELECT 1 FROM search_rebuild') !== undefined;
}

/** What the index holds, and the pages whose words could not be read. */
export function indexCounts(db: Db): { documents: number; pages: number; unread: number } {
  const row = db.get(
    `SELECT (SELECT count(*) FROM search_document) AS documents, (SELECT count(*) FROM search_page) AS pages,
       (SELECT count(*) FROM search_due WHERE failed = 1) AS unread`,
  )!;
  return { documents: integer(row, 'documents'), pages: integer(row, 'pages'), unread: integer(row, 'unread') };
}

/** Pages and documents the index does not know yet as they are. */
export function countDue(db: Db): number {
  return integer(db.get('SELECT count(*) + (SELECT count(*) FROM search_now) AS n FROM search_due WHERE failed = 0')!, 'n');
}
