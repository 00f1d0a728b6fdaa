/**
 * What protects a PKCS#12 file (RFC 7292): the MAC, the encryption OpenSSL 3 uses (PBES2 with AES) and the one that Windows and older tools
 * used (3DES, RC2-40). node-forge derives the PKCS#12 keys and knows RC2, which OpenSSL 3 no longer does.
 */
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import {
  childrenOf,
  DerError,
  derTag,
  expectUniversal,
  integerHexOf,
  isUniversal,
  octetsOf,
  oidOf,
} from '../../../../exchange/pades/der.ts';
import type { DerNode } from '../../../../exchange/pades/der.ts';
import { digestNameOf } from '../../../../exchange/pades/oids.ts';

/** PBKDF2 runs natively; the PKCS#12 derivation does not, and nobody waits an hour for a forged count. */
const maxPbkdf2Rounds = 5_000_000;
const maxPkcs12Rounds = 300_000;

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

export class WrongPassword extends Error {}

/** @throws WrongPassword when `content` was not protected with this password, DerError when the MAC is unreadable. */
export function checkMac(mac: DerNode, content: Uint8Array, password: string): void {
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

/** Deciphers what an AlgorithmIdentifier says was enciphered. The caller wipes the answer. @throws WrongPassword, DerError */
export function decrypt(algorithm: DerNode | undefined, data: Uint8Array, password: string): Buffer {
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
  if (!(count >= 1 && count <= limit)) throw new DerError('bad iteration count');
  return count;
}
