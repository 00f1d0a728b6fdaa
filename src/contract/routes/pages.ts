/** Pages of a dossier put in order by a person: every change can be undone, and none loses a page. */
import { z } from 'zod';
import { CodedErrorView, DocumentState } from '../views.ts';
import { FileCode, Instant, Ledger, RowId, Sha256, TrayReason } from '../vocabulary.ts';
import { command, query } from './route.ts';

/** `revision` of the dossier as it was shown: what is meant by "this place" may have moved since. */
const seen = { fileCode: FileCode, revision: z.int() };
const some = z.array(RowId).min(1).max(20_000);

/** Before a page of a document (null: at its end), or as a document of their own before another one (null: last). */
export const PagePlace = z.union([
  z.object({ document: RowId, before: RowId.nullable() }),
  z.object({ newDocumentBefore: RowId.nullable() }),
]);
export type PagePlace = z.infer<typeof PagePlace>;

export const EditAction = z.enum(['rotate', 'move', 'split', 'join', 'toTray', 'restore', 'reorder', 'replace']);
export type EditAction = z.infer<typeof EditAction>;

/** What was done, for a sentence about it: how many pages, or documents, it was done to. */
export const EditView = z.object({ action: EditAction, pages: z.int(), documents: z.int() });
export type EditView = z.infer<typeof EditView>;

/** `edit` is null when everything already lay as wanted. */
const Done = z.object({ revision: z.int(), edit: EditView.nullable() });

export const PageState = z.enum(['waiting', 'cleaned', 'read', 'failed']);
export type PageState = z.infer<typeof PageState>;

/** A page as a thumbnail shows it. */
export const BatchPage = z.object({
  id: RowId,
  /** What can be shown of it now: the cleaned page, or the original until there is one. */
  image: Sha256,
  /** False for an original no browser can show (TIFF): only its thumbnail is seen. */
  showable: z.boolean(),
  width: z.int(),
  height: z.int(),
  /** Quarter turns counter-clockwise that `image` still lacks. */
  turn: z.int(),
  state: PageState,
  blank: z.boolean(),
  words: z.int().nullable(),
  confidence: z.number().nullable(),
  returned: z.string().nullable(),
  tray: TrayReason.nullable(),
  /** Place in `files`, and 1-based page in that file. */
  file: z.int(),
  filePage: z.int(),
});
export type BatchPage = z.infer<typeof BatchPage>;

export const BatchDocument = z.object({
  id: RowId,
  ordinal: z.int().nullable(),
  /** The subject as confirmed or proposed, else the name of its file or folder. */
  title: z.string(),
  state: DocumentState,
  /** A PDF that came in signed: its pages stay as they are. */
  signed: z.boolean(),
  returned: z.string().nullable(),
  pages: z.array(BatchPage),
});
export type BatchDocument = z.infer<typeof BatchDocument>;

export const BatchView = z.object({
  fileCode: z.string(),
  title: z.string(),
  revision: z.int(),
  sealed: z.boolean(),
  ledger: Ledger,
  documents: z.array(BatchDocument),
  tray: z.array(BatchPage),
  files: z.array(
    z.object({ name: z.string(), path: z.string(), state: z.enum(['waiting', 'captured', 'refused', 'dismissed']) }),
  ),
  /** Files that could not be captured and pages that could not be cleaned or read. */
  problems: z.array(z.object({ file: z.int(), page: RowId.nullable(), error: CodedErrorView })),
  /** What Ctrl+Z and Ctrl+Y would do for whoever asks. */
  undo: EditView.nullable(),
  redo: EditView.nullable(),
  changedAt: Instant,
});
export type BatchView = z.infer<typeof BatchView>;

const clerks = ['clerk', 'supervisor'] as const;

export const pageRoutes = {
  'pages.list': query('person', z.object({ fileCode: FileCode }), BatchView),
  /** Clockwise. The page is cleaned and read again so; its original stays as it arrived. */
  'pages.rotate': command(
    clerks,
    z.object({ ...seen, pages: some, turn: z.union([z.literal(90), z.literal(180), z.literal(270)]) }),
    Done,
  ),
  /** In the order they are named. */
  'pages.move': command(clerks, z.object({ ...seen, pages: some, to: PagePlace }), Done),
  /** The document ends before this page; another begins with it. */
  'pages.split': command(clerks, z.object({ ...seen, page: RowId }), Done),
  /** All into the first of them. */
  'pages.join': command(clerks, z.object({ ...seen, documents: z.array(RowId).min(2).max(5000) }), Done),
  'pages.toTray': command(clerks, z.object({ ...seen, pages: some }), Done),
  /** Out of the tray: to where each page was, or to a place. */
  'pages.restore': command(clerks, z.object({ ...seen, pages: some, to: PagePlace.nullable().default(null) }), Done),
  'pages.reorder': command(
    clerks,
    z.object({ ...seen, documents: z.array(RowId).min(1).max(5000), before: RowId.nullable() }),
    Done,
  ),
  /** Pages that were captured anew take the place of a bad one, which goes to the tray. */
  'pages.replace': command(clerks, z.object({ ...seen, page: RowId, by: some }), Done),
  /** Captures a file on the engine's own disk so that its pages take the place of a bad one when they have come. */
  'pages.rescan': command(
    clerks,
    z.object({
      ...seen,
      page: RowId,
      path: z
        .string()
        .min(1)
        .max(32_767)
        .refine((path) => path.isWellFormed() && !path.includes('\0')),
    }),
    z.object({ revision: z.int() }),
  ),
  /** The last thing this person did to the pages of the dossier, as long as those pages still lie as it left them. */
  'pages.undo': command(clerks, z.object(seen), z.object({ revision: z.int(), edit: EditView })),
  'pages.redo': command(clerks, z.object(seen), z.object({ revision: z.int(), edit: EditView })),
} as const;
