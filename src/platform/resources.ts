/** Where the read-only things we ship lie: beside the source, beside the bundle, or in the installed app's resources folder. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = findRoot();

/** Absolute path of a shipped file or folder, e.g. `resourcePath('icc', 'srgb.icc')`. */
export function resourcePath(...parts: string[]): string {
  return join(root, ...parts);
}

function findRoot(): string {
  // electron-builder puts `resources/` under process.resourcesPath/shipped, outside the asar, because native parts read it by path.
  const installed = (process as { resourcesPath?: string }).resourcesPath;
  if (installed !== undefined && existsSync(join(installed, 'shipped'))) return join(installed, 'shipped');
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'resources', 'icc')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'resources');
}
