/** Writes X.509 v3 certificates (RFC 5280) for practice identities. Names are UTF8String, so Vietnamese stays itself. */
import { createHash, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { der } from '../../../exchange/pades/der.ts';
import { oid } from '../../../exchange/pades/oids.ts';
import { practiceMarkOid } from '../../../exchange/pades/practice.ts';

export interface CertificateRequest {
  /** Common name and, where given, organisation; each at most 64 characters of RFC 5280 are kept by the caller. */
  readonly subject: Name;
  readonly issuer: Name;
  /** Positive, big-endian. */
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly key: KeyObject;
  readonly issuerKey: KeyObject;
  readonly role: 'ca' | 'signer';
}
export interface Name {
  readonly commonName: string;
  readonly organisation?: string;
}

const sha256WithRsa = '1.2.840.113549.1.1.11';

/** DER of the certificate, signed by an RSA key with SHA-256, bearing the practice mark. */
export function buildPracticeCertificate(request: CertificateRequest): Buffer {
  const algorithm = der.sequence(der.oid(sha256WithRsa), der.null());
  const publicKey = publicKeyInfo(request.key);
  const tbs = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(request.serial),
    algorithm,
    encodeName(request.issuer),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    encodeName(request.subject),
    publicKey,
    der.context(3, der.sequence(...extensions(request))),
  );
  return der.sequence(tbs, algorithm, der.bits(sign('sha256', tbs, request.issuerKey)));
}

function extensions(request: CertificateRequest): Buffer[] {
  const ca = request.role === 'ca';
  return [
    extension(oid.basicConstraints, true, ca ? der.sequence(der.boolean(true), der.integer(0)) : der.sequence()),
    // keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
    extension(oid.keyUsage, true, ca ? der.bits(Uint8Array.of(0x06), 1) : der.bits(Uint8Array.of(0xc0), 6)),
    extension(oid.subjectKeyIdentifier, false, der.octets(keyIdentifier(request.key))),
    extension(oid.authorityKeyIdentifier, false, der.sequence(der.contextPrimitive(0, keyIdentifier(request.issuerKey)))),
    extension(practiceMarkOid, false, der.null()),
  ];
}

function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  return critical
    ? der.sequence(der.oid(id), der.boolean(true), der.octets(value))
    : der.sequence(der.oid(id), der.octets(value));
}

function publicKeyInfo(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1').update(publicKeyInfo(key)).digest();
}

function encodeName(name: Name): Buffer {
  const attribute = (type: string, value: Uint8Array) => der.setOf(der.sequence(der.oid(type), value));
  const parts = [attribute(oid.country, Buffer.concat([Uint8Array.of(0x13, 2), Buffer.from('VN', 'latin1')]))];
  if (name.organisation !== undefined) parts.push(attribute(oid.organisation, der.utf8(name.organisation)));
  return der.sequence(...parts, attribute(oid.commonName, der.utf8(name.commonName)));
}
