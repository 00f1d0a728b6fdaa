/** What a plan means for the documents it touches. Pure. */
import { byPlace, type Layout, type Plan } from './rules.ts';

export interface Effects {
  /** Pages whose row changes. */
  readonly pages: readonly string[];
  /** Documents that lost, got or reordered pages, or hold a page that was turned: what was built of them is built anew. */
  readonly documents: readonly string[];
  /** Those among them that begin or end differently: their description is proposed anew. */
  readonly reproposed: readonly string[];
  /** The order of the documents, or which of them there are, changed. */
  readonly reordered: boolean;
}

export function effectsOf(layout: Layout, plan: Plan): Effects {
  const pages: string[] = [];
  const turned = new Set<string>();
  for (const [id, after] of plan.pages) {
    const before = layout.pages.get(id)!;
    if (sameState(before, after)) continue;
    pages.push(id);
    if (before.turned !== after.turned) turned.add(id);
  }
  const before = contents(layout, new Map());
  const after = contents(layout, plan.pages);
  const documents: string[] = [];
  const reproposed: string[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(id) ?? [];
    const is = after.get(id) ?? [];
    const same = was.length === is.length && was.every((page, index) => page === is[index]);
    if (same && !is.some((page) => turned.has(page))) continue;
    documents.push(id);
    const ends = [is[0], is.at(-1)];
    if (was[0] !== ends[0] || was.at(-1) !== ends[1] || ends.some((page) => page !== undefined && turned.has(page)))
      reproposed.push(id);
  }
  const order = [
    ...layout.documents.map(({ id, rank }) => ({ id, rank: plan.ranks.get(id) ?? rank })),
    ...plan.made.map(({ id, rank }) => ({ id, rank })),
  ].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1));
  const filled = (list: readonly { id: string }[], content: ReadonlyMap<string, unknown>) =>
    list.filter(({ id }) => content.has(id)).map(({ id }) => id);
  const reordered = filled(layout.documents, before).join() !== filled(order, after).join();
  return { pages, documents, reproposed, reordered };
}

type Shown = {
  document: string | null;
  place: string;
  tray: unknown;
  home: string | null;
  turned: number | null;
  kept: boolean;
  returned: string | null;
};

function sameState(a: Shown, b: Shown): boolean {
  return (
    a.document === b.document &&
    a.place === b.place &&
    a.tray === b.tray &&
    a.home === b.home &&
    a.turned === b.turned &&
    a.kept === b.kept &&
    a.returned === b.returned
  );
}

/** Ids of pages by document, in order. */
function contents(layout: Layout, changed: Plan['pages']): Map<string, string[]> {
  const found = new Map<string, { id: string; place: string }[]>();
  for (const page of layout.pages.values()) {
    const { document, place } = changed.get(page.id) ?? page;
    if (document === null) continue;
    const list = found.get(document);
    if (list === undefined) found.set(document, [{ id: page.id, place }]);
    else list.push({ id: page.id, place });
  }
  return new Map([...found].map(([document, list]) => [document, list.sort(byPlace).map(({ id }) => id)]));
}
