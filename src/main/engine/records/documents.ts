import { z } from 'zod';
import { ComposedDocument, Proposal, SignedDocument } from '../../../contract/artefacts.ts';
import { FieldSources } from '../../../contract/description.ts';
import type { DocumentState } from '../../../contract/views.ts';
import { DocumentFields, Instant, Sha256 } from '../../../contract/vocabulary.ts';
import { Problem } from '../../../exchange/sip/problems.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { paperKey } from '../pages/order.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

export const Return = z.object({ by: z.string(), reason: z.string(), page: z.int().nullable(), at: Instant });
export type Return = z.infer<typeof Return>;

export interface Document {
  readonly id: string;
  readonly dossierId: string;
  readonly place: number;
  readonly part: number;
  /** Order key in the dossier: that of its paper until a person moves it. */
  readonly rank: string;
  readonly ordinal: number | null;
  readonly title: string;
  readonly splitEvery: number | null;
  readonly settled: boolean;
  readonly incomingSigned: Sha256 | null;
  readonly proposal: Proposal | null;
  readonly fields: DocumentFields | null;
  readonly describedBy: string | null;
  readonly describedAt: Instant | null;
  readonly composed: ComposedDocument | null;
  readonly signingAt: Instant | null;
  readonly signed: SignedDocument | null;
  readonly approvedBy: string | null;
  readonly returned: Return | null;
  readonly warnings: readonly string[];
  /** Where the confirmed values were read. */
  readonly sources: FieldSources;
  /** Warnings the description was confirmed with. */
  readonly remarks: readonly Problem[];
}

export function documentById(db: Db, id: string): Document | null {
  const row = db.get('SELECT * FROM document WHERE id = ?', id);
  return row === undefined ? null : documentOf(row);
}

/** In the order of the dossier. */
export function documentsOf(db: Db, dossierId: string): Document[] {
  return db.all('SELECT * FROM document WHERE dossier_id = ? ORDER BY rank, id', dossierId).map(documentOf);
}

/** Those that have pages, in order; a document without any is only the place of files that were refused. */
export function documentsWithPages(db: Db, dossierId: string): Document[] {
  return db
    .all(
      'SELECT * FROM document WHERE dossier_id = ? AND EXISTS (SELECT 1 FROM page WHERE document_id = document.id) ORDER BY rank, id',
      dossierId,
    )
    .map(documentOf);
}

export function insertDocument(
  db: WritableDb,
  document: {
    id: string;
    dossierId: string;
    place: number;
    part: number;
    title: string;
    splitEvery: number | null;
    settled: boolean;
    rank?: string;
  },
): void {
  db.run(
    `INSERT INTO document (id, dossier_id, place, part, rank, title, split_every, settled, came_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT made_at FROM dossier WHERE id = ?))`,
    document.id,
    document.dossierId,
    document.place,
    document.part,
    document.rank ?? paperKey(document.place, document.part),
    document.title,
    document.splitEvery,
    document.settled ? 1 : 0,
    document.dossierId,
  );
}

/** Where a document stands, from what it has: the later fact wins. */
export function stateOf(document: Document, sealed: boolean): DocumentState {
  if (sealed) return 'packed';
  if (document.approvedBy !== null) return 'approved';
  if (document.returned !== null) return 'returned';
  if (document.signed !== null) return 'signed';
  if (document.composed !== null) return document.incomingSigned === null ? 'composed' : 'signed';
  if (document.fields !== null) return 'described';
  if (document.proposal !== null) return 'proposed';
  return document.settled ? 'recognised' : 'captured';
}

/** Takes back what was built on the description or the pages; a returned or changed document walks these steps again. */
export function resetBuilt(db: WritableDb, documentId: string): void {
  db.run(
    'UPDATE document SET composed_json = NULL, signing_at = NULL, signed_json = NULL, approved_by = NULL, approved_at = NULL WHERE id = ?',
    documentId,
  );
}

function documentOf(row: Row): Document {
  return {
    id: text(row, 'id'),
    dossierId: text(row, 'dossier_id'),
    place: integer(row, 'place'),
    part: integer(row, 'part'),
    rank: text(row, 'rank'),
    ordinal: row['ordinal'] === null ? null : integer(row, 'ordinal'),
    title: text(row, 'title'),
    splitEvery: row['split_every'] === null ? null : integer(row, 'split_every'),
    settled: integer(row, 'settled') === 1,
    incomingSigned: row['incoming_signed'] === null ? null : Sha256.parse(row['incoming_signed']),
    proposal: parsedOrNull(Proposal, row['proposal_json']),
    fields: parsedOrNull(DocumentFields, row['fields_json']),
    describedBy: textOrNull(row, 'described_by'),
    describedAt: row['described_at'] === null ? null : Instant.parse(row['described_at']),
    composed: parsedOrNull(ComposedDocument, row['composed_json']),
    signingAt: row['signing_at'] === null ? null : Instant.parse(row['signing_at']),
    signed: parsedOrNull(SignedDocument, row['signed_json']),
    approvedBy: textOrNull(row, 'approved_by'),
    returned: parsedOrNull(Return, row['returned_json']),
    warnings: parsed(z.array(z.string()), row['warnings_json']),
    sources: parsed(FieldSources, row['sources_json']),
    remarks: parsed(z.array(Problem), row['remarks_json']),
  };
}
