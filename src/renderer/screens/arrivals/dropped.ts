/** What a person dropped, pasted or chose, as files with the folders they lay in. Chromium gives folders only through its entries. */
import type { DroppedFile } from '../../../contract/routes/arrivals.ts';

export interface Given extends DroppedFile {
  /** Null when the browser could not open it; `reason` is what it called that. */
  readonly file: Blob | null;
  readonly reason: string;
}

/** Must be called while the drop is handled: afterwards the browser forgets what was dropped. */
export function givenByDrop(transfer: DataTransfer): Promise<Given[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const loose = entries.length === 0 ? [...transfer.files] : [];
  return collect(entries).then((given) => [...given, ...loose.map((file) => givenFile(file, ''))]);
}

/** From a choice of files, or of a folder with everything in it. */
export function givenByChoice(files: Iterable<File>): Given[] {
  return [...files].map((file) => givenFile(file, file.webkitRelativePath.split('/').slice(0, -1).join('/')));
}

async function collect(entries: readonly FileSystemEntry[]): Promise<Given[]> {
  const given: Given[] = [];
  // One folder after another: thousands of files at once would exhaust what the browser may hold open.
  for (const entry of entries) given.push(...(isFolder(entry) ? await inFolder(entry) : [await fileOf(entry)]));
  return given;
}

async function inFolder(folder: FileSystemDirectoryEntry): Promise<Given[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  try {
    for (;;) {
      // A hundred at a time, until none comes.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      entries.push(...some);
    }
  } catch (error) {
    return [unreadable(folder, error)];
  }
  return collect(entries);
}

async function fileOf(entry: FileSystemEntry): Promise<Given> {
  try {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return givenFile(file, folderOf(entry));
  } catch (error) {
    return unreadable(entry, error);
  }
}

function givenFile(file: File, folder: string): Given {
  return { folder, name: file.name, size: file.size, modifiedMs: Math.max(0, Math.floor(file.lastModified)), file, reason: '' };
}

/** It is counted and answered for like every other: with a size, since an empty file is another trouble. */
function unreadable(entry: FileSystemEntry, error: unknown): Given {
  return { folder: folderOf(entry), name: entry.name, size: 1, modifiedMs: 0, file: null, reason: nameOf(error) };
}

/** What the browser calls a failure: `NotReadableError`, `NotFoundError`. */
export function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : 'Error';
}

function folderOf({ fullPath }: FileSystemEntry): string {
  return fullPath.split('/').filter(Boolean).slice(0, -1).join('/');
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
