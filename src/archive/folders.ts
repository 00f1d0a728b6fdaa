import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where an archive keeps what it has. Every name below is made by the archive; no client ever names a path. */
export interface Folders {
  readonly root: string;
  /** Uploads under way: `incoming/<upload id>`. */
  readonly incoming: string;
  /** Whole packages: `packages/<sha256>`. */
  readonly packages: string;
}

export async function makeFolders(root: string): Promise<Folders> {
  const folders = { root, incoming: join(root, 'incoming'), packages: join(root, 'packages') };
  await mkdir(folders.incoming, { recursive: true });
  await mkdir(folders.packages, { recursive: true });
  return folders;
}
