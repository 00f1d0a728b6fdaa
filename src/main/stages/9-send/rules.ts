/** What the station decides about the line: whom it trusts, what a failure means, how long to wait. No I/O, no clock. */
import type { ErrorCode } from '../../../contract/errors/index.ts';
import { fail, ok, type CodedError, type Result } from '../../../contract/result.ts';
import type { DeliveryState } from '../../../contract/views.ts';
import { decodePublicKey, keyIdOf } from '../../../exchange/receipt/key.ts';
import { protocolVersion, type ArchiveIdentity } from '../../../exchange/transfer/protocol.ts';

/** What went wrong on the line, before it is anybody's error: no answer, an answer we did not want, or an answer that cannot be true. */
export type Fault =
  | { readonly kind: 'network'; readonly code: string }
  | { readonly kind: 'status'; readonly status: number; readonly refusal: string | null; readonly message: string }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Our own file could not be read to its end. */
  | { readonly kind: 'source'; readonly code: string }
  /** The office does not let anything out just now. */
  | { readonly kind: 'held' }
  /** The upload at the remembered address is another package's. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'offset'; readonly claimed: number; readonly sent: number };

const nameFaults = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL']);
const tlsFaults = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

/** The coded error of a fault that nothing more can be done about here. */
export function errorOf(fault: Fault, about: { host: string; objid: string; bytes: number }): CodedError {
  const { host, objid, bytes } = about;
  switch (fault.kind) {
    case 'network': {
      if (nameFaults.has(fault.code)) return coded('ARCHIVE_NAME_UNKNOWN', { host });
      return coded(tlsFaults.test(fault.code) ? 'ARCHIVE_TLS_UNTRUSTED' : 'ARCHIVE_UNREACHABLE', { host, reason: fault.code });
    }
    case 'unreadable':
      return coded('ARCHIVE_ANSWER_UNREADABLE', { host, reason: fault.reason });
    case 'source':
      return coded('PACKAGE_FILE_UNREADABLE', { objid, reason: fault.code });
    case 'held':
      return coded('LINE_HELD', {});
    case 'stranger':
      return coded('UPLOAD_DAMAGED', { objid });
    case 'offset':
      return coded('ARCHIVE_OFFSET_WRONG', { claimed: fault.claimed, sent: fault.sent });
    case 'status':
      return errorOfStatus(fault, host, objid, bytes);
  }
}

function errorOfStatus(
  { status, refusal, message }: Extract<Fault, { kind: 'status' }>,
  host: string,
  objid: string,
  bytes: number,
): CodedError {
  if (refusal === 'OBJID_TAKEN') return coded('OBJID_TAKEN', { objid });
  if (status === 413) return coded('PACKAGE_TOO_LARGE', { objid, bytes, limit: '?' });
  if (status === 507) return coded('ARCHIVE_FULL', { host });
  if (status === 404 || status === 410 || status === 460) return coded('UPLOAD_DAMAGED', { objid });
  if (passes(status)) return coded('ARCHIVE_BUSY', { host, status });
  // A redirect or a success we cannot use: a sign-in page, a proxy, another program.
  if (status < 400) return coded('ARCHIVE_ANSWER_UNREADABLE', { host, reason: `HTTP ${status}` });
  return coded('ARCHIVE_REFUSED', { host, status, reason: message === '' ? (refusal ?? '?') : message });
}

function coded(code: ErrorCode, data: CodedError['data']): CodedError {
  return { code, data };
}

/** Conditions that pass by themselves: time-outs, locks, offsets that a HEAD will settle, too many requests, trouble behind the door. */
function passes(status: number): boolean {
  return (
    status === 408 ||
    status === 409 ||
    status === 423 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501 && status !== 507)
  );
}

/**
 * What to do with an upload after a fault. `again`: ask for the offset and go on from there. `anew`: this upload is lost or cannot
 * be trusted, begin another. `done`: the archive has the package already. `give-up`: tell the caller.
 */
export function afterFault(fault: Fault): 'again' | 'anew' | 'done' | 'give-up' {
  switch (fault.kind) {
    case 'network':
      return nameFaults.has(fault.code) || tlsFaults.test(fault.code) ? 'give-up' : 'again';
    case 'stranger':
    case 'offset':
      return 'anew';
    case 'unreadable':
    case 'source':
    case 'held':
      return 'give-up';
    case 'status':
      if (fault.refusal === 'PACKAGE_ALREADY_HERE') return 'done';
      if (fault.refusal === 'OBJID_TAKEN') return 'give-up';
      if (fault.status === 404 || fault.status === 410) return 'anew';
      return fault.status === 460 || passes(fault.status) ? 'again' : 'give-up';
  }
}

/** A chunk's answer: the archive may have taken all of it or a part, never nothing, never more, never less than it had. */
export function chunkOffsetFault(claimed: number, start: number, length: number): Fault | null {
  return Number.isSafeInteger(claimed) && claimed > start && claimed <= start + length
    ? null
    : { kind: 'offset', claimed: shown(claimed), sent: start + length };
}

/** A resume's answer: between what was acknowledged and what was sent. A station that was restarted knows neither: pass 0 and the size. */
export function resumeOffsetFault(claimed: number, acknowledged: number, sent: number): Fault | null {
  return Number.isSafeInteger(claimed) && claimed >= acknowledged && claimed <= sent
    ? null
    : { kind: 'offset', claimed: shown(claimed), sent };
}

function shown(claimed: number): number {
  return Number.isNaN(claimed) ? -1 : claimed;
}

export interface ChunkRule {
  readonly minBytes: number;
  readonly maxBytes: number;
  /** What one request should take: long enough to be worth its round trip, short enough to lose when the line drops. */
  readonly targetMs: number;
}

/** Size of the next chunk after one of `bytes` took `ms` (null: it was lost). */
export function nextChunkBytes(bytes: number, ms: number | null, rule: ChunkRule): number {
  const wanted = ms === null || ms > rule.targetMs * 2 ? bytes / 2 : ms < rule.targetMs / 2 ? bytes * 2 : bytes;
  return Math.round(Math.min(rule.maxBytes, Math.max(rule.minBytes, wanted)));
}

const firstWaitMs = 2_000;
/** No retry waits longer: one that would was put off by a clock that has been put right since. */
export const longestWaitMs = 15 * 60_000;

/**
 * Milliseconds before try `attempt` + 1 (attempt counts from 1; `random` in [0, 1)): doubling to a quarter of an hour, half of it
 * by chance so that a thousand stations do not come back in the same second after a power cut.
 */
export function waitBeforeRetry(attempt: number, random: number): number {
  const whole = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
  return Math.round(whole / 2 + (whole / 2) * random);
}

/** Milliseconds before asking for the archive's decision again, for the n-th time (from 0). */
export function waitBeforeAsking(n: number): number {
  return Math.min(5_000, 200 * 2 ** Math.min(n, 10));
}

export type DeliveryEvent =
  'upload-begun' | 'upload-ended' | 'archive-received' | 'archive-validated' | 'archive-rejected' | 'receipt-verified';

/**
 * Where a delivery stands after `event`. `delivered` comes only of a receipt that verified, and nothing moves a delivery that is
 * decided. An upload that the archive lost takes it back to `sending`.
 */
export function nextState(state: DeliveryState, event: DeliveryEvent): DeliveryState {
  if (state === 'delivered' || state === 'rejected') return state;
  const after = {
    'upload-begun': 'sending',
    'upload-ended': 'sent',
    'archive-received': 'received',
    'archive-validated': 'validated',
    'archive-rejected': 'rejected',
    'receipt-verified': 'delivered',
  } as const satisfies Record<DeliveryEvent, DeliveryState>;
  return after[event];
}

/**
 * May this station send to whoever answered? The key must be the one pinned; an unknown key is taken on first contact in practice
 * only. A practising station and a real archive, or the other way round, never meet.
 */
export function trustArchive(
  identity: ArchiveIdentity,
  station: { pinnedKey: string | null; practice: boolean },
  host: string,
): Result<{ publicKey: string; firstContact: boolean }> {
  if (identity.protocol !== protocolVersion)
    return fail('ARCHIVE_PROTOCOL_UNKNOWN', { found: identity.protocol, known: protocolVersion });
  const key = decodePublicKey(identity.publicKey);
  if (key === null || keyIdOf(key) !== identity.keyId) return fail('ARCHIVE_ANSWER_UNREADABLE', { host, reason: 'publicKey' });
  if (identity.practice !== station.practice) return fail('ARCHIVE_PRACTICE_MISMATCH', { host });
  if (station.pinnedKey === null) {
    return station.practice
      ? ok({ publicKey: identity.publicKey, firstContact: true })
      : fail('ARCHIVE_KEY_NOT_PINNED', { found: identity.keyId });
  }
  const pinned = decodePublicKey(station.pinnedKey);
  const pinnedId = pinned === null ? '?' : keyIdOf(pinned);
  if (pinnedId !== identity.keyId) return fail('ARCHIVE_KEY_CHANGED', { found: identity.keyId, pinned: pinnedId });
  return ok({ publicKey: station.pinnedKey, firstContact: false });
}
