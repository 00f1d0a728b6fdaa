/** Makes resources/icons/*.png and icon.ico from icon.svg: `node scripts/icons.mjs`. Run it after changing the drawing; the output is committed. */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { inRoot } from './lib/paths.mjs';

const folder = inRoot('resources', 'icons');
const drawing = inRoot('resources', 'icons', 'icon.svg');

/** @param {number} size */
const png = (size) =>
  sharp(drawing, { density: (72 * size) / 256 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();

for (const size of [16, 32, 48, 64, 128, 256, 512]) await writeFile(`${folder}/${size}x${size}.png`, await png(size));
await writeFile(
  `${folder}/icon.ico`,
  ico(await Promise.all([16, 24, 32, 48, 64, 128, 256].map(async (size) => ({ size, data: await png(size) })))),
);

/**
 * An ICO file of PNG images (Windows Vista and later): a 6-byte header, 16 bytes for each image, the images.
 * @param {ReadonlyArray<{ size: number, data: Buffer }>} images
 */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, data }] of images.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(data.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([header, ...images.map(({ data }) => data)]);
}
