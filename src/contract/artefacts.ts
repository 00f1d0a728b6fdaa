/**
 * What one step leaves for the next: small records that point at blobs by digest. A step never imports another step;
 * these types and the vault are all they share. Sizes are in pixels, angles in degrees counter-clockwise, boxes as
 * `[x0, y0, x1, y1]` with the origin at the top left.
 */
import { z } from 'zod';
import { DocumentFields, DocumentTypeCode, Instant, Sha256 } from './vocabulary.ts';

export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** Step 1, one per page image, exactly as it arrived. `orientation` is EXIF 1–8 and not yet applied to the pixels. */
export const PageImage = z.object({
  image: Sha256,
  mime: z.enum(['image/jpeg', 'image/png', 'image/tiff', 'image/webp']),
  width: z.int().positive(),
  height: z.int().positive(),
  orientation: z.int().min(1).max(8),
  /** Dots per inch; `dpiAssumed` when the file did not say and the size of the paper was guessed. */
  dpiX: z.number().positive(),
  dpiY: z.number().positive(),
  dpiAssumed: z.boolean(),
  colour: z.enum(['colour', 'grey', 'bilevel']),
  origin: z.enum(['file', 'pdf-image', 'pdf-rendered']),
  /** The file it came from (a blob) and its 1-based place in it. */
  source: Sha256,
  sourcePage: z.int().positive(),
});
export type PageImage = z.infer<typeof PageImage>;

/** Step 1, one per file. A PDF that carries a signature is never rewritten: `signed` sends it round compose and sign. */
export const CapturedFile = z.object({
  kind: z.enum(['image', 'tiff', 'pdf']),
  signed: z.boolean(),
  pages: z.array(PageImage).min(1),
  warnings: z.array(z.string()),
});
export type CapturedFile = z.infer<typeof CapturedFile>;

/** Something the machine decided about a page, with its numbers, so that a clerk can see and undo it. */
export const Decision = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), reason: z.string() });
export type Decision = z.infer<typeof Decision>;

/** Step 2: an upright, deskewed, evenly lit page, and a grey image made for OCR that covers exactly the same rectangle. */
export const CleanPage = z.object({
  image: Sha256,
  mime: z.enum(['image/jpeg', 'image/png']),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Resolution of `image`; with width and height it keeps the paper at 100 % scale. */
  dpi: z.number().positive(),
  colour: z.enum(['colour', 'grey', 'bilevel']),
  ocr: Sha256,
  ocrWidth: z.int().positive(),
  ocrHeight: z.int().positive(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  skew: z.number(),
  blank: z.boolean(),
  /** Share of the page's area that is ink, 0…1. */
  ink: z.number(),
  barcodes: z.array(z.object({ format: z.string(), text: z.string() })),
  separator: z.enum(['document', 'dossier', 'attachment']).nullable(),
  decisions: z.array(Decision),
});
export type CleanPage = z.infer<typeof CleanPage>;

export const Word = z.object({ text: z.string(), box: Box, /** 0…100 */ confidence: z.number() });
export type Word = z.infer<typeof Word>;
export const TextLine = z.object({ box: Box, words: z.array(Word) });
export type TextLine = z.infer<typeof TextLine>;

/** The blob behind `PageText.words` (JSON): boxes in pixels of an image of `width` × `height`; scale them to any other. */
export const RecognisedPage = z.object({ width: z.int().positive(), height: z.int().positive(), lines: z.array(TextLine) });
export type RecognisedPage = z.infer<typeof RecognisedPage>;

/** Step 3. */
export const PageText = z.object({
  words: Sha256,
  wordCount: z.int().nonnegative(),
  /** Mean over words, 0…100; 0 on a page without words. */
  meanConfidence: z.number(),
});
export type PageText = z.infer<typeof PageText>;

/** Step 4: one proposed value. `page` is 1-based in the document; `box` in pixels of that page's RecognisedPage. */
export const ProposedField = z.object({
  value: z.string(),
  /** 0…1: ≥ 0.9 plain, 0.7–0.9 marked, below 0.7 to be confirmed one by one. */
  confidence: z.number().min(0).max(1),
  page: z.int().positive().nullable(),
  box: Box.nullable(),
});
export type ProposedField = z.infer<typeof ProposedField>;
export const Proposal = z.object({
  typeName: ProposedField,
  codeNumber: ProposedField,
  codeNotation: ProposedField,
  issuedDate: ProposedField,
  organName: ProposedField,
  subject: ProposedField,
  signer: ProposedField,
  /** The title as printed when the type is 32 (e.g. `GIẤY XÁC NHẬN`), kept as a local sub-type. */
  subType: z.string(),
  doubts: z.array(z.string()),
});
export type Proposal = z.infer<typeof Proposal>;

/** Step 5. */
export const ComposedDocument = z.object({
  pdf: Sha256,
  bytes: z.int().positive(),
  pages: z.int().positive(),
  warnings: z.array(z.string()),
});
export type ComposedDocument = z.infer<typeof ComposedDocument>;

/** Step 6. */
export const SignedDocument = z.object({
  pdf: Sha256,
  bytes: z.int().positive(),
  pages: z.int().positive(),
  signer: z.string(),
  /** Serial number of the certificate, hex. */
  serial: z.string(),
  level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']),
  signedAt: Instant,
});
export type SignedDocument = z.infer<typeof SignedDocument>;

/** What step 8 needs of one document; `pages` is what the ledger says, checked against the PDF. */
export const DocumentToPack = z.object({
  docId: z.string().min(1).max(25),
  ordinal: z.int().positive(),
  fields: DocumentFields.extend({ typeName: DocumentTypeCode }),
  pages: z.int().positive(),
  pdf: Sha256,
  bytes: z.int().positive(),
  subType: z.string(),
  /** True for a signed PDF that came in as it is: `confidenceLevel` 01, and the rules for scanned paper do not bind it. */
  bornDigital: z.boolean().optional(),
});
export type DocumentToPack = z.infer<typeof DocumentToPack>;

/** Step 8: a sealed SIP. `objid` is METS/@OBJID (`uuid-` + upper-case UUID). */
export const SealedPackage = z.object({
  objid: z.string().regex(/^uuid-[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
  fileCode: z.string(),
  zip: Sha256,
  bytes: z.int().positive(),
  documents: z.int().positive(),
  pages: z.int().positive(),
  /** The report of its own check (JSON), with the warnings it left with. */
  report: Sha256.optional(),
});
export type SealedPackage = z.infer<typeof SealedPackage>;
