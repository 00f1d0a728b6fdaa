import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 public key as it travels: base64 of its DER SubjectPublicKeyInfo (44 bytes). */
export function encodePublicKey(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** The key behind `text` (base64 DER or PEM), or null when it is not an Ed25519 public key. */
export function decodePublicKey(text: string): KeyObject | null {
  if (text.length > 1000) return null;
  try {
    const key = text.includes('-----BEGIN PUBLIC KEY-----')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Name of a key: lower-case hex SHA-256 of its DER SubjectPublicKeyInfo. */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
