import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { codeJbig2 } from './jbig2.ts';

const folder = temporaryFolder('jbig2');

/** The same every time. */
function noise(length: number, share: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff < share ? 1 : 0;
  });
}

/** A page of nothing but the image, read by Poppler. */
async function decoded(coded: Buffer, width: number, height: number): Promise<Uint8Array> {
  const content = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>`,
  ];
  const image = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode /Length ${coded.length} >>`;
  const file = join(folder, 'one.pdf');
  writeFileSync(
    file,
    Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n${objects.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`).join('')}4 0 obj\n${image}\nstream\n`,
      ),
      coded,
      Buffer.from(`\nendstream\nendobj\n5 0 obj\n<< /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`),
      Buffer.from('trailer\n<< /Root 1 0 R /Size 6 >>\n'),
    ]),
  );
  execFileSync('pdfimages', ['-png', file, join(folder, 'out')], { stdio: 'ignore' });
  const { data, info } = await sharp(readFileSync(join(folder, 'out-000.png')))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([width, height]);
  return Uint8Array.from({ length: width * height }, (_, at) => (data[at * info.channels]! < 128 ? 1 : 0));
}

it.each([
  ['one black pixel', 1, 1, Uint8Array.of(1)],
  ['one white pixel', 1, 1, Uint8Array.of(0)],
  ['a row', 9, 1, noise(9, 0.5)],
  ['a column', 1, 9, noise(9, 0.5)],
  ['nothing', 200, 100, new Uint8Array(200 * 100)],
  ['all black', 200, 100, new Uint8Array(200 * 100).fill(1)],
  ['noise, which codes to more than it is', 257, 131, noise(257 * 131, 0.5)],
  ['dust', 640, 480, noise(640 * 480, 0.01)],
])('another decoder finds every pixel of %s', async (_, width, height, black) => {
  expect(await decoded(codeJbig2(black, width, height), width, height)).toEqual(black);
});
