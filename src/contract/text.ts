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
