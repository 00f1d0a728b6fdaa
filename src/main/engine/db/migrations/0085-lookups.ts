import type { Migration } from './migration.ts';

/** Found missing on a station of a million pages (`tram bench --only screens`): each of these was a walk through the whole table. */
export const lookups: Migration = {
  version: 85,
  name: 'lookups',
  sql: `
  -- What is due for the search index is crossed off by its subject.
  CREATE INDEX search_due_by_subject ON search_due (kind, subject);
  -- Is the package still the dossier's own?
  CREATE INDEX dossier_by_objid ON dossier (objid) WHERE objid IS NOT NULL;
  `,
};
