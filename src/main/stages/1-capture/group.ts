/** Which files make one document: pure. */
import { withoutForbiddenCharacters } from '../../../contract/characters.ts';
import type { SplitRule } from '../../../contract/routes/capture.ts';

export interface FoundFile {
  readonly kind: 'file';
  readonly path: string;
  readonly title: string;
  /** PDF or TIFF: a document by itself. */
  readonly manyPages: boolean;
}
/** Files and folders together in natural order of their names: `2-tờ trình.pdf` comes between the folders `1-…` and `3-…`. */
export interface FoundFolder {
  readonly kind: 'folder';
  readonly title: string;
  readonly entries: readonly (FoundFile | FoundFolder)[];
}
export interface GroupedDocument {
  readonly title: string;
  readonly files: readonly string[];
}

/**
 * `auto`: a PDF or TIFF is one document, the loose images of one folder are one document, an image given by itself is one document.
 * `file`, `folder`: as they say. `separator`, `pages:N`: all files below one given folder are one run, which later steps part by page; files
 * given one by one are together one run.
 */
export function group(roots: readonly (FoundFile | FoundFolder)[], split: SplitRule): GroupedDocument[] {
  if (split === 'auto') return roots.flatMap((root) => (root.kind === 'file' ? [alone(root)] : byKind(root)));
  if (split === 'file') return roots.flatMap(filesOf).map(alone);
  if (split === 'folder') return roots.flatMap((root) => (root.kind === 'file' ? [alone(root)] : byFolder(root)));
  const loose = roots.filter((root) => root.kind === 'file');
  const firstLoose = loose[0];
  return roots.flatMap((root) => {
    if (root.kind === 'folder') return together(root.title, filesOf(root));
    return root === firstLoose ? together(root.title, loose) : [];
  });
}

function byKind(folder: FoundFolder): GroupedDocument[] {
  const images = folder.entries.filter((entry) => entry.kind === 'file' && !entry.manyPages) as FoundFile[];
  return folder.entries.flatMap((entry) => {
    if (entry.kind === 'folder') return byKind(entry);
    if (entry.manyPages) return [alone(entry)];
    return entry === images[0] ? together(folder.title, images) : [];
  });
}

function byFolder(folder: FoundFolder): GroupedDocument[] {
  const files = folder.entries.filter((entry) => entry.kind === 'file');
  return folder.entries.flatMap((entry) => {
    if (entry.kind === 'folder') return byFolder(entry);
    return entry === files[0] ? together(folder.title, files) : [];
  });
}

function filesOf(root: FoundFile | FoundFolder): FoundFile[] {
  return root.kind === 'file' ? [root] : root.entries.flatMap(filesOf);
}

function alone(file: FoundFile): GroupedDocument {
  return { title: file.title, files: [file.path] };
}

function together(title: string, files: readonly FoundFile[]): GroupedDocument[] {
  return files.length === 0 ? [] : [{ title, files: files.map((file) => file.path) }];
}

/** A file's or folder's name as text that a description can hold, never empty. */
export function titleText(name: string): string {
  const title = withoutForbiddenCharacters(name).normalize('NFC').trim();
  return title === '' ? '–' : title;
}
