import type { Result } from '../../../../contract/result.ts';
import type { Sha256 } from '../../../../contract/vocabulary.ts';
import type { ArchiveIdentity, PackageAnswer, RecordStatus } from '../../../../exchange/transfer/protocol.ts';

/** A sealed package on this disk, and what is said about it when it is sent. */
export interface Parcel {
  readonly path: string;
  readonly objid: string;
  readonly fileCode: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly documents: number;
  readonly pages: number;
  readonly agencyCode: string;
  readonly recordStatus: RecordStatus;
}

export interface UploadEvents {
  /** Where the upload can be resumed; null when what was there is of no use any more. Called before a byte is sent there. */
  url(url: string | null): void;
  /** Bytes the archive has acknowledged, of all. */
  progress(sentBytes: number, totalBytes: number): void;
}

/** The office's hold on the line, asked before every piece and while it leaves. */
export interface Pacing {
  /**
   * Bytes of the next piece, at most `wanted`; 0: nothing may leave now. What is answered counts as sent from here on, for good, also when
   * the piece is lost on the way.
   */
  take(wanted: number): number;
  /** Bytes per second that may leave; null without a cap. */
  cap(): number | null;
  /** A piece was acknowledged, so long after its first byte left. */
  measured(bytes: number, ms: number): void;
}

/** `unknown`: the archive never received a package with that OBJID whole. */
export type ArchiveAnswer = PackageAnswer | { readonly state: 'unknown' };

/** A road to one archive. Failures are answered as values; a signal that fires is answered with SEND_STOPPED. */
export interface Line {
  /** For messages and logs: host and port. */
  readonly host: string;
  /** Encrypted, or never leaving this machine: nobody on the way can read what is sent. */
  readonly closed: boolean;
  identity(signal: AbortSignal): Promise<Result<ArchiveIdentity>>;
  /** Sends what the archive does not have yet; `resume.url` is what `on.url` gave for this very package and hash. */
  upload(parcel: Parcel, resume: { readonly url: string | null }, on: UploadEvents, signal: AbortSignal): Promise<Result<null>>;
  status(objid: string, signal: AbortSignal): Promise<Result<ArchiveAnswer>>;
}
