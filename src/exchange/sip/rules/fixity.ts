/** The closed world: what the METS files list is what the package holds, byte for byte, and nothing else. Pure. */
import type { FileReference } from '../mets-read.ts';
import { problem, type Problem } from '../problems.ts';
import { paths, schemaFiles } from '../tree.ts';

/** A file of the package as measured; `sha256` is `null` when its bytes could not be read (named elsewhere). */
export interface Measured {
  readonly bytes: number;
  readonly sha256: string | null;
}

export interface ListedFile {
  /** Relative to the package folder. */
  readonly path: string;
  readonly reference: FileReference;
}

/** `unreadable`: paths that are there but were refused by the container's own checks. */
export function fixityProblems(
  listed: readonly ListedFile[],
  held: ReadonlyMap<string, Measured>,
  unreadable: ReadonlySet<string>,
): Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>([paths.rootMets]);
  for (const { path, reference } of listed) {
    if (seen.has(path)) found.push(problem('FILE_LISTED_TWICE', { path }));
    seen.add(path);
    const file = held.get(path);
    if (file === undefined) {
      if (!unreadable.has(path)) found.push(problem('FILE_MISSING', { path }));
      continue;
    }
    if (String(file.bytes) !== reference.size)
      found.push(problem('SIZE_MISMATCH', { path }, { found: file.bytes, declared: reference.size }));
    if (file.sha256 !== null && file.sha256.toUpperCase() !== reference.checksum.toUpperCase()) {
      found.push(problem('CHECKSUM_MISMATCH', { path }, { found: file.sha256.toUpperCase(), declared: reference.checksum }));
    }
  }
  for (const path of held.keys()) if (!seen.has(path)) found.push(problem('FILE_ORPHAN', { path }));
  return found;
}

/** The eight schemas must be inside; a different one is worth a note, because the package was judged by ours. */
export function schemaProblems(held: ReadonlyMap<string, Measured>, shipped: ReadonlyMap<string, string>): Problem[] {
  return schemaFiles.flatMap((name) => {
    const path = `${paths.schemas}${name}`;
    const inside = held.get(path);
    if (inside === undefined) return [problem('SCHEMA_ABSENT', { path })];
    return inside.sha256 !== null && inside.sha256 !== shipped.get(name) ? [problem('SCHEMA_DIFFERS', { path })] : [];
  });
}
