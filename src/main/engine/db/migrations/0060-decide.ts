import type { Migration } from './migration.ts';

/** Checks of the second person, what they returned, and batches that persons sign. */
export const decide: Migration = {
  version: 60,
  name: 'decide',
  sql: `
  CREATE TABLE verification (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    account TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('full', 'sampled')),
    -- The rule as it was then: with seed and pages it draws the same sample again.
    percent INTEGER NOT NULL,
    least INTEGER NOT NULL,
    sample_size INTEGER NOT NULL,
    seed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'left')),
    begun_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_open_verification ON verification (dossier_id) WHERE state = 'open';
  CREATE INDEX verification_of_dossier ON verification (dossier_id, begun_at);

  -- Every page of the dossier when the check began; pages may leave the station's documents later, the record of the check stays.
  CREATE TABLE verification_page (
    verification_id TEXT NOT NULL REFERENCES verification (id),
    page_id TEXT NOT NULL,
    print TEXT NOT NULL,
    reasons_json TEXT NOT NULL,
    seen_print TEXT,
    seen_at TEXT,
    PRIMARY KEY (verification_id, page_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dossier_return (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    verification_id TEXT REFERENCES verification (id),
    account TEXT NOT NULL,
    at TEXT NOT NULL,
    -- What the return took away, for as long as it may be taken back; and the dossier's revision it left.
    before_json TEXT NOT NULL,
    revision INTEGER NOT NULL,
    undone_at TEXT
  ) STRICT;
  CREATE INDEX return_of_dossier ON dossier_return (dossier_id, at);

  -- return_id is empty while the finding is only noted.
  CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    verification_id TEXT REFERENCES verification (id),
    return_id TEXT REFERENCES dossier_return (id),
    document_id TEXT,
    page_id TEXT,
    kinds_json TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX finding_of_dossier ON finding (dossier_id);
  CREATE INDEX finding_of_verification ON finding (verification_id);

  CREATE TABLE sign_batch (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    profile TEXT NOT NULL,
    notation TEXT NOT NULL,
    subject TEXT NOT NULL,
    serial TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'keyless', 'done', 'cancelled')),
    started_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX sign_batch_by_start ON sign_batch (started_at);
  CREATE INDEX open_sign_batch ON sign_batch (state) WHERE state IN ('running', 'paused', 'keyless');

  -- One row per file and batch. pdf: what the person saw and meant; another PDF in its place is not signed.
  CREATE TABLE sign_item (
    batch_id TEXT NOT NULL REFERENCES sign_batch (id),
    document_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    pdf TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'signing', 'signed', 'failed', 'cancelled')),
    error_json TEXT,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (batch_id, document_id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX one_open_sign_item ON sign_item (document_id) WHERE state IN ('waiting', 'signing');
  CREATE INDEX sign_item_by_state ON sign_item (batch_id, state, changed_at);

  -- Rows of document carry whole descriptions: who only asks what waits reads these instead.
  CREATE INDEX document_waits_for_approval ON document (dossier_id)
    WHERE approved_by IS NULL AND composed_json IS NOT NULL AND returned_json IS NULL
      AND (signed_json IS NOT NULL OR incoming_signed IS NOT NULL);
  CREATE INDEX document_not_ready ON document (dossier_id)
    WHERE fields_json IS NULL OR returned_json IS NOT NULL OR composed_json IS NULL OR (signed_json IS NULL AND incoming_signed IS NULL);
  CREATE INDEX document_waits_for_signature ON document (dossier_id, place, part, id, json_extract(composed_json, '$.pages'))
    WHERE composed_json IS NOT NULL AND signed_json IS NULL AND incoming_signed IS NULL AND returned_json IS NULL;
  CREATE INDEX source_file_waiting ON source_file (dossier_id) WHERE state = 'waiting';
  CREATE INDEX dossier_by_change ON dossier (changed_at, id);
  `,
};
