/**
 * One question and what was found for it so far. Fields come before pages; a page that holds the words as one sentence before one where
 * they stand close, and that before one where they only all occur; of equals the newest first. A page's text is read to know this, so only
 * a few hundred candidates are; what is beyond them is listed newest first.
 *
 * bm25 is not used: to know how rare a word is it counts every page that has it, each time it is asked.
 */
import type { SearchFilters } from '../../../contract/routes/search.ts';
import type { Db } from '../db/database.ts';
import { integer, text } from '../records/rows.ts';
import { amongOf, documentsWith, newestAmong, type FoundDocument } from './fields-scan.ts';
import { better, matchOf, type Match } from './rules-match.ts';
import { parseQuery, type Query } from './rules-query.ts';
import { allOf, openFieldsOf, openOf, partlySentenceOf, sentenceOf } from './rules-tokens.ts';
import { plainWordsOf } from './rules-words.ts';
import { Scan, type Among, type FoundPage } from './scan.ts';

export interface Asked {
  readonly text: string;
  readonly filters: SearchFilters;
  readonly order: 'relevance' | 'newest';
}

/** Pages counted at most; the answer then says there are more. */
const countedAtMost = 10_000;
/** Pages, and documents, whose text is read to rank them. */
const rankedAtMost = 150;

/** A document in the list, with the pages that were found in it, the best first; none when only its fields hold the words. */
export interface Listed {
  readonly document: number;
  readonly day: string;
  readonly pages: number[];
}

export interface Findings {
  readonly listed: readonly Listed[];
  readonly pages: number;
  readonly more: boolean;
  readonly complete: boolean;
  /** The question the listed ones answer: one word less than was asked when nothing held them all. */
  readonly queries: readonly Query[];
  readonly partial: boolean;
}

/** `breathe` lets others in between two stretches of work and throws when the question is no longer wanted. */
export interface Time {
  now(): number;
  breathe(): Promise<void>;
}

export class Question {
  readonly query: Query;
  readonly #asked: Asked;
  readonly #texts = new Map<number, Match>();
  #scans: { sentence: Scan | null; all: Scan; partly: Scan | null; open: Scan | null } | null = null;
  #without: { query: Query; scan: Scan }[] | null = null;
  #fields: FoundDocument[] | null = null;
  #among: Among = null;
  #newest = 0;
  #complete = false;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.query = parseQuery(asked.text);
  }

  /** Looks on until everything is found or the clock says `until`. */
  async work(db: Db, time: Time, until: number): Promise<void> {
    if (this.#fields === null) this.#begin(db);
    await time.breathe();
    const scans = this.#scans;
    if (scans === null) {
      this.#complete = true;
      return;
    }
    const go = async (scan: Scan | null, enough = () => false) => {
      while (scan !== null && !scan.ended && !enough()) {
        if (time.now() >= until) return false;
        scan.step(db, time.now);
        await time.breathe();
      }
      return true;
    };
    // Pairs of syllables are rare and so quickly looked through; what they find is what was most likely meant.
    this.#complete =
      (await go(scans.sentence)) &&
      (await go(scans.all)) &&
      (await go(scans.partly, () => scans.all.exhausted && scans.all.found.length <= rankedAtMost)) &&
      (await go(scans.open, () => scans.all.found.length >= rankedAtMost));
    if (!this.#complete || !this.#isEmpty(db)) return;
    for (const { scan } of this.#leaveOneOut()) this.#complete &&= await go(scan);
  }

  findings(db: Db): Findings {
    const pages = this.#rankedPages(db);
    const partial = this.#without !== null;
    const listed = new Map<number, Listed>();
    const list = (document: number, day: string) => {
      const known = listed.get(document) ?? { document, day, pages: [] };
      listed.set(document, known);
      return known;
    };
    for (const { document, day } of this.#fields ?? []) list(document, day);
    for (const { page, document, day } of pages) list(document, day).pages.push(page);
    const documents = [...listed.values()];
    if (this.#asked.order === 'newest') documents.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
    const scans = this.#scans;
    return {
      listed: documents,
      pages: pages.length,
      more: (scans !== null && !scans.all.exhausted) || (this.#fields?.length ?? 0) > countedAtMost,
      complete: this.#complete,
      queries: partial ? this.#without!.map(({ query }) => query) : [this.query],
      partial,
    };
  }

  #begin(db: Db): void {
    const { filters } = this.#asked;
    const { query } = this;
    if (query.terms.length === 0) {
      this.#fields = query.excluded.length > 0 ? [] : newestAmong(db, filters, countedAtMost + 1);
      return;
    }
    this.#among = amongOf(db, filters);
    this.#newest = integer(db.get('SELECT coalesce(max(id), 0) AS n FROM search_page')!, 'n');
    this.#fields = this.#rankedFields(db);
    const scan = (match: string | null, limit: number, inOneGo = false) =>
      match === null ? null : new Scan(match, limit, this.#among, this.#newest, inOneGo);
    this.#scans = {
      sentence: scan(sentenceOf(query), rankedAtMost),
      all: scan(allOf(query), countedAtMost + 1)!,
      partly: scan(partlySentenceOf(query), rankedAtMost),
      open: scan(openOf(query), rankedAtMost * 2, true),
    };
  }

  #rankedFields(db: Db): FoundDocument[] {
    const { query } = this;
    const found = new Map<number, FoundDocument>();
    for (const match of [allOf(query), openFieldsOf(query)])
      for (const document of documentsWith(db, match, this.#among, rankedAtMost)) found.set(document.document, document);
    return [...found.values()]
      .map((document) => ({ document, match: matchOf(plainWordsOf(document.head), query, true) }))
      .filter(({ match }) => match.whole)
      .toSorted((a, b) => better(a.match, b.match))
      .map(({ document }) => document);
  }

  /** One page after another as they are to be listed, each once. */
  #rankedPages(db: Db): FoundPage[] {
    const { query } = this;
    if (this.#without !== null)
      return once(
        this.#without.flatMap(({ query: less, scan }) => this.#read(db, scan.found.slice(0, rankedAtMost), less, false)),
      );
    if (this.#scans === null) return [];
    const { sentence, all, partly, open } = this.#scans;
    const few = all.exhausted && all.found.length <= rankedAtMost;
    const ranked = few
      ? this.#read(db, all.found, query, false)
      : [
          ...this.#read(db, sentence?.found ?? [], query, false),
          ...this.#read(db, partly?.found ?? [], query, false),
          ...all.found,
        ];
    return once([...ranked, ...this.#read(db, open?.found ?? [], query, true)]);
  }

  /** Those of the pages that really hold the query, the best first. */
  #read(db: Db, pages: readonly FoundPage[], query: Query, prefix: boolean): FoundPage[] {
    return pages
      .map((page) => ({ page, match: this.#matchOn(db, page.page, query, prefix) }))
      .filter(({ match }) => match.whole)
      .toSorted((a, b) => better(a.match, b.match))
      .map(({ page }) => page);
  }

  #matchOn(db: Db, page: number, query: Query, prefix: boolean): Match {
    const known = query === this.query && !prefix ? this.#texts.get(page) : undefined;
    if (known !== undefined) return known;
    const match = matchOf(plainWordsOf(textOf(db, page)), query, prefix);
    if (query === this.query && !prefix) this.#texts.set(page, match);
    return match;
  }

  #isEmpty(db: Db): boolean {
    const scans = this.#scans;
    if (scans === null || !scans.all.exhausted || (this.#fields?.length ?? 0) > 0) return false;
    return this.#without === null && this.#rankedPages(db).length === 0;
  }

  /** Nobody remembers every word, and the machine misreads some: the question with each of its words left out once. */
  #leaveOneOut(): { query: Query; scan: Scan }[] {
    const { terms } = this.query;
    if (terms.length < 3) return [];
    return (this.#without ??= terms.slice(0, 12).map((_, left) => {
      const query = { ...this.query, unfinished: false, terms: terms.filter((_, at) => at !== left) };
      return { query, scan: new Scan(allOf(query), rankedAtMost, this.#among, this.#newest) };
    }));
  }
}

/** The stored text of a page by its number in the index. */
export function textOf(db: Db, page: number): string {
  const row = db.get('SELECT text FROM search_text WHERE id = ?', page);
  return row === undefined ? '' : text(row, 'text');
}

function once(pages: readonly FoundPage[]): FoundPage[] {
  return [...new Map(pages.map((page) => [page.page, page])).values()];
}
