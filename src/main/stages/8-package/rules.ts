/** What a dossier's EAD and its documents' EAD_DOC say. Pure. Circular 05/2025/TT-BNV Annex III, §1.5 and §1.6. */
import { z } from 'zod';
import { dayNumber } from '../../../contract/archival-date.ts';
import { DocumentToPack } from '../../../contract/artefacts.ts';
import { hasForbiddenCharacters } from '../../../contract/characters.ts';
import { DossierDescription, FileCode, Instant, Ledger } from '../../../contract/vocabulary.ts';
import { joinCodes, type Values } from '../../../exchange/sip/fields.ts';
import { problem, type Problem } from '../../../exchange/sip/problems.ts';
import { docCodeOf, objidPattern, paths } from '../../../exchange/sip/tree.ts';

export const DossierToPack = z.object({
  objid: z.string().regex(objidPattern),
  fileCode: FileCode,
  agencyName: z.string().min(1).max(200),
  agencyCode: z.string().min(1).max(35),
  fondsCode: z.string().min(1).max(50),
  /** Account of the person who packs. */
  packer: z.string().min(1).max(50),
  createdAt: Instant,
  software: z.object({ name: z.string().min(1), version: z.string().min(1) }),
  /** `TEST` for practice, so that nobody can take it for a submission. */
  recordStatus: z.enum(['NEW', 'SUPPLEMENT', 'REPLACEMENT', 'TEST']),
  /** The rejected package whose place it takes. */
  replaces: z.string().regex(objidPattern).nullable().default(null),
  description: DossierDescription,
  /** Sheets of paper. */
  numberOfPaper: z.int().nonnegative(),
  documents: z.array(DocumentToPack).min(1).max(12_000),
  ledger: Ledger,
});
export type DossierToPack = z.infer<typeof DossierToPack>;

/** What of a dossier and its documents goes into their descriptions; values still being typed have these types, too. */
export interface DossierToDescribe {
  readonly fileCode: string;
  readonly description: { readonly [K in Exclude<keyof DossierDescription, 'language'>]: string } & {
    readonly language: readonly string[];
  };
  readonly numberOfPaper: number;
  readonly documents: readonly DocumentToDescribe[];
}
export type DocumentToDescribe = Pick<DocumentToPack, 'docId' | 'ordinal' | 'fields' | 'pages' | 'subType' | 'bornDigital'>;

/** `confidenceLevel`: 01 made digitally, 02 digitised from paper, 03 both. */
const originOf = (document: DocumentToDescribe) => (document.bornDigital === true ? '01' : '02');
function originOfAll(documents: readonly DocumentToDescribe[]): string {
  const origins = new Set(documents.map(originOf));
  return origins.size === 1 ? ([...origins][0] ?? '02') : '03';
}

/** EAD.xml. Dates left empty are the first and the last of the documents'. */
export function dossierValues(dossier: DossierToDescribe): Values {
  const { description, documents } = dossier;
  const days = documents.map(({ fields }) => fields.issuedDate).filter((day) => dayNumber(day) !== null);
  days.sort((a, b) => (dayNumber(a) ?? 0) - (dayNumber(b) ?? 0));
  return {
    fileCode: dossier.fileCode,
    title: description.title,
    maintenance: description.maintenance,
    mode: description.mode,
    language: joinCodes(description.language),
    startDate: description.startDate || (days[0] ?? ''),
    endDate: description.endDate || (days.at(-1) ?? ''),
    keyword: description.keyword,
    totalDoc: String(documents.length),
    numberOfPaper: String(dossier.numberOfPaper),
    numberOfPage: String(pagesOf(documents)),
    format: description.format,
    inforSign: description.inforSign,
    confidenceLevel: originOfAll(documents),
    paperFileCode: description.paperFileCode,
    riskRecovery: description.riskRecovery,
    riskRecoveryStatus: description.riskRecoveryStatus,
    description: description.description,
  };
}

/** EAD_DOC_*.xml. Retention, access and language are the dossier's. */
export function documentValues(
  dossier: Pick<DossierToDescribe, 'fileCode' | 'description'>,
  document: DocumentToDescribe,
): Values {
  const { fields } = document;
  const { description } = dossier;
  return {
    docId: document.docId,
    docCode: docCodeOf(dossier.fileCode, document.ordinal),
    maintenance: description.maintenance,
    typeName: fields.typeName,
    codeNumber: fields.codeNumber,
    codeNotation: fields.codeNotation,
    issuedDate: fields.issuedDate,
    organName: fields.organName,
    subject: fields.subject,
    language: joinCodes(description.language),
    numberOfPage: String(document.pages),
    inforSign: '',
    keyword: '',
    mode: description.mode,
    confidenceLevel: originOf(document),
    autograph: '',
    format: description.format,
    // Asked of what was made digitally: is a workflow file attached? None is.
    process: document.bornDigital === true ? '0' : '',
    riskRecovery: description.riskRecovery,
    riskRecoveryStatus: description.riskRecoveryStatus,
    description: remarks(document),
  };
}

/** EAD_DOC has no field for the signer, nor for the printed title of a type 32 ("Khác"): both are remarks. */
function remarks({ subType, fields }: DocumentToDescribe): string {
  const parts = [subType === '' ? '' : `Tên loại: ${subType}.`, fields.signer === '' ? '' : `Người ký: ${fields.signer}.`];
  return parts.filter((part) => part !== '').join(' ');
}

const pagesOf = (documents: readonly { readonly pages: number }[]) =>
  documents.reduce((total, document) => total + document.pages, 0);

/** What only the station can know: its page ledger, its own code, and characters that were typed but cannot be written. */
export function stationProblems(dossier: DossierToPack): Problem[] {
  const found: Problem[] = [];
  const { ledger } = dossier;
  const dropped = ledger.blank + ledger.separator + ledger.clerk;
  if (ledger.in !== dropped + ledger.out)
    found.push(problem('LEDGER_UNBALANCED', {}, { in: ledger.in, dropped, out: ledger.out }));
  const pages = pagesOf(dossier.documents);
  if (ledger.out !== pages) found.push(problem('LEDGER_PAGES', {}, { out: ledger.out, found: pages }));
  found.push(...ownerProblems(dossier.fileCode, dossier));
  const cleaned = (values: Values, path: string, document: string | null) =>
    Object.entries(values)
      .filter(([, value]) => hasForbiddenCharacters(value))
      .map(([field]) => problem('TEXT_CLEANED', { path, document }, { field }));
  found.push(...cleaned(dossierValues(dossier), paths.dossier, null));
  for (const document of dossier.documents) found.push(...cleaned(documentValues(dossier, document), '', document.docId));
  return found;
}

/** A file code begins with its agency's code; that of a closed fonds with its own. */
export function ownerProblems(fileCode: string, owner: { agencyCode: string; fondsCode: string }): Problem[] {
  const owners = [owner.agencyCode, owner.fondsCode];
  if (owners.some((code) => fileCode.startsWith(`${code}.`))) return [];
  return [problem('FILE_CODE_AGENCY', { path: paths.dossier }, { value: fileCode, agency: owner.agencyCode })];
}
