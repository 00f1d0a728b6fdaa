/** Text as XML 1.0 can carry it. */

// oxlint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** True when `text` holds characters XML 1.0 (§2.2) has no way to carry: control characters, lone surrogates, U+FFFE, U+FFFF. */
export function hasForbiddenCharacters(text: string): boolean {
  return text.replace(notXml, '') !== text || !text.isWellFormed();
}

/**
 * What a field may hold: NFC (typing and files from macOS arrive as NFD, and lengths are counted in NFC), nothing XML cannot
 * carry, one space where there was a run of blanks or a line break.
 */
export function cleanText(text: string): string {
  return text.replace(notXml, '').toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Clean text between two tags. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
