/**
 * One walk through the index, newest page first, in stretches: a question the index answers slowly (common words that never stand side by
 * side) is broken off when its time is over and may be taken up again where it was.
 */
import type { Db } from '../db/database.ts';
import { integer, text } from '../records/rows.ts';

export interface FoundPage {
  /** In `search_page`, and of its document in `search_document`. */
  readonly page: number;
  readonly document: number;
  /** Day of issue, '' when unknown. */
  readonly day: string;
}

/** Documents a search may find; null: all. */
export type Among = ReadonlySet<number> | null;

const firstStretch = 20_000;
/** A stretch that took less than this was easy: the next one is longer; one that took more than this was too long to be broken off in. */
const easyMs = 8;
const hardMs = 20;

const sql = `SELECT search_words.rowid AS page, search_page.document, search_document.day
  FROM search_words
  CROSS JOIN search_page ON search_page.id = search_words.rowid
  CROSS JOIN search_document ON search_document.id = search_page.document
  WHERE search_words MATCH ? AND search_words.rowid BETWEEN ? AND ?
  ORDER BY search_words.rowid DESC LIMIT ?`;

export class Scan {
  readonly found: FoundPage[] = [];
  readonly #match: string;
  readonly #limit: number;
  readonly #among: Among;
  #next: number;
  #stretch = firstStretch;

  /**
   * Finds at most `limit` pages, beginning at the page numbered `newest`. `inOneGo` for what costs the same each time it is asked, however
   * few pages it is asked about: a prefix, whose words SQLite joins first.
   */
  constructor(match: string, limit: number, among: Among, newest: number, inOneGo = false) {
    this.#match = match;
    this.#limit = limit;
    this.#among = among;
    this.#next = newest;
    if (inOneGo) this.#stretch = Math.max(newest, 1);
  }

  /** Every page was looked at; otherwise it stopped at its limit or for lack of time. */
  get exhausted(): boolean {
    return this.#next < 1;
  }

  get ended(): boolean {
    return this.exhausted || this.found.length >= this.#limit;
  }

  /** Looks through one more stretch. */
  step(db: Db, now: () => number): void {
    const began = now();
    const from = Math.max(1, this.#next - this.#stretch + 1);
    const left = this.#limit - this.found.length;
    const rows = db.all(sql, this.#match, from, this.#next, left);
    for (const row of rows) {
      const document = integer(row, 'document');
      if (this.#among === null || this.#among.has(document))
        this.found.push({ page: integer(row, 'page'), document, day: text(row, 'day') });
    }
    // A stretch cut short by the limit goes on below its last row.
    this.#next = rows.length === left ? integer(rows.at(-1)!, 'page') - 1 : from - 1;
    const took = now() - began;
    if (took < easyMs) this.#stretch *= 4;
    else if (took > hardMs) this.#stretch = Math.max(1000, this.#stretch / 4);
  }
}
