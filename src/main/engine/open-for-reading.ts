import { join } from 'node:path';
import type { Result } from '../../contract/result.ts';
import { openReader, type Db } from './db/database.ts';

/** Looks at a station that another process may be working in: queries only. */
export function openForReading(dataDir: string, cacheMiB?: number): Result<{ db: Db; close(): void }> {
  return openReader(join(dataDir, 'station.db'), cacheMiB);
}
