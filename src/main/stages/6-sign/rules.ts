/** Decisions about signing that need no I/O and no clock. */
import { fail } from '../../../contract/result.ts';
import type { Failure } from '../../../contract/result.ts';
import { isPractice } from '../../../exchange/pades/practice.ts';
import { isSelfSigned, keyOf } from '../../../exchange/pades/certificate.ts';
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

const soon = 30 * 86_400_000;

/** What a person should know of a certificate before they sign with it; what forbids signing is `refuseSigner`'s. */
export function keyFacts(
  certificate: Certificate,
  chain: readonly Certificate[],
  at: Date,
): {
  issuer: string;
  key: string;
  practice: boolean;
  warnings: ('expires-soon' | 'self-signed' | 'practice' | 'issuer-missing')[];
} {
  const kind = keyOf(certificate);
  const practice = isPractice([certificate, ...chain]);
  const selfSigned = isSelfSigned(certificate);
  return {
    issuer: certificate.issuer,
    key: kind === null ? '' : kind.type === 'rsa' ? `RSA ${kind.bits}` : `ECDSA P-${kind.bits}`,
    practice,
    warnings: [
      ...(practice ? (['practice'] as const) : []),
      ...(certificate.notAfter.getTime() - at.getTime() < soon ? (['expires-soon'] as const) : []),
      ...(selfSigned ? (['self-signed'] as const) : []),
      ...(!selfSigned && chain.length === 0 ? (['issuer-missing'] as const) : []),
    ],
  };
}

/** The fault is the key's, not the file's: every other file of the batch would meet it too, so the batch stops. */
export function isKeyFault(code: string): boolean {
  return code.startsWith('SIGNER_');
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
