/** Walks the chain of image file directories (TIFF 6.0 §2, BigTIFF) for what decoders hide: which are pages, and both resolutions. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

export interface TiffDirectory {
  /** False for a reduced copy or a transparency mask (NewSubfileType bits 0 and 2). */
  readonly isPage: boolean;
  readonly dpi: { x: number; y: number } | null;
}

const tag = { newSubfileType: 254, xResolution: 282, yResolution: 283, resolutionUnit: 296 } as const;
const bytesOf: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8, 16: 8 };
const maxEntries = 4096;

/** Bounded and loop-safe: a hostile chain ends in `corrupt` or `too-many`. */
export async function readTiffDirectories(
  path: string,
  maxPages: number,
): Promise<TiffDirectory[] | 'corrupt' | 'truncated' | 'too-many'> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const head = await read(handle, 0, 16);
    if (head === null || head.length < 8) return 'truncated';
    const layout = new Layout(head.toString('latin1', 0, 2) === 'II', head[2] === 43 || head[3] === 43);
    let offset = layout.offset(head, layout.big ? 8 : 4);
    const seen = new Set<number>();
    const found: TiffDirectory[] = [];
    while (offset !== 0) {
      if (seen.has(offset)) return 'corrupt';
      if (found.length >= maxPages) return 'too-many';
      seen.add(offset);
      const step = offset < size ? await readDirectory(handle, offset, layout) : null;
      if (step === null) return 'truncated';
      found.push(step.directory);
      offset = step.next;
    }
    return found.length === 0 ? 'corrupt' : found;
  } finally {
    await handle.close();
  }
}

async function readDirectory(
  handle: FileHandle,
  offset: number,
  layout: Layout,
): Promise<{ directory: TiffDirectory; next: number } | null> {
  const countBytes = layout.big ? 8 : 2;
  const entryBytes = layout.big ? 20 : 12;
  const counted = await read(handle, offset, countBytes);
  if (counted === null) return null;
  const count = layout.big ? layout.offset(counted, 0) : layout.short(counted, 0);
  if (count === 0 || count > maxEntries) return null;
  const entries = await read(handle, offset + countBytes, count * entryBytes + (layout.big ? 8 : 4));
  if (entries === null) return null;
  const values = new Map<number, number>();
  for (let at = 0; at < count * entryBytes; at += entryBytes) {
    const name = layout.short(entries, at);
    if (!(Object.values(tag) as number[]).includes(name)) continue;
    const type = layout.short(entries, at + 2);
    const inline = at + (layout.big ? 12 : 8);
    const room = layout.big ? 8 : 4;
    const bytes = bytesOf[type];
    if (bytes === undefined) continue;
    const raw =
      bytes <= room ? entries.subarray(inline, inline + bytes) : await read(handle, layout.offset(entries, inline), bytes);
    if (raw !== null) values.set(name, layout.value(raw, type));
  }
  const kind = values.get(tag.newSubfileType) ?? 0;
  const perUnit = { x: values.get(tag.xResolution) ?? 0, y: values.get(tag.yResolution) ?? 0 };
  const unit = values.get(tag.resolutionUnit) ?? 2;
  const scale = unit === 3 ? 2.54 : 1;
  const known = unit !== 1 && perUnit.x > 0 && perUnit.y > 0;
  const dpi = known ? { x: round(perUnit.x * scale), y: round(perUnit.y * scale) } : null;
  return { directory: { isPage: (kind & 5) === 0, dpi }, next: layout.offset(entries, count * entryBytes) };
}

/** Exactly `length` bytes at `position`, or null past the end of the file. */
async function read(handle: FileHandle, position: number, length: number): Promise<Buffer | null> {
  if (!Number.isSafeInteger(position)) return null;
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead === length) return buffer;
  return position === 0 ? buffer.subarray(0, bytesRead) : null;
}

function round(dpi: number): number {
  return Math.round(dpi * 100) / 100;
}

class Layout {
  readonly little: boolean;
  readonly big: boolean;

  constructor(little: boolean, big: boolean) {
    this.little = little;
    this.big = big;
  }
  short(from: Buffer, at: number): number {
    return this.little ? from.readUInt16LE(at) : from.readUInt16BE(at);
  }
  long(from: Buffer, at: number): number {
    return this.little ? from.readUInt32LE(at) : from.readUInt32BE(at);
  }
  offset(from: Buffer, at: number): number {
    if (!this.big) return this.long(from, at);
    return Number(this.little ? from.readBigUInt64LE(at) : from.readBigUInt64BE(at));
  }
  /** SHORT, LONG, RATIONAL, LONG8. */
  value(raw: Buffer, type: number): number {
    if (type === 3) return this.short(raw, 0);
    if (type === 4) return this.long(raw, 0);
    if (type === 16) return this.offset(raw, 0);
    const denominator = this.long(raw, 4);
    return denominator === 0 ? 0 : this.long(raw, 0) / denominator;
  }
}
