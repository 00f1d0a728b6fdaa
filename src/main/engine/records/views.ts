/** The engine's state as the contract shows it. */
import type {
  DeliveryView,
  DocumentView,
  DossierDetail,
  DossierStep,
  DossierView,
  JobView,
  PageView,
  StatusView,
} from '../../../contract/views.ts';
import { stepNames } from '../../../contract/vocabulary.ts';
import { docIdOf, packageFileName } from '../../../exchange/sip/tree.ts';
import type { z } from 'zod';
import type { Db, Row } from '../db/database.ts';
import { countJobs, listJobs, type Job } from '../jobs/table.ts';
import { deliveryOf, listDeliveries, type Delivery } from './deliveries.ts';
import { documentsOf, stateOf, type Document } from './documents.ts';
import { dossierById, ledgerOf, type Dossier } from './dossiers.ts';
import { pagesOfDocument, trayOf, type Page } from './pages.ts';
import { integer, text, textOrNull } from './rows.ts';
import { sourceFilesOf, type SourceFile } from './source-files.ts';

type Out<T extends z.ZodType> = z.input<T>;

export function dossierView(db: Db, dossier: Dossier): Out<typeof DossierView> {
  const delivery = dossier.objid === null ? null : deliveryOf(db, dossier.objid);
  const ledger = ledgerOf(db, dossier.id);
  return {
    id: dossier.id,
    fileCode: dossier.fileCode,
    title: dossier.description.title,
    step: stepOf(db, dossier.id, delivery),
    documents: integer(db.get('SELECT count(DISTINCT document_id) AS n FROM page WHERE dossier_id = ?', dossier.id)!, 'n'),
    pages: ledger.out,
    parked: countJobs(db, dossier.id, 'parked') + integer(db.get(openRefusals, dossier.id)!, 'n'),
    ledger,
    objid: dossier.objid,
    revision: dossier.revision,
    delivery: delivery?.state ?? null,
    changedAt: dossier.changedAt,
  };
}

/** Files that were refused without a job of their own (nothing to retry: not an image, not there). */
const openRefusals = `SELECT count(*) AS n FROM source_file WHERE dossier_id = ? AND state = 'refused'
  AND NOT EXISTS (SELECT 1 FROM job WHERE job.step = 'capture' AND job.subject = source_file.id)`;

/** The first step that is not finished for everything in the dossier. One query: a list shows hundreds of dossiers. */
function stepOf(db: Db, dossierId: string, delivery: Delivery | null): DossierStep {
  if (delivery?.state === 'delivered') return 'done';
  if (delivery !== null) return 'send';
  const row = db.get(
    `SELECT
      (SELECT count(*) FROM source_file WHERE dossier_id = ? AND state = 'waiting') AS capture,
      (SELECT count(*) FROM page WHERE dossier_id = ? AND tray IS NULL AND clean_json IS NULL) AS clean,
      (SELECT count(*) FROM page WHERE dossier_id = ? AND tray IS NULL AND text_json IS NULL) AS recognise,
      count(*) FILTER (WHERE fields_json IS NULL OR returned_json IS NOT NULL) AS describe,
      count(*) FILTER (WHERE composed_json IS NULL) AS compose,
      count(*) FILTER (WHERE signed_json IS NULL AND incoming_signed IS NULL) AS sign,
      count(*) FILTER (WHERE approved_by IS NULL) AS verify
     FROM document WHERE dossier_id = ? AND EXISTS (SELECT 1 FROM page WHERE page.document_id = document.id)`,
    dossierId,
    dossierId,
    dossierId,
    dossierId,
  )!;
  return (
    stepNames.find((step) => Number(row[step] ?? 0) > 0) ??
    (integer(row, 'verify') === 0 && hasDocuments(db, dossierId) ? 'package' : 'capture')
  );
}

function hasDocuments(db: Db, dossierId: string): boolean {
  return db.get('SELECT 1 FROM page WHERE dossier_id = ? LIMIT 1', dossierId) !== undefined;
}

export function dossierDetail(db: Db, dossier: Dossier): Out<typeof DossierDetail> {
  const view = dossierView(db, dossier);
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

function documentView(
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
  };
}

function pageView(page: Page, ordinal: number, source: SourceFile): Out<typeof PageView> {
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

export function deliveryViews(db: Db): Out<typeof DeliveryView>[] {
  return listDeliveries(db).map((delivery) => deliveryView(db, delivery));
}

function deliveryView(db: Db, delivery: Delivery): Out<typeof DeliveryView> {
  const job = db.get("SELECT attempts, error_json FROM job WHERE step = 'send' AND subject = ?", delivery.objid);
  const dossier = dossierById(db, delivery.dossierId);
  return {
    current: dossier.objid === delivery.objid,
    objid: delivery.objid,
    fileCode: dossier.fileCode,
    dossierId: delivery.dossierId,
    state: delivery.state,
    digest: delivery.package.zip,
    fileName: packageFileName(delivery.objid, 'guid'),
    bytes: delivery.package.bytes,
    sentBytes: delivery.sentBytes,
    attempts: job === undefined ? 0 : integer(job, 'attempts'),
    error: job === undefined || job['error_json'] === null ? null : JSON.parse(text(job, 'error_json')),
    reasons: delivery.reasons,
    receiptNumber: delivery.receipt === null ? null : receiptNumber(delivery.receipt),
    changedAt: delivery.changedAt,
  };
}

function receiptNumber(receipt: string): string | null {
  const { number } = JSON.parse(receipt) as { number?: unknown };
  return typeof number === 'string' ? number : null;
}

export function statusView(db: Db): Out<typeof StatusView> {
  const dossiers = db
    .all('SELECT id FROM dossier ORDER BY file_code')
    .map((row) => dossierView(db, dossierById(db, text(row, 'id'))));
  const deliveries = listDeliveries(db).filter(({ objid, dossierId }) => dossierById(db, dossierId).objid === objid);
  const count = (...states: Delivery['state'][]) => deliveries.filter(({ state }) => states.includes(state)).length;
  return {
    dossiers: dossiers.map(({ fileCode, step, documents, pages, parked }) => ({ fileCode, step, documents, pages, parked })),
    jobs: { ready: countJobs(db, null, 'ready'), running: countJobs(db, null, 'running'), parked: countJobs(db, null, 'parked') },
    ledger: ledgerOf(db, null),
    queue: {
      waiting: count('waiting'),
      sending: count('sending', 'sent', 'received', 'validated'),
      delivered: count('delivered'),
      bytes: deliveries
        .filter(({ state }) => state !== 'delivered')
        .reduce((sum, { package: sealed, sentBytes }) => sum + sealed.bytes - sentBytes, 0),
    },
  };
}
