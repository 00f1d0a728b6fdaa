/** Bytes that survive a power cut, and what differs there between Windows and the rest. */
import { randomUUID } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { discardFile, patiently, replaceFile } from './patience.ts';

/**
 * Makes `data` the content of the file at `path`, whole or not at all: written beside it, made durable, put in its place.
 * `mode` keeps other accounts out on POSIX; on Windows the folder's own permissions do.
 */
export async function writeDurably(path: string, data: Uint8Array | string, mode = 0o666): Promise<void> {
  const temp = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(temp, data, { flag: 'wx', mode, flush: true });
    await replaceFile(temp, path);
  } catch (error) {
    await discardFile(temp);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the bytes of a file durable that something else wrote. */
export async function syncFile(path: string): Promise<void> {
  // Windows flushes only what was opened for writing.
  const handle = await patiently(() => open(path, 'r+'));
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename durable. Windows cannot open a folder for fsync; NTFS journals the rename itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
