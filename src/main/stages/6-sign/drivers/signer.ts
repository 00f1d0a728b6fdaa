/** What every way to sign looks like from outside: a file with a key today, a token or the Windows store behind the same shape. */
import type { Result } from '../../../../contract/result.ts';
import type { KeyType } from '../../../../exchange/pades/certificate.ts';
import type { DigestName } from '../../../../exchange/pades/oids.ts';

/** Opened once for a batch: a token asks for its PIN when it is opened, never per document. */
export interface Signer {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Issuers of the certificate as far as they came along, nearest first, DER; without the certificate itself. */
  readonly chain: readonly Uint8Array[];
  /** Common name. */
  readonly subject: string;
  /** Lower-case hex. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyType: KeyType;
  /**
   * Digests `tbs` and signs: RSASSA-PKCS1-v1_5, or ECDSA as DER. Errors: SIGNER_CLOSED, SIGNER_FAILED. Never tried twice by itself:
   * three wrong PINs lock a token.
   */
  sign(tbs: Uint8Array, digest: DigestName): Promise<Result<Uint8Array>>;
  /** Forgets the key. */
  close(): Promise<void>;
}
