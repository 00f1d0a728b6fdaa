import type { Migration } from './migration.ts';

/**
 * Papers that come without a path: from a window (uploads) and from a scanner. Their bytes are in the vault before their row is written, so
 * `digest` is known from the beginning; `path` is where a person would look for them (`folder/name`, `scan/<id>/0007`).
 */
export const arrivals: Migration = {
  version: 45,
  name: 'arrivals',
  sql: `
  ALTER TABLE source_file ADD COLUMN origin TEXT NOT NULL DEFAULT 'path' CHECK (origin IN ('path', 'upload', 'scan'));

  -- An upload that was begun and is neither committed nor cancelled; its files lie in incoming/<id>/<n>.
  CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    file_code TEXT NOT NULL,
    split TEXT NOT NULL,
    account TEXT NOT NULL,
    begun_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX upload_of_dossier ON upload (file_code);

  CREATE TABLE upload_file (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    -- As it arrived, whole and durable; NULL before.
    digest TEXT,
    -- Needs no bytes: passed over, here already, or refused (with its reason).
    settled TEXT CHECK (settled IN ('pass', 'have', 'refuse')),
    error_json TEXT,
    PRIMARY KEY (upload_id, n)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE scan_profile (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    profile_json TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;
  INSERT INTO scan_profile (id, name, profile_json, made_at) VALUES
    ('5ca00001-0000-4000-8000-000000000001', 'Hành chính A4 · hai mặt',
     '{"name":"Hành chính A4 · hai mặt","paper":"administrative","source":"duplex","dpi":300,"colour":"colour","size":"a4","brightness":0}', ''),
    ('5ca00001-0000-4000-8000-000000000002', 'Hành chính A4 · một mặt',
     '{"name":"Hành chính A4 · một mặt","paper":"administrative","source":"feeder","dpi":300,"colour":"colour","size":"a4","brightness":0}', ''),
    ('5ca00001-0000-4000-8000-000000000003', 'Mặt kính A4',
     '{"name":"Mặt kính A4","paper":"administrative","source":"flatbed","dpi":300,"colour":"colour","size":"a4","brightness":0}', ''),
    ('5ca00001-0000-4000-8000-000000000004', 'Bản đồ, bản vẽ',
     '{"name":"Bản đồ, bản vẽ","paper":"map","source":"flatbed","dpi":300,"colour":"colour","size":"largest","brightness":0}', '');

  -- One run of a scanner for one document. Until it is done the document takes more pages and is not parted.
  CREATE TABLE scan (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES dossier (id),
    document_id TEXT NOT NULL REFERENCES document (id),
    device_name TEXT NOT NULL,
    profile_json TEXT NOT NULL,
    replaces_page TEXT REFERENCES page (id),
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done')),
    images INTEGER NOT NULL DEFAULT 0,
    recovered INTEGER NOT NULL DEFAULT 0,
    error_json TEXT,
    account TEXT NOT NULL,
    started_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX scan_of_dossier ON scan (dossier_id, started_at);
  CREATE INDEX scan_of_document ON scan (document_id);
  `,
};
