/** Reads a hand-over set and checks it against its own manifests before anybody takes a package out of it. */
import { lstat, readFile, readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Sha256 } from '../../contract/vocabulary.ts';
import { sha256Of, sha256OfFile } from '../digest.ts';
import { names, packagePath, readManifest, SetName, Slip, slipPath } from './layout.ts';

export interface PackageOnDisk {
  readonly path: string;
  readonly slip: Slip;
}

export interface ReadSet {
  readonly name: string;
  readonly manifestSha256: Sha256;
  readonly packages: readonly PackageOnDisk[];
}

const mostFiles = 50_000;
const mostText = 32 * 1024 * 1024;

/**
 * The packages of the set in `folder`. DISK_SET_BROKEN names the first thing that is wrong: one file that is missing, altered or not listed
 * spoils the set, since nobody can say what else happened to the disk.
 */
export async function readSet(folder: string, signal?: AbortSignal): Promise<Result<ReadSet>> {
  const broken = (reason: string) => fail('DISK_SET_BROKEN', { folder, reason });
  try {
    const name = SetName.safeParse(basename(folder));
    if (!name.success) return broken('name');
    const declaration = await text(join(folder, names.declaration));
    if (!/^BagIt-Version: (?:0\.97|1\.0)\s/.test(declaration)) return broken(names.declaration);
    const manifest = await text(join(folder, names.manifest));
    const listed = readManifest(manifest);
    const tags = readManifest(await text(join(folder, names.tagManifest)));
    if (listed === null || listed.length === 0) return broken(names.manifest);
    if (tags === null || !tags.some(({ path }) => path === names.manifest)) return broken(names.tagManifest);
    const stray = await strayFile(folder, new Set([...listed, ...tags].map(({ path }) => path)));
    if (stray !== null) return broken(stray);
    for (const { path, sha256 } of [...tags, ...listed]) {
      signal?.throwIfAborted();
      const found = await lstat(join(folder, path)).catch(() => null);
      if (found === null || !found.isFile() || (await sha256OfFile(join(folder, path), signal)) !== sha256) return broken(path);
    }
    const digests = new Map(listed.map(({ path, sha256 }) => [path, sha256]));
    const packages: PackageOnDisk[] = [];
    for (const path of digests.keys()) {
      if (!path.endsWith('.zip')) continue;
      const fileName = basename(path);
      const beside = slipPath(fileName);
      if (path !== packagePath(fileName) || !digests.has(beside)) return broken(path);
      const slip = Slip.safeParse(json(await text(join(folder, beside))));
      if (!slip.success || slip.data.sha256 !== digests.get(path)) return broken(beside);
      packages.push({ path: join(folder, path), slip: slip.data });
    }
    if (packages.length * 2 !== listed.length) return broken(names.manifest);
    return ok({ name: name.data, manifestSha256: sha256Of(Buffer.from(manifest, 'utf8')), packages });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return broken(String(error.code));
    throw error;
  }
}

/** The first file that no manifest lists; a link or a folder with too much in it counts as one. */
async function strayFile(folder: string, listed: ReadonlySet<string>): Promise<string | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.length > mostFiles) return 'data';
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    // The manifest of the tags cannot list itself.
    if (!listed.has(path) && path !== names.tagManifest) return path;
  }
  return null;
}

async function text(path: string): Promise<string> {
  const { size } = await lstat(path);
  if (size > mostText) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
  return readFile(path, 'utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
