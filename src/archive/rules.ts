/** What the archive decides: whom it takes in, what it rejects and why. No I/O, no clock. */
import { explain } from '../contract/errors/index.ts';
import type { CodedError, Result } from '../contract/result.ts';
import { Reason, UploadMetadata, type RecordStatus, type RefusalCode } from '../exchange/transfer/protocol.ts';

export type PackageState = 'received' | 'validated' | 'accessioned' | 'rejected';

/** What a check of a package found; `ok` false exactly when `problems` is not empty. */
export interface PackageReport {
  readonly ok: boolean;
  /** As written in the package's own METS and EAD; null when they could not be read. */
  readonly objid: string | null;
  readonly fileCode: string | null;
  readonly documents: number;
  readonly pages: number;
  readonly problems: readonly Reason[];
}

/** Opens the package at `zipPath` and lists every problem in one go; fails only when it could not look. */
export type ValidatePackage = (zipPath: string) => Promise<Result<PackageReport>>;

export type Verdict<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

/** Parses the decoded Upload-Metadata; `length` is what Upload-Length said (undefined when it was left open). */
export function readMetadata(raw: Readonly<Record<string, string | null>> | undefined, length: number | undefined): Verdict<UploadMetadata> {
  const parsed = UploadMetadata.safeParse(raw ?? {});
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
    return { ok: false, code: 'METADATA_INVALID', message: `Upload-Metadata: missing or not valid: ${names}` };
  }
  if (parsed.data.bytes !== length) {
    return { ok: false, code: 'METADATA_INVALID', message: 'Upload-Length must be given and equal the bytes in Upload-Metadata' };
  }
  return { ok: true, value: parsed.data };
}

/** The packages the register has under one OBJID, newest first, as far as admission cares. */
export interface Known {
  readonly sha256: string;
  readonly state: PackageState;
}

/**
 * Exactly once: a package already here is not taken a second time, whatever became of it. Another package under the same OBJID
 * may come in only as the REPLACEMENT of one that was rejected; what is accessioned or under examination is never replaced.
 */
export function admit(incoming: { sha256: string; recordStatus: RecordStatus }, known: readonly Known[]): Verdict<null> {
  if (known.some((one) => one.sha256 === incoming.sha256)) {
    return { ok: false, code: 'PACKAGE_ALREADY_HERE', message: 'this package was received before; ask for its state' };
  }
  const newest = known[0];
  if (newest === undefined) return { ok: true, value: null };
  if (newest.state !== 'rejected') {
    return { ok: false, code: 'OBJID_TAKEN', message: `another package with this OBJID is ${newest.state}; it cannot be replaced` };
  }
  if (incoming.recordStatus !== 'REPLACEMENT') {
    return { ok: false, code: 'OBJID_TAKEN', message: 'a rejected package is replaced only with RECORDSTATUS REPLACEMENT' };
  }
  return { ok: true, value: null };
}

/** Everything that keeps a package out: what its check found, and where it is not what the upload announced. Empty: it may be accessioned. */
export function reasonsToReject(announced: { objid: string; fileCode: string; recordStatus: RecordStatus }, report: PackageReport, practice: boolean): Reason[] {
  const reasons = report.problems.map((problem) => Reason.parse(problem));
  const differ = (code: string, message: string, path: string) => reasons.push({ code, message, document: null, page: null, path });
  if (report.objid !== null && report.objid !== announced.objid) differ('ANNOUNCED_OBJID_DIFFERS', `METS ghi ${report.objid}, thông tin gửi kèm ghi ${announced.objid}`, 'METS.xml');
  if (report.fileCode !== null && report.fileCode !== announced.fileCode) {
    differ('ANNOUNCED_FILE_CODE_DIFFERS', `EAD ghi ${report.fileCode}, thông tin gửi kèm ghi ${announced.fileCode}`, 'metadata/descriptive/EAD.xml');
  }
  if (announced.recordStatus === 'TEST' && !practice) differ('TEST_RECORD', 'Gói thử (RECORDSTATUS TEST) không được nộp vào kho thật', 'METS.xml');
  if (reasons.length === 0 && (!report.ok || report.objid === null || report.fileCode === null || report.documents < 1 || report.pages < 1)) {
    differ('PACKAGE_EMPTY', 'Gói không có đủ mã gói, mã hồ sơ, văn bản và trang', '');
  }
  return reasons.slice(0, 10_000);
}

/** A package nobody could open is rejected with the opener's own words. */
export function reasonFromFailure(error: CodedError): Reason {
  const { what } = explain(error, 'vi');
  return { code: error.code, message: what, document: null, page: null, path: null };
}

/** `BN-2026-000042` (biên nhận); a practice archive's numbers say so: `LT-…` (luyện tập). `issuedAt` is an Instant. */
export function receiptNumber(id: number, issuedAt: string, practice: boolean): string {
  return `${practice ? 'LT' : 'BN'}-${issuedAt.slice(0, 4)}-${String(id).padStart(6, '0')}`;
}
