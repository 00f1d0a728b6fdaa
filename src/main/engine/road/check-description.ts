/**
 * What is wrong with a description, asked before it is confirmed: the very rules that judge the finished package at the station and at the
 * archive (exchange/sip/rules), on the very values that will be written into it (stages/8-package/rules.ts), and what only a person can judge.
 */
import { dayNumber } from '../../../contract/archival-date.ts';
import { RecognisedPage } from '../../../contract/artefacts.ts';
import { toArchivalDate } from '../../../contract/instant.ts';
import type { DraftDescription, DraftFields } from '../../../contract/routes/describe.ts';
import { fieldNames, type DocumentFields, type Instant } from '../../../contract/vocabulary.ts';
import { documentFields, dossierFields } from '../../../exchange/sip/fields.ts';
import { problem, type Problem } from '../../../exchange/sip/problems.ts';
import { descriptionProblems } from '../../../exchange/sip/rules/description.ts';
import { documentProblems, ownProblems } from '../../../exchange/sip/rules/dossier.ts';
import { descriptionFile, docIdOf, documentFile, fitsDocId, paths } from '../../../exchange/sip/tree.ts';
import { secretMark, senseProblems } from '../../stages/4-describe/rules/sense.ts';
import { documentValues, dossierValues, ownerProblems } from '../../stages/8-package/rules.ts';
import type { Db } from '../db/database.ts';
import type { Document } from '../records/documents.ts';
import { dossierByCode, ledgerOf, type Dossier } from '../records/dossiers.ts';
import { fieldOfProblem } from '../records/field-problems.ts';
import { documentsSaying, otherDocumentWithImage, twinOf } from '../records/same-document.ts';
import { stationOf } from '../records/station.ts';
import { pagesOfDocument } from '../records/pages.ts';
import type { Vault } from '../vault/vault.ts';

/** Problems a document's own description can be blamed for; what its dossier lacks is said there. */
const ofDocument: ReadonlySet<string> = new Set([...fieldNames, 'docId', 'docCode', 'numberOfPage', 'description']);

/** `mark` is the degree of secrecy stamped on its first page, if any. */
export function documentDescriptionProblems(
  db: Db,
  dossier: Dossier,
  document: Document,
  fields: DraftFields,
  by: { now: Instant; mark: string | null },
): Problem[] {
  const pages = pagesOfDocument(db, document.id);
  // Until the dossier is complete a document has no number of its own yet; any will do for its form.
  const ordinal = document.ordinal ?? 1;
  const docId = docIdOf(dossier.fileCode, ordinal);
  const values = documentValues(dossier, {
    docId,
    ordinal,
    fields,
    pages: pages.length,
    subType: document.proposal?.subType ?? '',
    bornDigital: document.incomingSigned !== null,
  });
  const { startDate, endDate } = dossier.description;
  const inPackage = { values, descriptionPath: paths.rep + descriptionFile(docId), filePath: paths.rep + documentFile(docId) };
  const found = [
    ...descriptionProblems(documentFields, values, [], { document: docId }),
    // A date left empty in the dossier follows its documents' and so cannot exclude one.
    ...documentProblems(inPackage, { fileCode: dossier.fileCode, startDate, endDate }),
  ];
  return [
    ...found.filter((one) => ofDocument.has(fieldOfProblem(one) ?? '')),
    // The package of a secret dossier is refused as a whole; describing it is not.
    ...found.filter(({ code }) => code === 'SECRET').map((one) => ({ ...one, severity: 'warning' as const })),
    ...senseProblems(fields, toArchivalDate(by.now)),
    ...(by.mark === null ? [] : [problem('SECRET_MARK', { page: 1 }, { mark: by.mark })]),
    ...sameTwice(db, dossier, document, fields, pages[0]?.image.image),
  ];
}

function sameTwice(db: Db, dossier: Dossier, document: Document, fields: DraftFields, image: string | undefined): Problem[] {
  const twin = twinOf(db, document.id, fields);
  const copy = image === undefined ? null : otherDocumentWithImage(db, dossier.id, document.id, image);
  return [
    ...(twin === null ? [] : [problem('DOCUMENT_TWICE', {}, { field: 'codeNumber', other: twin })]),
    ...(copy === null || copy === twin ? [] : [problem('PAGES_TWICE', {}, { other: copy })]),
  ];
}

/** The mark of secrecy on the first page of a document; null when there is none or the words cannot be read just now. */
export async function markOf(db: Db, vault: Vault, document: Document): Promise<string | null> {
  const [first] = pagesOfDocument(db, document.id);
  if (first?.text == null) return null;
  const bytes = await vault.read(first.text.words).catch(() => null);
  if (bytes === null) return null;
  const page = RecognisedPage.safeParse(JSON.parse(bytes.toString('utf8')));
  return page.success ? secretMark(page.data) : null;
}

export interface Totals {
  readonly documents: number;
  readonly described: number;
  readonly papers: number;
  readonly pages: number;
}

/** A blank back belongs to its sheet and a separator is ours: without a scanner's count, one image that stayed is one sheet. */
export function totalsOf(db: Db, dossier: Dossier): Totals {
  const said = documentsSaying(db, dossier.id);
  const { out } = ledgerOf(db, dossier.id);
  return { documents: said.length, described: said.filter(({ fields }) => fields !== null).length, papers: out, pages: out };
}

/** First and last day of the dossier's documents; '' while none has one. */
export function proposedDates(db: Db, dossier: Dossier): { startDate: string; endDate: string } {
  const days = documentsSaying(db, dossier.id)
    .map(({ fields, proposedDate }) => fields?.issuedDate ?? proposedDate)
    .filter((day) => dayNumber(day) !== null)
    .toSorted((a, b) => dayNumber(a)! - dayNumber(b)!);
  return { startDate: days[0] ?? '', endDate: days.at(-1) ?? '' };
}

export function dossierDescriptionProblems(
  db: Db,
  dossier: Dossier,
  description: DraftDescription,
  newFileCode: string | null,
  codeFixed: boolean,
): Problem[] {
  const station = stationOf(db);
  const fileCode = newFileCode ?? dossier.fileCode;
  const said = documentsSaying(db, dossier.id);
  const described = said.flatMap(({ fields, ...one }) => (fields === null ? [] : [{ ...one, fields }]));
  const values = dossierValues({
    fileCode,
    description,
    numberOfPaper: ledgerOf(db, dossier.id).out,
    documents: said.map(({ fields, pages, bornDigital }, index) => ({
      docId: docIdOf(fileCode, index + 1),
      ordinal: index + 1,
      fields: fields ?? unsaid,
      pages,
      subType: '',
      bornDigital,
    })),
  });
  // While documents still wait to be described, dates left empty and counts are not final.
  const unfinished = described.length < said.length || said.length === 0;
  const notYet = new Set(unfinished ? ['startDate', 'endDate', 'totalDoc', 'numberOfPaper', 'numberOfPage'] : []);
  return [
    ...descriptionProblems(dossierFields, values, [], { path: paths.dossier }).filter(
      (one) => one.code !== 'FIELD_MISSING' || !notYet.has(String(one.data['field'])),
    ),
    ...ownProblems(values),
    ...(station === null ? [] : ownerProblems(fileCode, station)),
    ...codeProblems(db, dossier, newFileCode, codeFixed, Math.max(1, said.length)),
    ...narrowDates(
      description,
      described.map(({ fields }) => fields.issuedDate),
    ),
  ];
}

const unsaid: DocumentFields = {
  typeName: '',
  codeNumber: '',
  codeNotation: '',
  issuedDate: '',
  organName: '',
  subject: '',
  signer: '',
};

function codeProblems(db: Db, dossier: Dossier, wanted: string | null, codeFixed: boolean, documents: number): Problem[] {
  const code = wanted ?? dossier.fileCode;
  const last = docIdOf(code, documents);
  return [
    ...(fitsDocId(code, documents)
      ? []
      : [problem('FIELD_TOO_LONG', {}, { field: 'fileCode', length: last.length, max: last.length - code.length })]),
    ...(wanted === null || wanted === dossier.fileCode
      ? []
      : dossierByCode(db, wanted) !== null
        ? [problem('FILE_CODE_TAKEN', {}, { value: wanted })]
        : codeFixed
          ? [problem('FILE_CODE_SETTLED')]
          : []),
  ];
}

function narrowDates(description: DraftDescription, days: readonly string[]): Problem[] {
  const [start, end] = [dayNumber(description.startDate), dayNumber(description.endDate)];
  const numbers = days.flatMap((day) => dayNumber(day) ?? []);
  const outside = numbers.filter((day) => (start !== null && day < start) || (end !== null && day > end));
  if (outside.length === 0) return [];
  const written = (day: number) => days.find((one) => dayNumber(one) === day) ?? '';
  return [
    problem(
      'DATES_TOO_NARROW',
      {},
      { count: outside.length, first: written(Math.min(...numbers)), last: written(Math.max(...numbers)) },
    ),
  ];
}
