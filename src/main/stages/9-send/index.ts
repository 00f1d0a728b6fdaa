/** Step 9: a sealed package goes to the archive and comes back as a receipt that verified, or as reasons. Nothing else counts. */
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Failure, type Result } from '../../../contract/result.ts';
import type { DeliveryState } from '../../../contract/views.ts';
import { verifyReceipt, type Receipt } from '../../../exchange/receipt/receipt.ts';
import { sha256OfFile } from '../../../exchange/digest.ts';
import type { Reason } from '../../../exchange/transfer/protocol.ts';
import type { ArchiveAnswer, Line, Parcel } from './drivers/line.ts';
import { nextState, trustArchive, waitBeforeAsking, type DeliveryEvent } from './rules.ts';

export type { Line, Pacing, Parcel } from './drivers/line.ts';
export { tusLine } from './drivers/tus.ts';

export interface SendInput {
  readonly parcel: Parcel;
  /** Where an earlier try of this very package (same objid, same hash) can be resumed. */
  readonly uploadUrl: string | null;
  readonly state: DeliveryState;
  /** `pinnedKey`: the archive's public key as pinned at first contact or set by IT staff. */
  readonly station: { readonly practice: boolean; readonly pinnedKey: string | null };
}

/** Each is called before what it makes possible is done, so that a crash right after it loses nothing. */
export interface SendEvents {
  /** Whoever answers is the archive this station sends to: the line stands. */
  reached(): void;
  /** First contact in practice: pin this key. */
  key(publicKey: string): void;
  uploadUrl(url: string | null): void;
  sent(bytes: number, of: number): void;
  state(state: DeliveryState): void;
}

export interface SendContext {
  readonly signal: AbortSignal;
  readonly on: SendEvents;
  /** How long to wait for the archive's decision in this call. */
  readonly patienceMs: number;
}

export type Sent =
  | { readonly state: 'delivered'; readonly receipt: Receipt }
  | { readonly state: 'rejected'; readonly reasons: readonly Reason[] };

/**
 * Sends one package, resuming where it stopped, and waits for the archive's word. Run it again after any retryable failure, or a
 * crash at any point: what the archive has is not sent twice, and the same package always comes to the same receipt.
 */
export async function sendPackage(line: Line, input: SendInput, context: SendContext): Promise<Result<Sent>> {
  const { parcel, station } = input;
  const { on, signal } = context;

  if (!line.closed && !station.practice) return fail('ARCHIVE_LINE_OPEN', { host: line.host });
  const untouched = await checkSource(parcel, signal);
  if (!untouched.ok) return untouched;

  const identity = await line.identity(signal);
  if (!identity.ok) return identity;
  const trusted = trustArchive(identity.data, station, line.host);
  if (!trusted.ok) return trusted;
  const { publicKey, firstContact } = trusted.data;
  on.reached();
  if (firstContact) on.key(publicKey);

  let { state } = input;
  const happened = (event: DeliveryEvent) => {
    const next = nextState(state, event);
    if (next !== state) on.state(next);
    state = next;
  };

  const before = await line.status(parcel.objid, signal);
  if (!before.ok) return before;
  if (!isAbout(before.data, parcel)) {
    const limit = identity.data.limits.maxPackageBytes;
    if (parcel.bytes > limit) return fail('PACKAGE_TOO_LARGE', { objid: parcel.objid, bytes: parcel.bytes, limit });
    happened('upload-begun');
    const uploaded = await line.upload(parcel, { url: input.uploadUrl }, { url: on.uploadUrl, progress: on.sent }, signal);
    if (!uploaded.ok) return uploaded;
  }
  on.sent(parcel.bytes, parcel.bytes);
  happened('upload-ended');

  const decided = await awaitDecision(line, parcel, context, happened);
  if (!decided.ok) return decided;
  if (decided.data.state === 'rejected') {
    happened('archive-rejected');
    return ok({ state: 'rejected', reasons: decided.data.reasons });
  }
  const receipt = verifyReceipt(decided.data.receipt, publicKey, { ...parcel, practice: station.practice });
  if (!receipt.ok) return receipt;
  happened('receipt-verified');
  return ok({ state: 'delivered', receipt: receipt.data });
}

type Decision = Extract<ArchiveAnswer, { state: 'accessioned' | 'rejected' }>;

async function awaitDecision(
  line: Line,
  parcel: Parcel,
  { signal, on, patienceMs }: SendContext,
  happened: (event: DeliveryEvent) => void,
): Promise<Result<Decision>> {
  for (let asked = 0, waited = 0; ; asked += 1) {
    const answer = await line.status(parcel.objid, signal);
    if (!answer.ok) return answer;
    const found = answer.data;
    if (!isAbout(found, parcel)) {
      // All bytes went out, yet the archive has no such package: its copy was damaged and dropped.
      on.uploadUrl(null);
      return fail('UPLOAD_DAMAGED', { objid: parcel.objid });
    }
    if (found.state === 'accessioned' || found.state === 'rejected') return ok(found);
    happened(found.state === 'received' ? 'archive-received' : 'archive-validated');
    const wait = waitBeforeAsking(asked);
    if (waited + wait > patienceMs) return fail('ARCHIVE_STILL_EXAMINING', { objid: parcel.objid });
    try {
      await sleep(wait, undefined, { signal });
    } catch {
      return fail('SEND_STOPPED', {});
    }
    waited += wait;
  }
}

/** The archive's newest word under this OBJID may be about another package: an earlier one that this one replaces. */
function isAbout(answer: ArchiveAnswer, parcel: Parcel): answer is Exclude<ArchiveAnswer, { state: 'unknown' }> {
  return answer.state !== 'unknown' && answer.objid === parcel.objid && answer.sha256 === parcel.sha256;
}

/** A file that changed since it was sealed must never be spliced onto what was sent of it before. */
async function checkSource({ path, objid, bytes, sha256 }: Parcel, signal: AbortSignal): Promise<Result<null>> {
  try {
    const { size } = await stat(path);
    if (size !== bytes || (await sha256OfFile(path, signal)) !== sha256) return fail('PACKAGE_CHANGED', { objid });
    return ok(null);
  } catch (error) {
    if (signal.aborted) return fail('SEND_STOPPED', {});
    return unreadable(objid, error);
  }
}

function unreadable(objid: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) throw error;
  return fail('PACKAGE_FILE_UNREADABLE', { objid, reason: code });
}
