import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeSrgbProfile } from '../../../../resources/icc/make-srgb.ts';
import { pageImage } from '../../../../tests/fixtures/pdf/pages.ts';
import { resourcePath } from '../../../platform/resources.ts';
import { CharacterCodes, glyphlessTrueType } from './font.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { literalString, num } from './writer.ts';

describe('the sRGB profile we ship', () => {
  it('is what its maker makes', async () => {
    expect((await readFile(resourcePath('icc', 'srgb.icc'))).equals(makeSrgbProfile())).toBe(true);
  });
  it('means the same colours as sRGB to Little CMS', async () => {
    const pixels = Buffer.from(Array.from({ length: 3 * 4096 }, (_, index) => (index * 97) % 256));
    const raw = { width: 64, height: 64, channels: 3 } as const;
    const tagged = await sharp(pixels, { raw }).withIccProfile(resourcePath('icc', 'srgb.icc')).png().toBuffer();
    const back = await sharp(tagged).toColourspace('srgb').raw().toBuffer();
    const worst = Math.max(...pixels.map((value, index) => Math.abs(value - (back[index] ?? 0))));
    expect(worst).toBeLessThanOrEqual(1);
  });
});

describe('the invisible font', () => {
  it('has table checksums and a total that add up', () => {
    const font = glyphlessTrueType();
    const sum = (data: Buffer) =>
      Array.from({ length: data.length / 4 }, (_, index) => data.readUInt32BE(4 * index)).reduce((a, b) => (a + b) >>> 0, 0);
    expect(sum(font)).toBe(0xb1b0afba);
    for (let entry = 0; entry < font.readUInt16BE(4); entry++) {
      const [at, tag] = [12 + 16 * entry, font.toString('latin1', 12 + 16 * entry, 16 + 16 * entry)];
      const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
      if (tag !== 'head') expect(sum(font.subarray(offset, offset + Math.ceil(length / 4) * 4))).toBe(font.readUInt32BE(at + 4));
    }
  });
  it('gives each character one code, in order of first use', () => {
    const codes = new CharacterCodes();
    expect(codes.encode('aắa😀').toString('hex')).toBe('0001000200010003');
    expect(codes.characters).toEqual(['a', 'ắ', '😀']);
  });
});

describe('PDF syntax', () => {
  it.each([
    [595.2, '595.2'],
    [600, '600'],
    [0.1 + 0.2, '0.3'],
    [-0.000001, '0'],
    [1e-7, '0'],
    [100, '100'],
  ])('the number %d is written %s', (value, text) => expect(num(value)).toBe(text));
  it('literal strings escape what would end them or be changed by a reader', () =>
    expect(literalString(Buffer.from('a(b)c\\d\r\n\xff', 'latin1'))).toBe('(a\\(b\\)c\\\\d\\r\n\xff)'));
});

describe('hostile image headers', () => {
  it.each(['jpeg', 'png'] as const)(
    '%s cut off anywhere, or with any byte changed, is refused or read, never thrown at',
    async (kind) => {
      const file = await pageImage({ width: 64, height: 64, kind });
      const read = (bytes: Buffer) => {
        const found = kind === 'jpeg' ? readJpeg(bytes) : readPng(bytes);
        expect(found === null || (found.width > 0 && found.height > 0)).toBe(true);
      };
      for (let length = 0; length < file.length; length++) read(file.subarray(0, length));
      for (let at = 0; at < Math.min(file.length, 800); at++) {
        for (const value of [0, 1, 0x7f, 0xff]) {
          const changed = Buffer.from(file);
          changed[at] = value;
          read(changed);
        }
      }
    },
  );
});
