/** What judging a package answers: identity, documents as counted, and every problem at once. Travels as JSON. */
import { z } from 'zod';
import { Sha256 } from '../../contract/vocabulary.ts';
import { Problem } from './problems.ts';

export const PackagedDocument = z.object({
  docId: z.string(),
  /** Of the PDF, relative to the package folder. */
  path: z.string(),
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  /** As counted in the PDF; as described when the PDF could not be read. */
  pages: z.int().nonnegative(),
  /** EAD_doc, element name → text. */
  fields: z.record(z.string(), z.string()),
});
export type PackagedDocument = z.infer<typeof PackagedDocument>;

export const PackageReport = z.object({
  /** No problem of severity `error`. */
  ok: z.boolean(),
  objid: z.string().nullable(),
  fileCode: z.string().nullable(),
  /** `NEW`, `SUPPLEMENT`, `REPLACEMENT`, `TEST` (practice) or `OTHER`. */
  recordStatus: z.string().nullable(),
  /** OBJID of the rejected package this one takes the place of. */
  replaces: z.string().nullable().default(null),
  createdAt: z.string().nullable(),
  /** EAD.xml, element name → text. */
  dossier: z.record(z.string(), z.string()),
  documents: z.array(PackagedDocument),
  pages: z.int().nonnegative(),
  files: z.int().nonnegative(),
  problems: z.array(Problem),
});
export type PackageReport = z.infer<typeof PackageReport>;
