import { expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password.ts';

it('a password matches its hash, another one does not, and the hash does not hold it', async () => {
  const stored = await hashPassword('Hạ Long 2026');
  expect(stored).not.toContain('Long');
  expect(await passwordMatches('Hạ Long 2026', stored)).toBe(true);
  expect(await passwordMatches('Hạ Long 2025', stored)).toBe(false);
});

it('typed composed or decomposed, it is the same password', async () => {
  expect(await passwordMatches('Hạ'.normalize('NFD'), await hashPassword('Hạ'.normalize('NFC')))).toBe(true);
});

it.each([null, '', 'scrypt$', 'scrypt$AAAA$', 'plain'])(
  'an account without a usable hash (%s) is never let in',
  async (stored) => {
    expect(await passwordMatches('', stored)).toBe(false);
  },
);
