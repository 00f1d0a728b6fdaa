import { useState } from 'react';
import type { BatchView } from '../../../contract/routes/pages.ts';
import { between, idAt, spotsOf, type Spot } from './layout.ts';

export interface Selection {
  /** The page the keyboard is on; null while there is none. */
  readonly focus: string | null;
  readonly chosen: ReadonlySet<string>;
  /** `only`: this one alone · `reach`: all from where the selection began · `toggle` this one · `walk`: the keyboard goes there, nothing is chosen. */
  readonly choose: (id: string, how: 'only' | 'reach' | 'toggle' | 'walk') => void;
  readonly chooseAll: () => void;
  readonly chooseThese: (ids: readonly string[]) => void;
}

/** Which pages are chosen. What left the documents is no longer chosen, and the keyboard stays where it was. */
export function useSelection(view: BatchView): Selection {
  const { documents } = view;
  const [wanted, setWanted] = useState<{ focus: string | null; spot: Spot; anchor: string | null; chosen: ReadonlySet<string> }>({
    focus: null,
    spot: { document: 0, page: 0 },
    anchor: null,
    chosen: new Set(),
  });
  const spots = spotsOf(documents);
  const here = wanted.focus === null ? undefined : spots.get(wanted.focus);
  const focus = here === undefined ? nearest(documents, wanted.spot) : wanted.focus;
  const chosen = new Set([...wanted.chosen].filter((id) => spots.has(id)));
  // Followed while it is still there, so that its neighbours are known when it goes.
  if (here !== undefined && (here.document !== wanted.spot.document || here.page !== wanted.spot.page))
    setWanted({ ...wanted, spot: here });

  return {
    focus,
    chosen,
    choose(id, how) {
      // Built on what was wanted last: a key chooses a page, and the focus it brings there tells of it again.
      setWanted((now) => {
        const spot = spots.get(id) ?? now.spot;
        if (how === 'only') return { focus: id, spot, anchor: id, chosen: new Set([id]) };
        if (how === 'walk') return { ...now, focus: id, spot };
        if (how === 'reach') {
          const anchor = now.anchor !== null && spots.has(now.anchor) ? now.anchor : (focus ?? id);
          return { focus: id, spot, anchor, chosen: new Set(between(documents, anchor, id)) };
        }
        const next = new Set(now.chosen);
        if (!next.delete(id)) next.add(id);
        return { focus: id, spot, anchor: id, chosen: next };
      });
    },
    chooseAll: () => setWanted({ ...wanted, focus, chosen: new Set(spots.keys()) }),
    chooseThese: (ids) => setWanted({ ...wanted, focus: ids[0] ?? focus, anchor: ids[0] ?? null, chosen: new Set(ids) }),
  };
}

function nearest(documents: BatchView['documents'], spot: Spot): string | null {
  const document = Math.max(0, Math.min(documents.length - 1, spot.document));
  const page = Math.max(0, Math.min((documents[document]?.pages.length ?? 1) - 1, spot.page));
  return idAt(documents, { document, page });
}
