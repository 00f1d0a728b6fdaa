/** Step 1 from a window: files that a person dropped, pasted or chose, and what became of each. */
import { z } from 'zod';
import { incomingLimits } from '../incoming.ts';
import { CodedErrorView } from '../views.ts';
import { FileCode, Instant, RowId } from '../vocabulary.ts';
import { SplitRule } from './capture.ts';
import { command, nothing, query } from './route.ts';

/** One name, never a path: it is written down and shown, and no file on our disk is ever called by it. */
const Name = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name.isWellFormed() && !/[/\\\0]/.test(name) && name !== '.' && name !== '..', 'not a name');
/** Folders from the dropped one down, parted by `/`; empty for a file that was given by itself. */
const Folder = z
  .string()
  .max(1000)
  .refine((folder) => folder === '' || folder.split('/').every((part) => Name.safeParse(part).success), 'not a folder');

export const DroppedFile = z.object({
  folder: Folder,
  name: Name,
  size: z.int().min(0),
  /** `File.lastModified`: with place, name and size it tells a file that was sent before. */
  modifiedMs: z.int().min(0),
});
export type DroppedFile = z.infer<typeof DroppedFile>;

export const uploaders = ['clerk', 'supervisor'] as const;

/** What is to be done about one file of an upload. */
export const UploadVerdict = z.discriminatedUnion('do', [
  /** Send it, from `from` bytes on. */
  z.object({ do: z.literal('send'), from: z.int().min(0) }),
  /** It is here already: whole in this upload, or in the dossier since an earlier one. */
  z.object({ do: z.literal('have'), since: z.enum(['upload', 'dossier']) }),
  /** What systems leave in folders (Thumbs.db), and notes that lie beside pages: passed over, as capture.import does. */
  z.object({ do: z.literal('pass') }),
  /** It cannot become pages; the commit lists it. */
  z.object({ do: z.literal('refuse'), error: CodedErrorView }),
]);
export type UploadVerdict = z.infer<typeof UploadVerdict>;

/** An upload that was begun and is neither committed nor cancelled. */
export const OpenUpload = z.object({
  upload: RowId,
  by: z.string(),
  begunAt: Instant,
  /** False when nobody is sending it just now: the window or the station was closed in the middle. */
  active: z.boolean(),
  arrived: z.int(),
  /** Files to be given again, `folder/name`; at most fifty are named. */
  missing: z.object({ files: z.int(), names: z.array(z.string()) }),
});
export type OpenUpload = z.infer<typeof OpenUpload>;

export const arrivalRoutes = {
  /** Says what each file of a drop needs. The same files again go on with the upload that was cut off. */
  'capture.beginUpload': command(
    uploaders,
    z.object({
      fileCode: FileCode,
      split: SplitRule.default('auto'),
      files: z.array(DroppedFile).min(1).max(incomingLimits.files),
    }),
    z.object({
      upload: RowId,
      /** Every piece must carry it; good for as long as whoever began is signed in on this connection. */
      token: z.string(),
      /** One for each file that was named, in the same order; `n` is its number in the upload. */
      files: z.array(z.object({ n: z.int(), verdict: UploadVerdict })),
    }),
  ),
  /**
   * What arrived becomes the dossier's, as with capture.import. `unread`: files the window itself could not read. Files that are missing
   * besides fail the call, unless `withoutMissing` says that a person decided to go on without them; then they are listed as refused.
   */
  'capture.commitUpload': command(
    uploaders,
    z.object({
      upload: RowId,
      unread: z
        .array(z.object({ n: z.int().min(0), reason: z.string().max(100) }))
        .max(incomingLimits.files)
        .default([]),
      withoutMissing: z.boolean().default(false),
    }),
    z.object({
      files: z.int(),
      /** The same bytes under the same name were in the dossier before. */
      known: z.int(),
      refused: z.array(z.object({ source: z.string(), error: CodedErrorView })),
    }),
  ),
  /** Throws away what arrived. */
  'capture.cancelUpload': command(uploaders, z.object({ upload: RowId }), nothing),
  'capture.uploads': query('person', z.object({ fileCode: FileCode }), z.array(OpenUpload)),
} as const;
