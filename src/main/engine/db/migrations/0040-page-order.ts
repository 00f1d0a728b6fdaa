import type { Migration } from './migration.ts';

/**
 * Pages and documents get an order of their own, so that a person may change it, and what a person did is remembered with its inverse.
 * `place` and `rank` are order keys (pages/order.ts); the keys given here are those of the paper: position of the file, then page or part.
 */
export const pageOrder: Migration = {
  version: 40,
  name: 'page-order',
  sql: `
  -- Where the page lies among the pages of its document; kept in the tray, so that it can go back.
  ALTER TABLE page ADD COLUMN place TEXT NOT NULL DEFAULT '';
  UPDATE page SET place = printf('%08d%06d5', position, source_page);
  -- The document a page in the tray was in.
  ALTER TABLE page ADD COLUMN home_document_id TEXT REFERENCES document (id);
  CREATE INDEX page_of_home ON page (home_document_id) WHERE home_document_id IS NOT NULL;
  -- Quarter turns counter-clockwise that a person chose; null while the machine decides.
  ALTER TABLE page ADD COLUMN turned INTEGER CHECK (turned IN (0, 90, 180, 270));
  -- A person said where it lies: the machine no longer takes it out as blank, nor parts a document at it.
  ALTER TABLE page ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
  DROP INDEX page_of_document;
  CREATE INDEX page_of_document ON page (document_id, place);

  ALTER TABLE document ADD COLUMN rank TEXT NOT NULL DEFAULT '';
  UPDATE document SET rank = printf('%08d%06d5', place, part);
  DROP INDEX document_of_dossier;
  CREATE INDEX document_of_dossier ON document (dossier_id, rank);

  -- A person changed the order of the documents: ordinals are given anew when nothing is read any more.
  ALTER TABLE dossier ADD COLUMN reordered INTEGER NOT NULL DEFAULT 0 CHECK (reordered IN (0, 1));

  -- A file that was captured to take the place of a page, and who asked for it.
  ALTER TABLE source_file ADD COLUMN replaces TEXT REFERENCES page (id);
  ALTER TABLE source_file ADD COLUMN asked_by TEXT;

  -- What a person did to pages: the rows before and after it, so that it can be undone and redone for as long as they stand like that.
  CREATE TABLE edit (
    id INTEGER PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
    change_json TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX edit_of_person ON edit (dossier_id, account, state, id);
  `,
};
