/** A signer whose private key is in this process's memory. */
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fail, ok } from '../../../../contract/result.ts';
import type { Result } from '../../../../contract/result.ts';
import type { Certificate } from '../../../../exchange/pades/certificate.ts';
import { keyOf } from '../../../../exchange/pades/certificate.ts';
import type { Signer } from './signer.ts';

/** Errors: SIGNER_KEY_UNSUPPORTED. */
export function softwareSigner(key: KeyObject, certificate: Certificate, chain: readonly Certificate[]): Result<Signer> {
  const kind = keyOf(certificate);
  if (kind === null) return fail('SIGNER_KEY_UNSUPPORTED', { subject: certificate.subject });
  let secret: KeyObject | null = key;
  return ok({
    certificate: certificate.raw,
    chain: chain.map((issuer) => issuer.raw),
    subject: certificate.subject,
    serial: certificate.serial,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyType: kind.type,
    sign: async (tbs, digest) => {
      if (secret === null) return fail('SIGNER_CLOSED');
      try {
        return ok(sign(digest, tbs, secret));
      } catch {
        return fail('SIGNER_FAILED');
      }
    },
    close: async () => {
      secret = null;
    },
  });
}
