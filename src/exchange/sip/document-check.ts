/** Looks into a PDF with the rooms that know PDF and signatures; what the package room and the archive pass to `validatePackage`. */
import { ok } from '../../contract/result.ts';
import { verifyPdfSignatures, type SignatureProblem, type SignatureReport } from '../pades/verify.ts';
import { inspectPdf, type PdfFacts } from '../pdf/inspect.ts';
import type { DocumentInspector } from './inspect.ts';
import type { DocumentFault } from './rules/document.ts';

export interface DocumentCheckOptions {
  /** Trust anchors, PEM or DER. Without any, whether a signer is known is not asked. */
  readonly trust: readonly (Uint8Array | string)[];
}

export function documentInspector(options: DocumentCheckOptions): DocumentInspector {
  return async (bytes) => {
    const read = await inspectPdf(bytes);
    if (!read.ok) return read;
    const pdf = read.data;
    const signed = pdf.signatures > 0;
    const verified = signed ? await verifyPdfSignatures(bytes, { trust: options.trust }) : ok([]);
    if (!verified.ok) {
      const fault: DocumentFault = { code: verified.error.code, page: null, severity: 'error' };
      return ok({ ...archival(pdf), signed, signatureValid: false, practice: false, problems: [...pdfFaults(pdf), fault] });
    }
    const reports = verified.data;
    return ok({
      ...archival(pdf),
      signed,
      signatureValid: reports.length > 0 && reports.every((report) => report.valid && report.changesAfter !== 'other'),
      practice: reports.some((report) => report.practice),
      problems: [...pdfFaults(pdf), ...reports.flatMap((report) => signatureFaults(report, options.trust.length > 0))],
    });
  };
}

function archival(pdf: PdfFacts) {
  const claim = pdf.pdfa === null ? null : `PDF/A-${pdf.pdfa.part}${pdf.pdfa.conformance.toLowerCase()}`;
  return { pages: pdf.pages, pdfa: claim, hasText: pdf.hasText };
}

/** Circular 05/2025/TT-BNV art. 8: 200 dpi and more. A composed page may carry a coarser background, so its finest image counts. */
const leastDpi = 195;

function pdfFaults(pdf: PdfFacts): DocumentFault[] {
  const finest = new Map<number, number>();
  for (const image of pdf.images) finest.set(image.page, Math.max(finest.get(image.page) ?? 0, image.dpi));
  const coarse = [...finest].filter(([, dpi]) => dpi < leastDpi);
  return [
    ...pdf.problems
      .filter((code) => code !== 'no-pdfa-claim')
      .map((code): DocumentFault => ({ code, page: null, severity: 'error' })),
    ...coarse.map(([page]): DocumentFault => ({ code: 'below-200-dpi', page, severity: 'warning' })),
  ];
}

/** Said by a field of its own, or no fault at all. */
const silent: readonly SignatureProblem[] = ['SIGNATURE_PRACTICE', 'SIGNATURE_METADATA_AFTER'];

function signatureFaults(report: SignatureReport, trustAsked: boolean): DocumentFault[] {
  return report.problems
    .filter((code) => !silent.includes(code) && (code !== 'SIGNATURE_UNTRUSTED' || (trustAsked && !report.practice)))
    .map((code) => ({ code, page: null, severity: code === 'SIGNATURE_TIME_UNKNOWN' ? 'warning' : 'error' }));
}
