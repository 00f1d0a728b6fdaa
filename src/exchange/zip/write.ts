/**
 * A ZIP written once, front to back, with flat memory, and the same bytes for the same input wherever it runs.
 *
 * Sizes and CRC stand in the local headers (no data descriptors): strict streaming readers refuse a stored entry without
 * them, and the receiving end is not ours to choose. Zip64 only where a number needs it. Times are the wall clock of
 * Vietnam, not of the machine. Format: PKWARE APPNOTE 6.3.
 */
import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import type { Instant } from '../../contract/vocabulary.ts';
import { centralHeader, endRecords, localHeader, type ZipRecord } from './headers.ts';
import { nameFault, nameKey } from './names.ts';

const deflate = promisify(deflateRaw);
const chunkBytes = 1 << 20;

/** One file to be: `bytes` are deflated when that makes them smaller, a `file` on disk is stored as it is. */
export type ZipSource = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly file: string });

export interface WrittenEntry {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex, of the content as it was read now. */
  readonly sha256: string;
}

export interface WriteOptions {
  /** Time of every entry; two-second resolution. */
  readonly modified: Instant;
  readonly signal?: AbortSignal;
  readonly onEntry?: (done: number, of: number) => void;
}

/**
 * Writes `sources` in the order given to the new file `target`. Throws on a name no disk could keep, two names that are one,
 * or an I/O error, and leaves nothing behind then.
 */
export async function writeZip(target: string, sources: readonly ZipSource[], options: WriteOptions): Promise<WrittenEntry[]> {
  refuseBadNames(sources);
  const zip = await open(target, 'wx');
  try {
    const written: WrittenEntry[] = [];
    const records: ZipRecord[] = [];
    let offset = 0;
    for (const source of sources) {
      options.signal?.throwIfAborted();
      const put =
        'bytes' in source
          ? await putBytes(zip, offset, source.name, source.bytes, options)
          : await putFile(zip, offset, source.name, source.file, options);
      records.push(put.record);
      written.push({ name: source.name, bytes: put.record.size, sha256: put.sha256 });
      offset = put.end;
      options.onEntry?.(written.length, sources.length);
    }
    const directory = Buffer.concat(records.map(centralHeader));
    await writeAll(zip, Buffer.concat([directory, endRecords(records.length, offset, directory.length)]), offset);
    await zip.close();
    return written;
  } catch (error) {
    await zip.close().catch(() => undefined);
    await rm(target, { force: true });
    throw error;
  }
}

interface Put {
  readonly record: ZipRecord;
  readonly sha256: string;
  readonly end: number;
}

async function putBytes(zip: FileHandle, offset: number, name: string, bytes: Uint8Array, options: WriteOptions): Promise<Put> {
  const packed = bytes.length === 0 ? null : await deflate(bytes, { level: 9 });
  const smaller = packed !== null && packed.length < bytes.length;
  const body = smaller ? packed : bytes;
  const record: ZipRecord = {
    name,
    offset,
    crc: crc32(bytes),
    size: bytes.length,
    packed: body.length,
    deflated: smaller,
    modified: options.modified,
  };
  const header = localHeader(record);
  await writeAll(zip, Buffer.concat([header, body]), offset);
  return { record, sha256: createHash('sha256').update(bytes).digest('hex'), end: offset + header.length + body.length };
}

/** Streams the file behind a header whose CRC is filled in afterwards. */
async function putFile(zip: FileHandle, offset: number, name: string, path: string, options: WriteOptions): Promise<Put> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const blank: ZipRecord = { name, offset, crc: 0, size, packed: size, deflated: false, modified: options.modified };
    const start = offset + localHeader(blank).length;
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let crc = 0;
    let done = 0;
    for (;;) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, done);
      if (bytesRead === 0) break;
      const part = chunk.subarray(0, bytesRead);
      crc = crc32(part, crc);
      hash.update(part);
      await writeAll(zip, part, start + done);
      done += bytesRead;
    }
    if (done !== size) throw new Error(`${name} changed its size while it was packed`);
    const record: ZipRecord = { ...blank, crc };
    await writeAll(zip, localHeader(record), offset);
    return { record, sha256: hash.digest('hex'), end: start + size };
  } finally {
    await file.close();
  }
}

async function writeAll(zip: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await zip.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function refuseBadNames(sources: readonly ZipSource[]): void {
  const seen = new Set<string>();
  for (const { name } of sources) {
    const fault = nameFault(name);
    if (fault !== null) throw new Error(`a ZIP entry cannot be called ${JSON.stringify(name)} (${fault})`);
    if (seen.has(nameKey(name))) throw new Error(`two ZIP entries would be called ${JSON.stringify(name)}`);
    seen.add(nameKey(name));
  }
}
