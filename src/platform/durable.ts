/** What differs between Windows and the rest when bytes must survive a power cut. */
import { open } from 'node:fs/promises';

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
