/**
 * A sheet to be printed and signed by hand: Vietnamese text in Liberation Serif, rules and filled boxes on A4. Not an archival document (those
 * are made by step 5); written with pdf-lib, the font cut down to what is shown.
 */
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib';
import { toUnicodeMap } from './embedded-font.ts';
import { serifFont, type Font } from './serif-font.ts';

/** Points; origin bottom left. `y` of a text is its base line. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly text: string;
      readonly bold?: boolean;
      readonly align?: 'left' | 'centre' | 'right';
    }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const a4 = { width: 595.28, height: 841.89 } as const;

/** Width of `text` in points. */
export type Measure = (text: string, size: number) => number;

export async function measure(): Promise<Measure> {
  const font = await serifFont();
  return (text, size) => widthIn(font, text) * size;
}

/** Breaks `text` at words so that no line is wider than `width`; a word that is wider by itself is cut. */
export function lines(text: string, size: number, width: number, widthOf: Measure): string[] {
  const broken: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    let rest = word;
    while (widthOf(rest, size) > width) {
      if (line !== '') broken.push(line);
      line = '';
      let fits = [...rest].length;
      while (fits > 1 && widthOf([...rest].slice(0, fits).join(''), size) > width) fits -= 1;
      broken.push([...rest].slice(0, fits).join(''));
      rest = [...rest].slice(fits).join('');
    }
    const longer = line === '' ? rest : `${line} ${rest}`;
    if (widthOf(longer, size) <= width) line = longer;
    else {
      broken.push(line);
      line = rest;
    }
  }
  return line === '' ? broken : [...broken, line];
}

/** The PDF of `pages`. `createdAt` comes in, so that the same sheet is the same bytes. */
export async function printPdf(
  pages: readonly (readonly Mark[])[],
  about: { title: string; createdAt: Date },
): Promise<Uint8Array> {
  const font = await serifFont();
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(about.title, { showInWindowTitleBar: true });
  pdf.setLanguage('vi-VN');
  pdf.setCreationDate(about.createdAt);
  pdf.setModificationDate(about.createdAt);
  const shown = new Set(
    pages.flatMap((marks) => marks.flatMap((mark) => (mark.kind === 'text' ? [...mark.text.normalize('NFC')] : []))),
  );
  const codes = new Map([...shown].map((character, index) => [character, index + 1]));
  const fontRef = embed(pdf.context, font, [...codes.keys()]);
  for (const marks of pages) {
    const page = pdf.addPage([a4.width, a4.height]);
    page.node.setFontDictionary(PDFName.of('F1'), fontRef);
    const content = marks.map((mark) => draw(mark, font, codes)).join('\n');
    page.node.set(PDFName.of('Contents'), pdf.context.register(stream(pdf.context, {}, Buffer.from(content, 'latin1'))));
  }
  return pdf.save({ useObjectStreams: false });
}

const round = (value: number) => Math.round(value * 1000) / 1000;
const glyph = (font: Font, character: string) => font.glyphOf(character.codePointAt(0) ?? 0);

function widthIn(font: Font, text: string): number {
  let units = 0;
  for (const character of text.normalize('NFC')) units += font.advanceOf(glyph(font, character));
  return units / font.unitsPerEm;
}

function draw(mark: Mark, font: Font, codes: ReadonlyMap<string, number>): string {
  if (mark.kind === 'box') return `${[mark.x, mark.y, mark.width, mark.height].map(round).join(' ')} re f`;
  const { size, align = 'left', bold = false } = mark;
  const text = mark.text.normalize('NFC');
  const width = widthIn(font, text) * size;
  const x = align === 'left' ? mark.x : align === 'right' ? mark.x - width : mark.x - width / 2;
  const encoded = Array.from(text, (character) => (codes.get(character) ?? 0).toString(16).padStart(4, '0')).join('');
  // One weight is embedded; a thin stroke around the letters makes the heavier one.
  const weight = bold ? `2 Tr ${round(size / 36)} w` : '0 Tr';
  return `BT /F1 ${round(size)} Tf ${weight} 1 0 0 1 ${round(x)} ${round(mark.y)} Tm <${encoded}> Tj ET`;
}

function stream(context: PDFContext, entries: Record<string, PDFObject | number | string>, bytes: Buffer): PDFObject {
  return context.stream(deflateSync(bytes, { level: 9 }), { ...entries, Filter: 'FlateDecode' });
}

/** A Type 0 font whose character codes are the glyph numbers of the subset (ISO 32000-1, 9.7). */
function embed(context: PDFContext, font: Font, characters: readonly string[]): PDFRef {
  const glyphs = characters.map((character) => glyph(font, character));
  const file = font.subset(glyphs);
  const em = (units: number) => round((units * 1000) / font.unitsPerEm);
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'TRAMAA+LiberationSerif',
    Flags: 6,
    FontBBox: font.box.map(em),
    ItalicAngle: 0,
    Ascent: em(font.ascent),
    Descent: em(font.descent),
    CapHeight: em(font.capHeight),
    StemV: 80,
    FontFile2: context.register(stream(context, { Length1: file.length }, file)),
  });
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: 'TRAMAA+LiberationSerif',
    CIDSystemInfo: context.obj({ Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 }),
    FontDescriptor: context.register(descriptor),
    DW: em(font.advanceOf(0)),
    W: [1, glyphs.map((one) => em(font.advanceOf(one)))],
    CIDToGIDMap: 'Identity',
  });
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'TRAMAA+LiberationSerif',
      Encoding: 'Identity-H',
      DescendantFonts: [context.register(descendant)],
      ToUnicode: context.register(stream(context, {}, toUnicodeMap(characters))),
    }),
  );
}
