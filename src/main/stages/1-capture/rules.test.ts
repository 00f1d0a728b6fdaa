import { describe, expect, it } from 'vitest';
import {
  decodeTrouble,
  isLitter,
  looksTheSame,
  naturalCompare,
  orientCells,
  orientationOf,
  renderSize,
  resolutionOf,
  scanOnly,
} from './rules.ts';
import type { Matrix, Painted } from '../pdfium.ts';
import { sniff } from './sniff.ts';

describe('resolution', () => {
  it.each([
    [2480, 3508, { x: 300, y: 300 }, 300, false],
    [1728, 1100, { x: 204, y: 98 }, 204, false],
    [595, 842, { x: 72, y: 72 }, 72, false],
    [2480, 3508, { x: 72, y: 72 }, 300, true],
    [2480, 3508, { x: 96, y: 96 }, 300, true],
    [2480, 3508, null, 300, true],
    [3508, 2480, null, 300, true],
    [1654, 2339, null, 200, true],
    [3508, 4961, null, 300, true],
    [1748, 2480, null, 300, true],
    [4960, 7016, { x: 1, y: 1 }, 600, true],
    [2480, 3508, { x: 9600, y: 9600 }, 300, true],
    [3000, 4000, null, 363, true],
    [10, 10, null, 50, true],
  ])('%i × %i claiming %o is %i dpi, assumed %s', (width, height, claim, dpiX, dpiAssumed) => {
    expect(resolutionOf(width, height, claim)).toMatchObject({ dpiX, dpiAssumed });
  });
});

describe('natural order', () => {
  it('counts, knows Vietnamese letters, and does not depend on normalisation', () => {
    const names = ['p10', 'p9', 'Đơn', 'Dự án', 'trang 2', 'trang 10', 'ảnh'.normalize('NFD'), 'ảnh 2'];
    expect(names.toSorted(naturalCompare).map((name) => name.normalize('NFC'))).toEqual([
      'ảnh',
      'ảnh 2',
      'Dự án',
      'Đơn',
      'p9',
      'p10',
      'trang 2',
      'trang 10',
    ]);
  });

  it('is total: names that only look alike still have one order', () => {
    expect(naturalCompare('p01', 'p1')).not.toBe(0);
    expect(Math.sign(naturalCompare('p01', 'p1'))).toBe(-Math.sign(naturalCompare('p1', 'p01')));
  });
});

const page = [0, 0, 600, 800] as const;
const full: Matrix = [600, 0, 0, 800, 0, 0];
const image = (matrix: Matrix): Painted => ({ kind: 'image', visible: true, matrix });
const other = (visible: boolean): Painted => ({ kind: 'other', visible, matrix: null });

describe('is this PDF page just a scan', () => {
  it.each([
    ['one image over all of it', [image(full)], 0],
    ['with invisible text above', [image(full), other(false)], 0],
    ['over drawn things it hides', [other(true), image(full)], 1],
    ['with a narrow white edge', [image([590, 0, 0, 785, 5, 8])], 0],
    ['with a visible stamp above', [image(full), other(true)], null],
    ['over half the page', [image([600, 0, 0, 400, 0, 0])], null],
    ['askew', [image([600, 30, -30, 800, 0, 0])], null],
    ['cropped by the page', [image([1200, 0, 0, 1600, -300, -400])], null],
    ['in two strips', [image([600, 0, 0, 400, 0, 0]), image([600, 0, 0, 400, 0, 400])], null],
    ['nothing at all', [], null],
  ] as const)('%s', (_, painted, index) => {
    expect(scanOnly(page, 0, painted)?.index ?? null).toBe(index);
  });

  it.each([
    [full, 0, 1],
    [full, 90, 6],
    [full, 180, 3],
    [full, 270, 8],
    [[-600, 0, 0, 800, 600, 0], 0, 2],
    [[600, 0, 0, -800, 0, 800], 0, 4],
    [[0, -800, 600, 0, 0, 800], 0, 6],
    [[0, 800, -600, 0, 600, 0], 0, 8],
    [[0, 800, -600, 0, 600, 0], 90, 1],
    [[600, 40, 0, 800, 0, 0], 0, null],
  ] as const)('placed by %o on a page turned by %i: orientation %s', (matrix, turn, orientation) => {
    expect(orientationOf(matrix, turn)).toBe(orientation);
  });

  it('a grid turned by each orientation is what a viewer shows', () => {
    const stored = Uint8Array.of(1, 2, 3, 4);
    const shown = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [...orientCells(stored, 2, orientation)].join(''));
    expect(shown).toEqual(['1234', '2143', '4321', '3412', '1324', '3142', '4231', '2413']);
  });

  it('an inverted image does not look the same, a recompressed one does', () => {
    const cells = Uint8Array.from({ length: 64 }, (_, i) => (i % 7 === 0 ? 40 : 230));
    expect(
      looksTheSame(
        cells,
        cells.map((value) => value + 3),
      ),
    ).toBe(true);
    expect(
      looksTheSame(
        cells,
        cells.map((value) => 255 - value),
      ),
    ).toBe(false);
    expect(
      looksTheSame(
        cells,
        cells.map((value, i) => (i === 20 ? 0 : value)),
      ),
    ).toBe(false);
  });

  it('a page is rendered at 300 dpi, a poster within bounds', () => {
    expect(renderSize(595.2, 841.92, 300, 40)).toEqual({ width: 2480, height: 3508 });
    const poster = renderSize(8000, 8000, 300, 40);
    expect(poster.width * poster.height).toBeLessThanOrEqual(40.1e6);
    expect(renderSize(0.1, 0.1, 300, 40)).toEqual({ width: 1, height: 1 });
  });
});

describe('a decoder complains', () => {
  it.each([
    ['VipsJpeg: premature end of JPEG image', 'truncated'],
    ['VipsJpeg: Corrupt JPEG data: 4 extraneous bytes before marker 0xd9', 'harmless'],
    ['VipsJpeg: Corrupt JPEG data: 4000 extraneous bytes before marker 0xd9', 'corrupt'],
    ['VipsJpeg: Corrupt JPEG data: bad Huffman code', 'corrupt'],
    // libpng says the same of a cut and of a broken checksum: only what is certain is said.
    ['vipspng: libpng read error', 'corrupt'],
    ['tiff2vips: Read error at scanline 252; got 90 bytes, expected 120', 'truncated'],
    ['something never seen', 'corrupt'],
  ])('%s: %s', (message, trouble) => {
    expect(decodeTrouble(message)).toBe(trouble);
  });
});

describe('what a file is, by its bytes', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['MM\0*', 'tiff'],
    ['BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0', 'bmp'],
    ['BMW là tên xe', 'unknown'],
    ['mail header\r\n%PDF-1.4', 'pdf'],
    ['GIF89a', 'other'],
    ['\0\0\0\x18ftypheic', 'other'],
    ['Kính gửi', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (bytes, kind) => {
    expect(sniff(Buffer.from(bytes, 'latin1')).kind).toBe(kind);
  });
});

describe('what lies in a folder besides pages', () => {
  it.each([
    '.DS_Store',
    '._trang.jpg',
    '.thumbnails',
    '.trashed-170-trang.jpg',
    '~$thư.docx',
    'Thumbs.db',
    '__MACOSX',
    'System Volume Information',
  ])('%s is litter', (name) => expect(isLitter(name)).toBe(true));
  it.each(['trang.jpg', '.trang.jpg', '..trang.PDF', '....tif', '..hồ sơ', 'Thumbs.db.jpg'])(
    '%s may be a page or hold pages',
    (name) => expect(isLitter(name)).toBe(false),
  );
});
