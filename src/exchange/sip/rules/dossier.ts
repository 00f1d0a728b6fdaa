/** Rules that hold a dossier and its documents together: codes, order, totals, inherited fields, dates. Pure. */
import { dayNumber } from '../../../contract/archival-date.ts';
import { FileCode } from '../../../contract/vocabulary.ts';
import type { Values } from '../fields.ts';
import { problem, type Problem } from '../problems.ts';
import { descriptionFile, docCodeOf, documentFile, paths } from '../tree.ts';

/** A document as rep1 links it: its description and where its file lies (relative to the package folder). */
export interface DescribedDocument {
  readonly values: Values;
  readonly descriptionPath: string;
  readonly filePath: string | null;
}

export interface DossierFacts {
  readonly values: Values;
  /** `altRecordID` of both METS. */
  readonly submissionAgreements: readonly string[];
  readonly documents: readonly DescribedDocument[];
  /** How many files rep1 lists as `Data`. */
  readonly files: number;
}

export function dossierProblems(dossier: DossierFacts): Problem[] {
  return [
    ...ownProblems(dossier.values),
    ...agreements(dossier),
    ...totals(dossier),
    ...order(dossier),
    ...dossier.documents.flatMap((document) => documentProblems(document, dossier.values)),
  ];
}

/** What a dossier's own description says about itself, whatever documents it has. */
export function ownProblems(values: Values): Problem[] {
  return [...fileCode(values), ...dossierDates(values)];
}

const value = (values: Values, name: string) => (values[name] ?? '').trim();
const count = (values: Values, name: string) => (/^\d{1,10}$/.test(value(values, name)) ? Number(value(values, name)) : null);
const yearOf = (code: string) => /\.((?:19|20)\d{2})\./.exec(code)?.[1];

/** Both METS name the dossier by the code its description has. */
function agreements({ values, submissionAgreements }: DossierFacts): Problem[] {
  const code = value(values, 'fileCode');
  if (code === '') return [];
  return [...new Set(submissionAgreements)]
    .filter((other) => other !== code)
    .map((other) => problem('FILE_CODE_DIFFERS', { path: paths.rootMets }, { found: other, expected: code }));
}

function fileCode(values: Values): Problem[] {
  const place = { path: paths.dossier };
  const code = value(values, 'fileCode');
  if (code === '') return [];
  const found = FileCode.safeParse(code).success ? [] : [problem('FILE_CODE_FORM', place, { value: code })];
  const year = Number(yearOf(code));
  const [start, end] = [dayNumber(value(values, 'startDate')), dayNumber(value(values, 'endDate'))];
  if (start !== null && end !== null && (year < Math.floor(start / 10_000) || year > Math.floor(end / 10_000)))
    found.push(problem('FILE_CODE_YEAR', place, { year }));
  const maintenance = value(values, 'maintenance');
  if (maintenance !== '' && maintenance !== '01') found.push(problem('NOT_PERMANENT', place, { value: maintenance }));
  return found;
}

function totals({ values, documents, files }: DossierFacts): Problem[] {
  const place = { path: paths.dossier };
  const found: Problem[] = [];
  const declared = count(values, 'totalDoc');
  if (declared !== null && (declared !== documents.length || declared !== files))
    found.push(problem('TOTAL_DOCUMENTS', place, { declared, descriptions: documents.length, files }));
  const pages = count(values, 'numberOfPage');
  const sum = documents.reduce((total, document) => total + (count(document.values, 'numberOfPage') ?? 0), 0);
  if (pages !== null && pages !== sum) found.push(problem('TOTAL_PAGES', place, { declared: pages, found: sum }));
  const sheets = count(values, 'numberOfPaper');
  if (sheets !== null && pages !== null && sheets > pages) found.push(problem('SHEETS_OVER_PAGES', place, { sheets, pages }));
  return found;
}

function dossierDates(values: Values): Problem[] {
  const [start, end] = [value(values, 'startDate'), value(values, 'endDate')];
  const [from, to] = [dayNumber(start), dayNumber(end)];
  return from !== null && to !== null && from > to ? [problem('DATE_ORDER', { path: paths.dossier }, { start, end })] : [];
}

/** Ids are unique and their ordinals run 1, 2, 3 … */
function order({ values, documents }: DossierFacts): Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>();
  const ordinals: number[] = [];
  for (const document of documents) {
    const docId = value(document.values, 'docId');
    if (docId === '') continue;
    if (seen.has(docId))
      found.push(problem('DOC_ID_DUPLICATE', { path: document.descriptionPath, document: docId }, { value: docId }));
    seen.add(docId);
    const ordinal = ordinalOf(docId, value(values, 'fileCode'));
    if (ordinal !== null) ordinals.push(ordinal);
  }
  const present = new Set(ordinals);
  const last = Math.min(
    ordinals.reduce((a, b) => Math.max(a, b), 0),
    documents.length * 2 + 100,
  );
  for (let ordinal = 1; ordinal <= last; ordinal++)
    if (!present.has(ordinal)) found.push(problem('DOC_ORDER_GAP', { path: paths.dossier }, { ordinal }));
  return found;
}

function ordinalOf(docId: string, code: string): number | null {
  const ordinal = docId.startsWith(`${code}.`) ? docId.slice(code.length + 1) : '';
  return /^[1-9]\d{0,6}$/.test(ordinal) ? Number(ordinal) : null;
}

/** One document's description against its dossier's. */
export function documentProblems({ values, descriptionPath, filePath }: DescribedDocument, dossier: Values): Problem[] {
  const docId = value(values, 'docId');
  const place = { path: descriptionPath, document: docId === '' ? null : docId };
  const found: Problem[] = [];
  const code = value(dossier, 'fileCode');
  const ordinal = ordinalOf(docId, code);
  if (docId !== '' && ordinal === null) found.push(problem('DOC_ID_FORM', place, { value: docId }));
  if (ordinal !== null && value(values, 'docCode') !== docCodeOf(code, ordinal))
    found.push(problem('DOC_CODE', place, { found: value(values, 'docCode'), expected: docCodeOf(code, ordinal) }));
  // Only the PDF's name is law (art. 8.1.d); the circular's own example calls descriptions otherwise than the packages in use.
  if (docId !== '' && descriptionPath !== paths.rep + descriptionFile(docId))
    found.push(problem('DOC_FILE_NAME', place, { value: docId, expected: descriptionFile(docId) }, 'warning'));
  if (filePath === null) found.push(problem('LINK_MISSING', place, { id: docId, file: documentFile(docId) }));
  else if (docId !== '' && filePath !== paths.rep + documentFile(docId))
    found.push(problem('DOC_FILE_NAME', place, { value: docId, expected: documentFile(docId) }));

  const [inherited, own] = [value(dossier, 'maintenance'), value(values, 'maintenance')];
  if (own !== '' && inherited !== '' && own !== inherited)
    found.push(problem('NOT_INHERITED', place, { field: 'maintenance', found: own, expected: inherited }));
  const day = dayNumber(value(values, 'issuedDate'));
  const [start, end] = [dayNumber(value(dossier, 'startDate')), dayNumber(value(dossier, 'endDate'))];
  if (day !== null && ((start !== null && day < start) || (end !== null && day > end)))
    found.push(problem('DATE_OUTSIDE', place, { value: value(values, 'issuedDate') }));
  return found;
}
