/** The vocabulary of a station: values of its confirmed descriptions, so that nobody types the same words twice. */
import { SuggestedField } from '../../../contract/routes/describe.ts';
import { fold } from '../../../contract/text.ts';
import type { DocumentFields, Instant } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, text } from './rows.ts';

export interface Term {
  readonly value: string;
  readonly uses: number;
}

/** How many of the most used terms are looked through for a word inside them, and how many that begin so are ranked: bounds one key press. */
const mostLookedThrough = 10_000;
const mostBeginning = 2_000;

/** In the transaction of a confirmation: what was said before counts no more, what is said now counts one more. */
export function learnTerms(db: WritableDb, before: DocumentFields | null, now: DocumentFields, at: Instant): void {
  for (const field of SuggestedField.options) {
    const [old, next] = [before?.[field] ?? '', now[field]];
    if (old === next) continue;
    if (old !== '') {
      db.run('UPDATE term SET uses = uses - 1 WHERE field = ? AND value = ?', field, old);
      db.run('DELETE FROM term WHERE field = ? AND value = ? AND uses < 1', field, old);
    }
    if (next !== '')
      db.run(
        `INSERT INTO term (field, value, folded, uses, last_at) VALUES (?, ?, ?, 1, ?)
         ON CONFLICT (field, value) DO UPDATE SET uses = uses + 1, last_at = excluded.last_at`,
        field,
        next,
        fold(next),
        at,
      );
  }
}

/**
 * Terms that begin with `typed`, then terms that have each typed word at the beginning of a word; in both the most used first, and of
 * those the latest. Marks and case are forgiven: `uy ban` finds `Ủy ban`.
 */
export function suggestTerms(db: Db, field: SuggestedField, typed: string, limit: number): Term[] {
  const folded = fold(typed).trim().replace(/\s+/g, ' ');
  const found = new Map<string, number>();
  const add = (rows: readonly Row[]) => {
    for (const row of rows) if (found.size < limit) found.set(text(row, 'value'), integer(row, 'uses'));
  };
  if (folded !== '') add(beginning(db, field, folded, limit));
  if (found.size < limit) add(containing(db, field, folded.split(' '), limit));
  return [...found].map(([value, uses]) => ({ value, uses }));
}

function beginning(db: Db, field: SuggestedField, folded: string, limit: number): Row[] {
  return db.all(
    `SELECT value, uses FROM (
       SELECT value, uses, last_at FROM term WHERE field = ? AND folded >= ? AND folded < ? LIMIT ${mostBeginning}
     ) ORDER BY uses DESC, last_at DESC, value LIMIT ?`,
    field,
    folded,
    `${folded}\u{10ffff}`,
    limit,
  );
}

function containing(db: Db, field: SuggestedField, words: readonly string[], limit: number): Row[] {
  const tests = words.map(() => "instr(' ' || folded, ' ' || ?) > 0").join(' AND ');
  return db.all(
    `SELECT value, uses FROM (
       SELECT value, uses, last_at, folded FROM term INDEXED BY term_by_use WHERE field = ? ORDER BY uses DESC, last_at DESC LIMIT ${mostLookedThrough}
     ) WHERE ${tests} ORDER BY uses DESC, last_at DESC LIMIT ?`,
    field,
    ...words,
    limit,
  );
}
