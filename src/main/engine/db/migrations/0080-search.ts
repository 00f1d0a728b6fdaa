import type { Migration } from './migration.ts';

/**
 * The search index, a projection of pages and documents (docs/adr/0010). Triggers note what changed, whoever changed it: documents in
 * `search_now`, which is worked off before the same commit; pages in `search_due`, until their text is given to the index, in the same
 * commit where it is at hand and otherwise in the background. The rows there were before this migration are due, too.
 */
export const search: Migration = {
  version: 80,
  name: 'search',
  sql: `
  CREATE TABLE search_document (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    dossier_id TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT '',
    -- Day of issue, yyyy-mm-dd, '' when unknown: sorts as text.
    day TEXT NOT NULL DEFAULT '',
    -- Its fields as a person would write them in one go.
    head TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX search_document_by_type ON search_document (type, day);
  CREATE INDEX search_document_by_day ON search_document (day);

  CREATE VIRTUAL TABLE search_fields USING fts5(
    number, notation, organ, signer, subject, dossier, code, joined,
    content = '', contentless_delete = 1, detail = column, prefix = '2 3', tokenize = 'ascii'
  );

  CREATE TABLE search_page (
    id INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL UNIQUE,
    -- Null while the page lies in the tray.
    document INTEGER REFERENCES search_document (id)
  ) STRICT;
  CREATE INDEX search_page_of_document ON search_page (document);
  -- The page's text, for verifying and showing what was found; apart from search_page, which is walked through a lot.
  CREATE TABLE search_text (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE search_words USING fts5(
    tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
  );

  CREATE TABLE search_now (document_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE search_due (
    kind TEXT NOT NULL CHECK (kind IN ('document', 'page')),
    subject TEXT NOT NULL,
    -- Its words could not be read; looked at again when the engine starts.
    failed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, failed, subject)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER search_document_made AFTER INSERT ON document BEGIN
    INSERT INTO search_document (document_id, dossier_id) VALUES (NEW.id, NEW.dossier_id);
    INSERT OR IGNORE INTO search_now VALUES (NEW.id);
  END;
  CREATE TRIGGER search_document_described AFTER UPDATE OF fields_json, proposal_json, dossier_id ON document BEGIN
    INSERT OR IGNORE INTO search_now VALUES (NEW.id);
  END;
  CREATE TRIGGER search_dossier_described AFTER UPDATE OF description_json, file_code ON dossier BEGIN
    INSERT OR IGNORE INTO search_now SELECT id FROM document WHERE dossier_id = NEW.id;
  END;
  CREATE TRIGGER search_document_gone AFTER DELETE ON document BEGIN
    UPDATE search_page SET document = NULL WHERE document = (SELECT id FROM search_document WHERE document_id = OLD.id);
    DELETE FROM search_fields WHERE rowid = (SELECT id FROM search_document WHERE document_id = OLD.id);
    DELETE FROM search_document WHERE document_id = OLD.id;
  END;

  CREATE TRIGGER search_page_made AFTER INSERT ON page WHEN NEW.text_json IS NOT NULL BEGIN
    INSERT OR IGNORE INTO search_due (kind, subject) VALUES ('page', NEW.id);
  END;
  CREATE TRIGGER search_page_read AFTER UPDATE OF text_json ON page WHEN NEW.text_json IS NOT NULL BEGIN
    INSERT OR IGNORE INTO search_due (kind, subject) VALUES ('page', NEW.id);
  END;
  CREATE TRIGGER search_page_moved AFTER UPDATE OF document_id ON page WHEN NEW.document_id IS NOT OLD.document_id BEGIN
    UPDATE search_page SET document = (SELECT id FROM search_document WHERE document_id = NEW.document_id) WHERE page_id = NEW.id;
  END;
  CREATE TRIGGER search_page_unread AFTER UPDATE OF text_json ON page WHEN NEW.text_json IS NULL BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT id FROM search_page WHERE page_id = NEW.id);
    DELETE FROM search_text WHERE id = (SELECT id FROM search_page WHERE page_id = NEW.id);
    DELETE FROM search_page WHERE page_id = NEW.id;
    DELETE FROM search_due WHERE kind = 'page' AND subject = NEW.id;
  END;
  CREATE TRIGGER search_page_gone AFTER DELETE ON page BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT id FROM search_page WHERE page_id = OLD.id);
    DELETE FROM search_text WHERE id = (SELECT id FROM search_page WHERE page_id = OLD.id);
    DELETE FROM search_page WHERE page_id = OLD.id;
    DELETE FROM search_due WHERE kind = 'page' AND subject = OLD.id;
  END;

  INSERT INTO search_document (document_id, dossier_id) SELECT id, dossier_id FROM document;
  INSERT INTO search_due (kind, subject) SELECT 'document', id FROM document;
  INSERT INTO search_due (kind, subject) SELECT 'page', id FROM page WHERE text_json IS NOT NULL;
  `,
};
