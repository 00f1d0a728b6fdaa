/** What persons put right in the words of pages: append-only, one row per decision. */
import { Box } from '../../../contract/artefacts.ts';
import type { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import type { Corrected, PastCorrection } from '../../stages/3-recognise/rules-corrections.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { integer, parsed, text } from './rows.ts';

export function recordCorrection(
  db: WritableDb,
  correction: Corrected & {
    readonly pageId: string;
    readonly at: Instant;
    readonly actor: string;
    readonly width: number;
    readonly height: number;
    readonly from: Sha256;
    readonly to: Sha256;
  },
): void {
  db.run(
    `INSERT INTO text_correction (page_id, at, actor, before, after, box_json, width, height, from_words, to_words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    correction.pageId,
    correction.at,
    correction.actor,
    correction.before,
    correction.after,
    JSON.stringify(correction.box),
    correction.width,
    correction.height,
    correction.from,
    correction.to,
  );
}

/** In the order they were made. */
export function correctionsOf(db: Db, pageId: string): PastCorrection[] {
  return db.all('SELECT * FROM text_correction WHERE page_id = ? ORDER BY id', pageId).map((row) => ({
    before: text(row, 'before'),
    after: text(row, 'after'),
    box: parsed(Box, row['box_json']),
    width: integer(row, 'width'),
    height: integer(row, 'height'),
  }));
}

/** How persons put `word` right before, the most usual first. */
export function usualCorrections(db: Db, word: string, limit: number): string[] {
  return db
    .all(
      `SELECT after FROM text_correction WHERE before = ? AND after <> before AND after <> ''
       GROUP BY after ORDER BY count(*) DESC, max(id) DESC LIMIT ?`,
      word,
      limit,
    )
    .map((row) => text(row, 'after'));
}
