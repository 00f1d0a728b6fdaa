/** Documents that wait for a signature nobody is making. The first line of the condition is a partial index of migration 60. */
import type { z } from 'zod';
import type { WaitingDocument, WaitingDossier } from '../../../contract/routes/sign.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { Db } from '../db/database.ts';
import { documentById, type Document } from './documents.ts';
import { dossierById, type Dossier } from './dossiers.ts';
import { pagesOfDocument } from './pages.ts';
import { integer, text } from './rows.ts';

const waits = (document: string) => `
  composed_json IS NOT NULL AND signed_json IS NULL AND incoming_signed IS NULL AND returned_json IS NULL
  AND NOT EXISTS (SELECT 1 FROM sign_item WHERE document_id = ${document}.id AND sign_item.state IN ('waiting', 'signing'))
  AND NOT EXISTS (SELECT 1 FROM job WHERE job.step = 'sign' AND job.subject = ${document}.id AND job.state <> 'parked')
  AND NOT EXISTS (
    SELECT 1 FROM delivery JOIN dossier AS sent ON sent.objid = delivery.objid
    WHERE delivery.dossier_id = ${document}.dossier_id AND delivery.state <> 'rejected')`;
const pages = `coalesce(sum(json_extract(composed_json, '$.pages')), 0) AS pages`;

export function waitingTotals(db: Db): { total: number; documents: number; pages: number } {
  const row = db.get(
    `SELECT count(DISTINCT dossier_id) AS total, count(*) AS documents, ${pages} FROM document WHERE ${waits('document')}`,
  )!;
  return { total: integer(row, 'total'), documents: integer(row, 'documents'), pages: integer(row, 'pages') };
}

export function waitingDossiers(db: Db, offset: number, limit: number): z.input<typeof WaitingDossier>[] {
  return db
    .all(
      `SELECT dossier.id, waiting.documents, waiting.pages
       FROM (SELECT dossier_id, count(*) AS documents, ${pages} FROM document WHERE ${waits('document')} GROUP BY dossier_id) AS waiting
       JOIN dossier ON dossier.id = waiting.dossier_id
       ORDER BY dossier.changed_at, dossier.id LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map((row) => {
      const { fileCode, description } = dossierById(db, text(row, 'id'));
      return { fileCode, title: description.title, documents: integer(row, 'documents'), pages: integer(row, 'pages') };
    });
}

/** In the order of the dossier. */
export function waitingIn(db: Db, dossier: Dossier): Document[] {
  return db
    .all(`SELECT id FROM document WHERE dossier_id = ? AND ${waits('document')} ORDER BY rank, id`, dossier.id)
    .map((row) => documentById(db, text(row, 'id'))!);
}

/** Dossier by dossier, longest wait first. */
export function allWaiting(db: Db): Document[] {
  return db
    .all(
      `SELECT waiting.id FROM (SELECT id, dossier_id, rank FROM document WHERE ${waits('document')}) AS waiting
       JOIN dossier ON dossier.id = waiting.dossier_id
       ORDER BY dossier.changed_at, dossier.id, waiting.rank, waiting.id`,
    )
    .map((row) => documentById(db, text(row, 'id'))!);
}

export function isWaiting(db: Db, documentId: string): boolean {
  return db.get(`SELECT 1 FROM document WHERE id = ? AND ${waits('document')}`, documentId) !== undefined;
}

export function waitingDocument(db: Db, dossier: Dossier, document: Document): z.input<typeof WaitingDocument> {
  return {
    id: document.id,
    docId: document.ordinal === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
    subject: document.fields?.subject ?? document.title,
    pages: document.composed?.pages ?? 0,
    bytes: document.composed?.bytes ?? 0,
    images: pagesOfDocument(db, document.id).map(({ clean, image }) => {
      const { image: digest, width, height } = clean ?? image;
      return { image: digest, width, height };
    }),
  };
}
