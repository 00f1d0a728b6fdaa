/** Draws a planned stamp as a form XObject with its font embedded, within PDF/A-2b (ISO 19005-2 §6.2.11, 6.3.3). */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PdfDict, PdfName, textString } from '../../../exchange/pdf/objects.ts';
import type { PdfRef, PdfValue } from '../../../exchange/pdf/objects.ts';
import { toUnicodeMap } from '../embedded-font.ts';
import type { Font } from '../serif-font.ts';
import type { IncrementalUpdate } from './incremental.ts';
import type { StampPlan } from './stamp.ts';

const name = (text: string) => new PdfName(text);
const round = (value: number) => Math.round(value * 1000) / 1000;

/** The first character that the font cannot show, or null. */
export function missingCharacter(font: Font, texts: readonly string[]): string | null {
  for (const text of texts) for (const character of text) if (font.glyphOf(character.codePointAt(0) ?? 0) === 0) return character;
  return null;
}

/** Width of `text` in ems. */
export function emWidth(font: Font, text: string): number {
  let units = 0;
  for (const character of text) units += font.advanceOf(font.glyphOf(character.codePointAt(0) ?? 0));
  return units / font.unitsPerEm;
}

/** Adds the stamp's appearance and its font; answers the reference for /AP /N. */
export function drawStamp(update: IncrementalUpdate, plan: StampPlan, font: Font): PdfRef {
  const characters = [...new Set(plan.lines.join(''))].map((character) => character.codePointAt(0) ?? 0);
  const numbers = new Map(characters.map((codePoint, i) => [codePoint, i + 1]));
  const fontRef = embedFont(update, font, characters);
  const encode = (text: string) =>
    Array.from(text, (character) => (numbers.get(character.codePointAt(0) ?? 0) ?? 0).toString(16).padStart(4, '0')).join('');
  const ascent = (font.ascent / font.unitsPerEm) * plan.fontSize;
  const rows = plan.lines.map((line, i) => {
    const x = plan.align === 'left' ? plan.padding : plan.width - plan.padding - emWidth(font, line) * plan.fontSize;
    const y = plan.height - plan.padding - ascent - i * plan.leading;
    return `1 0 0 1 ${round(x)} ${round(y)} Tm <${encode(line)}> Tj`;
  });
  const content = `q 0 g BT /F1 ${round(plan.fontSize)} Tf\n${rows.join('\n')}\nET Q`;
  return update.addStream(
    {
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, round(plan.width), round(plan.height)],
      Matrix: plan.matrix,
      Resources: new PdfDict({ Font: new PdfDict({ F1: fontRef }) }),
    },
    Buffer.from(content, 'latin1'),
  );
}

/** A Type 0 font whose character codes are the glyph numbers of the subset; no CIDSet, which ISO 19005-2 §6.2.11.4.2 makes optional. */
function embedFont(update: IncrementalUpdate, font: Font, characters: readonly number[]): PdfRef {
  const glyphs = characters.map(font.glyphOf);
  const file = font.subset(glyphs);
  const em = (units: number) => round((units * 1000) / font.unitsPerEm);
  const fontName = name(`${subsetTag(file)}+LiberationSerif`);
  const fontFile = update.addStream({ Filter: name('FlateDecode'), Length1: file.length }, deflateSync(file, { level: 9 }));
  const descriptor = update.add(
    new PdfDict({
      Type: name('FontDescriptor'),
      FontName: fontName,
      // Serif and symbolic: the subset has its own numbering.
      Flags: 6,
      FontBBox: font.box.map(em),
      ItalicAngle: 0,
      Ascent: em(font.ascent),
      Descent: em(font.descent),
      CapHeight: em(font.capHeight),
      StemV: 80,
      FontFile2: fontFile,
    }),
  );
  const descendant = update.add(
    new PdfDict({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: fontName,
      CIDSystemInfo: new PdfDict({ Registry: textString('Adobe'), Ordering: textString('Identity'), Supplement: 0 }),
      FontDescriptor: descriptor,
      DW: em(font.advanceOf(0)),
      W: [1, glyphs.map((glyph) => em(font.advanceOf(glyph)))],
      CIDToGIDMap: name('Identity'),
    }),
  );
  const toUnicode = update.addStream(
    { Filter: name('FlateDecode') },
    deflateSync(toUnicodeMap(characters.map((codePoint) => String.fromCodePoint(codePoint)))),
  );
  const entries: Record<string, PdfValue> = {
    Type: name('Font'),
    Subtype: name('Type0'),
    BaseFont: fontName,
    Encoding: name('Identity-H'),
  };
  return update.add(new PdfDict({ ...entries, DescendantFonts: [descendant], ToUnicode: toUnicode }));
}

/** Six capitals that follow from the subset itself, so that the same stamp is the same bytes (ISO 32000-1 §9.6.4). */
function subsetTag(file: Uint8Array): string {
  return Array.from(createHash('sha256').update(file).digest().subarray(0, 6), (byte) =>
    String.fromCharCode(65 + (byte % 26)),
  ).join('');
}
