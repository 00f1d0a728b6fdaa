/**
 * Certificates with their key in a PKCS#12 file (RFC 7292), read by the same bounded reader as everything else that comes from outside.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fail } from '../../../../contract/result.ts';
import type { Result } from '../../../../contract/result.ts';
import { isSelfSigned, parseCertificate, publicKeyOf } from '../../../../exchange/pades/certificate.ts';
import type { Certificate } from '../../../../exchange/pades/certificate.ts';
import {
  childrenOf,
  DerError,
  derTag,
  expectUniversal,
  isContext,
  octetsOf,
  oidOf,
  readWhole,
} from '../../../../exchange/pades/der.ts';
import type { DerNode } from '../../../../exchange/pades/der.ts';
import { oid } from '../../../../exchange/pades/oids.ts';
import { refuseSigner } from '../rules.ts';
import { checkMac, decrypt, WrongPassword } from './pkcs12-crypto.ts';
import type { Signer } from './signer.ts';
import { softwareSigner } from './software.ts';

const maxSize = 1024 * 1024;
const maxBags = 64;
const bag = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  encryptedData: '1.2.840.113549.1.7.6',
} as const;
/**
 * Opens the file for signing. `now` decides whether the certificate is in force.
 * Errors: SIGNER_FILE_UNREADABLE, SIGNER_PASSWORD_WRONG, SIGNER_NO_KEY, SIGNER_NO_CERTIFICATE, SIGNER_CERT_EXPIRED,
 * SIGNER_CERT_NOT_YET_VALID, SIGNER_KEY_USAGE, SIGNER_KEY_UNSUPPORTED.
 */
export function openPkcs12(bytes: Uint8Array, password: string, now: Date = new Date()): Result<Signer> {
  if (bytes.length > maxSize) return fail('SIGNER_FILE_UNREADABLE');
  try {
    const { keys, certificates } = readBags(bytes, password);
    if (keys.length === 0) return fail('SIGNER_NO_KEY');
    for (const key of keys) {
      const certificate = certificates.find((candidate) => belongs(candidate, key));
      if (certificate === undefined) continue;
      return refuseSigner(certificate, now) ?? softwareSigner(key, certificate, issuersOf(certificate, certificates));
    }
    return fail('SIGNER_NO_CERTIFICATE');
  } catch (error) {
    if (error instanceof WrongPassword) return fail('SIGNER_PASSWORD_WRONG');
    if (error instanceof DerError) return fail('SIGNER_FILE_UNREADABLE');
    throw error;
  }
}

function belongs(certificate: Certificate, key: KeyObject): boolean {
  return publicKeyOf(certificate)?.equals(createPublicKey(key)) ?? false;
}

/** The certificate's issuers in order, as far as the file has them. */
function issuersOf(certificate: Certificate, all: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = [];
  for (let current = certificate; !isSelfSigned(current);) {
    const issuer = all.find(
      (candidate) => candidate !== current && Buffer.compare(candidate.subjectRaw, current.issuerRaw) === 0,
    );
    if (issuer === undefined || chain.includes(issuer)) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

function readBags(bytes: Uint8Array, password: string): { keys: KeyObject[]; certificates: Certificate[] } {
  const [, authSafe, mac] = childrenOf(expectUniversal(readWhole(bytes), derTag.sequence));
  const content = contentOf(expectUniversal(authSafe, derTag.sequence));
  if (mac !== undefined) checkMac(mac, content, password);
  const keys: KeyObject[] = [];
  const certificates: Certificate[] = [];
  for (const info of childrenOf(expectUniversal(readWhole(content), derTag.sequence))) {
    const safe = oidOf(childrenOf(info)[0]) === bag.encryptedData ? decryptSafe(info, password) : contentOf(info);
    const items = childrenOf(expectUniversal(readWhole(safe), derTag.sequence));
    if (items.length > maxBags) throw new DerError('too many bags');
    for (const item of items) {
      const [type, value] = childrenOf(expectUniversal(item, derTag.sequence));
      if (!isContext(value, 0)) throw new DerError('empty bag');
      const [inner] = childrenOf(value);
      const kind = oidOf(type);
      if (kind === bag.key) keys.push(readKey(Buffer.from(expectUniversal(inner, derTag.sequence).raw)));
      else if (kind === bag.shroudedKey) keys.push(readKey(decryptKey(inner, password)));
      else if (kind === bag.certificate) certificates.push(parseCertificate(certificateIn(inner)));
    }
    safe.fill(0);
  }
  return { keys, certificates };
}

/** Data of a ContentInfo, as its own copy. */
function contentOf(info: DerNode): Buffer {
  const [type, content] = childrenOf(info);
  if (oidOf(type) !== oid.data || !isContext(content, 0)) throw new DerError('not data');
  return Buffer.from(octetsOf(childrenOf(content)[0]));
}

function certificateIn(node: DerNode | undefined): Uint8Array {
  const [, value] = childrenOf(expectUniversal(node, derTag.sequence));
  if (!isContext(value, 0)) throw new DerError('empty bag');
  return Uint8Array.from(octetsOf(childrenOf(value)[0]));
}

/** Takes PKCS#8 and wipes it. */
function readKey(pkcs8: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch {
    throw new DerError('not a private key');
  } finally {
    pkcs8.fill(0);
  }
}

function decryptSafe(info: DerNode, password: string): Buffer {
  const [, wrapped] = childrenOf(info);
  if (!isContext(wrapped, 0)) throw new DerError('not encrypted data');
  const [, encrypted] = childrenOf(expectUniversal(childrenOf(wrapped)[0], derTag.sequence));
  const [, algorithm, data] = childrenOf(expectUniversal(encrypted, derTag.sequence));
  if (!isContext(data, 0)) throw new DerError('no encrypted content');
  return decrypt(algorithm, data.constructed ? Buffer.concat(childrenOf(data).map(octetsOf)) : data.value, password);
}

function decryptKey(node: DerNode | undefined, password: string): Buffer {
  const [algorithm, data] = childrenOf(expectUniversal(node, derTag.sequence));
  return decrypt(algorithm, octetsOf(data), password);
}
