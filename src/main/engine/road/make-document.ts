/** Steps 4, 5 and 6 for one document: description proposed, PDF/A composed, signed. */
import { fail, ok } from '../../../contract/result.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { ComposedDocument, SignedDocument } from '../../../contract/artefacts.ts';
import { describe } from '../../stages/4-describe/index.ts';
import { compose } from '../../stages/5-compose/index.ts';
import { sign } from '../../stages/6-sign/index.ts';
import type { Db } from '../db/database.ts';
import { documentById, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { pagesOfDocument, type Page } from '../records/pages.ts';
import { stationOf } from '../records/station.ts';
import { advanceDocument } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { advanceNow, type Perform } from './workshop.ts';

export const describeDocument: Perform = async (workshop, job, context) => {
  const { document, pages } = documentWithPages(workshop.writer.db, job.subject);
  const proposal = await rememberedStep(describe, { pages: pages.map((page) => page.text.words), sourceName: document.title }, {}, {
    ...workshop,
    ...context,
    perform: (input, settings, signal, report) => workshop.pool.run('describe', input, settings, signal, report),
  });
  if (!proposal.ok) return proposal;
  return ok((db) => {
    db.run('UPDATE document SET proposal_json = ? WHERE id = ?', JSON.stringify(proposal.data), document.id);
    advanceDocument(db, document.id, advanceNow(workshop));
  });
};

export const composeDocument: Perform = async (workshop, job, context) => {
  const { document, pages } = documentWithPages(workshop.writer.db, job.subject);
  if (document.incomingSigned !== null) {
    const composed: ComposedDocument = {
      pdf: document.incomingSigned,
      bytes: await workshop.vault.size(document.incomingSigned),
      pages: pages.length,
      warnings: ['SIGNED_ON_ARRIVAL'],
    };
    return ok((db) => {
      db.run('UPDATE document SET composed_json = ? WHERE id = ?', JSON.stringify(composed), document.id);
      advanceDocument(db, document.id, advanceNow(workshop));
    });
  }
  const { db } = workshop.writer;
  const { fields, ordinal, describedAt } = document;
  if (fields === null || ordinal === null || describedAt === null) throw new Error(`document ${document.id} was not described`);
  const composed = await rememberedStep(
    compose,
    {
      docId: docIdOf(dossierById(db, document.dossierId).fileCode, ordinal),
      title: fields.subject,
      author: fields.organName,
      subject: [fields.codeNumber, fields.codeNotation].filter((part) => part !== '').join('/'),
      language: 'vi',
      // The moment a person confirmed it, not now: composing again after a crash gives the same bytes.
      createdAt: describedAt,
      producer: `${workshop.software.name} ${workshop.software.version}`,
      pages: pages.map(({ clean, text }) => ({
        image: clean.image,
        mime: clean.mime,
        width: clean.width,
        height: clean.height,
        dpi: clean.dpi,
        colour: clean.colour,
        words: text.words,
      })),
    },
    {},
    { ...workshop, ...context, perform: (input, settings, signal, report) => workshop.pool.run('compose', input, settings, signal, report) },
  );
  if (!composed.ok) return composed;
  if (composed.data.pages !== pages.length) return fail('LEDGER_BROKEN', ledgerData(db, document, pages.length, composed.data.pages));
  return ok((writable) => {
    // A clerk may have corrected the description meanwhile: then this PDF is of yesterday and is made again.
    const now = documentById(writable, document.id);
    if (now === null || JSON.stringify(now.fields) !== JSON.stringify(fields)) return advanceDocument(writable, document.id, advanceNow(workshop));
    writable.run('UPDATE document SET composed_json = ? WHERE id = ?', JSON.stringify(composed.data), document.id);
    advanceDocument(writable, document.id, advanceNow(workshop));
  });
};

export const signDocument: Perform = async (workshop, job, context) => {
  const { document, pages } = documentWithPages(workshop.writer.db, job.subject);
  const composed = document.composed;
  const signer = workshop.signer();
  if (composed === null || signer === null) throw new Error(`document ${document.id} cannot be signed yet`);
  const step = sign(signer);
  const signed = await rememberedStep(
    step,
    { pdf: composed.pdf, at: workshop.clock.now() },
    { profile: 'ARCHIVE_TT05', agencyName: stationOf(workshop.writer.db)!.agencyName, signerSerial: signer.serial },
    {
      ...workshop,
      ...context,
      perform: (input, settings, signal, report) =>
        step.run(step.input.parse(input), { settings: step.settings.parse(settings), blobs: workshop.vault, signal, report }),
    },
  );
  if (!signed.ok) return signed;
  const result: SignedDocument = signed.data;
  if (result.pages !== pages.length) return fail('LEDGER_BROKEN', ledgerData(workshop.writer.db, document, pages.length, result.pages));
  return ok((writable) => {
    const now = documentById(writable, document.id);
    if (now?.composed?.pdf === composed.pdf) writable.run('UPDATE document SET signed_json = ? WHERE id = ?', JSON.stringify(result), document.id);
    advanceDocument(writable, document.id, advanceNow(workshop));
  });
};

type ReadPage = Page & { clean: NonNullable<Page['clean']>; text: NonNullable<Page['text']> };

function documentWithPages(db: Db, id: string): { document: Document; pages: ReadPage[] } {
  const document = documentById(db, id);
  if (document === null) throw new Error(`no document ${id}`);
  return { document, pages: pagesOfDocument(db, id).map(asRead) };
}

function asRead(page: Page): ReadPage {
  const { clean, text } = page;
  if (clean === null || text === null) throw new Error(`page ${page.id} was not read`);
  return { ...page, clean, text };
}

function ledgerData(db: Db, document: Document, expected: number, found: number) {
  return { fileCode: dossierById(db, document.dossierId).fileCode, in: expected, out: found, tray: 0 };
}
