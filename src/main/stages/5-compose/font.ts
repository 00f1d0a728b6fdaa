import { sfnt, toUnicodeMap } from '../embedded-font.ts';
import { descent } from './rules.ts';
import { num, refer, type PdfWriter, type Ref } from './writer.ts';
import { deflate } from './flate.ts';

/** Every glyph of the invisible font is this wide, in thousandths of the font size. */
export const glyphWidth = 500;

/**
 * The characters of one document and the codes (CIDs) that stand for them in its content streams, in order of first use. One code per
 * Unicode character, so that copying gives exactly what was set, whatever the script.
 */
export class CharacterCodes {
  readonly #codes = new Map<string, number>();

  /** The two-byte codes of `text`. */
  encode(text: string): Buffer {
    return Buffer.from(Uint16Array.from(Array.from(text), (character) => this.#codeOf(character)).buffer).swap16();
  }

  get characters(): readonly string[] {
    return [...this.#codes.keys()];
  }

  #codeOf(character: string): number {
    const known = this.#codes.get(character);
    if (known !== undefined) return known;
    // Two-byte codes end at 65,535; a document with more characters than that is not written in any language.
    if (this.#codes.size === 0xfffe) return 1;
    this.#codes.set(character, this.#codes.size + 1);
    return this.#codes.size;
  }
}

/**
 * Writes the one invisible font of the document as `ref`: a Type0 font whose codes all show the same empty glyph. Its widths agree with the
 * font program (ISO 19005-2, 6.2.11.5), no code leads to .notdef (6.2.11.8), and its ToUnicode map names every character used.
 */
export async function writeFont(pdf: PdfWriter, ref: Ref, characters: readonly string[]): Promise<void> {
  const program = glyphlessTrueType();
  const file = await pdf.stream(`/Filter /FlateDecode /Length1 ${program.length}`, await deflate(program));
  const toGlyph = Buffer.alloc(2 * (characters.length + 1));
  for (let code = 1; code <= characters.length; code++) toGlyph.writeUInt16BE(1, 2 * code);
  const map = await pdf.stream('/Filter /FlateDecode', await deflate(toGlyph));
  const unicode = await pdf.stream('/Filter /FlateDecode', await deflate(toUnicodeMap(characters)));
  const ascent = 1000 - 1000 * descent;
  const descriptor = await pdf.object(
    `<< /Type /FontDescriptor /FontName /TramInvisible /Flags 5 /FontBBox [0 ${-1000 * descent} ${glyphWidth} ${ascent}] /ItalicAngle 0` +
      ` /Ascent ${ascent} /Descent ${-1000 * descent} /CapHeight ${ascent} /StemV 80 /FontFile2 ${refer(file)} >>`,
  );
  const descendant = await pdf.object(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /TramInvisible /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>` +
      ` /FontDescriptor ${refer(descriptor)} /DW ${num(glyphWidth)} /CIDToGIDMap ${refer(map)} >>`,
  );
  await pdf.object(
    `<< /Type /Font /Subtype /Type0 /BaseFont /TramInvisible /Encoding /Identity-H /DescendantFonts [${refer(descendant)}]` +
      ` /ToUnicode ${refer(unicode)} >>`,
    ref,
  );
}

/**
 * The smallest TrueType program a PDF may embed for a CIDFont (ISO 32000-1, 9.9): 1,000 units per em and two glyphs without outline, .notdef
 * and the one we show. Tables after Apple/Microsoft "TrueType 1.0".
 */
export function glyphlessTrueType(): Buffer {
  const ascent = 1000 - 1000 * descent;
  const head = bytes(54, [0, 0x0001_0000], [4, 0x0001_0000], [12, 0x5f0f_3cf5]);
  words(head, 16, [0x000b, 1000]);
  words(head, 36, [0, -1000 * descent, glyphWidth, ascent, 0, 8, 2, 0, 0]);
  const hhea = bytes(36, [0, 0x0001_0000]);
  words(hhea, 4, [ascent, -1000 * descent, 0, glyphWidth]);
  words(hhea, 34, [2]);
  const maxp = bytes(32, [0, 0x0001_0000]);
  words(maxp, 4, [2]);
  words(maxp, 14, [1]);
  const hmtx = bytes(8);
  words(hmtx, 0, [glyphWidth, 0, glyphWidth, 0]);
  const post = bytes(32, [0, 0x0003_0000]);
  words(post, 8, [0, 0, 0, 1]);
  return sfnt({ glyf: bytes(4), head, hhea, hmtx, loca: bytes(6), maxp, post });
}

function bytes(length: number, ...longs: readonly [offset: number, value: number][]): Buffer {
  const buffer = Buffer.alloc(length);
  for (const [offset, value] of longs) buffer.writeUInt32BE(value, offset);
  return buffer;
}

function words(buffer: Buffer, offset: number, values: readonly number[]): void {
  values.forEach((value, index) => buffer.writeUInt16BE(value & 0xffff, offset + 2 * index));
}
