/** What was found, as the window shows it: a document, its best page and the words on it. */
import type { z } from 'zod';
import type { SearchHit } from '../../../contract/routes/search.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { Db } from '../db/database.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { documentById, stateOf, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { pageById } from '../records/pages.ts';
import { integer, text } from '../records/rows.ts';
import { sourceFileById } from '../records/source-files.ts';
import { pageView } from '../records/views.ts';
import { textOf, type Listed } from './question.ts';
import { matchOf } from './rules-match.ts';
import type { Query } from './rules-query.ts';
import { snippetOf } from './rules-snippet.ts';
import { plainWordsOf } from './rules-words.ts';

type Hit = z.input<typeof SearchHit>;

/** Null when the page that was promised does not hold the words after all, or is gone meanwhile. */
export function hitOf(db: Db, listed: Listed, queries: readonly Query[]): Hit | null {
  const row = db.get('SELECT document_id, head FROM search_document WHERE id = ?', listed.document);
  const document = row === undefined ? null : documentById(db, text(row, 'document_id'));
  if (row === undefined || document === null) return null;
  const pages = pagesOf(db, document.id);
  const found = listed.pages.length === 0 ? [] : foundPages(db, listed, pages, queries);
  const [best] = found;
  if (listed.pages.length > 0 && best === undefined) return null;
  const [first] = pages;
  const shown = best ?? first;
  if (shown === undefined) return null;
  const body = best === undefined ? text(row, 'head') : textOf(db, best.page);
  const page = pageById(db, shown.id);
  return {
    ...descriptionOf(db, document),
    pages: pages.length,
    page: pageView(page, shown.ordinal, sourceFileById(db, page.sourceFileId)),
    found: found.map(({ id, ordinal }) => ({ id, ordinal })).toSorted((a, b) => a.ordinal - b.ordinal),
    snippet: mutable(snippetOf(body, best?.query ?? queries[0]!, true)),
  };
}

interface Placed {
  readonly id: string;
  readonly ordinal: number;
  /** In the index; null while the page's text is not there yet. */
  readonly page: number | null;
}

function pagesOf(db: Db, documentId: string): Placed[] {
  return db
    .all(
      `SELECT page.id, search_page.id AS page FROM page LEFT JOIN search_page ON search_page.page_id = page.id
       WHERE document_id = ? ORDER BY place`,
      documentId,
    )
    .map((row, at) => ({ id: text(row, 'id'), ordinal: at + 1, page: row['page'] === null ? null : integer(row, 'page') }));
}

/** The listed pages that really hold the words, as they were ranked. */
function foundPages(
  db: Db,
  listed: Listed,
  pages: readonly Placed[],
  queries: readonly Query[],
): (Placed & { page: number; query: Query })[] {
  return listed.pages.flatMap((number) => {
    const placed = pages.find(({ page }) => page === number);
    if (placed === undefined) return [];
    const words = plainWordsOf(textOf(db, number));
    const query = queries.find((asked) => matchOf(words, asked, true).whole);
    return query === undefined ? [] : [{ ...placed, page: number, query }];
  });
}

function descriptionOf(db: Db, document: Document): Omit<Hit, 'pages' | 'page' | 'found' | 'snippet'> {
  const dossier = dossierById(db, document.dossierId);
  const { proposal } = document;
  const value = (name: keyof Hit['fields']) => document.fields?.[name] ?? proposal?.[name].value ?? '';
  return {
    documentId: document.id,
    docId: document.ordinal === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
    fileCode: dossier.fileCode,
    dossierTitle: dossier.description.title,
    state: stateOf(document, dossier.objid !== null && deliveryOf(db, dossier.objid) !== null),
    fields: {
      typeName: value('typeName'),
      codeNumber: value('codeNumber'),
      codeNotation: value('codeNotation'),
      issuedDate: value('issuedDate'),
      organName: value('organName'),
      subject: value('subject'),
      signer: value('signer'),
    },
    confirmed: document.fields !== null,
  };
}

function mutable({ text: shown, marks, cut }: ReturnType<typeof snippetOf>): Hit['snippet'] {
  return { text: shown, marks: marks.map(([from, to]) => [from, to]), cut: [cut[0], cut[1]] };
}
