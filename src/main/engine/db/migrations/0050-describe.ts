import type { Migration } from './migration.ts';

/** Where values were read, warnings a description was confirmed with, words people put right, and the vocabulary of a station. */
export const describing: Migration = {
  version: 50,
  name: 'describe',
  sql: `
  ALTER TABLE document ADD COLUMN sources_json TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE document ADD COLUMN remarks_json TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE page ADD COLUMN reviewed_by TEXT;
  ALTER TABLE page ADD COLUMN reviewed_at TEXT;

  -- What waits for a clerk, in working order, so that the queue is as quick with 100,000 documents as with ten: as the dossiers came
  -- in (came_at is the dossier's made_at, which never changes), and as their documents lie.
  ALTER TABLE document ADD COLUMN came_at TEXT NOT NULL DEFAULT '';
  UPDATE document SET came_at = coalesce((SELECT made_at FROM dossier WHERE dossier.id = document.dossier_id), '');
  CREATE INDEX document_returned ON document (came_at, dossier_id, rank, id) WHERE returned_json IS NOT NULL;
  CREATE INDEX document_undescribed ON document (came_at, dossier_id, rank, id)
    WHERE proposal_json IS NOT NULL AND fields_json IS NULL AND returned_json IS NULL;
  -- The same number, notation and day twice is the same paper twice.
  CREATE INDEX document_by_code ON document (
    json_extract(fields_json, '$.codeNotation'), json_extract(fields_json, '$.codeNumber'), json_extract(fields_json, '$.issuedDate')
  ) WHERE fields_json IS NOT NULL;

  -- Values of confirmed documents, for typing them once only. folded = fold(value) of contract/text.ts.
  CREATE TABLE term (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    folded TEXT NOT NULL,
    uses INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (field, value)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX term_by_use ON term (field, uses DESC, last_at DESC, folded);
  CREATE INDEX term_by_start ON term (field, folded, uses, last_at);
  INSERT INTO term (field, value, folded, uses, last_at)
    SELECT one.key, one.value, fold(one.value), count(*), max(coalesce(described_at, ''))
    FROM document, json_each(document.fields_json) AS one
    WHERE document.fields_json IS NOT NULL AND one.value <> ''
      AND one.key IN ('organName', 'codeNotation', 'signer', 'subject')
    GROUP BY one.key, one.value;

  -- One row per decision about words of a page; nothing is ever rewritten here. before = after: right as it was read.
  CREATE TABLE text_correction (
    id INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL REFERENCES page (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- Where, in pixels of a page image of width × height.
    box_json TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- The readings before and after: blobs of RecognisedPage.
    from_words TEXT NOT NULL,
    to_words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX text_correction_of_page ON text_correction (page_id, id);
  CREATE INDEX text_correction_by_word ON text_correction (before, after);
  CREATE TRIGGER text_correction_is_not_rewritten BEFORE UPDATE ON text_correction
    BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
  `,
};
