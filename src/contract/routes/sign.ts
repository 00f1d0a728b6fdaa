/** Step 6: keys that persons open, and what they sign with them. A key is in the engine's memory only, for its person, until closed. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { CodedErrorView } from '../views.ts';
import { FileCode, Instant, RowId, Sha256 } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

/** Where a key comes from. Tokens and the Windows store are not here: a key the station cannot open is not offered. */
export const KeySource = z.enum(['practice', 'p12']);

/** What a visible stamp says and where; the same names as in stages/6-sign/profiles.ts. */
export const SignProfile = z.enum(['ARCHIVE_TT05', 'TTHC_SCAN', 'SAO_Y_ND30', 'ANNEX_ND30']);
export type SignProfile = z.infer<typeof SignProfile>;

export const KeyView = z.object({
  id: z.string(),
  source: KeySource,
  /** Common name of the person or agency, and of who issued the certificate. */
  subject: z.string(),
  issuer: z.string(),
  /** Lower-case hex. */
  serial: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  key: z.string(),
  practice: z.boolean(),
  warnings: z.array(z.enum(['expires-soon', 'self-signed', 'practice', 'issuer-missing'])),
  /** When it is forgotten by itself unless used; null for the practice identity, which the station keeps. */
  closesAt: Instant.nullable(),
});
export type KeyView = z.infer<typeof KeyView>;

export const WaitingDocument = z.object({
  id: RowId,
  docId: z.string(),
  subject: z.string(),
  pages: z.int(),
  bytes: z.int(),
  /** Its pages as they stand in the PDF, in order. */
  images: z.array(z.object({ image: Sha256, width: z.int(), height: z.int() })),
});
export type WaitingDocument = z.infer<typeof WaitingDocument>;

export const WaitingDossier = z.object({
  fileCode: z.string(),
  title: z.string(),
  documents: z.int(),
  pages: z.int(),
});
export type WaitingDossier = z.infer<typeof WaitingDossier>;

/** `keyless`: it goes on as soon as its person opens the same key again. */
export const BatchState = z.enum(['running', 'paused', 'keyless', 'done', 'cancelled']);
export type BatchState = z.infer<typeof BatchState>;
export const SignItemState = z.enum(['waiting', 'signing', 'signed', 'failed', 'cancelled']);
export type SignItemState = z.infer<typeof SignItemState>;

export const SignBatchView = z.object({
  id: RowId,
  account: z.string(),
  /** True for the person who asks: only they may go on with it. */
  own: z.boolean(),
  profile: SignProfile,
  subject: z.string(),
  serial: z.string(),
  state: BatchState,
  documents: z.int(),
  signed: z.int(),
  failed: z.int(),
  left: z.int(),
  /** Seconds per document over the last few; null before there are two. */
  pace: z.number().nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type SignBatchView = z.infer<typeof SignBatchView>;

export const SignItemView = z.object({
  documentId: RowId,
  fileCode: z.string(),
  docId: z.string(),
  subject: z.string(),
  state: SignItemState,
  error: CodedErrorView.nullable(),
  changedAt: Instant,
});
export type SignItemView = z.infer<typeof SignItemView>;

/** Where a stamp comes to stand: points of the page as the reader sees it, origin top left, computed by the code that draws it. */
export const StampPreview = z.object({
  pageWidth: z.number(),
  pageHeight: z.number(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  lines: z.array(z.string()),
  /** Of each line in the stamp's own face: a window that has another keeps to them. */
  widths: z.array(z.number()),
  fontSize: z.number(),
  leading: z.number(),
  padding: z.number(),
  align: z.enum(['left', 'right']),
});
export type StampPreview = z.infer<typeof StampPreview>;

const p12Limit = 64 * 1024;
const signers = ['clerk', 'supervisor'] as const;

export const signRoutes = {
  /** Dossiers with documents that wait for a signature. */
  'sign.waiting': query(
    'person',
    z.object(slice),
    z.object({ total: z.int(), documents: z.int(), pages: z.int(), dossiers: z.array(WaitingDossier) }),
  ),
  'sign.waitingIn': query('person', z.object({ fileCode: FileCode }), z.array(WaitingDocument)),
  'sign.identities': query(
    signers,
    nothing,
    z.object({
      keys: z.array(KeyView),
      /** The station signs by itself with a key of its own, as a practice station does: nothing then waits for a person. */
      automatic: z.boolean(),
      wrongPasswords: z.int(),
    }),
  ),
  /** The file's bytes from the window, or its path on the engine's own disk. The password is used once and kept nowhere. */
  'sign.open': command(
    signers,
    z.object({
      file: z.union([
        z.object({ base64: z.base64().max(Math.ceil(p12Limit / 3) * 4) }),
        z.object({ path: z.string().min(1).max(32_767) }),
      ]),
      password: z.string().max(1000),
    }),
    KeyView,
  ),
  'sign.close': command(signers, z.object({ keyId: z.string().max(100) }), nothing),
  'sign.preview': query(
    signers,
    z.object({
      documentId: RowId,
      profile: SignProfile,
      notation: nfcText(100).default(''),
      keyId: z.string().max(100).nullable().default(null),
    }),
    StampPreview,
  ),
  /** Where the stamp of a signed document stands; null for one that came in signed or is not signed. */
  'sign.stamp': query('person', z.object({ documentId: RowId }), StampPreview.nullable()),
  /** Takes what of these still waits; answers the batch, which goes on by itself. */
  'sign.start': command(
    signers,
    z.object({
      keyId: z.string().max(100),
      profile: SignProfile,
      notation: nfcText(100).default(''),
      /** All that waits, however much it is. */
      everything: z.boolean().default(false),
      fileCodes: z.array(FileCode).max(5000).default([]),
      documentIds: z.array(RowId).max(5000).default([]),
    }),
    SignBatchView,
  ),
  /** Open batches, and the newest that ended. */
  'sign.batches': query('person', nothing, z.array(SignBatchView)),
  'sign.batch': query(
    'person',
    z.object({ id: RowId, state: SignItemState.nullable().default(null), ...slice }),
    z.object({ batch: SignBatchView, items: z.array(SignItemView) }),
  ),
  'sign.pause': command(signers, z.object({ id: RowId }), nothing),
  /** Goes on with the key the batch was begun with, opened again when it was closed. */
  'sign.resume': command(signers, z.object({ id: RowId }), nothing),
  /** What is not signed yet is let go and waits again; what is signed stays signed. */
  'sign.cancel': command(signers, z.object({ id: RowId }), nothing),
  /** Takes the files that failed up again. */
  'sign.retry': command(signers, z.object({ id: RowId }), nothing),
} as const;
