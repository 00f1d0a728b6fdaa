/** Rules on the PDFs, from facts another room found out. Pure. Circular 05/2025/TT-BNV art. 8. */
import { problem, type Problem } from '../problems.ts';

/** What looking into one PDF tells; found out by whoever knows PDF and signatures. */
export interface DocumentFacts {
  readonly pages: number;
  /** The claim in its metadata, e.g. `PDF/A-2b`; `null` when it makes none. */
  readonly pdfa: string | null;
  readonly hasText: boolean;
  readonly signed: boolean;
  /** Every signature is whole and nothing it forbids came after it; meaningless when not signed. */
  readonly signatureValid: boolean;
  /** Signed with a practice identity, which is worth nothing in law. */
  readonly practice: boolean;
  /** Anything else worth saying; `code` is a closed code of the room that found it. */
  readonly problems: readonly DocumentFault[];
}

export interface DocumentFault {
  readonly code: string;
  readonly page: number | null;
  readonly severity: 'error' | 'warning';
}

export interface CheckedDocument {
  readonly docId: string;
  readonly path: string;
  /** `numberOfPage` of its description; `null` when that is no number. */
  readonly declaredPages: number | null;
  /** `confidenceLevel` is not 01: made from paper. */
  readonly scanned: boolean;
  /** Or the code of the failure, when it could not be read as a PDF. */
  readonly facts: DocumentFacts | { readonly unreadable: string };
}

export interface PdfRules {
  readonly requireSignature: boolean;
  /** RECORDSTATUS is TEST. */
  readonly practicePackage: boolean;
}

export function pdfProblems(document: CheckedDocument, rules: PdfRules): Problem[] {
  const { facts, scanned } = document;
  const place = { path: document.path, document: document.docId };
  if ('unreadable' in facts) return [problem('PDF_UNREADABLE', place, { fault: facts.unreadable })];
  const found: Problem[] = [];
  if (document.declaredPages !== null && facts.pages !== document.declaredPages) {
    const first = Math.min(facts.pages, document.declaredPages) + 1;
    found.push(problem('PDF_PAGES', { ...place, page: first }, { found: facts.pages, declared: document.declaredPages }));
  }
  // Article 8 binds what was scanned; a signed original is taken as its author made it.
  const forScans = scanned ? 'error' : 'warning';
  if (facts.pdfa === null) found.push(problem('PDF_NOT_ARCHIVAL', place, {}, forScans));
  if (!facts.hasText) found.push(problem('PDF_NO_TEXT', place));
  if (!facts.signed) found.push(problem('PDF_UNSIGNED', place, {}, rules.requireSignature ? 'error' : 'warning'));
  else if (!facts.signatureValid) found.push(problem('PDF_SIGNATURE', place));
  if (facts.signed && facts.practice && !rules.practicePackage) found.push(problem('PDF_PRACTICE_SIGNATURE', place));
  for (const fault of facts.problems) {
    const severity = fault.severity === 'error' ? forScans : 'warning';
    found.push(problem(severity === 'error' ? 'PDF_FAULT' : 'PDF_DOUBT', { ...place, page: fault.page }, { fault: fault.code }));
  }
  return found;
}

/** One file packed under two names: usually a document imported twice. */
export function duplicateDocuments(
  documents: readonly { readonly docId: string; readonly path: string; readonly sha256: string }[],
): Problem[] {
  const first = new Map<string, string>();
  const found: Problem[] = [];
  for (const { docId, path, sha256 } of documents) {
    const other = first.get(sha256);
    if (other === undefined) first.set(sha256, docId);
    else found.push(problem('PDF_TWICE', { path, document: docId }, { other }));
  }
  return found;
}
