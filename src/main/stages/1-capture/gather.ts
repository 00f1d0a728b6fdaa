/** Walks what a clerk pointed at and says which files make which document. Reads names and first bytes only. */
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { fail } from '../../../contract/result.ts';
import type { CodedError } from '../../../contract/result.ts';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { group, titleText } from './group.ts';
import type { FoundFile, FoundFolder } from './group.ts';
import { isCompanion, isLitter, naturalCompare } from './rules.ts';
import { judgeHead, sniffLength } from './sniff.ts';

export interface Gathered {
  /** `files` are paths on this disk, in page order; `title` is the folder's or the file's name as text a description can hold, never empty. */
  readonly documents: readonly { readonly title: string; readonly files: readonly string[] }[];
  /** Every file that will not be captured, with its reason. */
  readonly problems: readonly { readonly source: string; readonly error: CodedError }[];
}

interface Walk {
  readonly problems: { source: string; error: CodedError }[];
  /** Real paths of folders already entered: a link that leads back is entered once. */
  readonly entered: Set<string>;
}

interface Named {
  readonly name: string;
  readonly entry: FoundFile | FoundFolder;
}

/** How many files are opened at once: enough to hide a slow network folder. */
const openAtOnce = 16;

/** Never throws for what it finds on the disk: each path is gathered or listed among the problems. */
export async function gatherSources(paths: readonly string[], split: SplitRule): Promise<Gathered> {
  const walk: Walk = { problems: [], entered: new Set() };
  const roots: (FoundFile | FoundFolder)[] = [];
  const given = [...new Map(paths.map((path) => [resolve(path), path])).values()];
  for (const path of given) {
    const root = await look(path, walk);
    if (root !== null) roots.push(root);
  }
  return { documents: group(roots, split), problems: walk.problems };
}

async function look(path: string, walk: Walk): Promise<FoundFile | FoundFolder | null> {
  try {
    const facts = await stat(path);
    if (!facts.isDirectory()) return (await lookInto([path], walk))[0] ?? null;
  } catch (error) {
    return trouble(path, error, walk);
  }
  const before = walk.problems.length;
  const folder = await walkFolder(path, walk);
  if (folder !== null && isBare(folder) && walk.problems.length === before)
    walk.problems.push({ source: path, error: fail('FOLDER_EMPTY', { name: titleOf(path) }).error });
  return folder;
}

async function walkFolder(path: string, walk: Walk): Promise<FoundFolder | null> {
  const files: string[] = [];
  const folders: string[] = [];
  try {
    const real = await realpath(path);
    if (walk.entered.has(real)) return null;
    walk.entered.add(real);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (isLitter(entry.name)) continue;
      const child = join(path, entry.name);
      const isFolder = entry.isSymbolicLink() ? await leadsToFolder(child) : entry.isDirectory();
      if (isFolder) folders.push(child);
      else if (!isCompanion(entry.name)) files.push(child);
    }
  } catch (error) {
    return trouble(path, error, walk);
  }
  files.sort((a, b) => naturalCompare(basename(a), basename(b)));
  folders.sort((a, b) => naturalCompare(basename(a), basename(b)));
  const entries = (await lookInto(files, walk)).map((file): Named => ({ name: basename(file.path), entry: file }));
  for (const folder of folders) {
    const entry = await walkFolder(folder, walk);
    if (entry !== null) entries.push({ name: basename(folder), entry });
  }
  entries.sort((a, b) => naturalCompare(a.name, b.name));
  return { kind: 'folder', title: titleOf(path), entries: entries.map(({ entry }) => entry) };
}

/** A dangling link is a file that will be found missing. */
async function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

/** Reads the first bytes of each file, in order, some at once; files that cannot become pages are listed and left out. */
async function lookInto(paths: readonly string[], walk: Walk): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (let from = 0; from < paths.length; from += openAtOnce) {
    const some = paths.slice(from, from + openAtOnce);
    const heads = await Promise.all(
      some.map((path) => firstBytes(path).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))),
    );
    for (const [index, head] of heads.entries()) {
      const path = some[index]!;
      if (head instanceof Error) trouble(path, head, walk);
      else {
        const judged = judgeHead(basename(path), head);
        if (judged.ok) found.push({ kind: 'file', path, title: titleOf(path, extname(path)), manyPages: judged.data.manyPages });
        else walk.problems.push({ source: path, error: judged.error });
      }
    }
  }
  return found;
}

async function firstBytes(path: string): Promise<Buffer> {
  // A pipe or a device would wait for ever.
  if (!(await stat(path)).isFile()) throw Object.assign(new Error('not a file'), { code: 'ENOTFILE' });
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sniffLength);
    const { bytesRead } = await handle.read(buffer, 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function trouble(path: string, error: unknown, walk: Walk): null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  const name = basename(path);
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  walk.problems.push({
    source: path,
    error: (missing ? fail('FILE_MISSING', { name }) : fail('FILE_UNREADABLE', { name, reason: code })).error,
  });
  return null;
}

function isBare(folder: FoundFolder): boolean {
  return folder.entries.every((entry) => entry.kind === 'folder' && isBare(entry));
}

function titleOf(path: string, extension = ''): string {
  return titleText(basename(resolve(path), extension));
}
