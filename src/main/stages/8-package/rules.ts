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
  description: DossierDescription,
  /** Sheets of paper. */
  numberOfPaper: z.int().nonnegative(),
  documents: z.array(DocumentToPack).min(1).max(12_000),
  ledger: Ledger,
});
export type DossierToPack = z.infer<typeof DossierToPack>;

/** `confidenceLevel`: 01 made digitally, 02 digitised from paper, 03 both. */
const originOf = (document: DocumentToPack) => (document.bornDigital === true ? '01' : '02');
function originOfAll(documents: readonly DocumentToPack[]): string {
  const origins = new Set(documents.map(originOf));
  return origins.size === 1 ? ([...origins][0] ?? '02') : '03';
}

/** EAD.xml. Dates left empty are the first and the last of the documents'. */
export function dossierValues(dossier: DossierToPack): Values {
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
export function documentValues(dossier: DossierToPack, document: DocumentToPack): Values {
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
function remarks({ subType, fields }: DocumentToPack): string {
  const parts = [subType === '' ? '' : `Tên loại: ${subType}.`, fields.signer === '' ? '' : `Người ký: ${fields.signer}.`];
  return parts.filter((part) => part !== '').join(' ');
}

const pagesOf = (documents: readonly DocumentToPack[]) => documents.reduce((total, document) => total + document.pages, 0);

/** What only the station can know: its page ledger, its own code, and characters that were typed but cannot be written. */
export function stationProblems(dossier: DossierToPack): Problem[] {
  const found: Problem[] = [];
  const { ledger } = dossier;
  const dropped = ledger.blank + ledger.separator + ledger.clerk;
  if (ledger.in !== dropped + ledger.out)
    found.push(problem('LEDGER_UNBALANCED', {}, { in: ledger.in, dropped, out: ledger.out }));
  const pages = pagesOf(dossier.documents);
  if (ledger.out !== pages) found.push(problem('LEDGER_PAGES', {}, { out: ledger.out, found: pages }));
  // A closed fonds is coded by its own code instead of its agency's.
  const owners = [dossier.agencyCode, dossier.fondsCode];
  if (!owners.some((owner) => dossier.fileCode.startsWith(`${owner}.`))) {
    found.push(problem('FILE_CODE_AGENCY', { path: paths.dossier }, { value: dossier.fileCode, agency: dossier.agencyCode }));
  }
  const cleaned = (values: Values, path: string, document: string | null) =>
    Object.entries(values)
      .filter(([, value]) => hasForbiddenCharacters(value))
      .map(([field]) => problem('TEXT_CLEANED', { path, document }, { field }));
  found.push(...cleaned(dossierValues(dossier), paths.dossier, null));
  for (const document of dossier.documents) found.push(...cleaned(documentValues(dossier, document), '', document.docId));
  return found;
}
