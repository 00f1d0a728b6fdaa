/** Going from one find to the next: on the page, then on the document's next page, then to the next document in the list. */

export interface Spot {
  /** Place of the hit in the list. */
  readonly hit: number;
  /** Place of the page among those found in its document. */
  readonly page: number;
  /** Which of the boxes on it; null: the page as a whole. `last` when it is entered from behind, before its boxes are known. */
  readonly box: number | 'last' | null;
}

/** Pages found in each hit of the list; a hit by its fields alone has one page and no boxes. */
export type PagesOf = (hit: number) => number;

export function nextSpot(at: Spot, boxes: number, hits: number, pagesOf: PagesOf): Spot {
  const box = at.box === null ? 0 : at.box === 'last' ? boxes : at.box + 1;
  if (box < boxes) return { ...at, box };
  if (at.page + 1 < pagesOf(at.hit)) return { ...at, page: at.page + 1, box: 0 };
  return at.hit + 1 < hits ? { hit: at.hit + 1, page: 0, box: 0 } : at;
}

export function previousSpot(at: Spot, boxes: number, pagesOf: PagesOf): Spot {
  const box = at.box === 'last' ? boxes - 2 : at.box === null ? -1 : at.box - 1;
  if (box >= 0) return { ...at, box };
  if (at.page > 0) return { ...at, page: at.page - 1, box: 'last' };
  return at.hit > 0 ? { hit: at.hit - 1, page: pagesOf(at.hit - 1) - 1, box: 'last' } : at;
}

/** The box a spot means, when there are as many on the page. */
export function boxAt(at: Spot, boxes: number): number | null {
  if (at.box === null || boxes === 0) return null;
  return at.box === 'last' ? boxes - 1 : Math.min(at.box, boxes - 1);
}
