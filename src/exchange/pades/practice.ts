/**
 * How a practice certificate is known for what it is. The mark is in the certificate and in the name of its CA, so nobody can forget
 * a flag: whoever stamps or verifies asks the certificate.
 */
import type { Certificate } from './certificate.ts';

/** Private arc made from a UUID (ITU-T X.667), so it needs no registration. */
export const practiceMarkOid = '2.25.55184316613190686901699292106776873636';
export const practiceWords = 'LUYỆN TẬP';
export const practiceCaName = `${practiceWords} — không có giá trị pháp lý`;

/** True when the certificate, or any that stands above it, says it is for practice. */
export function isPractice(certificates: readonly Certificate[]): boolean {
  return certificates.some(
    (certificate) =>
      certificate.extensions.some((extension) => extension.oid === practiceMarkOid) ||
      [certificate.subject, certificate.issuer].some((name) => name.normalize('NFC').toUpperCase().includes(practiceWords)),
  );
}
