import { glyphWidth, type CharacterCodes } from './font.ts';
import type { SetLine } from './rules.ts';
import { literalString, num } from './writer.ts';

const em = glyphWidth / 1000;
/** How far, in points, text may lie from its box: less than a pixel at 300 dpi. */
const tolerance = 0.2;

/** One image where it is painted: points from the bottom left of the page. `fill` (0…1 per channel) is what a stencil paints in. */
export interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: readonly number[] | null;
}

/**
 * The content stream of one page: its images one over the other, then its words in render mode 3 (invisible). Each word is stretched
 * (Tz) to the width of its box and each space to the gap behind it, so that a line runs on without holes and without an operator to move.
 */
export function pageContent(images: readonly Placed[], lines: readonly SetLine[], codes: CharacterCodes): Buffer {
  const text = lines.map((line) => lineContent(line, codes)).join('');
  const painted = images.map(imageContent).join('');
  return Buffer.from(text === '' ? painted : `${painted}BT\n3 Tr\n${text}ET\n`, 'latin1');
}

function imageContent({ name, x, y, width, height, fill }: Placed): string {
  const colour = fill === null ? '' : `${fill.map((value) => num(value, 3)).join(' ')} ${fill.length === 1 ? 'g' : 'rg'} `;
  return `q ${colour}${num(width)} 0 0 ${num(height)} ${num(x)} ${num(y)} cm /${name} Do Q\n`;
}

function lineContent({ baseline, size, words }: SetLine, codes: CharacterCodes): string {
  const fontSize = Number(num(size, 1));
  const parts = [`/F0 ${num(fontSize, 1)} Tf\n`];
  /** Shows `text` over `width` points; answers how far the pen really went, rounding included. */
  const show = (text: string, width: number): number => {
    const unstretched = Array.from(text).length * fontSize * em;
    // A whole percent where that is near enough: numbers are most of a page's text layer. Never 0: some readers divide by it.
    const percent = num(Math.max((100 * width) / unstretched, 0.1), 0.005 * unstretched < tolerance && width > tolerance ? 0 : 1);
    parts.push(`${percent} Tz${literalString(codes.encode(text))}Tj\n`);
    return (Number(percent) / 100) * unstretched;
  };
  let pen = Number.NaN;
  for (const [index, { text, x, width, gap }] of words.entries()) {
    if (!(Math.abs(pen - x) < tolerance)) {
      pen = Number(num(x, 2));
      parts.push(`1 0 0 1 ${num(x, 2)} ${num(baseline, 2)} Tm\n`);
    }
    pen += show(text, x + width - pen);
    if (gap !== null) pen += show(' ', (words[index + 1]?.x ?? pen) - pen);
  }
  return parts.join('');
}
