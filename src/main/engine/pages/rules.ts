/**
 * What an operation on pages would make of a dossier: a plan, or the reason it is refused. Pure: rows come in, wanted rows go out, and
 * pages/apply.ts writes them down. No page ever leaves: it is in a document or in the tray, before and after.
 */
import type { PagePlace } from '../../../contract/routes/pages.ts';
import { fail, ok, type Failure, type Result } from '../../../contract/result.ts';
import type { TrayReason } from '../../../contract/vocabulary.ts';
import type { Turn } from '../records/pages.ts';
import { freeKey, keyBetween, keysBetween, paperKey } from './order.ts';

/** What a person's operation may change of a page. */
export interface PageState {
  readonly document: string | null;
  readonly place: string;
  readonly tray: TrayReason | null;
  readonly home: string | null;
  readonly turned: Turn | null;
  readonly kept: boolean;
  readonly returned: string | null;
}
export interface LaidPage extends PageState {
  readonly id: string;
  readonly position: number;
  readonly sourcePage: number;
  /** How far the machine turned it; 0 while it was not looked at. */
  readonly shown: Turn;
}
export interface LaidDocument {
  readonly id: string;
  readonly rank: string;
  /** As a person calls it. */
  readonly name: string;
  /** Came in signed. */
  readonly signed: boolean;
  readonly settled: boolean;
}
/** A dossier as it lies: documents in order, those without pages among them. */
export interface Layout {
  readonly documents: readonly LaidDocument[];
  readonly pages: ReadonlyMap<string, LaidPage>;
}

export interface Plan {
  readonly pages: ReadonlyMap<string, PageState>;
  readonly ranks: ReadonlyMap<string, string>;
  /** New documents, each a part of the run of an old one. */
  readonly made: readonly { readonly id: string; readonly rank: string; readonly like: string }[];
}

type NewId = () => string;
const nothing = { ranks: new Map<string, string>(), made: [] };

/** Pages of a document in order. */
export function pagesIn(layout: Layout, document: string): LaidPage[] {
  return [...layout.pages.values()].filter((page) => page.document === document).sort(byPlace);
}

export function byPlace(a: { place: string }, b: { place: string }): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
}

/** Clockwise. What the machine already decided about a page stays decided. */
export function rotate(layout: Layout, ids: readonly string[], clockwise: 90 | 180 | 270): Result<Plan> {
  const chosen = choose(layout, ids);
  if (!chosen.ok) return chosen;
  const settled = new Set(layout.documents.filter((document) => document.settled).map(({ id }) => id));
  const turned = (page: LaidPage) => (((page.turned ?? page.shown) - clockwise + 360) % 360) as Turn;
  return ok({
    ...nothing,
    pages: changed(chosen.data, (page) => ({
      ...stateOf(page),
      turned: turned(page),
      kept: page.kept || (page.document !== null && settled.has(page.document)),
      returned: null,
    })),
  });
}

export function move(layout: Layout, ids: readonly string[], to: PagePlace, newId: NewId): Result<Plan> {
  const chosen = choose(layout, ids);
  if (!chosen.ok) return chosen;
  if (chosen.data.some(({ document }) => document === null)) return elsewhere();
  return lay(layout, chosen.data, to, newId);
}

export function restore(layout: Layout, ids: readonly string[], to: PagePlace | null, newId: NewId): Result<Plan> {
  const chosen = choose(layout, ids);
  if (!chosen.ok) return chosen;
  if (chosen.data.some(({ tray }) => tray === null)) return elsewhere();
  if (to !== null) return lay(layout, chosen.data, to, newId);
  const taken = new Map<string, string[]>();
  const pages = new Map<string, PageState>();
  for (const page of chosen.data) {
    const document = homeOf(layout, page);
    if (document === null) return elsewhere();
    const places = taken.get(document) ?? pagesIn(layout, document).map(({ place }) => place);
    const place = freeKey(page.place, places);
    places.push(place);
    taken.set(document, places);
    pages.set(page.id, laidIn(page, document, place));
  }
  return ok({ ...nothing, pages });
}

export function toTray(layout: Layout, ids: readonly string[]): Result<Plan> {
  const chosen = choose(layout, ids);
  if (!chosen.ok) return chosen;
  return ok({ ...nothing, pages: changed(chosen.data, (page) => (page.tray === null ? trayed(page) : stateOf(page))) });
}

export function split(layout: Layout, id: string, newId: NewId): Result<Plan> {
  const chosen = choose(layout, [id]);
  if (!chosen.ok) return chosen;
  const [first] = chosen.data;
  const document = layout.documents.find((one) => one.id === first?.document);
  if (first === undefined || document === undefined) return elsewhere();
  const pages = pagesIn(layout, document.id);
  const at = pages.findIndex((page) => page.id === id);
  if (at === 0) return fail('PAGE_IS_FIRST', {});
  const made = { id: newId(), rank: rankOfPaper(layout, document, first), like: document.id };
  const behind = pages.slice(at);
  const inTray = [...layout.pages.values()].filter((page) => page.home === document.id && page.place > first.place);
  return ok({
    ranks: nothing.ranks,
    made: [made],
    pages: new Map([
      ...behind.map((page): [string, PageState] => [page.id, { ...stateOf(page), document: made.id }]),
      // What lay behind it and is in the tray goes back to the new document.
      ...inTray.map((page): [string, PageState] => [page.id, { ...stateOf(page), home: made.id }]),
    ]),
  });
}

export function join(layout: Layout, ids: readonly string[]): Result<Plan> {
  const wanted = new Set(ids);
  const documents = layout.documents.filter(({ id }) => wanted.has(id));
  const [first, ...others] = documents;
  if (first === undefined || others.length === 0 || documents.length < wanted.size) return elsewhere();
  const signed = documents.find((document) => document.signed);
  if (signed !== undefined) return signedFixed(signed);
  const moved = others.flatMap(({ id }) => pagesIn(layout, id));
  const laid = lay(layout, moved, { document: first.id, before: null }, () => '');
  if (!laid.ok) return laid;
  const inTray = [...layout.pages.values()].filter(({ home }) => home !== null && home !== first.id && wanted.has(home));
  return ok({
    ...laid.data,
    pages: new Map([
      ...laid.data.pages,
      ...inTray.map((page): [string, PageState] => [page.id, { ...stateOf(page), home: first.id }]),
    ]),
  });
}

/** Also for documents that came in signed: their place may change, their pages not. */
export function reorder(layout: Layout, ids: readonly string[], before: string | null): Result<Plan> {
  const wanted = new Set(ids);
  const known = new Set(layout.documents.map(({ id }) => id));
  if ([...ids, ...(before === null ? [] : [before])].some((id) => !known.has(id))) return elsewhere();
  const at = before === null ? layout.documents.length : layout.documents.findIndex(({ id }) => id === before);
  const low = layout.documents.slice(0, at).findLast(({ id }) => !wanted.has(id))?.rank ?? null;
  const high = layout.documents.slice(at).find(({ id, rank }) => !wanted.has(id) && (low === null || rank > low))?.rank ?? null;
  const ranks = keysBetween(low, high, wanted.size);
  const order = [...wanted];
  const kept = order.map((id) => layout.documents.find((document) => document.id === id)!.rank);
  if (rising([...(low === null ? [] : [low]), ...kept, ...(high === null ? [] : [high])]))
    return ok({ ...nothing, pages: new Map() });
  return ok({ pages: new Map(), made: [], ranks: new Map(order.map((id, index) => [id, ranks[index]!])) });
}

export function replace(layout: Layout, id: string, by: readonly string[]): Result<Plan> {
  const chosen = choose(layout, [id, ...by.filter((other) => other !== id)]);
  if (!chosen.ok) return chosen;
  const [old, ...fresh] = chosen.data;
  if (old?.document == null || fresh.length === 0 || by.includes(id)) return elsewhere();
  const coming = new Set(by);
  const next = pagesIn(layout, old.document).find((page) => page.place > old.place && !coming.has(page.id));
  const places = [old.place, ...keysBetween(old.place, next?.place ?? null, fresh.length - 1)];
  return ok({
    ...nothing,
    pages: new Map([
      [old.id, trayed(old)],
      ...fresh.map((page, index): [string, PageState] => [page.id, laidIn(page, old.document!, places[index]!)]),
    ]),
  });
}

/** Lays pages in a document, or in a new one. What is already in the wanted order keeps its keys, so that late paper finds its neighbours. */
function lay(layout: Layout, pages: readonly LaidPage[], to: PagePlace, newId: NewId): Result<Plan> {
  const coming = new Set(pages.map(({ id }) => id));
  if ('newDocumentBefore' in to) {
    const at = to.newDocumentBefore;
    const index = at === null ? layout.documents.length : layout.documents.findIndex(({ id }) => id === at);
    if (index < 0) return elsewhere();
    const high = layout.documents[index]?.rank ?? null;
    const low = layout.documents.slice(0, index).findLast(({ rank }) => high === null || rank < high)?.rank ?? null;
    const like = pages[0]!.document ?? pages[0]!.home ?? layout.documents[0]!.id;
    const made = { id: newId(), rank: keyBetween(low, high), like };
    return ok({ ranks: nothing.ranks, made: [made], pages: into(pages, made.id, null, null, false) });
  }
  const document = layout.documents.find(({ id }) => id === to.document);
  if (document === undefined) return elsewhere();
  if (document.signed) return signedFixed(document);
  const there = pagesIn(layout, document.id);
  const at = to.before === null ? there.length : there.findIndex(({ id }) => id === to.before);
  if (at < 0) return elsewhere();
  const low = there.slice(0, at).findLast(({ id }) => !coming.has(id))?.place ?? null;
  const high = there.slice(at).find(({ id }) => !coming.has(id))?.place ?? null;
  return ok({ ...nothing, pages: into(pages, document.id, low, high) });
}

/** Keys that are kept say that the page still lies in the order of the paper; in a document of its own it was taken out of that. */
function into(
  pages: readonly LaidPage[],
  document: string,
  low: string | null,
  high: string | null,
  mayKeep = true,
): Map<string, PageState> {
  const own = pages.map(({ place }) => place);
  const fit = mayKeep && rising([...(low === null ? [] : [low]), ...own, ...(high === null ? [] : [high])]);
  const first = pages[0];
  const start = low ?? (high === null && first !== undefined ? paperKey(first.position, first.sourcePage) : null);
  const places = fit ? own : keysBetween(start, high, pages.length);
  return new Map(pages.map((page, index) => [page.id, laidIn(page, document, places[index]!)]));
}

function laidIn(page: LaidPage, document: string, place: string): PageState {
  const kept = page.kept || page.tray !== null;
  return { ...stateOf(page), document, place, tray: null, home: null, kept };
}

function trayed(page: LaidPage): PageState {
  return { ...stateOf(page), document: null, tray: 'clerk', home: page.document };
}

/** Where a page of the tray was. Before it was remembered (older stations), beside its neighbour in the paper. */
function homeOf(layout: Layout, page: LaidPage): string | null {
  const open = new Set(layout.documents.filter(({ signed }) => !signed).map(({ id }) => id));
  if (page.home !== null && open.has(page.home)) return page.home;
  const key = paperKey(page.position, page.sourcePage);
  const paper = [...layout.pages.values()]
    .filter(({ document }) => document !== null && open.has(document))
    .map(({ document, position, sourcePage }) => ({ document, place: paperKey(position, sourcePage) }))
    .sort(byPlace);
  const beside = paper.findLast(({ place }) => place < key) ?? paper[0];
  return beside?.document ?? [...open][0] ?? null;
}

/** A document's rank is that of the paper it begins with, where that lies behind `document` and before the next one. */
function rankOfPaper(layout: Layout, document: LaidDocument, first: LaidPage): string {
  const next = layout.documents.find(({ rank }) => rank > document.rank)?.rank ?? null;
  const paper = paperKey(first.position, first.sourcePage);
  return rising([document.rank, paper, ...(next === null ? [] : [next])]) ? paper : keyBetween(document.rank, next);
}

function choose(layout: Layout, ids: readonly string[]): Result<readonly LaidPage[]> {
  const pages = [...new Set(ids)].map((id) => layout.pages.get(id));
  if (!pages.every((page) => page !== undefined)) return elsewhere();
  const fixed = new Map(layout.documents.filter(({ signed }) => signed).map((document) => [document.id, document]));
  const signed = pages
    .map(({ document }) => (document === null ? undefined : fixed.get(document)))
    .find((one) => one !== undefined);
  return signed === undefined ? ok(pages) : signedFixed(signed);
}

function changed(pages: readonly LaidPage[], change: (page: LaidPage) => PageState): Map<string, PageState> {
  return new Map(pages.map((page) => [page.id, change(page)]));
}

export function stateOf({ document, place, tray, home, turned, kept, returned }: PageState): PageState {
  return { document, place, tray, home, turned, kept, returned };
}

function rising(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || keys[index - 1]! < key);
}

function elsewhere(): Failure {
  return fail('PAGES_ELSEWHERE', {});
}

function signedFixed(document: LaidDocument): Failure {
  return fail('SIGNED_PAGES_FIXED', { docId: document.name });
}
