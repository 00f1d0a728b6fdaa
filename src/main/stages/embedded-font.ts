/** What every font program that goes into a PDF needs, whatever its glyphs. */

/** A TrueType file (ISO/IEC 14496-22): the tables behind a directory with their checksums, and that of the whole in `head`. */
export function sfnt(tables: Readonly<Record<string, Buffer>> & { readonly head: Buffer }): Buffer {
  const tags = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const directory = Buffer.alloc(12 + 16 * tags.length);
  directory.writeUInt32BE(0x0001_0000, 0);
  [tags.length, 16 * power, Math.log2(power), 16 * (tags.length - power)].forEach((word, i) =>
    directory.writeUInt16BE(word, 4 + 2 * i),
  );
  const bodies: Buffer[] = [];
  let offset = directory.length;
  let headAt = 0;
  tags.forEach((tag, i) => {
    const table = tables[tag] ?? Buffer.alloc(0);
    const body = padded(table);
    const at = 12 + 16 * i;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(body), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    if (tag === 'head') headAt = offset;
    bodies.push(body);
    offset += body.length;
  });
  const font = Buffer.concat([directory, ...bodies]);
  font.writeUInt32BE((0xb1b0_afba - checksum(font)) >>> 0, headAt + 8);
  return font;
}

/** Tables and glyphs begin at multiples of four. */
export function padded(data: Buffer): Buffer {
  return data.length % 4 === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - (data.length % 4))]);
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The ToUnicode map of a font whose two-byte codes 1, 2, … stand for `characters` (ISO 32000-1, 9.10.3; Adobe Technical Note 5014). */
export function toUnicodeMap(characters: readonly string[]): Buffer {
  const lines = characters.map((character, index) => `<${hex4(index + 1)}> <${utf16(character)}>`);
  const blocks: string[] = [];
  // At most 100 lines in a block.
  for (let start = 0; start < lines.length; start += 100) {
    const block = lines.slice(start, start + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  return Buffer.from(
    `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`,
    'latin1',
  );
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function utf16(character: string): string {
  return Array.from({ length: character.length }, (_, index) => hex4(character.charCodeAt(index))).join('');
}
