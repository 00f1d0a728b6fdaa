/**
 * When every page of a run has been looked at: blanks and separators go to the tray, the rest is parted into documents.
 * Pure decision; the rows are moved by `advance`.
 */
import type { CleanPage, PageText } from '../../../contract/artefacts.ts';
import type { TrayReason } from '../../../contract/vocabulary.ts';

export interface SeenPage {
  readonly id: string;
  readonly clean: Pick<CleanPage, 'blank' | 'separator'>;
  readonly text: Pick<PageText, 'wordCount' | 'meanConfidence'>;
  /** A person said that it stays, or already took it out: then it only counts. */
  readonly decided?: 'stays' | 'away';
}

export interface Settlement {
  /** `part`: the document it lay in, a separator in the one it announces; null when nothing was left of them all. */
  readonly tray: { readonly page: string; readonly reason: TrayReason; readonly part: number | null }[];
  /** Page ids of each document, in order; a part without pages does not exist. */
  readonly parts: readonly (readonly string[])[];
}

/** `splitEvery` counts images as they were fed, blanks included, because that is how a person counted them. */
export function settle(pages: readonly SeenPage[], splitEvery: number | null): Settlement {
  const tray: { page: string; reason: TrayReason; part: number }[] = [];
  const parts: string[][] = [[]];
  pages.forEach((page, index) => {
    if (splitEvery !== null && index > 0 && index % splitEvery === 0) parts.push([]);
    if (page.decided === 'away') return;
    const reason = page.decided === 'stays' ? null : trayReason(page);
    if (reason === 'separator' && page.clean.separator !== 'attachment') parts.push([]);
    if (reason === null) parts.at(-1)!.push(page.id);
    else tray.push({ page: page.id, reason, part: parts.length - 1 });
  });
  // A part without pages does not exist; what lay there belongs to the one before it, or to the first.
  const filled = parts.filter((part) => part.length > 0);
  const placeOf = (part: number) => parts.slice(0, part + 1).filter(({ length }) => length > 0).length - 1;
  return {
    tray: tray.map((page) => ({ ...page, part: filled.length === 0 ? null : Math.max(0, placeOf(page.part)) })),
    parts: filled,
  };
}

function trayReason({ clean, text }: SeenPage): TrayReason | null {
  if (clean.separator !== null) return 'separator';
  // Two measures must agree before a page leaves its document: almost no ink, and nothing that reads as words.
  const readable = text.wordCount >= 3 && text.meanConfidence >= 60;
  return clean.blank && !readable ? 'blank' : null;
}
