import { glyphWidth, type CharacterCodes } from './font.ts';
import type { SetLine } from './rules.ts';
import { num } from './writer.ts';

/**
 * The content stream of one page: the image over the whole page, then its words in render mode 3 (invisible), each stretched (Tz) to
 * the width of its box. The space after a word fills the gap to the next, so a selection runs on without holes.
 */
export function pageContent(width: number, height: number, lines: readonly SetLine[], codes: CharacterCodes): string {
  const image = `q ${num(width)} 0 0 ${num(height)} 0 0 cm /Im0 Do Q\n`;
  if (lines.length === 0) return image;
  const text = lines.map((line) => {
    const words = line.words.map(({ text, x, width, gap }) => {
      const place = `1 0 0 1 ${num(x, 2)} ${num(line.baseline, 2)} Tm`;
      const word = `${stretch(width, Array.from(text).length, line.size)} Tz <${codes.encode(text)}> Tj`;
      return gap === null
        ? `${place} ${word}\n`
        : `${place} ${word} ${stretch(gap, 1, line.size)} Tz <${codes.encode(' ')}> Tj\n`;
    });
    return `/F0 ${num(line.size, 2)} Tf\n${words.join('')}`;
  });
  return `${image}BT\n3 Tr\n${text.join('')}ET\n`;
}

/** Horizontal scaling in percent that makes `glyphs` glyphs fill `width`. Never 0: some readers divide by it. */
function stretch(width: number, glyphs: number, size: number): string {
  return num(Math.max((100 * width) / (glyphs * size * (glyphWidth / 1000)), 0.1), 2);
}
