/** Documents as the describe screen and its lists show them: one document at a time, however many its dossier has. */
import type { z } from 'zod';
import type { DescribeEntry, DescribeView } from '../../../contract/routes/describe.ts';
import { fieldNames } from '../../../contract/vocabulary.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { Db } from '../db/database.ts';
import { isSealed } from '../road/sealable.ts';
import { documentById, stateOf, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { pagesOfDocument } from '../records/pages.ts';
import { integer } from '../records/rows.ts';
import { sourceFileById } from '../records/source-files.ts';
import { documentView } from '../records/views.ts';
import { countWaiting, neighboursOf, nextWaiting } from '../records/waiting.ts';

/** Below this a proposed value is marked (see `ProposedField`). */
const wellRead = 0.9;

export function describeEntry(db: Db, documentId: string): z.input<typeof DescribeEntry> {
  const document = documentById(db, documentId)!;
  const dossier = dossierById(db, document.dossierId);
  const value = (name: (typeof fieldNames)[number]) => document.fields?.[name] ?? document.proposal?.[name].value ?? '';
  return {
    documentId,
    fileCode: dossier.fileCode,
    ordinal: document.ordinal ?? 0,
    docId: document.ordinal === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
    state: stateOf(document, isSealed(db, dossier)),
    pages: integer(db.get('SELECT count(*) AS n FROM page WHERE document_id = ?', documentId)!, 'n'),
    typeName: value('typeName'),
    codeNumber: value('codeNumber'),
    codeNotation: value('codeNotation'),
    subject: value('subject'),
    doubtful: document.fields === null ? doubtfulFields(document) : 0,
  };
}

function doubtfulFields({ proposal }: Document): number {
  if (proposal === null) return 0;
  return fieldNames.filter((name) => proposal[name].value !== '' && proposal[name].confidence < wellRead).length;
}

/** Null when there is no such document, or none of its pages is left. */
export function describeView(db: Db, documentId: string): z.input<typeof DescribeView> | null {
  const document = documentById(db, documentId);
  const pages = pagesOfDocument(db, documentId);
  if (document === null || pages.length === 0) return null;
  const dossier = dossierById(db, document.dossierId);
  const neighbours = neighboursOf(db, document);
  const sealed = isSealed(db, dossier);
  return {
    fileCode: dossier.fileCode,
    title: dossier.description.title,
    revision: dossier.revision,
    sealed,
    document: documentView(dossier, document, pages, (page) => sourceFileById(db, page.sourceFileId), sealed),
    ...neighbours,
    previousFields: neighbours.previous === null ? null : documentById(db, neighbours.previous)!.fields,
    nextWaiting: nextWaiting(db, document),
    waiting: { here: countWaiting(db, dossier.id).total, all: countWaiting(db, null).total },
  };
}
