import type { Migration } from './migration.ts';

/** Settings, what an account needs to be looked after, and what a station weighs from day to day. */
export const people: Migration = {
  version: 20,
  name: 'people',
  sql: `
  -- value_json is parsed by the contract's schema of that key; a key that is not here has its default.
  CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value_json TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- An account is never deleted: the audit trail names it.
  ALTER TABLE account ADD COLUMN disabled_at TEXT;
  -- Who chose the password that holds: the person, or somebody else, who then knows it. NULL where nobody wrote it down.
  ALTER TABLE account ADD COLUMN password_by TEXT;
  ALTER TABLE account ADD COLUMN password_at TEXT;
  ALTER TABLE account ADD COLUMN signed_in_at TEXT;

  CREATE INDEX audit_by_at ON audit (at);
  CREATE INDEX audit_by_actor ON audit (actor, seq);
  CREATE INDEX audit_by_action ON audit (action, seq);
  CREATE INDEX audit_by_subject ON audit (subject, seq);

  -- One row per day the station was open: how fast the disk fills.
  CREATE TABLE weight (
    day TEXT PRIMARY KEY,
    vault_bytes INTEGER NOT NULL,
    database_bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
};
