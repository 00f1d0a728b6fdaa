/** Text the way people and searches see it. Pure, and the same in every process. */
import type { RecognisedPage } from './artefacts.ts';

/**
 * Folds a text for comparing: NFC or NFD, any case, with or without Vietnamese marks give the same answer (`Quyết ĐỊNH` → `quyet dinh`).
 * Length may change; nothing but letters, case and marks is touched.
 */
export function fold(text: string): string {
  // Ð (eth, U+00D0) stands for Đ in many old fonts and in OCR.
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase();
}

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

/** A page as plain text: words by one space, lines by a line feed, an empty line where the paper leaves room or a new column begins. */
export function plainText(page: RecognisedPage): string {
  let text = '';
  let previous: RecognisedPage['lines'][number] | null = null;
  for (const line of page.lines) {
    if (previous !== null) {
      const height = Math.min(line.box[3] - line.box[1], previous.box[3] - previous.box[1]);
      const gap = line.box[1] - previous.box[3];
      text += gap > height || line.box[3] < previous.box[1] ? '\n\n' : '\n';
    }
    text += line.words.map((word) => word.text).join(' ');
    previous = line;
  }
  return text;
}
