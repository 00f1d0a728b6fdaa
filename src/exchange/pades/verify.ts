/**
 * Verifies every signature in a PDF: structure, cryptography, trust and what was added afterwards. Pure parsing and crypto, no network;
 * every byte is hostile. ETSI EN 319 142-1 (PAdES), ISO 32000-1 §12.8; also takes the older `adbe.pkcs7.detached`.
 */
import { createHash } from 'node:crypto';
import { fail, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import { readCoverage } from './byte-range.ts';
import type { Coverage } from './byte-range.ts';
import type { Certificate } from './certificate.ts';
import { judgeSigner, readAnchors } from './chain.ts';
import { judgeChanges } from './changes.ts';
import type { Changes } from './changes.ts';
import { coversContent, parseSignedData, signatureHolds, signingCertificateAttribute } from './cms.ts';
import type { SignedData } from './cms.ts';
import { DerError } from './der.ts';
import { levelOf } from './level.ts';
import { isWeak } from './oids.ts';
import { formFields } from '../pdf/fields.ts';
import type { SignatureField } from '../pdf/fields.ts';
import { PdfFile } from '../pdf/file.ts';
import { PdfDict, PdfError, PdfName, PdfString, readTextString } from '../pdf/objects.ts';
import { isPractice } from './practice.ts';
import type { SignatureProblem, SignatureReport } from './report.ts';
import { readPdfDate } from '../pdf/date.ts';
import { readDocumentTimestamp, readSignatureTimestamp } from './timestamp.ts';

export type { PadesLevel, SignatureProblem, SignatureReport } from './report.ts';

export interface VerifyOptions {
  /** Certificates in DER, or PEM (any number in one). */
  readonly trust: readonly (Uint8Array | string)[];
  /** The moment to judge certificates at; without it the time stamp's, else the signer's own. */
  readonly at?: Date;
}

const maxSignatures = 100;
const subFilters = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161']);

/**
 * One report per filled signature field, in the order of their revisions; none for an unsigned file. A file may be relied upon when each is
 * `valid`, `trusted` and has `changesAfter` other than `'other'`.
 * Errors: SIGN_PDF_BROKEN, SIGN_PDF_ENCRYPTED, TRUST_ANCHOR_UNREADABLE.
 */
export async function verifyPdfSignatures(bytes: Uint8Array, options: VerifyOptions): Promise<Result<SignatureReport[]>> {
  const anchors = readAnchors(options.trust);
  if (!anchors.ok) return anchors;
  try {
    const pdf = new PdfFile(bytes);
    if (pdf.encrypted) return fail('SIGN_PDF_ENCRYPTED');
    const fields = formFields(pdf).signatures.filter((field) => field.value !== null);
    if (fields.length > maxSignatures) return fail('SIGN_PDF_BROKEN');
    const opened = fields
      .map((field) => openSignature(pdf, field))
      .sort((a, b) => (a.coverage?.end ?? 0) - (b.coverage?.end ?? 0));
    return ok(opened.map((signature) => judge(pdf, signature, opened, anchors.data, options.at)));
  } catch (error) {
    if (error instanceof PdfError) return fail('SIGN_PDF_BROKEN');
    throw error;
  }
}

/** A signature dictionary taken apart; what could not be read is null and has its problem. */
interface OpenSignature {
  readonly field: SignatureField;
  readonly dict: PdfDict;
  readonly subFilter: string;
  readonly coverage: Coverage | null;
  readonly data: SignedData | null;
  readonly problems: readonly SignatureProblem[];
  readonly crypto: { readonly holds: boolean; readonly problems: readonly SignatureProblem[] };
}

function openSignature(pdf: PdfFile, field: SignatureField): OpenSignature {
  const dict = field.value ?? new PdfDict();
  const name = pdf.resolve(dict.get('SubFilter'));
  const subFilter = name instanceof PdfName ? name.name : '';
  const problems = new Set<SignatureProblem>();
  if (!subFilters.has(subFilter)) problems.add('SIGNATURE_MALFORMED');
  const coverage = readCoverage(pdf, dict);
  if (coverage === null) problems.add('SIGNATURE_BYTE_RANGE');
  let data: SignedData | null = null;
  const contents = dict.get('Contents');
  try {
    if (contents instanceof PdfString) data = parseSignedData(contents.bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  if (data === null || data.padding.some((byte) => byte !== 0)) problems.add('SIGNATURE_MALFORMED');
  const opened = { field, dict, subFilter, coverage, data, problems: [...problems] };
  return { ...opened, crypto: judgeCrypto(pdf, opened) };
}

function judge(
  pdf: PdfFile,
  signature: OpenSignature,
  all: readonly OpenSignature[],
  anchors: readonly Certificate[],
  at?: Date,
): SignatureReport {
  const { dict, data, coverage, subFilter, field, crypto } = signature;
  const problems = new Set(signature.problems);
  for (const problem of crypto.problems) problems.add(problem);
  const isTimestamp = subFilter === 'ETSI.RFC3161';
  const stamp = data === null ? null : isTimestamp ? readDocumentTimestamp(data) : readSignatureTimestamp(data, anchors);
  if (stamp?.problem) problems.add('SIGNATURE_TIMESTAMP_WRONG');
  const timestamp = stamp?.time ?? null;
  const written = pdf.resolve(dict.get('M'));
  const signedAt = written instanceof PdfString ? readPdfDate(readTextString(written)) : null;
  const when = at ?? timestamp ?? signedAt;
  if (when === null) problems.add('SIGNATURE_TIME_UNKNOWN');
  const judgement =
    data?.signer != null && when !== null
      ? judgeSigner(data.signer, data.certificates, anchors, when, isTimestamp ? 'time' : 'document')
      : null;
  for (const problem of judgement?.problems ?? []) problems.add(problem);
  const trusted = judgement?.trusted === true && data !== null && !isWeak(data.digest);
  const practice = data?.signer != null && isPractice([data.signer, ...(judgement?.path ?? [])]);
  if (practice && !trusted) problems.add('SIGNATURE_PRACTICE');
  const changes = coverage === null ? ({ kind: 'other', metadata: false } satisfies Changes) : changesBehind(pdf, coverage);
  if (changes.kind === 'other') problems.add('SIGNATURE_CHANGED_AFTER');
  if (changes.metadata) problems.add('SIGNATURE_METADATA_AFTER');
  const later = all.filter((other) => other !== signature && (other.coverage?.end ?? 0) > (coverage?.end ?? 0));
  return {
    field: field.name,
    signer: data?.signer?.subject ?? '',
    issuer: data?.signer?.issuer ?? '',
    serial: data?.signer?.serial ?? '',
    valid: crypto.holds && signature.problems.length === 0,
    trusted,
    practice,
    level: data === null ? null : levelOf(pdf, data, subFilter, timestamp !== null, later.some(isGoodTimestamp)),
    timestamp: timestamp?.toISOString() ?? null,
    signedAt: signedAt?.toISOString() ?? null,
    coversWholeFile: coverage?.end === pdf.bytes.length,
    changesAfter: changes.kind,
    subFilter,
    digestAlgorithm: data?.digest ?? '',
    problems: [...problems],
  };
}

function judgeCrypto(
  pdf: PdfFile,
  { data, coverage, subFilter }: Pick<OpenSignature, 'data' | 'coverage' | 'subFilter'>,
): { holds: boolean; problems: SignatureProblem[] } {
  if (data === null || coverage === null) return { holds: false, problems: [] };
  const problems: SignatureProblem[] = [];
  try {
    if (isWeak(data.digest)) problems.push('SIGNATURE_WEAK_DIGEST');
    const isTimestamp = subFilter === 'ETSI.RFC3161';
    const stamp = isTimestamp ? readDocumentTimestamp(data) : null;
    const covered = hashCovered(pdf.bytes, coverage, stamp?.imprintDigest ?? data.digest);
    const intact = isTimestamp
      ? stamp?.imprint != null && covered.equals(stamp.imprint)
      : data.content === null && coversContent(data, covered);
    if (!intact) problems.push('SIGNATURE_CONTENT_CHANGED');
    const named = signingCertificateAttribute(data);
    if (named === 'mismatch' || (named === 'absent' && subFilter === 'ETSI.CAdES.detached'))
      problems.push('SIGNATURE_CERTIFICATE_MISMATCH');
    const made = signatureHolds(data);
    if (!made) problems.push('SIGNATURE_WRONG');
    return { holds: intact && made && named !== 'mismatch' && !problems.includes('SIGNATURE_CERTIFICATE_MISMATCH'), problems };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { holds: false, problems: [...problems, 'SIGNATURE_MALFORMED'] };
  }
}

function isGoodTimestamp({ subFilter, crypto }: OpenSignature): boolean {
  return subFilter === 'ETSI.RFC3161' && crypto.holds;
}

function hashCovered(bytes: Uint8Array, coverage: Coverage, digest: string): Buffer {
  return createHash(digest)
    .update(bytes.subarray(0, coverage.gapStart))
    .update(bytes.subarray(coverage.gapEnd, coverage.end))
    .digest();
}

function changesBehind(pdf: PdfFile, coverage: Coverage): Changes {
  if (coverage.end === pdf.bytes.length) return { kind: 'none', metadata: false };
  const changes = judgeChanges(() => new PdfFile(pdf.bytes.subarray(0, coverage.end)), pdf);
  if (changes.kind !== 'none') return changes;
  // Nothing new that a strict reader sees: then only white space may stand there, for a lenient reader may see more.
  const blank = pdf.bytes.subarray(coverage.end).every((byte) => byte === 10 || byte === 13 || byte === 32);
  return { kind: blank ? 'none' : 'other', metadata: changes.metadata };
}
