/**
 * Liberation Serif cut down to the characters that are shown: a TrueType file (ISO/IEC 14496-22) with the glyphs renumbered from 1 and without
 * hinting, a tenth of the size. Our own font only: nothing here reads a font from outside.
 */
import { readFile } from 'node:fs/promises';
import { resourcePath } from '../../platform/resources.ts';
import { padded, sfnt } from './embedded-font.ts';

export interface Font {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly [number, number, number, number];
  /** Glyph number in the whole font, 0 when the font lacks the character. */
  glyphOf(codePoint: number): number;
  /** Advance in units of the em. */
  advanceOf(glyph: number): number;
  /** A font file with these glyphs as 1, 2, …, in this order; 0 stays `.notdef`. Parts of composite glyphs come behind. */
  subset(glyphs: readonly number[]): Buffer;
}

let loaded: Promise<Font> | null = null;

/** Liberation Serif, metric-compatible with Times New Roman (resources/fonts). */
export function serifFont(): Promise<Font> {
  loaded ??= readFile(resourcePath('fonts', 'LiberationSerif-Regular.ttf')).then(readFont);
  return loaded;
}

function readFont(file: Buffer): Font {
  const table = (tag: string): Buffer => {
    for (let i = 0, at = 12; i < file.readUInt16BE(4); i++, at += 16) {
      if (file.toString('latin1', at, at + 4) === tag)
        return file.subarray(file.readUInt32BE(at + 8), file.readUInt32BE(at + 8) + file.readUInt32BE(at + 12));
    }
    throw new Error(`font without ${tag}`);
  };
  const [head, hhea, hmtx, maxp, loca, glyf, os2] = ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf', 'OS/2'].map(table) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const glyphOf = readCmap(table('cmap'));
  const longLoca = head.readInt16BE(50) === 1;
  const offset = (glyph: number): number => (longLoca ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const glyphData = (glyph: number): Buffer => glyf.subarray(offset(glyph), offset(glyph + 1));
  const metrics = hhea.readUInt16BE(34);
  const metric = (glyph: number): Buffer => {
    if (glyph < metrics) return hmtx.subarray(glyph * 4, glyph * 4 + 4);
    return Buffer.concat([
      hmtx.subarray(metrics * 4 - 4, metrics * 4 - 2),
      hmtx.subarray(metrics * 4 + (glyph - metrics) * 2).subarray(0, 2),
    ]);
  };
  return {
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    capHeight: os2.readInt16BE(88),
    box: [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)],
    glyphOf,
    advanceOf: (glyph) => metric(glyph).readUInt16BE(0),
    subset: (glyphs) => writeSubset({ head, hhea, maxp }, closure(glyphs, glyphData), glyphData, metric),
  };
}

/** Format 4 of the Unicode BMP subtable. */
function readCmap(cmap: Buffer): (codePoint: number) => number {
  let start = -1;
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + i * 8 + 4);
    if (cmap.readUInt16BE(4 + i * 8) === 3 && cmap.readUInt16BE(4 + i * 8 + 2) === 1 && cmap.readUInt16BE(at) === 4) start = at;
  }
  if (start === -1) throw new Error('font without a Unicode map');
  const count = cmap.readUInt16BE(start + 6) / 2;
  const segment = (part: number, i: number): number => start + 14 + part * count * 2 + (part > 0 ? 2 : 0) + i * 2;
  return (codePoint) => {
    for (let i = 0; i < count; i++) {
      if (codePoint > cmap.readUInt16BE(segment(0, i))) continue;
      const first = cmap.readUInt16BE(segment(1, i));
      if (codePoint < first) return 0;
      const delta = cmap.readUInt16BE(segment(2, i));
      const range = cmap.readUInt16BE(segment(3, i));
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.readUInt16BE(segment(3, i) + range + (codePoint - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

const component = { wordArguments: 0x1, scale: 0x8, more: 0x20, xyScale: 0x40, twoByTwo: 0x80, instructions: 0x100 } as const;

/** Where each part of a composite glyph names its glyph, and where the list of parts ends. */
function componentsOf(data: Buffer): { at: number[]; end: number } {
  const at: number[] = [];
  if (data.length < 2 || data.readInt16BE(0) >= 0) return { at, end: 0 };
  let end = 10;
  for (let more = true; more;) {
    const flags = data.readUInt16BE(end);
    at.push(end);
    end += 4 + (flags & component.wordArguments ? 4 : 2);
    end += flags & component.scale ? 2 : flags & component.xyScale ? 4 : flags & component.twoByTwo ? 8 : 0;
    more = (flags & component.more) !== 0;
  }
  return { at, end };
}

function closure(glyphs: readonly number[], glyphData: (glyph: number) => Buffer): number[] {
  const all = new Set([0, ...glyphs]);
  for (const glyph of all) {
    const data = glyphData(glyph);
    for (const at of componentsOf(data).at) all.add(data.readUInt16BE(at + 2));
  }
  return [...all];
}

/** The glyph without its hinting program, its parts under their new numbers. */
function rewriteGlyph(data: Buffer, newNumber: ReadonlyMap<number, number>): Buffer {
  if (data.length === 0) return data;
  const contours = data.readInt16BE(0);
  if (contours >= 0) {
    const instructions = 10 + contours * 2;
    const length = data.readUInt16BE(instructions);
    return Buffer.concat([data.subarray(0, instructions), Buffer.alloc(2), data.subarray(instructions + 2 + length)]);
  }
  const { at, end } = componentsOf(data);
  const copy = Buffer.from(data.subarray(0, end));
  for (const place of at) {
    copy.writeUInt16BE(copy.readUInt16BE(place) & ~component.instructions, place);
    copy.writeUInt16BE(newNumber.get(copy.readUInt16BE(place + 2)) ?? 0, place + 2);
  }
  return copy;
}

function writeSubset(
  tables: { head: Buffer; hhea: Buffer; maxp: Buffer },
  glyphs: readonly number[],
  glyphData: (glyph: number) => Buffer,
  metric: (glyph: number) => Buffer,
): Buffer {
  const newNumber = new Map(glyphs.map((glyph, i) => [glyph, i]));
  const outlines = glyphs.map((glyph) => padded(rewriteGlyph(glyphData(glyph), newNumber)));
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  let at = 0;
  outlines.forEach((outline, i) => {
    at += outline.length;
    loca.writeUInt32BE(at, (i + 1) * 4);
  });
  const [head, hhea, maxp] = [Buffer.from(tables.head), Buffer.from(tables.hhea), Buffer.from(tables.maxp)];
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  return sfnt({ glyf: Buffer.concat(outlines), head, hhea, hmtx: Buffer.concat(glyphs.map(metric)), loca, maxp });
}
