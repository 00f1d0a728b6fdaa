/** What the engine shows to a window or a script: read-only pictures of its state. */
import { z } from 'zod';
import { CleanPage, PageImage, Proposal } from './artefacts.ts';
import { FieldProblem, FieldSources } from './description.ts';
import { DocumentFields, DossierDescription, Instant, Ledger, Role, RowId, Sha256, StepName, TrayReason } from './vocabulary.ts';

export const CodedErrorView = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** `delivered` only after a receipt whose signature verified. */
export const DeliveryState = z.enum(['waiting', 'sending', 'sent', 'received', 'validated', 'delivered', 'rejected']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Where a dossier stands: the first step that is not finished for all of its documents; `done` after the receipt. */
export const DossierStep = z.enum([...StepName.options, 'done']);
export type DossierStep = z.infer<typeof DossierStep>;

export const DossierView = z.object({
  id: RowId,
  fileCode: z.string(),
  title: z.string(),
  step: DossierStep,
  documents: z.int(),
  pages: z.int(),
  parked: z.int(),
  ledger: Ledger,
  objid: z.string().nullable(),
  /** Rises with every change of content; whoever approves names the one they saw. */
  revision: z.int(),
  delivery: DeliveryState.nullable(),
  changedAt: Instant,
});
export type DossierView = z.infer<typeof DossierView>;

export const PageView = z.object({
  id: RowId,
  /** 1-based in its document, or in the tray. */
  ordinal: z.int(),
  image: PageImage,
  clean: CleanPage.nullable(),
  wordCount: z.int().nullable(),
  meanConfidence: z.number().nullable(),
  tray: TrayReason.nullable(),
  /** Base name and full path of the file it came from. */
  sourceName: z.string(),
  sourcePath: z.string(),
  /** The blob of its RecognisedPage. */
  words: Sha256.nullable(),
  /** The reason a verifier gave when this page was returned. */
  returned: z.string().nullable(),
  /** Who looked at every doubtful word of it, or null. */
  reviewedBy: z.string().nullable(),
});
export type PageView = z.infer<typeof PageView>;

export const DocumentState = z.enum([
  'captured',
  'recognised',
  'proposed',
  'described',
  'composed',
  'signed',
  'approved',
  'returned',
  'packed',
]);
export type DocumentState = z.infer<typeof DocumentState>;

export const DocumentView = z.object({
  id: RowId,
  docId: z.string(),
  ordinal: z.int(),
  state: DocumentState,
  pages: z.array(PageView),
  proposal: Proposal.nullable(),
  fields: DocumentFields.nullable(),
  describedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  returned: z.object({ by: z.string(), reason: z.string(), page: z.int().nullable(), at: Instant }).nullable(),
  pdf: Sha256.nullable(),
  signedPdf: Sha256.nullable(),
  /** Of the signed PDF, or of the composed one while it is not signed; 0 before. */
  bytes: z.int(),
  warnings: z.array(z.string()),
  /** Where on the paper the confirmed values were read. */
  sources: FieldSources,
  /** Warnings the description was confirmed with. */
  remarks: z.array(FieldProblem),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const DossierDetail = DossierView.extend({
  description: DossierDescription,
  documentList: z.array(DocumentView),
  tray: z.array(PageView),
  /** Files that could not be captured: listed, never dropped. */
  problems: z.array(z.object({ source: z.string(), page: z.int().nullable(), error: CodedErrorView })),
});
export type DossierDetail = z.infer<typeof DossierDetail>;

export const JobState = z.enum(['ready', 'running', 'parked']);
export const JobView = z.object({
  id: z.int(),
  step: StepName,
  subject: z.string(),
  /** What a person calls the subject: a file and the page of it, or the place of a document in the dossier. */
  about: z.object({ source: z.string().nullable(), page: z.int().nullable(), document: z.int().nullable() }),
  dossierId: RowId,
  fileCode: z.string(),
  state: JobState,
  attempts: z.int(),
  error: CodedErrorView.nullable(),
  changedAt: Instant,
});
export type JobView = z.infer<typeof JobView>;

/** Which set on which disk, by whom and when. */
export const HandOver = z.object({ set: z.string(), folder: z.string(), by: z.string(), at: Instant });
export type HandOver = z.infer<typeof HandOver>;

export const DeliveryView = z.object({
  /** False for a package that was rejected and whose dossier went on as another package. */
  current: z.boolean(),
  objid: z.string(),
  fileCode: z.string(),
  title: z.string(),
  dossierId: RowId,
  state: DeliveryState,
  /** Place in the line, 1 goes first; null for what is decided. */
  order: z.int().positive().nullable(),
  /** Who took this package out of the line for a while. */
  heldBy: z.string().nullable(),
  /** Handed over on a disk: not sent by line unless a person takes it back. */
  disk: HandOver.nullable(),
  /** The rejected package whose place this one takes. */
  replaces: z.string().nullable(),
  /** Its job: null when nothing is left to do. A parked one waits for a person. */
  job: z.object({ id: z.int(), state: JobState, notBefore: Instant.nullable() }).nullable(),
  /** When it will be at the archive whole, at the pace measured; null when that cannot be said. */
  finishAt: Instant.nullable(),
  documents: z.int(),
  pages: z.int(),
  /** The package: its blob, and its name when it is handed over. */
  digest: Sha256,
  fileName: z.string(),
  bytes: z.int(),
  sentBytes: z.int(),
  attempts: z.int(),
  error: CodedErrorView.nullable(),
  /** The archive's reasons when it rejected the package. */
  reasons: z.array(
    z.object({ code: z.string(), message: z.string(), document: z.string().nullable(), page: z.int().nullable() }),
  ),
  receiptNumber: z.string().nullable(),
  changedAt: Instant,
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const StationView = z.object({
  agencyCode: z.string(),
  agencyName: z.string(),
  fondsCode: z.string(),
  practice: z.boolean(),
  archiveUrl: z.string().nullable(),
  version: z.string(),
});
export type StationView = z.infer<typeof StationView>;

export const StatusView = z.object({
  dossiers: z.array(z.object({ fileCode: z.string(), step: DossierStep, documents: z.int(), pages: z.int(), parked: z.int() })),
  jobs: z.object({ ready: z.int(), running: z.int(), parked: z.int() }),
  ledger: Ledger,
  queue: z.object({ waiting: z.int(), sending: z.int(), delivered: z.int(), bytes: z.int() }),
});
export type StatusView = z.infer<typeof StatusView>;

export const AccountView = z.object({ name: z.string(), role: Role });
export type AccountView = z.infer<typeof AccountView>;

export const AccountEntry = AccountView.extend({ disabled: z.boolean() });
export type AccountEntry = z.infer<typeof AccountEntry>;

/** An account as whoever looks after accounts sees it. */
export const RegisteredAccount = AccountEntry.extend({
  madeAt: Instant,
  signedInAt: Instant.nullable(),
  /** Somebody is signed in with it just now. */
  present: z.boolean(),
  /** Who chose the password that holds, and when; null for accounts of older programs. */
  passwordBy: z.string().nullable(),
  passwordAt: Instant.nullable(),
});
export type RegisteredAccount = z.infer<typeof RegisteredAccount>;

/** Who is working in a window. */
export const PersonView = AccountView.extend({
  /** The window is covered until the password is given again. */
  locked: z.boolean(),
  /** Somebody else chose the password and so knows it. */
  passwordOfOther: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** `resume` lets the same window go on as this person after a reload, for as long as the engine runs and nobody locks or signs out. */
export const SignedInView = PersonView.extend({ resume: z.string() });
export type SignedInView = z.infer<typeof SignedInView>;

/** What a window must know before anybody signs in. */
export const DoorView = z.object({
  /** There is a station. */
  made: z.boolean(),
  /** There is an account to sign in with. */
  accounts: z.boolean(),
  language: z.enum(['vi', 'en']),
});
export type DoorView = z.infer<typeof DoorView>;
