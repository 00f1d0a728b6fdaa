/** Step 4: what a document is about, confirmed by a person; and the description of the dossier it lies in. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { FieldProblem, FieldSources } from '../description.ts';
import { DocumentState, DocumentView } from '../views.ts';
import { DocumentFields, DossierDescription, type FieldName, fieldNames, FileCode, RowId } from '../vocabulary.ts';
import { command, query, slice } from './route.ts';

/** A value while it is being typed: anything, so that every problem can be told at once. */
const Draft = z
  .string()
  .max(10_000)
  .transform((text) => text.normalize('NFC'));
export const DraftFields = z.object(
  Object.fromEntries(fieldNames.map((name) => [name, Draft])) as Record<FieldName, typeof Draft>,
);
export type DraftFields = z.infer<typeof DraftFields>;

export const DraftDescription = z.object({
  title: Draft,
  maintenance: Draft,
  mode: Draft,
  language: z.array(Draft).max(20),
  startDate: Draft,
  endDate: Draft,
  keyword: Draft,
  format: Draft,
  inforSign: Draft,
  paperFileCode: Draft,
  riskRecovery: Draft,
  riskRecoveryStatus: Draft,
  description: Draft,
});
export type DraftDescription = z.infer<typeof DraftDescription>;

/** A document as a line of a list. Values are the confirmed ones, else the proposed. */
export const DescribeEntry = z.object({
  documentId: RowId,
  fileCode: z.string(),
  /** 1-based in its dossier. */
  ordinal: z.int(),
  docId: z.string(),
  state: DocumentState,
  pages: z.int(),
  typeName: z.string(),
  codeNumber: z.string(),
  codeNotation: z.string(),
  subject: z.string(),
  /** Proposed values a person has to look at. */
  doubtful: z.int(),
});
export type DescribeEntry = z.infer<typeof DescribeEntry>;

const Target = z.object({ documentId: RowId, fileCode: z.string() });

/** Everything the describe screen shows of one document. */
export const DescribeView = z.object({
  fileCode: z.string(),
  title: z.string(),
  revision: z.int(),
  /** Packaged already: to be looked at only. */
  sealed: z.boolean(),
  document: DocumentView,
  /** 1-based place among the documents of its dossier. */
  place: z.int(),
  of: z.int(),
  previous: RowId.nullable(),
  next: RowId.nullable(),
  /** What `previous` says, to be copied from; null when it says nothing yet. */
  previousFields: DocumentFields.nullable(),
  /** What waits for a description after this one: first in the dossier, then in the others. */
  nextWaiting: Target.nullable(),
  waiting: z.object({ here: z.int(), all: z.int() }),
});
export type DescribeView = z.infer<typeof DescribeView>;

/** A field people type the same words into again and again. */
export const SuggestedField = z.enum(['organName', 'codeNotation', 'signer', 'subject']);
export type SuggestedField = z.infer<typeof SuggestedField>;

export const describeRoutes = {
  /** Documents that wait for a person's description in working order: returned ones first, then as the dossiers came in. */
  'describe.queue': query(
    'person',
    z.object({ fileCode: FileCode.nullable().default(null), ...slice }),
    z.object({ total: z.int(), returned: z.int(), documents: z.array(DescribeEntry) }),
  ),
  /** All documents of a dossier in its order, whatever their state. */
  'describe.documents': query(
    'person',
    z.object({ fileCode: FileCode, ...slice }),
    z.object({ total: z.int(), documents: z.array(DescribeEntry) }),
  ),
  /** The named document; else what waits first in the dossier, or anywhere; null when there is nothing to show. */
  'describe.open': query(
    'person',
    z.object({ fileCode: FileCode.nullable().default(null), documentId: RowId.nullable().default(null) }),
    DescribeView.nullable(),
  ),
  /** Every problem of a description at once, before anybody confirms it. */
  'describe.check': query(
    'person',
    z.object({ documentId: RowId, fields: DraftFields }),
    z.object({ problems: z.array(FieldProblem) }),
  ),
  /** Values of earlier confirmed documents that begin with `text`, or have it at the beginning of a word; marks and case are forgiven. */
  'describe.suggest': query(
    'person',
    z.object({ field: SuggestedField, text: Draft, limit: z.int().min(1).max(20).default(8) }),
    z.object({ values: z.array(z.object({ value: z.string(), uses: z.int() })) }),
  ),
  /** Refused only for errors; warnings are kept with the document. `sources`: where on the paper the values were read. */
  'describe.confirm': command(
    ['clerk', 'supervisor'],
    z.object({ documentId: RowId, fields: DocumentFields, sources: FieldSources.default({}) }),
    z.object({ next: Target.nullable(), remarks: z.array(FieldProblem) }),
  ),
  /** The dossier's own description with what is counted and proposed for it. */
  'dossier.form': query(
    'person',
    z.object({ fileCode: FileCode }),
    z.object({
      fileCode: z.string(),
      description: DossierDescription,
      sealed: z.boolean(),
      /** A PDF carries the file code already: it can no longer change. */
      codeFixed: z.boolean(),
      totals: z.object({ documents: z.int(), described: z.int(), papers: z.int(), pages: z.int() }),
      /** The first and last day of its documents; '' while none has one. */
      proposed: z.object({ startDate: z.string(), endDate: z.string() }),
    }),
  ),
  'dossier.check': query(
    'person',
    z.object({ fileCode: FileCode, description: DraftDescription, newFileCode: nfcText(200).nullable().default(null) }),
    z.object({ problems: z.array(FieldProblem) }),
  ),
} as const;
