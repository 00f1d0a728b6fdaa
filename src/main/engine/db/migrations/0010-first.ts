import type { Migration } from './migration.ts';

/** Instants are ISO 8601 text with +07:00 and so sort as text. Columns named `*_json` hold what the contract's schema of that name parses. */
export const first: Migration = {
  version: 10,
  name: 'first',
  sql: `
  CREATE TABLE station (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    agency_code TEXT NOT NULL,
    agency_name TEXT NOT NULL,
    fonds_code TEXT NOT NULL,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    archive_url TEXT,
    archive_key TEXT,
    made_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor', 'it')),
    password TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE dossier (
    id TEXT PRIMARY KEY,
    file_code TEXT NOT NULL UNIQUE,
    description_json TEXT NOT NULL,
    objid TEXT,
    -- Rises with every change of content; an approval names the one it saw.
    revision INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
  ) STRICT;

  -- One row per file a person handed over; it stays whatever became of the file.
  CREATE TABLE source_file (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    document_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    digest TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'captured', 'refused', 'dismissed')),
    error_json TEXT,
    UNIQUE (dossier_id, path, size, modified_ms)
  ) STRICT;

  CREATE TABLE document (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    -- Order in the dossier before ordinals are given: place of its first file, then place after splitting.
    place INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    ordinal INTEGER,
    title TEXT NOT NULL,
    split_every INTEGER,
    settled INTEGER NOT NULL DEFAULT 0,
    -- A PDF that came in with a signature: the very blob, never rewritten.
    incoming_signed TEXT,
    proposal_json TEXT,
    fields_json TEXT,
    described_by TEXT,
    described_at TEXT,
    composed_json TEXT,
    -- Chosen before signing, so that signing again after a crash makes the same signature.
    signing_at TEXT,
    signed_json TEXT,
    approved_by TEXT,
    approved_at TEXT,
    returned_json TEXT,
    warnings_json TEXT NOT NULL DEFAULT '[]',
    UNIQUE (dossier_id, ordinal)
  ) STRICT;
  CREATE INDEX document_of_dossier ON document (dossier_id, place, part);

  -- Everybody who ever described the dossier (document_id '') or one of its documents: none of them may approve it.
  CREATE TABLE describer (
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    document_id TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (dossier_id, document_id, account)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE page (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    document_id TEXT REFERENCES document (id),
    source_file_id TEXT NOT NULL REFERENCES source_file (id),
    position INTEGER NOT NULL,
    source_page INTEGER NOT NULL,
    tray TEXT CHECK (tray IN ('blank', 'separator', 'clerk')),
    image_json TEXT NOT NULL,
    clean_json TEXT,
    text_json TEXT,
    returned TEXT,
    CHECK ((document_id IS NULL) = (tray IS NOT NULL)),
    UNIQUE (source_file_id, source_page)
  ) STRICT;
  CREATE INDEX page_of_document ON page (document_id, position, source_page);
  CREATE INDEX page_of_dossier ON page (dossier_id);
  -- A window asks for images by digest; only what a page points at is answered.
  CREATE INDEX page_by_image ON page (json_extract(image_json, '$.image'));
  CREATE INDEX page_by_clean_image ON page (json_extract(clean_json, '$.image'));

  -- What a step made of an input, so that a re-run is free. Key: SHA-256 of step, version, settings and input.
  CREATE TABLE memo (
    key TEXT PRIMARY KEY,
    step TEXT NOT NULL,
    output_json TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    step TEXT NOT NULL,
    subject TEXT NOT NULL,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    error_json TEXT,
    changed_at TEXT NOT NULL,
    UNIQUE (step, subject)
  ) STRICT;
  CREATE INDEX job_by_state ON job (state, not_before_ms);
  CREATE INDEX job_of_dossier ON job (dossier_id);

  CREATE TABLE delivery (
    objid TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    package_json TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'received', 'validated', 'delivered', 'rejected')),
    upload_path TEXT,
    sent_bytes INTEGER NOT NULL DEFAULT 0,
    reasons_json TEXT NOT NULL DEFAULT '[]',
    receipt_json TEXT,
    changed_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX delivery_of_dossier ON delivery (dossier_id);

  -- Hash-chained: each row's hash covers its content and the hash before it.
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    data_json TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
};
