import type { Migration } from './migration.ts';

/** What is due is crossed off by its subject; without this index every page that is read walked through all that are not. */
export const searchDue: Migration = {
  version: 85,
  name: 'search-due',
  sql: 'CREATE INDEX search_due_by_subject ON search_due (kind, subject);',
};
