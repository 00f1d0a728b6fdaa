import { z } from 'zod';
import { hasForbiddenCharacters } from './characters.ts';

/**
 * Free text at the border: refused when it holds what no package can carry, then NFC (keyboards and macOS also write `ộ` as three
 * characters). `min` and `max` count characters after that, as Circular 05/2025 does.
 */
export function nfcText(max: number, min = 0) {
  return z
    .string()
    .refine((text) => !hasForbiddenCharacters(text), 'control characters or half a character')
    .transform((text) => text.normalize('NFC'))
    .pipe(z.string().refine((text) => isBetween([...text].length, min, max), `${min}–${max} characters`));
}

function isBetween(length: number, min: number, max: number): boolean {
  return length >= min && length <= max;
}
