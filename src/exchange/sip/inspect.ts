/** Looks into the PDFs of a package, one at a time and each once, through a port: this room knows nothing of PDF. */
import type { Result } from '../../contract/result.ts';
import { Sha256 } from '../../contract/vocabulary.ts';
import type { Contents } from './contents.ts';
import { problem, type Findings } from './problems.ts';
import type { PackagedDocument } from './report.ts';
import { pdfProblems, type CheckedDocument, type DocumentFacts } from './rules/document.ts';
import type { DescribedDocument } from './rules/dossier.ts';

/** Looks into one PDF; a failure means it cannot be read as one. */
export type DocumentInspector = (pdf: Buffer) => Promise<Result<DocumentFacts>>;

export interface InspectOptions {
  readonly inspectDocument: DocumentInspector;
  readonly requireSignature?: boolean;
  /** RECORDSTATUS is TEST. */
  readonly practicePackage: boolean;
  readonly pdfBytes: number;
  readonly signal?: AbortSignal;
  readonly onDocument?: (done: number, of: number) => void;
}

/** Answers the documents whose file is there; what is wrong with them goes to `findings`. */
export async function inspectDocuments(
  contents: Contents,
  described: readonly DescribedDocument[],
  options: InspectOptions,
  findings: Findings,
): Promise<PackagedDocument[]> {
  const documents: PackagedDocument[] = [];
  const seen = new Set<string>();
  for (const [index, { values, filePath }] of described.entries()) {
    options.signal?.throwIfAborted();
    const bytes = filePath === null ? null : contents.bytesOf(filePath);
    if (filePath !== null && bytes !== null && !seen.has(filePath)) {
      seen.add(filePath);
      const docId = values['docId'] ?? '';
      const declared = values['numberOfPage'] ?? '';
      const declaredPages = /^\d{1,9}$/.test(declared) ? Number(declared) : null;
      const counted = await inspect(
        contents,
        { docId, path: filePath, declaredPages, scanned: values['confidenceLevel'] !== '01', bytes },
        options,
        findings,
      );
      const { sha256 } = await contents.measure(filePath);
      if (sha256 !== null) {
        documents.push({
          docId,
          path: filePath,
          sha256: Sha256.parse(sha256),
          bytes,
          pages: counted ?? declaredPages ?? 0,
          fields: { ...values },
        });
      }
    }
    options.onDocument?.(index + 1, described.length);
  }
  return documents;
}

interface Subject extends Omit<CheckedDocument, 'facts'> {
  readonly bytes: number;
}

/** Pages as counted in the PDF, `null` when it could not be read. */
async function inspect(contents: Contents, { bytes, ...subject }: Subject, options: InspectOptions, findings: Findings) {
  const place = { path: subject.path, document: subject.docId };
  if (bytes > options.pdfBytes) {
    findings.add([problem('PDF_TOO_LARGE', place, { bytes, most: options.pdfBytes })]);
    return null;
  }
  const pdf = await contents.read(subject.path, options.pdfBytes);
  if (pdf === null) return null;
  const inspected = await options.inspectDocument(pdf);
  const facts = inspected.ok ? inspected.data : { unreadable: inspected.error.code };
  const { practicePackage, requireSignature = true } = options;
  findings.add(pdfProblems({ ...subject, facts }, { practicePackage, requireSignature }));
  return inspected.ok ? inspected.data.pages : null;
}
