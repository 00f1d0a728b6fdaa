/**
 * Where the true text of the pages lies: `<name>.txt` beside the file or below `--truth DIR`. A document of several pages may have one
 * text, its pages parted by form feeds, named after its file or its folder.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';

export interface DocumentToJudge {
  /** Absolute paths, in page order. */
  readonly files: readonly string[];
  /** Page images each file has. */
  readonly pages: readonly number[];
  /** The path the user gave that led to it. */
  readonly root: string;
}

/** One text for each page image; null where there is none, or where its pages are not as many as the images. */
export async function truthOf(document: DocumentToJudge, folder: string | null): Promise<readonly (string | null)[]> {
  const own: (readonly (string | null)[])[] = [];
  for (const [index, file] of document.files.entries()) {
    own.push(parted(await firstText(candidates(stem(file), document.root, folder)), document.pages[index]!));
  }
  const each = own.flat();
  if (each.some((text) => text !== null) || document.files.length < 2) return each;
  return parted(await firstText(candidates(dirname(document.files[0]!), document.root, folder)), each.length);
}

/** Paths to look for the text of `name` (a path without extension), the most telling first. Pure. */
export function candidates(name: string, root: string, folder: string | null): readonly string[] {
  const beside = `${name}.txt`;
  if (folder === null) return [beside];
  const parts = relative(dirname(root), name).split(sep);
  return [...parts.map((_, index) => `${join(folder, ...parts.slice(index))}.txt`), beside];
}

/** Pages of a text parted by form feeds, one of which may end the file. Pure. */
export function parted(text: string | null, pages: number): readonly (string | null)[] {
  if (text === null) return new Array<null>(pages).fill(null);
  if (pages === 1) return [text];
  const parts = text.split('\f');
  if (parts.length === pages + 1 && parts.at(-1)!.trim() === '') parts.pop();
  return parts.length === pages ? parts : new Array<null>(pages).fill(null);
}

function stem(file: string): string {
  return join(dirname(file), basename(file, extname(file)));
}

async function firstText(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}
