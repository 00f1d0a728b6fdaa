import type { WritableDb } from '../database.ts';

export interface Migration {
  /** Rising; a shipped migration never changes. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, and the SQL that comes after it; all in the migration's one transaction. */
  readonly fill?: (db: WritableDb) => void;
  readonly after?: string;
}
