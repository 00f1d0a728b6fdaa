/** The batch as its screen shows it: of each page only what a thumbnail needs, since there may be thousands. */
import { z } from 'zod';
import { PageImage, CleanPage } from '../../../contract/artefacts.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import type { BatchDocument, BatchPage, BatchView } from '../../../contract/routes/pages.ts';
import { TrayReason } from '../../../contract/vocabulary.ts';
import type { Db, Row } from '../db/database.ts';
import { documentsWithPages, stateOf } from '../records/documents.ts';
import { ledgerOf, type Dossier } from '../records/dossiers.ts';
import { Turn } from '../records/pages.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from '../records/rows.ts';
import { sourceFilesOf } from '../records/source-files.ts';
import { isSealed } from '../road/sealable.ts';
import { nextEdit, viewOf } from './history.ts';

export function batchView(db: Db, dossier: Dossier, account: string): z.input<typeof BatchView> {
  const files = sourceFilesOf(db, dossier.id);
  const placeOf = new Map(files.map((file, index) => [file.id, index]));
  const failures = failedPages(db, dossier.id);
  const pages = db.all(pageSql, dossier.id).map((row) => ({
    document: textOrNull(row, 'document_id'),
    view: pageView(row, placeOf.get(text(row, 'source_file_id'))!, failures.has(text(row, 'id'))),
  }));
  const byDocument = Map.groupBy(pages, ({ document }) => document);
  const viewsOf = (document: string | null) => (byDocument.get(document) ?? []).map(({ view }) => view);
  const sealed = isSealed(db, dossier);
  const undo = nextEdit(db, dossier.id, account, 'undo');
  const redo = nextEdit(db, dossier.id, account, 'redo');
  return {
    fileCode: dossier.fileCode,
    title: dossier.description.title,
    revision: dossier.revision,
    sealed,
    ledger: ledgerOf(db, dossier.id),
    documents: documentsWithPages(db, dossier.id).map((document): z.input<typeof BatchDocument> => ({
      id: document.id,
      ordinal: document.ordinal,
      title: document.fields?.subject ?? (document.proposal?.subject.value || document.title),
      state: stateOf(document, sealed),
      signed: document.incomingSigned !== null,
      returned: document.returned?.reason ?? null,
      pages: viewsOf(document.id),
    })),
    tray: viewsOf(null).toSorted((a, b) => a.file - b.file || a.filePage - b.filePage),
    files: files.map(({ name, path, state }) => ({ name, path, state })),
    problems: [
      ...files.flatMap(({ error, state }, file) => (error !== null && state === 'refused' ? [{ file, page: null, error }] : [])),
      ...[...failures].map(([page, { file, error }]) => ({ file: placeOf.get(file)!, page, error })),
    ],
    undo: undo === null ? null : viewOf(undo),
    redo: redo === null ? null : viewOf(redo),
    changedAt: dossier.changedAt,
  };
}

/** One extraction for each record, because parsing it is what costs. */
const pageSql = `SELECT id, document_id, tray, source_file_id, source_page, turned, returned,
    json_extract(clean_json, '$.image', '$.mime', '$.width', '$.height', '$.blank') AS clean,
    CASE WHEN clean_json IS NULL THEN json_extract(image_json, '$.image', '$.mime', '$.width', '$.height', '$.orientation') END AS image,
    json_extract(text_json, '$.wordCount', '$.meanConfidence') AS read
  FROM page WHERE dossier_id = ? ORDER BY place`;

const { shape: clean } = CleanPage;
const { shape: original } = PageImage;
const Clean = z.tuple([clean.image, clean.mime, clean.width, clean.height, clean.blank]);
const Original = z.tuple([original.image, original.mime, original.width, original.height, original.orientation]);
const Read = z.tuple([z.number(), z.number()]);

function pageView(row: Row, file: number, failed: boolean): z.input<typeof BatchPage> {
  const cleaned = parsedOrNull(Clean, row['clean']);
  const read = parsedOrNull(Read, row['read']);
  const shown =
    cleaned === null ? originalOf(row) : { image: cleaned[0], mime: cleaned[1], width: cleaned[2], height: cleaned[3], turn: 0 };
  return {
    id: text(row, 'id'),
    image: shown.image,
    showable: shown.mime !== 'image/tiff',
    width: shown.width,
    height: shown.height,
    turn: shown.turn,
    state: failed ? 'failed' : read !== null ? 'read' : cleaned !== null ? 'cleaned' : 'waiting',
    blank: cleaned?.[4] === true,
    words: read?.[0] ?? null,
    confidence: read?.[1] ?? null,
    returned: textOrNull(row, 'returned'),
    tray: row['tray'] === null ? null : TrayReason.parse(row['tray']),
    file,
    filePage: integer(row, 'source_page'),
  };
}

function originalOf(row: Row) {
  const [image, mime, width, height, orientation] = parsed(Original, row['image']);
  const turn = row['turned'] === null ? 0 : Turn.parse(row['turned']);
  // EXIF 5 to 8 lay the picture on its side; a browser sets it upright.
  return orientation >= 5 ? { image, mime, width: height, height: width, turn } : { image, mime, width, height, turn };
}

function failedPages(db: Db, dossierId: string): Map<string, { file: string; error: z.infer<typeof CodedErrorView> }> {
  const rows = db.all(
    `SELECT page.id, page.source_file_id, job.error_json FROM job JOIN page ON page.id = job.subject
     WHERE job.dossier_id = ? AND job.state = 'parked' AND job.step IN ('clean', 'recognise') AND job.error_json IS NOT NULL`,
    dossierId,
  );
  return new Map(
    rows.map((row) => [text(row, 'id'), { file: text(row, 'source_file_id'), error: parsed(CodedErrorView, row['error_json']) }]),
  );
}
