/** The files of an opened package by their path inside its folder, measured once each. */
import { createHash } from 'node:crypto';
import type { OpenZip, ZipEntry } from '../zip/read.ts';
import { problem, type Problem } from './problems.ts';
import type { Measured } from './rules/fixity.ts';
import { paths } from './tree.ts';

export interface Contents {
  /** Name of the package folder; `null` when there is none to look into. */
  readonly folder: string | null;
  readonly problems: readonly Problem[];
  /** All paths inside the folder, readable or not, in directory order. */
  readonly paths: readonly string[];
  bytesOf(path: string): number | null;
  /** Whole content, measured on the way; `null` when it is absent, damaged or above `most` bytes. */
  read(path: string, most: number): Promise<Buffer | null>;
  /** Size and SHA-256 with flat memory. */
  measure(path: string): Promise<Measured>;
  /** What has been measured so far. */
  readonly held: ReadonlyMap<string, Measured>;
  /** Paths whose bytes failed inflation or CRC, found while reading. */
  readonly damaged: ReadonlySet<string>;
}

export function contentsOf(zip: OpenZip, signal?: AbortSignal): Contents {
  const { folder, problems } = packageFolder(zip);
  const inside = new Map<string, ZipEntry>();
  for (const entry of zip.entries)
    if (folder !== null && entry.name.startsWith(`${folder}/`)) inside.set(entry.name.slice(folder.length + 1), entry);
  const held = new Map<string, Measured>();
  const damaged = new Set<string>();
  const note = (path: string, entry: ZipEntry, sha256: string | null): Measured => {
    if (sha256 === null) damaged.add(path);
    const measured = { bytes: entry.bytes, sha256 };
    held.set(path, measured);
    return measured;
  };
  return {
    folder,
    problems,
    paths: [...inside.keys()],
    bytesOf: (path) => inside.get(path)?.bytes ?? null,
    held,
    damaged,
    async read(path, most) {
      const entry = inside.get(path);
      if (entry === undefined || entry.bytes > most) return null;
      const content = await zip.read(entry, signal);
      note(path, entry, content.ok ? createHash('sha256').update(content.bytes).digest('hex') : null);
      return content.ok ? content.bytes : null;
    },
    async measure(path) {
      const known = held.get(path);
      if (known !== undefined) return known;
      const entry = inside.get(path);
      if (entry === undefined) return { bytes: 0, sha256: null };
      const digest = await zip.digest(entry, signal);
      return note(path, entry, digest.ok ? digest.sha256 : null);
    },
  };
}

/** The one folder at the top. Where there are more, the one with a METS.xml is judged and the rest are named. */
function packageFolder(zip: OpenZip): { folder: string | null; problems: Problem[] } {
  const tops = [
    ...new Set(
      zip.entries.map((entry) => (entry.name.includes('/') ? `${entry.name.slice(0, entry.name.indexOf('/'))}/` : entry.name)),
    ),
  ];
  const folders = tops.filter((top) => top.endsWith('/')).map((top) => top.slice(0, -1));
  const folder = folders.find((name) => zip.entries.some((entry) => entry.name === `${name}/${paths.rootMets}`)) ?? null;
  const alone = tops.length === 1 && folder !== null;
  return { folder, problems: alone ? [] : [problem('ROOT_FOLDER', {}, { found: tops.slice(0, 10).join(', ') })] };
}
