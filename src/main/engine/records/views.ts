/** The engine's state as the contract shows it. */
import type { DocumentView, DossierDetail, DossierView, JobView, PageView } from '../../../contract/views.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import type { z } from 'zod';
import type { Db, Row } from '../db/database.ts';
import { listJobs, type Job } from '../jobs/table.ts';
import { documentsOf, stateOf, type Document } from './documents.ts';
import { fieldProblem } from './field-problems.ts';
import { dossierById, type Dossier } from './dossiers.ts';
import { pagesOfDocument, trayOf, type Page } from './pages.ts';
import { textOrNull } from './rows.ts';
import { sourceFilesOf, type SourceFile } from './source-files.ts';
import { tallyOfDossier, type Tally } from './tally.ts';

type Out<T extends z.ZodType> = z.input<T>;

export function dossierView(dossier: Dossier, { step, documents, parked, ledger, delivery }: Tally): Out<typeof DossierView> {
  return {
    id: dossier.id,
    fileCode: dossier.fileCode,
    title: dossier.description.title,
    step,
    documents,
    pages: ledger.out,
    parked,
    ledger,
    objid: dossier.objid,
    revision: dossier.revision,
    delivery,
    changedAt: dossier.changedAt,
  };
}

export function dossierDetail(db: Db, dossier: Dossier): Out<typeof DossierDetail> {
  const view = dossierView(dossier, tallyOfDossier(db, dossier.id));
  const files = new Map(sourceFilesOf(db, dossier.id).map((file) => [file.id, file]));
  const fileOf = (page: Page) => files.get(page.sourceFileId)!;
  const sealed = view.delivery !== null;
  return {
    ...view,
    description: dossier.description,
    documentList: documentsOf(db, dossier.id)
      .map((document) => ({ document, pages: pagesOfDocument(db, document.id) }))
      .filter(({ pages }) => pages.length > 0)
      .map(({ document, pages }) => documentView(dossier, document, pages, fileOf, sealed)),
    tray: trayOf(db, dossier.id).map((page, index) => pageView(page, index + 1, fileOf(page))),
    problems: [...files.values()].flatMap((file) =>
      file.error === null || file.state !== 'refused' ? [] : [{ source: file.path, page: null, error: file.error }],
    ),
  };
}

export function documentView(
  dossier: Dossier,
  document: Document,
  pages: Page[],
  fileOf: (page: Page) => SourceFile,
  sealed: boolean,
): Out<typeof DocumentView> {
  return {
    id: document.id,
    docId: document.ordinal === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
    ordinal: document.ordinal ?? 0,
    state: stateOf(document, sealed),
    pages: pages.map((page, index) => pageView(page, index + 1, fileOf(page))),
    proposal: document.proposal,
    fields: document.fields,
    describedBy: document.describedBy,
    approvedBy: document.approvedBy,
    returned: document.returned,
    pdf: document.composed?.pdf ?? null,
    signedPdf: document.signed?.pdf ?? document.incomingSigned,
    bytes: document.signed?.bytes ?? document.composed?.bytes ?? 0,
    warnings: [...document.warnings, ...(document.composed?.warnings ?? [])],
    sources: document.sources,
    remarks: document.remarks.map(fieldProblem),
  };
}

export function pageView(page: Page, ordinal: number, source: SourceFile): Out<typeof PageView> {
  return {
    id: page.id,
    ordinal,
    image: page.image,
    clean: page.clean,
    wordCount: page.text?.wordCount ?? null,
    meanConfidence: page.text?.meanConfidence ?? null,
    tray: page.tray,
    sourceName: source.name,
    sourcePath: source.path,
    words: page.text?.words ?? null,
    returned: page.returned,
    reviewedBy: page.reviewedBy,
  };
}

export function jobView(db: Db, job: Job): Out<typeof JobView> {
  return { ...job, about: aboutOf(db, job), fileCode: dossierById(db, job.dossierId).fileCode };
}

/** The file and page, or the document, that a job's subject stands for; nothing for a job of the whole dossier. */
function aboutOf(db: Db, { step, subject }: Job): Out<typeof JobView>['about'] {
  const row = ((): Row | undefined => {
    switch (step) {
      case 'capture':
        return db.get('SELECT name AS source, NULL AS page, NULL AS document FROM source_file WHERE id = ?', subject);
      case 'clean':
      case 'recognise':
        return db.get(
          'SELECT name AS source, source_page AS page, NULL AS document FROM page JOIN source_file ON source_file.id = source_file_id WHERE page.id = ?',
          subject,
        );
      case 'describe':
      case 'compose':
      case 'sign':
      case 'verify':
        return db.get('SELECT NULL AS source, NULL AS page, ordinal AS document FROM document WHERE id = ?', subject);
      case 'package':
      case 'send':
        return undefined;
    }
  })();
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return {
    source: row === undefined ? null : textOrNull(row, 'source'),
    page: number(row?.['page']),
    document: number(row?.['document']),
  };
}

export function jobViews(db: Db, state: Job['state'] | null, offset: number, limit: number): Out<typeof JobView>[] {
  return listJobs(db, state, offset, limit).map((job) => jobView(db, job));
}
