/** Which characters may be written at all: packages are XML, and XML 1.0 cannot carry every one. */

// oxlint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** True when `text` holds characters XML 1.0 (§2.2) has no way to carry: control characters, lone surrogates, U+FFFE, U+FFFF. */
export function hasForbiddenCharacters(text: string): boolean {
  return text.search(notXml) !== -1 || !text.isWellFormed();
}

/** `text` without what XML 1.0 cannot carry; a lone surrogate becomes U+FFFD. */
export function withoutForbiddenCharacters(text: string): string {
  return text.replace(notXml, '').toWellFormed();
}
