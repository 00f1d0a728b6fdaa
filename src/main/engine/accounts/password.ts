import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
// OWASP's scrypt setting: N = 2^17, r = 8, p = 1 (128 MiB) is heavy on a 4 GB PC; 2^15 with p = 3 costs an attacker the same.
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/** `scrypt$salt$key`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFC'), salt, 32, cost);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Takes the same time whether the account exists or not: pass a stored value of null for an unknown name. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (stored ?? `scrypt$${'A'.repeat(22)}==$`).split('$');
  const derived = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64'), 32, cost);
  const expected = Buffer.from(key, 'base64');
  return stored !== null && expected.length === derived.length && timingSafeEqual(expected, derived);
}
