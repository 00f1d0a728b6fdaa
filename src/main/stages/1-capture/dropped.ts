/** Files that a window handed over, with the folders they were dropped in: which of them make one document. Pure. */
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { group, titleText, type FoundFile, type FoundFolder, type GroupedDocument } from './group.ts';
import { isCompanion, isLitter, naturalCompare } from './rules.ts';

export interface DroppedPage {
  /** What the caller knows the file by; comes back in the documents. */
  readonly key: string;
  /** Folders from the dropped one down, parted by `/`; empty for a file given by itself. */
  readonly folder: string;
  readonly name: string;
  readonly manyPages: boolean;
}

/** Nothing of it becomes a page, and nobody misses it: what systems leave in folders, and notes beside pages. */
export function isPassedOver(file: { folder: string; name: string }): boolean {
  return isLitter(file.name) || isCompanion(file.name) || file.folder.split('/').some((part) => part !== '' && isLitter(part));
}

/** Documents as capture.import makes them. A drop has no order of its own, so natural order holds from the top. */
export function groupDropped(files: readonly DroppedPage[], split: SplitRule): GroupedDocument[] {
  return group(entriesOf(files, ''), split);
}

function entriesOf(files: readonly DroppedPage[], above: string): (FoundFile | FoundFolder)[] {
  const named: { name: string; entry: FoundFile | FoundFolder }[] = [];
  const folders = new Map<string, DroppedPage[]>();
  for (const file of files) {
    if (file.folder === above) {
      const title = titleText(file.name.replace(/(?<=.)\.[^.]*$/, ''));
      named.push({ name: file.name, entry: { kind: 'file', path: file.key, title, manyPages: file.manyPages } });
      continue;
    }
    const below = above === '' ? file.folder : file.folder.slice(above.length + 1);
    const child = below.split('/', 1)[0]!;
    folders.set(child, [...(folders.get(child) ?? []), file]);
  }
  for (const [name, inside] of folders) {
    const entries = entriesOf(inside, above === '' ? name : `${above}/${name}`);
    named.push({ name, entry: { kind: 'folder', title: titleText(name), entries } });
  }
  return named.sort((a, b) => naturalCompare(a.name, b.name)).map(({ entry }) => entry);
}
