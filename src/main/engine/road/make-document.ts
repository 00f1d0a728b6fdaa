/**
 * Steps 4 and 5 for one document: description proposed, PDF/A composed. While a step works a person may correct the
 * document; so its input is taken again inside the commit, and a result for yesterday's input is not written down.
 */
import type { z } from 'zod';
import { ok } from '../../../contract/result.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { describe } from '../../stages/4-describe/index.ts';
import { compose } from '../../stages/5-compose/index.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { documentById, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { pagesOfDocument, type Page } from '../records/pages.ts';
import { operatorName } from '../accounts/rules.ts';
import { recordWork } from '../records/work.ts';
import { advanceDocument } from './advance.ts';
import { ledgerBroken } from './ledger-broken.ts';
import { rememberedStep } from './run-step.ts';
import { sameInput } from './same-input.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';

export const describeDocument: Perform = async (workshop, job, context) => {
  const { db } = workshop.writer;
  const input = describeInput(db, job.subject);
  if (input === null) return ok((writable) => lookAgain(writable, job.subject, workshop));
  const proposal = await rememberedStep(
    describe,
    input,
    {},
    {
      ...workshop,
      ...context,
      perform: (given, settings, signal, report) => workshop.pool.run('describe', given, settings, signal, report),
    },
  );
  if (!proposal.ok) return proposal;
  return ok((writable) => {
    if (sameInput(describeInput(writable, job.subject), input))
      writable.run('UPDATE document SET proposal_json = ? WHERE id = ?', JSON.stringify(proposal.data), job.subject);
    lookAgain(writable, job.subject, workshop);
  });
};

export const composeDocument: Perform = async (workshop, job, context) => {
  const { db } = workshop.writer;
  const input = composeInput(db, job.subject, workshop);
  if (input === null) return ok((writable) => lookAgain(writable, job.subject, workshop));
  const composed =
    'incoming' in input
      ? ok({
          pdf: input.incoming,
          bytes: await workshop.vault.size(input.incoming),
          pages: input.pages,
          warnings: ['SIGNED_ON_ARRIVAL'],
        })
      : await rememberedStep(
          compose,
          input,
          {},
          {
            ...workshop,
            ...context,
            perform: (given, settings, signal, report) => workshop.pool.run('compose', given, settings, signal, report),
          },
        );
  if (!composed.ok) return composed;
  const expected = 'incoming' in input ? input.pages : input.pages.length;
  if (composed.data.pages !== expected) return ledgerBroken(db, job.dossierId, expected, composed.data.pages);
  return ok((writable) => {
    if (sameInput(composeInput(writable, job.subject, workshop), input)) {
      writable.run('UPDATE document SET composed_json = ? WHERE id = ?', JSON.stringify(composed.data), job.subject);
      const { pages } = composed.data;
      recordWork(writable, { at: workshop.clock.now(), actor: operatorName, kind: 'compose', pages, documents: 1 });
    }
    lookAgain(writable, job.subject, workshop);
  });
};

function lookAgain(db: WritableDb, documentId: string, workshop: Workshop): void {
  advanceDocument(db, documentId, advanceNow(workshop));
}

/** What the describe step is given; null when the document is not (or no longer) ready for it. */
function describeInput(db: Db, documentId: string): z.input<typeof describe.input> | null {
  const read = readDocument(db, documentId);
  return read === null ? null : { pages: read.pages.map(({ text }) => text.words), sourceName: read.document.title };
}

type ComposeInput = z.input<typeof compose.input>;
/** A PDF that came in signed is not composed: it stands as it is. */
type Incoming = { readonly incoming: NonNullable<Document['incomingSigned']>; readonly pages: number };

function composeInput(db: Db, documentId: string, { software }: Workshop): ComposeInput | Incoming | null {
  const read = readDocument(db, documentId);
  if (read === null) return null;
  const { document, pages } = read;
  const { fields, ordinal, describedAt, incomingSigned } = document;
  if (fields === null || ordinal === null || describedAt === null || document.returned !== null) return null;
  if (incomingSigned !== null) return { incoming: incomingSigned, pages: pages.length };
  return {
    docId: docIdOf(dossierById(db, document.dossierId).fileCode, ordinal),
    title: fields.subject,
    author: fields.organName,
    subject: [fields.codeNumber, fields.codeNotation].filter((part) => part !== '').join('/'),
    language: 'vi',
    // The moment a person confirmed it, not now: composing again after a crash gives the same bytes.
    createdAt: describedAt,
    producer: `${software.name} ${software.version}`,
    pages: pages.map(({ clean, text }) => ({
      image: clean.image,
      mime: clean.mime,
      width: clean.width,
      height: clean.height,
      dpi: clean.dpi,
      colour: clean.colour,
      words: text.words,
    })),
  };
}

type ReadPage = Page & { clean: NonNullable<Page['clean']>; text: NonNullable<Page['text']> };

/** A settled document with all its pages read; null while it is not that. */
function readDocument(db: Db, id: string): { document: Document; pages: ReadPage[] } | null {
  const document = documentById(db, id);
  if (document === null || !document.settled) return null;
  const pages = pagesOfDocument(db, id);
  const read = pages.filter((page): page is ReadPage => page.clean !== null && page.text !== null);
  return read.length === pages.length && pages.length > 0 ? { document, pages: read } : null;
}
