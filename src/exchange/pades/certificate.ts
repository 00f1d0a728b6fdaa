/** A certificate (RFC 5280) with the facts signing and verifying ask for. Chain building is in chain.ts. */
import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  childrenOf,
  derTag,
  DerError,
  expectUniversal,
  integerHexOf,
  isContext,
  isUniversal,
  oidOf,
  octetsOf,
  readWhole,
  textOf,
  timeOf,
} from './der.ts';
import type { DerNode } from './der.ts';
import { oid } from './oids.ts';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export interface Certificate {
  readonly raw: Uint8Array;
  readonly x509: X509Certificate;
  /** Lower-case hex. */
  readonly serial: string;
  readonly serialRaw: Uint8Array;
  /** Common name, or the whole name on one line where there is none; NFC. */
  readonly subject: string;
  readonly issuer: string;
  readonly subjectRaw: Uint8Array;
  readonly issuerRaw: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

/** Bits of KeyUsage (RFC 5280 §4.2.1.3), numbered from the left. */
export const keyUsageBit = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5 } as const;

/** @throws DerError when the bytes are not a certificate. */
export function parseCertificate(raw: Uint8Array): Certificate {
  const [tbs] = childrenOf(expectUniversal(readWhole(raw), derTag.sequence));
  const parts = childrenOf(expectUniversal(tbs, derTag.sequence));
  if (isContext(parts[0], 0)) parts.shift();
  const [serialNode, , issuer, validity, subject, , ...optional] = parts;
  const [from, until] = childrenOf(expectUniversal(validity, derTag.sequence));
  const x509 = openX509(raw);
  const subjectNode = expectUniversal(subject, derTag.sequence);
  const issuerNode = expectUniversal(issuer, derTag.sequence);
  return {
    raw,
    x509,
    serial: integerHexOf(serialNode),
    serialRaw: expectUniversal(serialNode, derTag.integer).value,
    subject: nameOf(subjectNode),
    issuer: nameOf(issuerNode),
    subjectRaw: subjectNode.raw,
    issuerRaw: issuerNode.raw,
    notBefore: timeOf(from),
    notAfter: timeOf(until),
    extensions: extensionsOf(optional.find((part) => isContext(part, 3))),
  };
}

function openX509(raw: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(raw);
  } catch {
    throw new DerError('not a certificate');
  }
}

function extensionsOf(wrapper: DerNode | undefined): Extension[] {
  if (wrapper === undefined) return [];
  const list = expectUniversal(childrenOf(wrapper)[0], derTag.sequence);
  return childrenOf(list).map((node) => {
    const [id, second, third] = childrenOf(expectUniversal(node, derTag.sequence));
    const critical = isUniversal(second, derTag.boolean) && second.value[0] !== 0;
    return { oid: oidOf(id), critical, value: octetsOf(third ?? second) };
  });
}

function nameOf(name: DerNode): string {
  const values: string[] = [];
  for (const set of childrenOf(name)) {
    for (const attribute of childrenOf(set)) {
      const [type, value] = childrenOf(attribute);
      if (value === undefined) continue;
      const text = textOf(value).normalize('NFC');
      if (oidOf(type) === oid.commonName) return text;
      values.push(text);
    }
  }
  return values.join(', ');
}

/** True when the certificate has no KeyUsage, or one that names any of `bits`. */
export function allowsUsage(certificate: Certificate, bits: readonly number[]): boolean {
  const usage = certificate.extensions.find((extension) => extension.oid === oid.keyUsage);
  if (usage === undefined) return true;
  const [, ...octets] = expectUniversal(readWhole(usage.value), derTag.bitString).value;
  return bits.some((bit) => (((octets[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0);
}

/** Identifiers of ExtendedKeyUsage, or null when the certificate does not limit itself. */
export function extendedUsages(certificate: Certificate): string[] | null {
  const usage = certificate.extensions.find((extension) => extension.oid === oid.extendedKeyUsage);
  return usage === undefined ? null : childrenOf(expectUniversal(readWhole(usage.value), derTag.sequence)).map(oidOf);
}

/** BasicConstraints: whether it may issue, and how many CAs may stand below it. */
export function issuerLimits(certificate: Certificate): { ca: boolean; pathLength: number | null } {
  const constraints = certificate.extensions.find((extension) => extension.oid === oid.basicConstraints);
  if (constraints === undefined) return { ca: false, pathLength: null };
  const [ca, length] = childrenOf(expectUniversal(readWhole(constraints.value), derTag.sequence));
  const isCa = isUniversal(ca, derTag.boolean) && ca.value[0] !== 0;
  return { ca: isCa, pathLength: length === undefined ? null : Number.parseInt(integerHexOf(length).slice(0, 8), 16) };
}

export function isSelfSigned(certificate: Certificate): boolean {
  return Buffer.compare(certificate.subjectRaw, certificate.issuerRaw) === 0;
}

/** The public key, null when its algorithm or curve is unknown here. */
export function publicKeyOf(certificate: Certificate): KeyObject | null {
  try {
    return certificate.x509.publicKey;
  } catch {
    return null;
  }
}

export type KeyType = 'rsa' | 'ec';

/** Family and size in bits of the public key; null for a family that Vietnamese law does not list for signatures (RSA, ECDSA). */
export function keyOf(certificate: Certificate): { type: KeyType; bits: number } | null {
  const key = publicKeyOf(certificate);
  if (key === null) return null;
  if (key.asymmetricKeyType === 'rsa') return { type: 'rsa', bits: key.asymmetricKeyDetails?.modulusLength ?? 0 };
  const curveBits = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }[key.asymmetricKeyDetails?.namedCurve ?? ''];
  return key.asymmetricKeyType === 'ec' && curveBits !== undefined ? { type: 'ec', bits: curveBits } : null;
}
