/** Decisions about signing that need no I/O and no clock. */
import { fail } from '../../../contract/result.ts';
import type { Failure } from '../../../contract/result.ts';
import { keyOf } from '../../../exchange/pades/certificate.ts';
import type { Certificate } from '../../../exchange/pades/certificate.ts';
import { maySign } from '../../../exchange/pades/chain.ts';

/** Why `certificate` may not sign a document at `at`; null when it may. A refusal now is kinder than a signature nobody accepts. */
export function refuseSigner(certificate: Certificate, at: Date): Failure | null {
  const { subject } = certificate;
  if (at < certificate.notBefore)
    return fail('SIGNER_CERT_NOT_YET_VALID', { subject, notBefore: dayInVietnam(certificate.notBefore) });
  if (at > certificate.notAfter) return fail('SIGNER_CERT_EXPIRED', { subject, notAfter: dayInVietnam(certificate.notAfter) });
  if (!maySign(certificate, 'document')) return fail('SIGNER_KEY_USAGE', { subject });
  const key = keyOf(certificate);
  if (key === null || (key.type === 'rsa' && key.bits < 2048)) return fail('SIGNER_KEY_UNSUPPORTED', { subject });
  return null;
}

/** DD/MM/YYYY on a calendar in Vietnam. */
function dayInVietnam(date: Date): string {
  const [year, month, day] = new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** A field name nobody has taken: `Signature1`, `Signature2`, … */
export function freeFieldName(taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) if (!taken.has(`Signature${n}`)) return `Signature${n}`;
}
