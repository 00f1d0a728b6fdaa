/** Little pages that are quick to read: the heads of the practice records' first pages, and plain images that only need capturing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { resourcePath } from '../../src/platform/resources.ts';

const scans = ['01-duong-ben-tra/1-to-trinh', '02-phong-chong-thien-tai/3-thong-bao', '01-duong-ben-tra/4-bao-cao'];

/** A letterhead with number, date and title, 700 × 300 pixels, as a scanner at 85 dpi would give it; `n` chooses among three. */
export function letterhead(n = 0): Sharp {
  const scan = resourcePath('practice', scans[n % scans.length]!, 'trang-1.jpg');
  return sharp(scan).resize({ width: 700 }).extract({ left: 0, top: 0, width: 700, height: 300 }).withMetadata({ density: 85 });
}

/** A few lines out of the middle of a page, with nothing that says what document they belong to. */
export function someLines(n = 0): Sharp {
  const scan = resourcePath('practice', scans[n % scans.length]!, 'trang-1.jpg');
  return sharp(scan).resize({ width: 700 }).extract({ left: 0, top: 420, width: 700, height: 120 }).withMetadata({ density: 85 });
}

/** A tiny grey image that differs for every `n`: bytes for files that are captured and no more. */
export function token(n: number): Promise<Buffer> {
  const pixels = Buffer.alloc(16 * 16, 255);
  pixels.writeUInt32LE(n, 0);
  return sharp(pixels, { raw: { width: 16, height: 16, channels: 1 } })
    .png()
    .toBuffer();
}

/** Writes files by path below `folder`, making folders on the way. */
export function lay(folder: string, files: Readonly<Record<string, Uint8Array>>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** Path and hash of every file below `folder`, links not followed: what must be the same before and after. */
export function fingerprints(folder: string, from = folder): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [name, hash] of fingerprints(path, from)) found.set(name, hash);
    // A name that is no UTF-8 cannot be opened by the name we are given.
    if (entry.isFile() && existsSync(path))
      found.set(relative(from, path), createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  return found;
}
