/** From a signer to a trust anchor (RFC 5280 §6, the parts that need no network). */
import { X509Certificate } from 'node:crypto';
import { fail, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import {
  allowsUsage,
  extendedUsages,
  issuerLimits,
  isSelfSigned,
  keyOf,
  keyUsageBit,
  parseCertificate,
  publicKeyOf,
} from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { DerError } from './der.ts';
import { oid } from './oids.ts';
import type { SignatureProblem } from './report.ts';

/** Extensions whose meaning is honoured or is no limit on a signature; any other critical one refuses (RFC 5280 §4.2). */
const understood: ReadonlySet<string> = new Set([
  oid.keyUsage,
  oid.basicConstraints,
  oid.extendedKeyUsage,
  '2.5.29.17',
  '2.5.29.32',
  '1.3.6.1.5.5.7.1.3',
]);
const maxLength = 8;

/** Certificates in DER (one per item) or PEM (any number per item). */
export function readAnchors(items: readonly (Uint8Array | string)[]): Result<Certificate[]> {
  const anchors: Certificate[] = [];
  for (const item of items) {
    const text = typeof item === 'string' ? item : Buffer.from(item).toString('latin1');
    const pems = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    const ders = pems === null ? [typeof item === 'string' ? Buffer.from(item, 'latin1') : item] : pems.map(fromPem);
    try {
      for (const raw of ders) anchors.push(parseCertificate(raw ?? new Uint8Array()));
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      return fail('TRUST_ANCHOR_UNREADABLE');
    }
  }
  return ok(anchors);
}

function fromPem(pem: string): Uint8Array | null {
  try {
    return new X509Certificate(pem).raw;
  } catch {
    return null;
  }
}

export interface Judgement {
  readonly trusted: boolean;
  readonly problems: readonly SignatureProblem[];
  /** Leaf first; as far as it could be built. */
  readonly path: readonly Certificate[];
}

/** Whether `leaf` may have signed a document (or, for a time-stamp authority, a time) at `at`. */
export function judgeSigner(
  leaf: Certificate,
  enclosed: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
  purpose: 'document' | 'time',
): Judgement {
  try {
    return judgePath(leaf, enclosed, anchors, at, purpose);
  } catch (error) {
    // An extension that cannot be read may have been a limit.
    if (error instanceof DerError) return { trusted: false, problems: ['SIGNATURE_UNTRUSTED'], path: [leaf] };
    throw error;
  }
}

function judgePath(
  leaf: Certificate,
  enclosed: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
  purpose: 'document' | 'time',
): Judgement {
  const { path, anchored } = buildPath(leaf, enclosed, anchors);
  const problems = new Set<SignatureProblem>();
  if (!anchored) problems.add('SIGNATURE_UNTRUSTED');
  for (const certificate of path) {
    if (at < certificate.notBefore) problems.add('SIGNATURE_CERT_NOT_YET_VALID');
    if (at > certificate.notAfter) problems.add('SIGNATURE_CERT_EXPIRED');
    const key = keyOf(certificate);
    if (key === null || (key.type === 'rsa' && key.bits < 2048)) problems.add('SIGNATURE_WEAK_KEY');
    if (certificate.extensions.some((extension) => extension.critical && !understood.has(extension.oid)))
      problems.add('SIGNATURE_UNTRUSTED');
  }
  if (!maySign(leaf, purpose)) problems.add('SIGNATURE_KEY_USAGE');
  return { trusted: problems.size === 0, problems: [...problems], path };
}

/** KeyUsage digitalSignature or nonRepudiation; a time-stamp authority also needs its own extended usage (RFC 3161 §2.3). */
export function maySign(leaf: Certificate, purpose: 'document' | 'time'): boolean {
  if (!allowsUsage(leaf, [keyUsageBit.digitalSignature, keyUsageBit.nonRepudiation])) return false;
  const limits = extendedUsages(leaf);
  if (purpose === 'time') return limits?.includes(oid.timeStamping) ?? false;
  // A certificate for TLS servers or time stamps only is no signer of documents.
  return (
    limits === null ||
    limits.some((usage) => usage !== oid.timeStamping && usage !== '1.3.6.1.5.5.7.3.1' && usage !== '1.3.6.1.5.5.7.3.9')
  );
}

function buildPath(
  leaf: Certificate,
  enclosed: readonly Certificate[],
  anchors: readonly Certificate[],
): { path: Certificate[]; anchored: boolean } {
  const path = [leaf];
  for (let current = leaf; path.length <= maxLength;) {
    if (anchors.some((anchor) => same(anchor, current))) return { path, anchored: true };
    if (isSelfSigned(current)) break;
    const below = path.length - 1;
    const issuer = [...anchors, ...enclosed].find((candidate) => issued(candidate, current, below));
    if (issuer === undefined || path.some((certificate) => same(certificate, issuer))) break;
    path.push(issuer);
    current = issuer;
  }
  return { path, anchored: false };
}

function issued(candidate: Certificate, subject: Certificate, casBelow: number): boolean {
  if (Buffer.compare(candidate.subjectRaw, subject.issuerRaw) !== 0) return false;
  const { ca, pathLength } = issuerLimits(candidate);
  if (!ca || (pathLength !== null && casBelow > pathLength) || !allowsUsage(candidate, [keyUsageBit.keyCertSign])) return false;
  const key = publicKeyOf(candidate);
  return key !== null && subject.x509.verify(key);
}

function same(a: Certificate, b: Certificate): boolean {
  return Buffer.compare(a.raw, b.raw) === 0;
}
