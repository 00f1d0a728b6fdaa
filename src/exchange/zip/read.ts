/**
 * A ZIP from outside, read as hostile: counts and sizes are bounded before anything is inflated, names are judged, links and
 * encryption refused, local headers must agree with the directory, CRC is checked on every read. Nothing is ever written to
 * disk. All that is wrong with the container comes back in one list; only what cannot be opened at all is a failure.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { fail, ok, type Result } from '../../contract/result.ts';
import { nameFault, nameKey } from './names.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Of everything together, inflated. */
  readonly totalBytes: number;
  /** Inflated over packed, for entries above one MiB. */
  readonly ratio: number;
}
export const defaultZipLimits: ZipLimits = { entries: 25_000, totalBytes: 16 * 1024 ** 3, ratio: 100 };

export type ZipFaultCode =
  | 'ZIP_TOO_MANY'
  | 'ZIP_TOO_LARGE'
  | 'ZIP_NAME_UNSAFE'
  | 'ZIP_NAME_DUPLICATE'
  | 'ZIP_LINK'
  | 'ZIP_ENCRYPTED'
  | 'ZIP_METHOD'
  | 'ZIP_BOMB'
  | 'ZIP_HEADER_MISMATCH'
  | 'ZIP_OVERLAP'
  | 'ZIP_CORRUPT';
export interface ZipFault {
  readonly code: ZipFaultCode;
  readonly path: string | null;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface ZipEntry {
  readonly name: string;
  /** Inflated. */
  readonly bytes: number;
  readonly packed: number;
}
export type EntryBytes = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false };
export type EntryDigest = { readonly ok: true; readonly sha256: string } | { readonly ok: false };

export interface OpenZip {
  /** Files only, in directory order; those with a fault of their own are left out and listed in `faults`. */
  readonly entries: readonly ZipEntry[];
  readonly faults: readonly ZipFault[];
  /** False when the whole is beyond a limit: then nothing may be read from it. */
  readonly readable: boolean;
  /** Content in memory; the caller has looked at `entry.bytes` first. `ok: false` when inflating or the CRC fails. */
  read(entry: ZipEntry, signal?: AbortSignal): Promise<EntryBytes>;
  /** SHA-256 (lower-case hex) with flat memory. */
  digest(entry: ZipEntry, signal?: AbortSignal): Promise<EntryDigest>;
  close(): void;
}

interface Found {
  readonly entry: Entry;
  readonly name: string;
}

/** Opens the ZIP at `path`; the caller closes it. Fails with PACKAGE_UNREADABLE when it is no ZIP or its directory is damaged. */
export async function openZip(path: string, limits: ZipLimits = defaultZipLimits): Promise<Result<OpenZip>> {
  let zip: ZipFile;
  try {
    // Names and sizes are judged here, entry by entry: one bad entry must not hide the others.
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch {
    return fail('PACKAGE_UNREADABLE', { name: basename(path) });
  }
  try {
    if (zip.entryCount > limits.entries)
      return ok(unreadable(zip, { code: 'ZIP_TOO_MANY', path: null, data: { entries: zip.entryCount, most: limits.entries } }));
    const found: Found[] = [];
    for await (const entry of zip.eachEntry()) found.push({ entry, name: decodeName(entry) });
    const total = found.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    if (total > limits.totalBytes)
      return ok(unreadable(zip, { code: 'ZIP_TOO_LARGE', path: null, data: { bytes: total, most: limits.totalBytes } }));
    const faults = [...ownFaults(found, limits), ...duplicates(found), ...(await layoutFaults(zip, found))];
    return ok(reader(zip, found, faults));
  } catch {
    zip.close();
    return fail('PACKAGE_UNREADABLE', { name: basename(path) });
  }
}

function unreadable(zip: ZipFile, fault: ZipFault): OpenZip {
  return {
    entries: [],
    faults: [fault],
    readable: false,
    read: () => Promise.resolve({ ok: false }),
    digest: () => Promise.resolve({ ok: false }),
    close: () => zip.close(),
  };
}

function reader(zip: ZipFile, found: readonly Found[], faults: readonly ZipFault[]): OpenZip {
  const bad = new Set(faults.map((fault) => fault.path));
  const sources = new Map<ZipEntry, Entry>();
  for (const { entry, name } of found) {
    if (name.endsWith('/') || bad.has(name)) continue;
    sources.set({ name, bytes: entry.uncompressedSize, packed: entry.compressedSize }, entry);
  }
  async function each(entry: ZipEntry, signal: AbortSignal | undefined, take: (chunk: Buffer) => void): Promise<boolean> {
    const source = sources.get(entry);
    if (source === undefined) return false;
    let crc = 0;
    let length = 0;
    try {
      for await (const chunk of (await zip.openReadStreamPromise(source)) as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        length += chunk.length;
        // An entry that says less than it holds would slip past every bound.
        if (length > entry.bytes) return false;
        crc = crc32(chunk, crc);
        take(chunk);
      }
    } catch (error) {
      if (signal?.aborted === true) throw error;
      return false;
    }
    return length === entry.bytes && crc === source.crc32;
  }
  return {
    entries: [...sources.keys()],
    faults,
    readable: true,
    async read(entry, signal) {
      const chunks: Buffer[] = [];
      return (await each(entry, signal, (chunk) => chunks.push(chunk)))
        ? { ok: true, bytes: Buffer.concat(chunks) }
        : { ok: false };
    },
    async digest(entry, signal) {
      const hash = createHash('sha256');
      return (await each(entry, signal, (chunk) => hash.update(chunk)))
        ? { ok: true, sha256: hash.digest('hex') }
        : { ok: false };
    },
    close: () => zip.close(),
  };
}

const flag = { encrypted: 0x0001, utf8: 0x0800 } as const;
const unicodePathField = 0x7075;

/** UTF-8 only: a name in another code page would be another name on another machine. Undecodable bytes become U+FFFD. */
function decodeName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const plain = raw.every((byte) => byte < 0x80);
  return plain || (entry.generalPurposeBitFlag & flag.utf8) !== 0 ? raw.toString('utf8') : `${raw.toString('latin1')}\ufffd`;
}

function ownFaults(found: readonly Found[], limits: ZipLimits): ZipFault[] {
  const faults: ZipFault[] = [];
  for (const { entry, name } of found) {
    const add = (code: ZipFaultCode, data: ZipFault['data'] = {}) => faults.push({ code, path: name, data });
    const fault = nameFault(name);
    if (fault !== null) add('ZIP_NAME_UNSAFE', { fault });
    if (isSpecial(entry)) add('ZIP_LINK');
    if ((entry.generalPurposeBitFlag & flag.encrypted) !== 0) add('ZIP_ENCRYPTED');
    else if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      add('ZIP_METHOD', { method: entry.compressionMethod });
    if (name.endsWith('/') && entry.uncompressedSize > 0) add('ZIP_HEADER_MISMATCH');
    if (entry.uncompressedSize > 1 << 20 && entry.uncompressedSize > entry.compressedSize * limits.ratio) {
      add('ZIP_BOMB', { bytes: entry.uncompressedSize, packed: entry.compressedSize });
    }
  }
  return faults;
}

/** Symbolic links, devices, pipes: anything Unix says is neither file nor folder. */
function isSpecial(entry: Entry): boolean {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  const madeBy = entry.versionMadeBy >> 8;
  return (madeBy === 3 || madeBy === 19) && kind !== 0 && kind !== 0o100000 && kind !== 0o040000;
}

function duplicates(found: readonly Found[]): ZipFault[] {
  const seen = new Set<string>();
  const twice: ZipFault[] = [];
  for (const { name } of found) {
    const key = nameKey(name);
    if (seen.has(key)) twice.push({ code: 'ZIP_NAME_DUPLICATE', path: name, data: {} });
    seen.add(key);
  }
  return twice;
}

/** What another unzipper may see differently: local headers that disagree with the directory, data shared by two entries. */
async function layoutFaults(zip: ZipFile, found: readonly Found[]): Promise<ZipFault[]> {
  const faults: ZipFault[] = [];
  const spans: { name: string; from: number; to: number }[] = [];
  for (const { entry, name } of found) {
    const local = await zip.readLocalFileHeaderPromise(entry);
    const renamed = entry.extraFields.some((field) => field.id === unicodePathField);
    if (renamed || !local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) {
      faults.push({ code: 'ZIP_HEADER_MISMATCH', path: name, data: {} });
    }
    spans.push({ name, from: entry.relativeOffsetOfLocalHeader, to: local.fileDataStart + entry.compressedSize });
  }
  spans.sort((a, b) => a.from - b.from);
  let reached = 0;
  for (const span of spans) {
    if (span.from < reached) faults.push({ code: 'ZIP_OVERLAP', path: span.name, data: {} });
    reached = Math.max(reached, span.to);
  }
  return faults;
}
