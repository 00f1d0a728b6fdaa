/**
 * The fields of EAD.xml (18) and EAD_DOC (21), Circular 05/2025/TT-BNV Annex III: one table for the writer, the rules and the
 * tests that hold `resources/schemas/ead.xsd` and `ead_doc.xsd` to it. Lengths are characters after NFC.
 */
import { documentTypeCodes } from '../../contract/vocabulary.ts';
import { docIdMax } from './tree.ts';

export type FieldKind = 'text' | 'date' | 'number' | 'code' | 'codes';
export interface Field {
  readonly name: string;
  readonly max: number;
  readonly required: boolean;
  readonly kind: FieldKind;
  readonly codes: readonly string[];
}

const maintenance = ['01', '02', '03', '04', '05', '06', '07'];
const three = ['01', '02', '03'];
const languages = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'];
const yesNo = ['0', '1'];
const backedUp = ['01', '02'];

const must = true;
const may = false;
const field = (name: string, kind: FieldKind, max: number, required: boolean, codes: readonly string[] = []): Field => ({
  name,
  kind,
  max,
  required,
  codes,
});

export const dossierFields: readonly Field[] = [
  field('fileCode', 'text', 100, must),
  field('title', 'text', 1000, must),
  field('maintenance', 'code', 100, must, maintenance),
  field('mode', 'code', 30, must, three),
  field('language', 'codes', 100, must, languages),
  field('startDate', 'date', 10, must),
  field('endDate', 'date', 10, must),
  field('keyword', 'text', 100, may),
  field('totalDoc', 'number', 10, must),
  field('numberOfPaper', 'number', 10, must),
  field('numberOfPage', 'number', 10, must),
  field('format', 'code', 50, may, three),
  field('inforSign', 'text', 30, may),
  field('confidenceLevel', 'code', 40, may, three),
  field('paperFileCode', 'text', 100, may),
  field('riskRecovery', 'code', 1, must, yesNo),
  field('riskRecoveryStatus', 'code', 2, may, backedUp),
  field('description', 'text', 2000, may),
];

export const documentFields: readonly Field[] = [
  field('docId', 'text', docIdMax, must),
  field('docCode', 'text', 100, must),
  field('maintenance', 'code', 100, must, maintenance),
  field('typeName', 'code', 10, must, documentTypeCodes),
  field('codeNumber', 'text', 11, may),
  field('codeNotation', 'text', 30, may),
  field('issuedDate', 'date', 10, must),
  field('organName', 'text', 200, must),
  field('subject', 'text', 500, must),
  field('language', 'codes', 100, must, languages),
  field('numberOfPage', 'number', 4, must),
  field('inforSign', 'text', 30, may),
  field('keyword', 'text', 100, may),
  field('mode', 'code', 20, must, three),
  field('confidenceLevel', 'code', 30, may, three),
  field('autograph', 'text', 2000, may),
  field('format', 'code', 50, may, three),
  field('process', 'code', 1, may, yesNo),
  field('riskRecovery', 'code', 1, must, yesNo),
  field('riskRecoveryStatus', 'code', 2, may, backedUp),
  field('description', 'text', 500, may),
];

/** A description as read or to be written: element name → text. */
export type Values = Readonly<Record<string, string>>;

/** The circular says "one or many" languages and not how they are parted. */
export const joinCodes = (codes: readonly string[]) => codes.join(';');
export const splitCodes = (value: string) => value.split(/[;,]/).map((code) => code.trim());
