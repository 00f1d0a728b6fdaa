import type { Migration } from './migration.ts';

/** The order of the queue, packages held back or handed over on a disk, the line's own state, and what it carried each day. */
export const send: Migration = {
  version: 70,
  name: 'send',
  sql: `
  -- The rejected package that the dossier's next one takes the place of, and which one a package did.
  ALTER TABLE dossier ADD COLUMN replaces TEXT;
  ALTER TABLE delivery ADD COLUMN replaces TEXT;

  -- What was rejected was never accessioned: a dossier that leaves its rejected package behind will take its place, and no longer when the
  -- return is taken back.
  CREATE TRIGGER rejected_package_is_replaced AFTER UPDATE OF objid ON dossier
    WHEN NEW.objid IS NULL AND EXISTS (SELECT 1 FROM delivery WHERE objid = OLD.objid AND state = 'rejected')
    BEGIN UPDATE dossier SET replaces = OLD.objid WHERE id = NEW.id; END;
  CREATE TRIGGER rejected_package_stands_again AFTER UPDATE OF objid ON dossier WHEN NEW.objid = OLD.replaces
    BEGIN UPDATE dossier SET replaces = (SELECT replaces FROM delivery WHERE objid = NEW.objid) WHERE id = NEW.id; END;

  -- Smaller goes first. At first the order in which packages were sealed.
  ALTER TABLE delivery ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE delivery ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE delivery ADD COLUMN held_by TEXT;
  ALTER TABLE delivery ADD COLUMN disk_json TEXT;
  ALTER TABLE delivery ADD COLUMN receipt_number TEXT;
  UPDATE delivery SET place = rowid, bytes = json_extract(package_json, '$.bytes'),
    receipt_number = json_extract(receipt_json, '$.number');
  CREATE INDEX delivery_in_line ON delivery (place) WHERE state NOT IN ('delivered', 'rejected');
  CREATE INDEX delivery_by_state ON delivery (state, changed_at);

  CREATE TABLE line (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    paused_by TEXT,
    paused_at TEXT,
    -- Bytes per second, as measured last.
    rate REAL,
    -- Since when nobody answers, what was said of it, how often it was tried, and when it is tried again.
    silent_since TEXT,
    silent_error_json TEXT,
    silent_tries INTEGER NOT NULL DEFAULT 0,
    retry_at_ms INTEGER NOT NULL DEFAULT 0,
    CHECK ((paused_by IS NULL) = (paused_at IS NULL)),
    CHECK ((silent_since IS NULL) = (silent_error_json IS NULL))
  ) STRICT;
  INSERT INTO line (only) VALUES (1);

  -- Bytes that left on each day of Vietnam's calendar, written before they leave.
  CREATE TABLE line_day (day TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
