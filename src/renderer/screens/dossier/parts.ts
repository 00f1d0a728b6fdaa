import type { DocumentView, DossierDetail } from '../../../contract/views.ts';

/** What of a dossier is open in the middle: one document, the tray, or the files that could not be read. */
export type Part =
  | { readonly kind: 'document'; readonly key: string; readonly document: DocumentView }
  | { readonly kind: 'tray'; readonly key: 'tray' }
  | { readonly kind: 'problems'; readonly key: 'problems' };

/** The part named `choice` if it still exists; else the first that has something to show. */
export function chosenPart(dossier: Pick<DossierDetail, 'documentList' | 'tray' | 'problems'>, choice: string | null): Part {
  const document = dossier.documentList.find(({ id }) => id === choice);
  if (document !== undefined) return { kind: 'document', key: document.id, document };
  if (choice === 'tray' && dossier.tray.length > 0) return { kind: 'tray', key: 'tray' };
  if (choice === 'problems' && dossier.problems.length > 0) return { kind: 'problems', key: 'problems' };
  const first = dossier.documentList[0];
  if (first !== undefined) return { kind: 'document', key: first.id, document: first };
  return dossier.problems.length > 0 ? { kind: 'problems', key: 'problems' } : { kind: 'tray', key: 'tray' };
}
