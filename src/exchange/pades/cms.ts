/** CMS SignedData with one signer (RFC 5652), as PAdES puts it into /Contents and RFC 3161 into a time-stamp token. */
import { constants, createHash, createVerify } from 'node:crypto';
import { parseCertificate, publicKeyOf } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import {
  childrenOf,
  derTag,
  DerError,
  expectUniversal,
  integerHexOf,
  isContext,
  isUniversal,
  octetsOf,
  oidOf,
  readDer,
} from './der.ts';
import type { DerNode } from './der.ts';
import { digestNameOf, oid, signatureOids } from './oids.ts';
import type { DigestName, WeakDigestName } from './oids.ts';

export interface SignedData {
  /** What is signed when it travels inside (time-stamp tokens), null when detached. */
  readonly content: Uint8Array | null;
  readonly contentType: string;
  readonly certificates: readonly Certificate[];
  /** Null when the certificate that the signer names is not enclosed. */
  readonly signer: Certificate | null;
  readonly digest: DigestName | WeakDigestName;
  readonly signatureAlgorithm: DerNode;
  readonly signature: Uint8Array;
  /** The signed attributes as they are digested: a DER SET (RFC 5652 §5.4). */
  readonly signedBytes: Uint8Array;
  readonly signed: ReadonlyMap<string, readonly DerNode[]>;
  readonly unsigned: ReadonlyMap<string, readonly DerNode[]>;
  /** Bytes after the structure, where a placeholder has its padding. */
  readonly padding: Uint8Array;
}

const maxSize = 8 * 1024 * 1024;
const maxCertificates = 64;

/** @throws DerError */
export function parseSignedData(bytes: Uint8Array): SignedData {
  if (bytes.length > maxSize) throw new DerError('too large');
  const { node, trailing } = readDer(bytes);
  const [type, wrapped] = childrenOf(expectUniversal(node, derTag.sequence));
  if (oidOf(type) !== oid.signedData || !isContext(wrapped, 0)) throw new DerError('not SignedData');
  const [, , encapsulated, ...rest] = childrenOf(expectUniversal(childrenOf(wrapped)[0], derTag.sequence));
  const [contentType, content] = childrenOf(expectUniversal(encapsulated, derTag.sequence));
  const certificates = certificatesOf(rest.find((part) => isContext(part, 0)));
  const signers = childrenOf(expectUniversal(rest.at(-1), derTag.set));
  if (signers.length !== 1) throw new DerError('not one signer');
  const [, identifier, digestAlgorithm, ...parts] = childrenOf(expectUniversal(signers[0], derTag.sequence));
  const attributes = parts.shift();
  if (!isContext(attributes, 0)) throw new DerError('no signed attributes');
  const [signatureAlgorithm, signature, unsigned] = parts;
  const digest = digestNameOf(oidOf(childrenOf(expectUniversal(digestAlgorithm, derTag.sequence))[0]));
  if (digest === null) throw new DerError('unknown digest');
  const signedBytes = Buffer.from(attributes.raw);
  signedBytes[0] = 0x31;
  return {
    content: isContext(content, 0) ? octetsOf(childrenOf(content)[0]) : null,
    contentType: oidOf(contentType),
    certificates,
    signer: findSigner(identifier, certificates),
    digest,
    signatureAlgorithm: expectUniversal(signatureAlgorithm, derTag.sequence),
    signature: octetsOf(signature),
    signedBytes,
    signed: attributesOf(attributes),
    unsigned: isContext(unsigned, 1) ? attributesOf(unsigned) : new Map(),
    padding: bytes.subarray(bytes.length - trailing),
  };
}

function certificatesOf(set: DerNode | undefined): Certificate[] {
  if (set === undefined) return [];
  const nodes = childrenOf(set).filter((node) => isUniversal(node, derTag.sequence));
  if (nodes.length > maxCertificates) throw new DerError('too many certificates');
  return nodes.map((node) => parseCertificate(node.raw));
}

function findSigner(identifier: DerNode | undefined, certificates: readonly Certificate[]): Certificate | null {
  if (isContext(identifier, 0)) {
    const wanted = Buffer.from(identifier.value);
    const keyId = (certificate: Certificate): Uint8Array | undefined =>
      certificate.extensions.find((extension) => extension.oid === oid.subjectKeyIdentifier)?.value.subarray(2);
    return certificates.find((certificate) => wanted.equals(keyId(certificate) ?? new Uint8Array())) ?? null;
  }
  const [issuer, serial] = childrenOf(expectUniversal(identifier, derTag.sequence));
  const wanted = integerHexOf(serial);
  const name = Buffer.from(expectUniversal(issuer, derTag.sequence).raw);
  return certificates.find((certificate) => certificate.serial === wanted && name.equals(certificate.issuerRaw)) ?? null;
}

function attributesOf(set: DerNode): Map<string, readonly DerNode[]> {
  const attributes = new Map<string, readonly DerNode[]>();
  for (const attribute of childrenOf(set)) {
    const [type, values] = childrenOf(expectUniversal(attribute, derTag.sequence));
    const name = oidOf(type);
    if (attributes.has(name)) throw new DerError('an attribute stands twice');
    attributes.set(name, childrenOf(expectUniversal(values, derTag.set)));
  }
  return attributes;
}

/** The only value of an attribute, or undefined. */
export function attribute(attributes: SignedData['signed'], name: string): DerNode | undefined {
  const values = attributes.get(name);
  if (values !== undefined && values.length !== 1) throw new DerError('an attribute with several values');
  return values?.[0];
}

/** True when the message-digest attribute is `digest` and content-type agrees with the content (RFC 5652 §11.1–2). */
export function coversContent(data: SignedData, digest: Uint8Array): boolean {
  const stated = attribute(data.signed, oid.messageDigest);
  const type = attribute(data.signed, oid.contentType);
  return (
    stated !== undefined && type !== undefined && oidOf(type) === data.contentType && Buffer.from(octetsOf(stated)).equals(digest)
  );
}

/** True when the signature over the signed attributes was made by the signer's key. */
export function signatureHolds(data: SignedData): boolean {
  if (data.signer === null) return false;
  const algorithm = signatureScheme(data);
  if (algorithm === null) return false;
  const key = publicKeyOf(data.signer);
  const { family, digest, pss } = algorithm;
  if (key?.asymmetricKeyType !== family) return false;
  const verifier = createVerify(digest).update(data.signedBytes);
  try {
    return pss
      ? verifier.verify(
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
          data.signature,
        )
      : verifier.verify(key, data.signature);
  } catch {
    return false;
  }
}

/** Digest and padding the signature algorithm names; null when it contradicts the digest algorithm or is not known. */
function signatureScheme(data: SignedData): { family: 'rsa' | 'ec'; digest: DigestName | WeakDigestName; pss: boolean } | null {
  const [type, parameters] = childrenOf(data.signatureAlgorithm);
  const name = oidOf(type);
  if (name === oid.rsaEncryption) return { family: 'rsa', digest: data.digest, pss: false };
  if (name === oid.rsaPss) {
    const hash = parameters === undefined ? undefined : childrenOf(parameters).find((part) => isContext(part, 0));
    const digest =
      hash === undefined ? 'sha1' : digestNameOf(oidOf(childrenOf(expectUniversal(childrenOf(hash)[0], derTag.sequence))[0]));
    return digest === data.digest ? { family: 'rsa', digest, pss: true } : null;
  }
  const known = signatureOids[name];
  return known?.digest === data.digest ? { ...known, pss: false } : null;
}

/** `absent`, or whether the ESS attribute names the very certificate that signed (RFC 5035). */
export function signingCertificateAttribute(data: SignedData): 'absent' | 'match' | 'mismatch' {
  const v2 = attribute(data.signed, oid.signingCertificateV2);
  const found = v2 ?? attribute(data.signed, oid.signingCertificate);
  if (found === undefined) return 'absent';
  const [list] = childrenOf(expectUniversal(found, derTag.sequence));
  const parts = childrenOf(expectUniversal(childrenOf(expectUniversal(list, derTag.sequence))[0], derTag.sequence));
  const named = isUniversal(parts[0], derTag.sequence)
    ? digestNameOf(oidOf(childrenOf(parts[0])[0]))
    : v2 === undefined
      ? 'sha1'
      : 'sha256';
  const hash = parts.find((part) => isUniversal(part, derTag.octetString));
  if (named === null || data.signer === null) return 'mismatch';
  return Buffer.from(octetsOf(hash)).equals(createHash(named).update(data.signer.raw).digest()) ? 'match' : 'mismatch';
}
