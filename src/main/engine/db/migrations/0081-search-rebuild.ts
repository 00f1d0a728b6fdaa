import type { Migration } from './migration.ts';

/** Whether the index is being made anew: what is broken off goes on, instead of beginning again. */
export const searchRebuild: Migration = {
  version: 81,
  name: 'search-rebuild',
  sql: 'CREATE TABLE search_rebuild (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;',
};
