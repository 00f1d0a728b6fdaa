/**
 * Certificates with their key in a PKCS#12 file (RFC 7292): what OpenSSL 3 writes (PBES2 with AES) and what Windows and older tools
 * wrote (3DES, RC2-40). The file's structure is read by the same bounded reader as everything else that comes from outside;
 * node-forge derives the PKCS#12 keys and knows RC2, which OpenSSL 3 no longer does.
 */
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { fail } from '../../../../contract/result.ts';
import type { Result } from '../../../../contract/result.ts';
import { isSelfSigned, parseCertificate, publicKeyOf } from '../../../../exchange/pades/certificate.ts';
import type { Certificate } from '../../../../exchange/pades/certificate.ts';
import {
  childrenOf,
  DerError,
  derTag,
  expectUniversal,
  integerHexOf,
  isContext,
  isUniversal,
  octetsOf,
  oidOf,
  readWhole,
} from '../../../../exchange/pades/der.ts';
import type { DerNode } from '../../../../exchange/pades/der.ts';
import { digestNameOf, oid } from '../../../../exchange/pades/oids.ts';
import { refuseSigner } from '../rules.ts';
import type { Signer } from './signer.ts';
import { softwareSigner } from './software.ts';

const maxSize = 1024 * 1024;
const maxBags = 64;
/** PBKDF2 runs natively; the PKCS#12 derivation does not, and nobody waits an hour for a forged count. */
const maxPbkdf2Rounds = 5_000_000;
const maxPkcs12Rounds = 300_000;

const bag = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  encryptedData: '1.2.840.113549.1.7.6',
} as const;
const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const prfs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const ciphers: Readonly<Record<string, { name: string; keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};
const legacyCiphers: Readonly<Record<string, 'des-ede3-cbc' | 'rc2-40' | 'rc2-128'>> = {
  '1.2.840.113549.1.12.1.3': 'des-ede3-cbc',
  '1.2.840.113549.1.12.1.5': 'rc2-128',
  '1.2.840.113549.1.12.1.6': 'rc2-40',
};

class WrongPassword extends Error {}

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
    if (safe !== content) safe.fill(0);
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

function checkMac(mac: DerNode, content: Uint8Array, password: string): void {
  const [digestInfo, salt, rounds] = childrenOf(expectUniversal(mac, derTag.sequence));
  const [algorithm, stated] = childrenOf(expectUniversal(digestInfo, derTag.sequence));
  const digest = digestNameOf(oidOf(childrenOf(expectUniversal(algorithm, derTag.sequence))[0]));
  if (digest === null) throw new DerError('unknown MAC');
  const expected = octetsOf(stated);
  const key = deriveKey(
    password,
    octetsOf(salt),
    3,
    rounds === undefined ? 1 : countOf(rounds, maxPkcs12Rounds),
    expected.length,
    digest,
  );
  const actual = createHmac(digest, key).update(content).digest();
  key.fill(0);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new WrongPassword();
}

function decrypt(algorithm: DerNode | undefined, data: Uint8Array, password: string): Buffer {
  const [type, parameters] = childrenOf(expectUniversal(algorithm, derTag.sequence));
  const name = oidOf(type);
  if (name === pbes2) return decryptPbes2(expectUniversal(parameters, derTag.sequence), data, password);
  const cipher = legacyCiphers[name];
  if (cipher === undefined) throw new DerError('unknown encryption');
  const [saltNode, roundsNode] = childrenOf(expectUniversal(parameters, derTag.sequence));
  const salt = octetsOf(saltNode);
  const rounds = countOf(roundsNode, maxPkcs12Rounds);
  const key = deriveKey(password, salt, 1, rounds, { 'des-ede3-cbc': 24, 'rc2-40': 5, 'rc2-128': 16 }[cipher], 'sha1');
  const iv = deriveKey(password, salt, 2, rounds, 8, 'sha1');
  try {
    return cipher === 'des-ede3-cbc' ? decryptBlocks(cipher, key, iv, data) : decryptRc2(key, iv, data);
  } finally {
    key.fill(0);
  }
}

/** PBES2 (RFC 8018 §6.2) with PBKDF2. */
function decryptPbes2(parameters: DerNode, data: Uint8Array, password: string): Buffer {
  const [derivation, encryption] = childrenOf(parameters);
  const [derivationType, derivationParameters] = childrenOf(expectUniversal(derivation, derTag.sequence));
  const [cipherType, iv] = childrenOf(expectUniversal(encryption, derTag.sequence));
  if (oidOf(derivationType) !== pbkdf2) throw new DerError('unknown key derivation');
  const [salt, rounds, ...optional] = childrenOf(expectUniversal(derivationParameters, derTag.sequence));
  const prfNode = optional.find((node) => isUniversal(node, derTag.sequence));
  const prf = prfNode === undefined ? 'sha1' : prfs[oidOf(childrenOf(prfNode)[0])];
  const cipher = ciphers[oidOf(cipherType)];
  if (prf === undefined || cipher === undefined) throw new DerError('unknown encryption');
  const key = pbkdf2Sync(Buffer.from(password, 'utf8'), octetsOf(salt), countOf(rounds, maxPbkdf2Rounds), cipher.keyBytes, prf);
  try {
    return decryptBlocks(cipher.name, key, octetsOf(iv), data);
  } finally {
    key.fill(0);
  }
}

function decryptBlocks(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  if (iv.length !== (cipher.startsWith('aes') ? 16 : 8)) throw new DerError('bad initialisation vector');
  const decipher = createDecipheriv(cipher, key, iv);
  try {
    return Buffer.concat([decipher.update(data), decipher.final()]);
  } catch {
    throw new WrongPassword();
  }
}

function decryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = forge.rc2.createDecryptionCipher(Buffer.from(key).toString('latin1'), key.length * 8);
  cipher.start(Buffer.from(iv).toString('latin1'));
  cipher.update(forge.util.createBuffer(Buffer.from(data).toString('latin1')));
  if (!cipher.finish()) throw new WrongPassword();
  return Buffer.from(cipher.output.getBytes(), 'latin1');
}

/** Key derivation of PKCS#12 itself (RFC 7292 Annex B). `purpose`: 1 key, 2 initialisation vector, 3 MAC. */
function deriveKey(
  password: string,
  salt: Uint8Array,
  purpose: 1 | 2 | 3,
  rounds: number,
  length: number,
  digest: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512',
): Buffer {
  if (length > 64) throw new DerError('key too long');
  const key = forge.pkcs12.generateKey(
    password,
    forge.util.createBuffer(Buffer.from(salt).toString('latin1')),
    purpose,
    rounds,
    length,
    forge.md[digest].create(),
  );
  return Buffer.from(key.getBytes(), 'latin1');
}

function countOf(node: DerNode | undefined, limit: number): number {
  const hex = integerHexOf(node);
  const count = hex.length > 8 ? Number.POSITIVE_INFINITY : Number.parseInt(hex, 16);
  if (count < 1 || count > limit) throw new DerError('bad iteration count');
  return count;
}
