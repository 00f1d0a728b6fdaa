/** Builds the CMS of a PAdES baseline signature (ETSI EN 319 122-1 §5, EN 319 142-1 §6.3): detached, DER throughout. */
import { createHash } from 'node:crypto';
import { ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { keyOf, parseCertificate } from '../../../exchange/pades/certificate.ts';
import { der } from '../../../exchange/pades/der.ts';
import { digestOids, oid, signatureOids } from '../../../exchange/pades/oids.ts';
import type { DigestName } from '../../../exchange/pades/oids.ts';
import type { Signer } from './drivers/signer.ts';

/** SignedData over content whose `digest` is `contentDigest`. Errors are the signer's. */
export async function signCms(signer: Signer, digest: DigestName, contentDigest: Uint8Array): Promise<Result<Buffer>> {
  const attributes = signedAttributes(signer, contentDigest);
  const signature = await signer.sign(der.setOf(...attributes), digest);
  return signature.ok ? ok(assemble(signer, digest, attributes, signature.data)) : signature;
}

/** The most bytes `signCms` can answer, found by building one around a signature of the greatest length; the key is not used. */
export function largestCms(signer: Signer, digest: DigestName): number {
  const attributes = signedAttributes(signer, createHash(digest).digest());
  const bits = keyOf(parseCertificate(signer.certificate))?.bits ?? 0;
  // RSA is as long as its modulus. ECDSA is SEQUENCE { INTEGER, INTEGER }, each up to the curve's size and a sign byte.
  const size = signer.keyType === 'rsa' ? Math.ceil(bits / 8) : 2 * (Math.ceil(bits / 8) + 1 + 3) + 4;
  return assemble(signer, digest, attributes, new Uint8Array(size)).length;
}

/** No signing-time: in a PAdES baseline signature the time is /M of the signature dictionary (EN 319 142-1 §6.3). */
function signedAttributes(signer: Signer, contentDigest: Uint8Array): Buffer[] {
  // ESSCertIDv2 with its default digest, SHA-256 (RFC 5035 §4).
  const certificateId = der.sequence(der.octets(createHash('sha256').update(signer.certificate).digest()));
  const attribute = (type: string, value: Uint8Array) => der.sequence(der.oid(type), der.setOf(value));
  return [
    attribute(oid.contentType, der.oid(oid.data)),
    attribute(oid.messageDigest, der.octets(contentDigest)),
    attribute(oid.signingCertificateV2, der.sequence(der.sequence(certificateId))),
  ];
}

function assemble(signer: Signer, digest: DigestName, attributes: readonly Uint8Array[], signature: Uint8Array): Buffer {
  const certificate = parseCertificate(signer.certificate);
  const digestAlgorithm = der.sequence(der.oid(digestOids[digest]), der.null());
  const attributeSet = der.setOf(...attributes);
  const signedAttrs = Buffer.from(attributeSet);
  signedAttrs[0] = 0xa0;
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuerRaw, der.integer(certificate.serialRaw)),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm(signer.keyType, digest),
    der.octets(signature),
  );
  const certificates = Buffer.from(der.setOf(signer.certificate, ...signer.chain));
  certificates[0] = 0xa0;
  const signedData = der.sequence(
    der.integer(1),
    der.setOf(digestAlgorithm),
    der.sequence(der.oid(oid.data)),
    certificates,
    der.setOf(signerInfo),
  );
  return der.sequence(der.oid(oid.signedData), der.context(0, signedData));
}

function signatureAlgorithm(keyType: Signer['keyType'], digest: DigestName): Buffer {
  const found = Object.entries(signatureOids).find(([, scheme]) => scheme.family === keyType && scheme.digest === digest);
  if (found === undefined) throw new Error(`no signature algorithm for ${keyType} with ${digest}`);
  return keyType === 'rsa' ? der.sequence(der.oid(found[0]), der.null()) : der.sequence(der.oid(found[0]));
}
