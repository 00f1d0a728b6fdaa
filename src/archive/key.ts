/** The archive's signing key: made once, kept in one file, never silently replaced. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePublicKey, keyIdOf } from '../exchange/receipt/key.ts';
import { writeDurably } from '../platform/durable.ts';

export interface ArchiveKey {
  readonly privateKey: KeyObject;
  /** base64 of the DER SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly keyId: string;
}

/** The key in `dir/key` (PKCS#8 PEM), made when `mayMake` and there is none. Throws when the file is missing or is no Ed25519 key. */
export async function openKey(dir: string, mayMake: boolean): Promise<ArchiveKey> {
  const file = join(dir, 'key');
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    if (!mayMake || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    pem = await makeKey(file);
  }
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw Object.assign(new Error('the key file does not hold an Ed25519 key'), { code: 'KEY_NOT_ED25519' });
  const publicKey = createPublicKey(privateKey);
  return { privateKey, publicKey: encodePublicKey(publicKey), keyId: keyIdOf(publicKey) };
}

async function makeKey(file: string): Promise<string> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeDurably(file, pem, 0o600);
  return pem;
}
