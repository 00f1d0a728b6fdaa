/** The words of a reading that lie in a box. Pure. */
import type { Box, RecognisedPage, TextLine } from '../../../contract/artefacts.ts';

/** Lines with the words whose centre lies in `box`. */
export function linesIn(page: RecognisedPage, [x0, y0, x1, y1]: Box): TextLine[] {
  return page.lines.flatMap(({ box, words }) => {
    const inside = words.filter(({ box: [left, top, right, bottom] }) => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    });
    return inside.length === 0 ? [] : [{ box, words: inside }];
  });
}

/** 0…100; 0 without words. */
export function meanConfidence(lines: readonly TextLine[]): number {
  const words = lines.flatMap((line) => line.words);
  return words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
}
