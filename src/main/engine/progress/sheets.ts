/** Sheets of A4 with text in one embedded font: just what a report needs, drawn from the top down. Lengths are points. */
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFHexString, PDFName, type PDFRef } from 'pdf-lib';
import { toUnicodeMap } from '../../stages/embedded-font.ts';
import { serifFont, type Font } from '../../stages/serif-font.ts';

interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
}
interface Placed extends Style {
  readonly x: number;
  /** From the top of the sheet. */
  readonly y: number;
  readonly width: number;
}

const [sheetWidth, sheetHeight] = [595.28, 841.89];
/** Decree 30/2020, Annex I: 20 mm above and below, 30 mm at the left, 15–20 mm at the right. */
const margin = { top: 56.7, bottom: 56.7, left: 85, right: 42.5 };
const leadingOf = (size: number) => size * 1.35;

export class Sheets {
  readonly left = margin.left;
  readonly width = sheetWidth - margin.left - margin.right;
  readonly #font: Font;
  /** Glyphs by their codes 1, 2, …, each with the first character it stood for. */
  readonly #codes = new Map<number, { readonly code: number; readonly character: string }>();
  readonly #pages: string[][] = [[]];
  #top = margin.top;

  private constructor(font: Font) {
    this.#font = font;
  }

  static async open(): Promise<Sheets> {
    return new Sheets(await serifFont());
  }

  /** Where the next thing goes, from the top of the sheet. */
  get top(): number {
    return this.#top;
  }

  gap(height: number): void {
    this.#top += height;
  }

  fits(height: number): boolean {
    return this.#top + height <= sheetHeight - margin.bottom;
  }

  turn(): void {
    this.#pages.push([]);
    this.#top = margin.top;
  }

  paragraph(text: string, style: Style): void {
    for (const line of this.wrap(text, this.width, style.size)) {
      if (!this.fits(leadingOf(style.size))) this.turn();
      this.#top += this.lines(line, { ...style, x: this.left, y: this.#top, width: this.width });
    }
  }

  /** Lines no wider than `width`; a word that is wider by itself is cut. */
  wrap(text: string, width: number, size: number): string[] {
    const lines: string[] = [];
    for (const part of text.split('\n')) {
      let line = '';
      for (const word of part.split(' ').flatMap((one) => this.#cut(one, width, size))) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && this.#widthOf(longer, size) > width) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      lines.push(line);
    }
    return lines;
  }

  /** Draws lines that were wrapped, or wraps them; answers their height. */
  lines(text: string, { x, y, width, size, bold = false, align = 'left' }: Placed): number {
    const lines = this.wrap(text, width, size);
    lines.forEach((line, index) => {
      const room = width - this.#widthOf(line, size);
      const at = x + (align === 'right' ? room : align === 'centre' ? room / 2 : 0);
      const base = sheetHeight - y - index * leadingOf(size) - size;
      // The face is regular: a bold line is drawn with its outline.
      const weight = bold ? `0 G 2 Tr ${(size / 38).toFixed(2)} w` : '0 Tr';
      this.#draw(`BT /F1 ${size} Tf ${weight} 1 0 0 1 ${at.toFixed(2)} ${base.toFixed(2)} Tm <${this.#encode(line)}> Tj ET`);
    });
    return lines.length * leadingOf(size);
  }

  rule(x: number, y: number, width: number, faint = false): void {
    const at = (sheetHeight - y).toFixed(2);
    this.#draw(`0.5 w ${faint ? 0.75 : 0} G ${x.toFixed(2)} ${at} m ${(x + width).toFixed(2)} ${at} l S`);
  }

  async save(title: string, numberOf: (page: number, of: number) => string): Promise<Uint8Array> {
    this.#pages.forEach((_, index) => this.#number(index, numberOf(index + 1, this.#pages.length)));
    const document = await PDFDocument.create();
    document.setTitle(title);
    const font = this.#embed(document);
    for (const content of this.#pages) {
      const page = document.addPage([sheetWidth, sheetHeight]);
      page.node.set(PDFName.of('Contents'), document.context.register(document.context.flateStream(content.join('\n'))));
      page.node.set(PDFName.of('Resources'), document.context.obj({ Font: { F1: font } }));
    }
    return document.save();
  }

  #number(page: number, text: string): void {
    const size = 10;
    const x = this.left + (this.width - this.#widthOf(text, size)) / 2;
    this.#pages[page]!.push(`BT /F1 ${size} Tf 0 Tr 1 0 0 1 ${x.toFixed(2)} 32 Tm <${this.#encode(text)}> Tj ET`);
  }

  #draw(operators: string): void {
    this.#pages.at(-1)!.push(operators);
  }

  #cut(word: string, width: number, size: number): string[] {
    const parts: string[] = [];
    let rest = word;
    while (this.#widthOf(rest, size) > width && [...rest].length > 1) {
      let taken = 1;
      while (this.#widthOf(rest.slice(0, taken + 1), size) <= width) taken += 1;
      parts.push(rest.slice(0, taken));
      rest = rest.slice(taken);
    }
    return [...parts, rest];
  }

  #widthOf(text: string, size: number): number {
    let units = 0;
    for (const character of text) units += this.#font.advanceOf(this.#font.glyphOf(character.codePointAt(0)!));
    return (units / this.#font.unitsPerEm) * size;
  }

  #encode(text: string): string {
    return Array.from(text.normalize('NFC'), (character) => {
      const glyph = this.#font.glyphOf(character.codePointAt(0)!);
      if (glyph === 0) return '0000';
      const known = this.#codes.get(glyph) ?? { code: this.#codes.size + 1, character };
      this.#codes.set(glyph, known);
      return known.code.toString(16).padStart(4, '0');
    }).join('');
  }

  /** A Type 0 font whose codes are the glyphs of the subset in the order the characters first came (ISO 32000-1, 9.7). */
  #embed({ context }: PDFDocument): PDFRef {
    const font = this.#font;
    const glyphs = [...this.#codes.keys()];
    const characters = [...this.#codes.values()].map(({ character }) => character);
    const file = font.subset(glyphs);
    const em = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
    const name = 'REPORT+LiberationSerif';
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: name,
        // Serif and symbolic: the subset has its own numbering.
        Flags: 6,
        FontBBox: font.box.map(em),
        ItalicAngle: 0,
        Ascent: em(font.ascent),
        Descent: em(font.descent),
        CapHeight: em(font.capHeight),
        StemV: 80,
        FontFile2: context.register(context.stream(deflateSync(file), { Filter: 'FlateDecode', Length1: file.length })),
      }),
    );
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        CIDSystemInfo: { Registry: PDFHexString.fromText('Adobe'), Ordering: PDFHexString.fromText('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        DW: em(font.advanceOf(0)),
        W: [1, glyphs.map((glyph) => em(font.advanceOf(glyph)))],
        CIDToGIDMap: 'Identity',
      }),
    );
    const toUnicode = context.register(context.flateStream(toUnicodeMap(characters)));
    return context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: toUnicode,
      }),
    );
  }
}
