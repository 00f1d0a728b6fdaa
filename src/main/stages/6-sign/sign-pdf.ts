/** Signs any PDF: what must hold before, the stamp, the signature, and proof that the result verifies. */
import { fail, ok } from '../../../contract/result.ts';
import type { Failure, Result } from '../../../contract/result.ts';
import { parseCertificate } from '../../../exchange/pades/certificate.ts';
import type { Certificate } from '../../../exchange/pades/certificate.ts';
import type { DigestName } from '../../../exchange/pades/oids.ts';
import { formFields } from '../../../exchange/pdf/fields.ts';
import { PdfFile } from '../../../exchange/pdf/file.ts';
import { PdfDict, PdfError, PdfRef } from '../../../exchange/pdf/objects.ts';
import { isPractice } from '../../../exchange/pades/practice.ts';
import { verifyPdfSignatures } from '../../../exchange/pades/verify.ts';
import { drawStamp, emWidth, missingCharacter } from './appearance.ts';
import type { Signer } from './drivers/signer.ts';
import { serifFont } from '../serif-font.ts';
import type { Font } from '../serif-font.ts';
import { appendSignature } from './pades.ts';
import type { Placement } from './pades.ts';
import { readFirstPage } from './page.ts';
import type { FirstPage } from './page.ts';
import { stampText } from './profiles.ts';
import type { StampFacts, StampProfile } from './profiles.ts';
import { freeFieldName, refuseSigner } from './rules.ts';
import { planStamp } from './stamp.ts';
import type { StampPlan } from './stamp.ts';

export interface SignOptions {
  readonly profile: StampProfile;
  readonly agencyName: string;
  /** For ANNEX_ND30: number and notation of the main document. */
  readonly notation?: string;
  /** Goes into the stamp and /M. */
  readonly at: Date;
  readonly digest?: DigestName;
  /** Name of the form field; a free one when absent. */
  readonly fieldName?: string;
}

export interface SignedPdf {
  readonly pdf: Buffer;
  readonly pages: number;
  readonly fieldName: string;
  readonly signer: string;
  readonly serial: string;
  /** The certificate is for practice and the stamp says so. */
  readonly practice: boolean;
}

const limitMiB = 1024;

/**
 * Adds one PAdES B-B signature with its visible stamp. `bytes` are not touched and are the beginning of the result.
 * Errors: SIGN_PDF_BROKEN, SIGN_PDF_ENCRYPTED, SIGN_PDF_LOCKED, SIGN_PDF_NO_PAGE, SIGN_PDF_TOO_LARGE, SIGN_FIELD_TAKEN, SIGN_STAMP_CHARACTER,
 * SIGN_STAMP_INCOMPLETE, SIGN_STAMP_NO_ROOM, SIGN_CHECK_FAILED, SIGNER_CERT_EXPIRED, SIGNER_CERT_NOT_YET_VALID, SIGNER_KEY_USAGE,
 * SIGNER_KEY_UNSUPPORTED, SIGNER_CLOSED, SIGNER_FAILED.
 */
export async function signPdf(bytes: Uint8Array, signer: Signer, options: SignOptions): Promise<Result<SignedPdf>> {
  if (bytes.length > limitMiB * 1024 * 1024) return fail('SIGN_PDF_TOO_LARGE', { limitMiB });
  const certificate = parseCertificate(signer.certificate);
  const refused = refuseSigner(certificate, options.at);
  if (refused !== null) return refused;
  try {
    return await signReadable(bytes, signer, certificate, options);
  } catch (error) {
    if (error instanceof PdfError) return fail('SIGN_PDF_BROKEN');
    throw error;
  }
}

async function signReadable(
  bytes: Uint8Array,
  signer: Signer,
  certificate: Certificate,
  options: SignOptions,
): Promise<Result<SignedPdf>> {
  const pdf = new PdfFile(bytes);
  const refused = refuseFile(pdf);
  if (refused !== null) return refused;
  const page = readFirstPage(pdf);
  if (page === null) return fail('SIGN_PDF_NO_PAGE');
  const { names, signatures } = formFields(pdf);
  if (options.fieldName !== undefined && names.has(options.fieldName))
    return fail('SIGN_FIELD_TAKEN', { field: options.fieldName });
  const fieldName = options.fieldName ?? freeFieldName(names);
  const practice = isPractice([certificate, ...signer.chain.map(parseCertificate)]);
  const facts = {
    agencyName: options.agencyName,
    signerName: signer.subject,
    notation: options.notation ?? '',
    at: options.at,
    practice,
  };
  const placement = placeStamp(page, options.profile, facts, await serifFont());
  if (!placement.ok) return placement;
  const signed = await appendSignature(pdf, signer, {
    fieldName,
    at: options.at,
    digest: options.digest ?? 'sha256',
    placement: placement.data,
  });
  if (!signed.ok) return signed;
  const problem = await recheck(signed.data, bytes, fieldName, signer, signatures.length > 0);
  if (problem !== null) return fail('SIGN_CHECK_FAILED', { problem });
  return ok({ pdf: signed.data, pages: page.count, fieldName, signer: signer.subject, serial: signer.serial, practice });
}

/** Encrypted files and files whose earlier signer forbade changes (DocMDP P=1, ISO 32000-1 §12.8.2.2; field locks of ISO 32000-2). */
function refuseFile(pdf: PdfFile): Failure | null {
  if (pdf.encrypted) return fail('SIGN_PDF_ENCRYPTED');
  if (!(pdf.xref.trailer.get('Root') instanceof PdfRef)) return fail('SIGN_PDF_BROKEN');
  for (const { field, value } of formFields(pdf).signatures) {
    if (value === null) continue;
    const references = pdf
      .array(value.get('Reference'))
      .map((reference) => pdf.resolve(pdf.dict(reference).get('TransformParams')));
    const permissions = [...references, pdf.resolve(field.get('Lock'))].map((limits) =>
      limits instanceof PdfDict ? pdf.resolve(limits.get('P')) : null,
    );
    if (permissions.includes(1)) return fail('SIGN_PDF_LOCKED');
  }
  return null;
}

/** What the stamp says and where it stands. Errors: SIGN_STAMP_CHARACTER, SIGN_STAMP_INCOMPLETE, SIGN_STAMP_NO_ROOM. */
export function planStampOn(page: FirstPage, profile: StampProfile, facts: StampFacts, font: Font): Result<StampPlan> {
  const text = stampText(profile, facts);
  if (!text.ok) return text;
  const character = missingCharacter(font, text.data.paragraphs);
  if (character !== null) return fail('SIGN_STAMP_CHARACTER', { character });
  const plan = planStamp(text.data.paragraphs, text.data.corner, page.view, page.taken, (line) => emWidth(font, line));
  return plan === null ? fail('SIGN_STAMP_NO_ROOM') : ok(plan);
}

function placeStamp(page: FirstPage, profile: StampProfile, facts: StampFacts, font: Font): Result<Placement> {
  const plan = planStampOn(page, profile, facts, font);
  if (!plan.ok) return plan;
  return ok({ page, rect: plan.data.rect, draw: (update) => drawStamp(update, plan.data, font) });
}

/** Opens the result as a stranger would. A signature that does not verify must never reach the vault; nor may it harm an earlier one. */
async function recheck(
  signed: Buffer,
  original: Uint8Array,
  fieldName: string,
  signer: Signer,
  hadSignatures: boolean,
): Promise<string | null> {
  if (Buffer.compare(signed.subarray(0, original.length), original) !== 0) return 'PREFIX';
  const trust = [signer.certificate];
  const reports = await verifyPdfSignatures(signed, { trust });
  if (!reports.ok) return reports.error.code;
  const own = reports.data.find((report) => report.field === fieldName);
  if (own === undefined) return 'SIGNATURE_MISSING';
  if (!own.valid || !own.coversWholeFile || own.changesAfter !== 'none') return own.problems[0] ?? 'SIGNATURE_MALFORMED';
  if (!hadSignatures) return null;
  const before = await verifyPdfSignatures(original, { trust });
  if (!before.ok) return before.error.code;
  const harmed = before.data.some((old) => {
    const now = reports.data.find((report) => report.field === old.field);
    return now === undefined || now.valid !== old.valid || (now.changesAfter === 'other' && old.changesAfter !== 'other');
  });
  return harmed ? 'EARLIER_SIGNATURE' : null;
}
