/** What `digitise` leaves behind: pdf/, text/, packages/ and report.json, each written whole or not at all. */
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecognisedPage } from '../../contract/artefacts.ts';
import { plainText } from '../../contract/text.ts';
import type { DocumentView } from '../../contract/views.ts';
import { fieldNames, type FieldName, type Ledger, type Sha256 } from '../../contract/vocabulary.ts';
import { syncFile, syncFolder } from '../../platform/durable.ts';
import { discardFile, replaceFile } from '../../platform/patience.ts';
import type { Engine } from '../engine/index.ts';
import { call, Refusal, type OpenStation } from './station.ts';

export interface ReportedDocument {
  readonly docId: string;
  readonly sources: readonly string[];
  readonly pdf: string | null;
  readonly text: string | null;
  readonly pages: number;
  readonly bytes: number;
  readonly wordCount: number;
  readonly meanConfidence: number;
  readonly fields: Record<FieldName, string>;
  readonly fieldConfidence: Record<FieldName, number>;
  readonly signed: boolean;
  readonly warnings: readonly string[];
}

export interface ReportedDossier {
  readonly fileCode: string;
  readonly objid: string | null;
  readonly package: string | null;
  readonly documents: readonly ReportedDocument[];
}

export interface ReportedProblem {
  readonly code: string;
  readonly source: string;
  readonly page: number | null;
  readonly message: string;
}

/** Copies a dossier's results out of the station and describes them; `assumed` adds the warnings of values nobody read. */
export async function exportDossier(
  { engine, session }: OpenStation,
  fileCode: string,
  target: string,
  assumed: ReadonlyMap<string, readonly string[]>,
  wantsSignature: boolean,
): Promise<ReportedDossier> {
  const dossier = await call(session, 'dossier.get', { fileCode });
  const documents: ReportedDocument[] = [];
  for (const document of dossier.documentList)
    documents.push(await exportDocument(engine, document, target, assumed.get(document.id) ?? [], wantsSignature));
  const delivery =
    dossier.objid === null || dossier.delivery === null ? undefined : await call(session, 'queue.get', { objid: dossier.objid });
  let packagePath: string | null = null;
  if (delivery !== undefined) {
    packagePath = join('packages', delivery.fileName);
    await place(engine.blobPath(delivery.digest), join(target, packagePath));
  }
  return { fileCode, objid: dossier.objid, package: packagePath, documents };
}

async function exportDocument(
  engine: Engine,
  document: DocumentView,
  target: string,
  assumed: readonly string[],
  wantsSignature: boolean,
): Promise<ReportedDocument> {
  const name = document.docId === '' ? document.id : document.docId;
  const digest = document.signedPdf ?? document.pdf;
  const pdf = digest === null ? null : join('pdf', `${name}.pdf`);
  if (digest !== null && pdf !== null) await place(engine.blobPath(digest), join(target, pdf));
  const text = document.pages.every(({ words }) => words !== null) ? join('text', `${name}.txt`) : null;
  if (text !== null) await placeText(await textOf(engine, document), join(target, text));
  const words = document.pages.reduce((sum, page) => sum + (page.wordCount ?? 0), 0);
  const confidence = document.pages.reduce((sum, page) => sum + (page.meanConfidence ?? 0) * (page.wordCount ?? 0), 0);
  return {
    docId: document.docId,
    sources: [...new Set(document.pages.map(({ sourcePath }) => sourcePath))],
    pdf,
    text,
    pages: document.pages.length,
    bytes: document.bytes,
    wordCount: words,
    meanConfidence: words === 0 ? 0 : Number((confidence / words).toFixed(1)),
    fields: Object.fromEntries(
      fieldNames.map((field) => [field, document.fields?.[field] ?? document.proposal?.[field].value ?? '']),
    ) as Record<FieldName, string>,
    fieldConfidence: Object.fromEntries(fieldNames.map((field) => [field, document.proposal?.[field].confidence ?? 0])) as Record<
      FieldName,
      number
    >,
    signed: document.signedPdf !== null,
    warnings: [
      ...document.warnings,
      ...(document.proposal?.doubts ?? []),
      ...assumed,
      ...(wantsSignature && document.signedPdf === null ? ['NOT_SIGNED'] : []),
    ],
  };
}

async function textOf(engine: Engine, document: DocumentView): Promise<string> {
  const pages: string[] = [];
  for (const { words } of document.pages) {
    const page = RecognisedPage.parse(JSON.parse(await readFile(engine.blobPath(words as Sha256), 'utf8')));
    pages.push(plainText(page));
  }
  return `${pages.join('\n\f')}\n`;
}

/** The report, in the words scripts depend on. */
export async function writeReport(
  target: string,
  facts: {
    started: number;
    peakBytes: number;
    dossiers: readonly ReportedDossier[];
    ledger: Ledger;
    problems: readonly ReportedProblem[];
    waitsFor: 'approve' | null;
    /** The folder of the station that was kept, for a person to go on in. */
    station: string | null;
  },
) {
  const pages = facts.ledger.in;
  const seconds = (performance.now() - facts.started) / 1000;
  const { in: fed, blank, separator, clerk, out } = facts.ledger;
  const report = {
    ok: facts.problems.length === 0,
    pages,
    seconds: Number(seconds.toFixed(3)),
    pagesPerMinute: Number(((pages / seconds) * 60).toFixed(1)),
    peakRssMiB: Math.round(facts.peakBytes / 1024 / 1024),
    dossiers: facts.dossiers,
    ledger: { in: fed, blank, separator, clerk, out },
    problems: facts.problems,
    /** A real key does not stand in for the second person. */
    waitsFor: facts.waitsFor,
    station: facts.station,
  };
  await placeText(`${JSON.stringify(report, null, 2)}\n`, join(target, 'report.json'));
  return report;
}

async function place(source: string, target: string): Promise<void> {
  await whole(target, (temp) => copyFile(source, temp));
}

export async function placeText(text: string, target: string): Promise<void> {
  await whole(target, (temp) => writeFile(temp, text));
}

/** Makes `target` beside itself and renames it: a reader, or a power cut, never sees half a file. */
async function whole(target: string, make: (temp: string) => Promise<void>): Promise<void> {
  const folder = join(target, '..');
  const temp = join(folder, `.${randomUUID()}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await make(temp);
    await syncFile(temp);
    await replaceFile(temp, target);
    await syncFolder(folder);
  } catch (error) {
    await discardFile(temp);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC') throw new Refusal({ code: 'DISK_FULL', data: {} });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EBUSY')
      throw new Refusal({ code: 'OUTPUT_NOT_WRITABLE', data: { folder } });
    throw error;
  }
}
