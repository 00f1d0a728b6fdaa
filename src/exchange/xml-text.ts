/** Text as XML 1.0 can carry it. */

import { withoutForbiddenCharacters } from '../contract/characters.ts';

/**
 * What a field may hold: NFC (typing and files from macOS arrive as NFD, and lengths are counted in NFC), nothing XML cannot
 * carry, one space where there was a run of blanks or a line break.
 */
export function cleanText(text: string): string {
  return withoutForbiddenCharacters(text).normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Clean text between two tags. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
