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
}

export interface Settlement {
  readonly tray: { readonly page: string; readonly reason: TrayReason }[];
  /** Page ids of each document, in order; a part without pages does not exist. */
  readonly parts: readonly (readonly string[])[];
}

/** `splitEvery` counts images as they were fed, blanks included, because that is how a person counted them. */
export function settle(pages: readonly SeenPage[], splitEvery: number | null): Settlement {
  const tray: { page: string; reason: TrayReason }[] = [];
  const parts: string[][] = [[]];
  pages.forEach((page, index) => {
    if (splitEvery !== null && index > 0 && index % splitEvery === 0) parts.push([]);
    const reason = trayReason(page);
    if (reason !== null) tray.push({ page: page.id, reason });
    if (page.clean.separator === 'document' || page.clean.separator === 'dossier') parts.push([]);
    if (reason === null) parts.at(-1)!.push(page.id);
  });
  return { tray, parts: parts.filter((part) => part.length > 0) };
}

function trayReason({ clean, text }: SeenPage): TrayReason | null {
  if (clean.separator !== null) return 'separator';
  // Two measures must agree before a page leaves its document: almost no ink, and nothing that reads as words.
  const readable = text.wordCount >= 3 && text.meanConfidence >= 60;
  return clean.blank && !readable ? 'blank' : null;
}
