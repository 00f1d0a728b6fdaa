/** What the archive decides: whom it takes in, what it rejects and why. No I/O, no clock. */
import { explain } from '../contract/errors/index.ts';
import type { CodedError, Result } from '../contract/result.ts';
import { describeProblem, errorsOf } from '../exchange/sip/problems.ts';
import type { PackageReport } from '../exchange/sip/report.ts';
import { UploadMetadata, type Reason, type RecordStatus, type RefusalCode } from '../exchange/transfer/protocol.ts';

export type PackageState = 'received' | 'validated' | 'accessioned' | 'rejected';

/** What `validatePackage` says of a package, as far as the archive decides on it. */
export type PackageFindings = Pick<PackageReport, 'ok' | 'objid' | 'fileCode' | 'recordStatus' | 'replaces' | 'problems'> & {
  readonly documents: readonly Pick<PackageReport['documents'][number], 'docId' | 'pages'>[];
};

/** Opens the package at `zipPath` and lists every problem in one go; fails only when there is nothing it could open. */
export type ValidatePackage = (zipPath: string) => Promise<Result<PackageFindings>>;

export type Verdict<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

/** Parses the decoded Upload-Metadata; `length` is what Upload-Length said (undefined when it was left open). */
export function readMetadata(
  raw: Readonly<Record<string, string | null>> | undefined,
  length: number | undefined,
): Verdict<UploadMetadata> {
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
    return {
      ok: false,
      code: 'OBJID_TAKEN',
      message: `another package with this OBJID is ${newest.state}; it cannot be replaced`,
    };
  }
  if (incoming.recordStatus !== 'REPLACEMENT') {
    return { ok: false, code: 'OBJID_TAKEN', message: 'a rejected package is replaced only with RECORDSTATUS REPLACEMENT' };
  }
  return { ok: true, value: null };
}

/**
 * Everything that keeps a package out: what its check found, and where it is not what the upload announced. Empty: it may be accessioned.
 * `replaced` is what the register says of the package it says it takes the place of; null when it names none, or one nobody knows here.
 */
export function reasonsToReject(
  announced: { objid: string; fileCode: string; recordStatus: RecordStatus },
  found: PackageFindings,
  practice: boolean,
  replaced: PackageState | null,
): Reason[] {
  const reasons = errorsOf(found.problems).map((one): Reason => ({
    code: one.code,
    message: describeProblem(one, 'vi').slice(0, 2000),
    document: one.document?.slice(0, 100) ?? null,
    page: one.page,
    path: one.path?.slice(0, 1000) ?? null,
  }));
  const add = (code: string, message: string, path: string | null) =>
    reasons.push({ code, message, document: null, page: null, path });
  for (const [name, code, path] of announcements) {
    const inside = found[name];
    if (inside !== null && inside !== announced[name])
      add(code, `Trong gói ghi ${inside.slice(0, 200)}, thông tin gửi kèm ghi ${announced[name]}.`, path);
  }
  if (replaced !== null && replaced !== 'rejected')
    add(
      'REPLACES_LIVE_PACKAGE',
      `Gói khai thay cho gói ${found.replaces ?? ''}, nhưng gói đó không bị trả lại mà đang được giữ trong kho.`,
      'METS.xml',
    );
  if (announced.recordStatus === 'TEST' && !practice)
    add('TEST_RECORD', 'Gói thử (RECORDSTATUS TEST) không được nộp vào kho thật.', 'METS.xml');
  const complete =
    found.ok && announcements.every(([name]) => found[name] !== null) && found.documents.every(({ pages }) => pages > 0);
  if (reasons.length === 0 && (!complete || found.documents.length === 0)) {
    add('PACKAGE_INCOMPLETE', 'Gói thiếu mã gói, mã hồ sơ, tình trạng hồ sơ, hoặc có văn bản không có trang nào.', null);
  }
  return reasons.slice(0, 10_000);
}

/** What an upload says about its package, and where the package itself says it. */
const announcements = [
  ['objid', 'ANNOUNCED_OBJID_DIFFERS', 'METS.xml'],
  ['fileCode', 'ANNOUNCED_FILE_CODE_DIFFERS', 'metadata/descriptive/EAD.xml'],
  ['recordStatus', 'ANNOUNCED_RECORD_STATUS_DIFFERS', 'METS.xml'],
] as const;

/** A package nobody could open is rejected with the opener's own words. */
export function reasonFromFailure(error: CodedError): Reason {
  const { what } = explain(error, 'vi');
  return { code: error.code, message: what, document: null, page: null, path: null };
}

/** `BN-2026-000042` (biên nhận); a practice archive's numbers say so: `LT-…` (luyện tập). `issuedAt` is an Instant. */
export function receiptNumber(id: number, issuedAt: string, practice: boolean): string {
  return `${practice ? 'LT' : 'BN'}-${issuedAt.slice(0, 4)}-${String(id).padStart(6, '0')}`;
}
