/**
 * The nouns of the road, each parsed where it enters. No I/O, no clock.
 * Field names, lengths and codes: Circular 05/2025/TT-BNV, Annexes III–IV (SIP_hoso).
 */
import { z } from 'zod';
import { dayNumber } from './archival-date.ts';
import { nfcText } from './nfc-text.ts';

/** Lower-case hex SHA-256: the name of every blob in the vault. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256');
export type Sha256 = z.infer<typeof Sha256>;

/** Identifier of a row the engine made (UUID). */
export const RowId = z.uuid();

/** An instant as ISO 8601 with milliseconds and the zone of Vietnam, e.g. `2026-06-12T11:45:37.690+07:00`. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/);
export type Instant = z.infer<typeof Instant>;

/** `H49.64.33.2001.160`: agency code . year the file was formed . number and notation of the file. */
export const FileCode = z
  .string()
  .max(100)
  .regex(/^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4}\.(?:19|20)\d{2}\.[0-9A-Za-zĐđ]+(?:[.-][0-9A-Za-zĐđ]+)*$/u);
export type FileCode = z.infer<typeof FileCode>;

/** Identity code of an agency, e.g. `H49.64.33` (Decision 20/2020/QĐ-TTg) or the older `000.00.00.H49`. */
export const AgencyCode = z
  .string()
  .max(35)
  .regex(/^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/);

/** Day as written in archival metadata, DD/MM/YYYY: a real day of the calendar. */
export const ArchivalDate = z.string().refine((day) => dayNumber(day) !== null, 'DD/MM/YYYY');

/** The nine steps, in order; the tree under src/main/stages has one folder for each. */
export const stepNames = ['capture', 'clean', 'recognise', 'describe', 'compose', 'sign', 'verify', 'package', 'send'] as const;
export const StepName = z.enum(stepNames);
export type StepName = z.infer<typeof StepName>;

/** Document types of Decree 30/2020 with the codes of Circular 05/2025 (`typeName`). `abbreviation` as used in the notation. */
export const documentTypes = [
  { code: '01', name: 'Nghị quyết', abbreviation: 'NQ' },
  { code: '02', name: 'Quyết định', abbreviation: 'QĐ' },
  { code: '03', name: 'Chỉ thị', abbreviation: 'CT' },
  { code: '04', name: 'Quy chế', abbreviation: 'QC' },
  { code: '05', name: 'Quy định', abbreviation: 'QyĐ' },
  { code: '06', name: 'Thông cáo', abbreviation: 'TC' },
  { code: '07', name: 'Thông báo', abbreviation: 'TB' },
  { code: '08', name: 'Hướng dẫn', abbreviation: 'HD' },
  { code: '09', name: 'Chương trình', abbreviation: 'CTr' },
  { code: '10', name: 'Kế hoạch', abbreviation: 'KH' },
  { code: '11', name: 'Phương án', abbreviation: 'PA' },
  { code: '12', name: 'Đề án', abbreviation: 'ĐA' },
  { code: '13', name: 'Dự án', abbreviation: 'DA' },
  { code: '14', name: 'Báo cáo', abbreviation: 'BC' },
  { code: '15', name: 'Tờ trình', abbreviation: 'TTr' },
  { code: '16', name: 'Giấy ủy quyền', abbreviation: 'GUQ' },
  { code: '17', name: 'Phiếu gửi', abbreviation: 'PG' },
  { code: '18', name: 'Phiếu chuyển', abbreviation: 'PC' },
  { code: '19', name: 'Phiếu báo', abbreviation: 'PB' },
  { code: '20', name: 'Biên bản', abbreviation: 'BB' },
  { code: '21', name: 'Hợp đồng', abbreviation: 'HĐ' },
  { code: '22', name: 'Công văn', abbreviation: '' },
  { code: '23', name: 'Công điện', abbreviation: 'CĐ' },
  { code: '24', name: 'Bản ghi nhớ', abbreviation: 'BGN' },
  { code: '25', name: 'Bản thỏa thuận', abbreviation: 'BTT' },
  { code: '26', name: 'Giấy mời', abbreviation: 'GM' },
  { code: '27', name: 'Giấy giới thiệu', abbreviation: 'GGT' },
  { code: '28', name: 'Giấy nghỉ phép', abbreviation: 'GNP' },
  { code: '29', name: 'Thư công', abbreviation: '' },
  { code: '30', name: 'Bản đồ', abbreviation: '' },
  { code: '31', name: 'Bản vẽ kỹ thuật', abbreviation: '' },
  { code: '32', name: 'Khác', abbreviation: '' },
] as const;
export const documentTypeCodes = documentTypes.map((type) => type.code);
export const DocumentTypeCode = z.string().refine((code) => (documentTypeCodes as readonly string[]).includes(code), '01–32');

/** What a document is about: the part of EAD_doc a clerk confirms. Lengths in characters after NFC. `signer` stays local: EAD_doc has no such field. */
export const DocumentFields = z.object({
  typeName: DocumentTypeCode,
  codeNumber: nfcText(11),
  codeNotation: nfcText(30),
  issuedDate: ArchivalDate.or(z.literal('')),
  organName: nfcText(200),
  subject: nfcText(500),
  signer: nfcText(100),
});
export type DocumentFields = z.infer<typeof DocumentFields>;
export const fieldNames = ['typeName', 'codeNumber', 'codeNotation', 'issuedDate', 'organName', 'subject', 'signer'] as const;
export const FieldName = z.enum(fieldNames);
export type FieldName = z.infer<typeof FieldName>;

/** EAD.xml of a dossier (hồ sơ): what a person decides; counts and codes are filled in by the package step. */
export const DossierDescription = z.object({
  title: nfcText(1000, 1),
  maintenance: z.enum(['01', '02', '03', '04', '05', '06', '07']),
  mode: z.enum(['01', '02', '03']),
  language: z.array(z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'])).min(1),
  startDate: ArchivalDate.or(z.literal('')),
  endDate: ArchivalDate.or(z.literal('')),
  keyword: nfcText(100),
  format: z.enum(['', '01', '02', '03']),
  inforSign: nfcText(30),
  paperFileCode: nfcText(100),
  riskRecovery: z.enum(['0', '1']),
  riskRecoveryStatus: z.enum(['', '01', '02']),
  description: nfcText(2000),
});
export type DossierDescription = z.infer<typeof DossierDescription>;

export const Role = z.enum(['clerk', 'supervisor', 'it']);
export type Role = z.infer<typeof Role>;

/** Why a page lies in the tray instead of in a document. */
export const TrayReason = z.enum(['blank', 'separator', 'clerk']);
export type TrayReason = z.infer<typeof TrayReason>;

/** The page ledger: `in = blank + separator + clerk + out` or the dossier stops. Counts page images. */
export const Ledger = z.object({
  in: z.int().nonnegative(),
  blank: z.int().nonnegative(),
  separator: z.int().nonnegative(),
  clerk: z.int().nonnegative(),
  out: z.int().nonnegative(),
});
export type Ledger = z.infer<typeof Ledger>;
