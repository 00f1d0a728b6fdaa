/** What a verification says about one signature. */
import type { ErrorCode } from '../../contract/errors/index.ts';

/** Codes of the error catalogue that are findings about one signature; `explain` has their words, with `{field}`. */
export type SignatureProblem = Extract<ErrorCode, `SIGNATURE_${string}`>;

/** Levels of ETSI EN 319 142-1, by what the file holds. */
export type PadesLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface SignatureReport {
  /** Fully qualified name of the form field. */
  readonly field: string;
  /** Common name of the signer's certificate; empty when there is none to read. */
  readonly signer: string;
  readonly issuer: string;
  /** Lower-case hex. */
  readonly serial: string;
  /** The bytes that the signature covers are as signed, by the key of the certificate it carries. */
  readonly valid: boolean;
  /** A path leads to a trust anchor; every certificate on it was in force and fit for its use at the time of signing. */
  readonly trusted: boolean;
  /** Made with a practice identity: worth nothing in law whatever else this report says. */
  readonly practice: boolean;
  readonly level: PadesLevel | null;
  /** Time of a time-stamp authority that verifies (ISO 8601, UTC). */
  readonly timestamp: string | null;
  /** What the signer's own clock said, /M (ISO 8601); a claim, not a proof. */
  readonly signedAt: string | null;
  readonly coversWholeFile: boolean;
  /** What was added behind this signature: nothing, only signatures and their validation data, or anything else. */
  readonly changesAfter: 'none' | 'signature' | 'other';
  readonly subFilter: string;
  /** Lower case, e.g. `sha256`; empty when unreadable. */
  readonly digestAlgorithm: string;
  /** Every finding; a good signature has none. SIGNATURE_METADATA_AFTER alone is no fault. */
  readonly problems: readonly SignatureProblem[];
}
