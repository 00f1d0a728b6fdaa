/** Little pages that are quick to read: the heads of the practice records' first pages, and plain images that only need capturing. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { resourcePath } from '../../src/platform/resources.ts';

const scans = ['01-duong-ben-tra/1-to-trinh', '02-phong-chong-thien-tai/3-thong-bao', '01-duong-ben-tra/4-bao-cao'];

/** A letterhead with number, date and title, 700 × 300 pixels, as a scanner at 85 dpi would give it; `n` chooses among three. */
export function letterhead(n = 0): Sharp {
  const scan = resourcePath('practice', scans[n % scans.length]!, 'trang-1.jpg');
  return sharp(scan).resize({ width: 700 }).extract({ left: 0, top: 0, width: 700, height: 300 }).withMetadata({ density: 85 });
}

/** A tiny grey image that differs for every `n`: bytes for files that are captured and no more. */
export function token(n: number): Promise<Buffer> {
  const pixels = Buffer.alloc(16 * 16, 255);
  pixels.writeUInt32LE(n, 0);
  return sharp(pixels, { raw: { width: 16, height: 16, channels: 1 } }).png().toBuffer();
}

/** Writes files by path below `folder`, making folders on the way. */
export function lay(folder: string, files: Readonly<Record<string, Uint8Array>>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** Path and hash of every file below `folder`: what must be the same before and after. */
export function fingerprints(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found.set(name, createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  return found;
}
