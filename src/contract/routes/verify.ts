/** Step 7: the check of a second person, and what they decide. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { ReturnKind } from '../return-kinds.ts';
import { CodedErrorView, DocumentState } from '../views.ts';
import { DocumentFields, DossierDescription, FileCode, Instant, RowId, Sha256 } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

/** Every page, or a sample drawn by rule with every risky page besides. */
export const CheckMode = z.enum(['full', 'sampled']);
export type CheckMode = z.infer<typeof CheckMode>;

/** Why a page is to be looked at. `changed`: it is not what it was when the check began, or when it was looked at. */
export const PageReason = z.enum([
  'all',
  'sampled',
  'changed',
  'returned-before',
  'low-confidence',
  'blank-in-doubt',
  'corrected',
]);
export type PageReason = z.infer<typeof PageReason>;

/** One page of the check. `print` names what a verifier sees of it; whoever says "seen" says which print. */
export const CheckPage = z.object({
  pageId: RowId,
  documentId: RowId,
  /** 1-based in its document, and through the whole dossier as a person leafs through it. */
  page: z.int(),
  place: z.int(),
  /** As it stands in the PDF. */
  image: Sha256,
  width: z.int(),
  height: z.int(),
  /** The scan as it arrived, as a browser draws it; null for a format no browser draws (TIFF). */
  original: z.object({ image: Sha256, width: z.int(), height: z.int() }).nullable(),
  print: z.string(),
  reasons: z.array(PageReason),
  seen: z.boolean(),
});
export type CheckPage = z.infer<typeof CheckPage>;

/** Something found wrong that is not sent back yet. Without `pageId` it is about the document, without both about the dossier. */
export const Finding = z.object({
  id: RowId,
  documentId: RowId.nullable(),
  pageId: RowId.nullable(),
  kinds: z.array(ReturnKind),
  note: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export const CheckDocument = z.object({
  id: RowId,
  docId: z.string(),
  ordinal: z.int(),
  state: DocumentState,
  pages: z.int(),
  fields: DocumentFields.nullable(),
  describedBy: z.string().nullable(),
  /** Of the signature it carries: ours; nothing for a PDF that came in signed. */
  signedBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  signedPdf: Sha256.nullable(),
});
export type CheckDocument = z.infer<typeof CheckDocument>;

export const SampleRule = z.object({ percent: z.int().min(1).max(100), least: z.int().min(1) });

export const Check = z.object({
  id: RowId,
  mode: CheckMode,
  rule: SampleRule,
  /** Pages drawn by the rule from all pages; risky ones come besides. */
  sampleSize: z.int(),
  population: z.int(),
  seed: z.string(),
  begunAt: Instant,
  /** What is to be looked at, in the order of the paper. */
  pages: z.array(CheckPage),
  left: z.int(),
  findings: z.array(Finding),
});
export type Check = z.infer<typeof Check>;

/** What this person may see and do about one dossier. */
export const CheckView = z.object({
  fileCode: z.string(),
  title: z.string(),
  description: DossierDescription,
  revision: z.int(),
  pages: z.int(),
  documents: z.array(CheckDocument),
  /** Why this person may not check it, known before they begin; null when they may. */
  refusal: CodedErrorView.nullable(),
  /** Somebody else is at it. */
  heldBy: z.object({ name: z.string(), since: Instant }).nullable(),
  check: Check.nullable(),
  /** What each mode would ask for if begun now. */
  offers: z.object({ full: z.int(), sampled: z.int(), risky: z.int(), rule: SampleRule }),
  /** The newest return; it may be taken back while nobody has worked on the dossier since. */
  lastReturn: z.object({ by: z.string(), at: Instant, findings: z.int(), undoable: z.boolean() }).nullable(),
});
export type CheckView = z.infer<typeof CheckView>;

export const VerifyRow = z.object({
  fileCode: z.string(),
  title: z.string(),
  documents: z.int(),
  pages: z.int(),
  describers: z.array(z.string()),
  /** The last moment anything about it changed: since then it waits. */
  since: Instant,
  /** How often it was returned before. */
  returns: z.int(),
  /** The person who asks described some of it and so may not decide. */
  own: z.boolean(),
  check: z.object({ by: z.string(), mode: CheckMode, seen: z.int(), of: z.int() }).nullable(),
});
export type VerifyRow = z.infer<typeof VerifyRow>;

const one = z.object({ fileCode: FileCode });

export const verifyRoutes = {
  /** Dossiers that wait for the second person, longest wait first. */
  'verify.queue': query('person', z.object(slice), z.object({ total: z.int(), dossiers: z.array(VerifyRow) })),
  'verify.get': query(['supervisor'], one, CheckView),
  /**
   * Begins this person's check, or goes on with it. A sample may be widened to everything, never drawn anew; `takeOver` ends the check of
   * another person. Pages this person has looked at before and that are still the same count as seen, unless they were returned.
   */
  'verify.begin': command(
    ['supervisor'],
    z.object({ fileCode: FileCode, mode: CheckMode, takeOver: z.boolean().default(false) }),
    CheckView,
  ),
  /** What was looked at, by page and print. A print that is no longer the page's does not count. */
  'verify.seen': command(
    ['supervisor'],
    z.object({
      fileCode: FileCode,
      pages: z
        .array(z.object({ pageId: RowId, print: z.string().max(64) }))
        .min(1)
        .max(500),
    }),
    z.object({ left: z.int() }),
  ),
  /** Notes something wrong; nothing is sent back yet. Noting the same page or document again replaces what was noted. */
  'verify.find': command(
    ['supervisor'],
    z.object({
      fileCode: FileCode,
      documentId: RowId.nullable(),
      pageId: RowId.nullable(),
      kinds: z.array(ReturnKind).max(10),
      note: nfcText(300),
    }),
    z.object({ id: RowId }),
  ),
  'verify.dropFinding': command(['supervisor'], z.object({ fileCode: FileCode, id: RowId }), nothing),
  /** Sends everything that was noted back to the clerk, at once. */
  'verify.sendBack': command(['supervisor'], one, z.object({ findings: z.int() })),
  /** Takes the newest return back; refused once anybody has worked on the dossier. */
  'verify.undoReturn': command(['supervisor'], one, nothing),
  /**
   * `revision` of the dossier as it was shown: what changed since was seen by nobody and is not approved. With a check begun, all of it must
   * have been looked at; without one, the person declares that they checked every page elsewhere, and the audit trail says so.
   */
  'verify.approve': command(
    ['supervisor'],
    z.object({ fileCode: FileCode, revision: z.int() }),
    z.object({ documents: z.int() }),
  ),
  /** One return at once, in free words; the command line's. */
  'verify.return': command(
    ['supervisor'],
    z.object({
      fileCode: FileCode,
      docId: nfcText(200).nullable(),
      page: z.int().positive().nullable(),
      reason: nfcText(500, 1),
    }),
    nothing,
  ),
} as const;
