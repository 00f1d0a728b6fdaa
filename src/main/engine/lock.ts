/**
 * One engine per data folder. The lock is a lock the operating system holds on a file (through SQLite, the same way on
 * Windows and Linux): it dies with its process, so there is no stale lock to recover after a power cut.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../contract/result.ts';

export interface StationLock {
  release(): void;
}

/** Connections that hold a lock: one that nobody refers to any more would be collected as garbage, and its lock with it. */
const held = new Set<Database.Database>();

export function lockStation(dataDir: string): Result<StationLock> {
  const ownerFile = join(dataDir, 'station.owner');
  let connection: Database.Database | undefined;
  try {
    connection = new Database(join(dataDir, 'station.lock'), { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection?.close();
    const code = error instanceof Database.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY')) return fail('STATION_IN_USE', { pid: ownerOf(ownerFile) });
    if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return fail('STATION_NOT_WRITABLE', {});
    if (code === 'SQLITE_FULL') return fail('DISK_FULL', {});
    throw error;
  }
  try {
    writeFileSync(ownerFile, String(process.pid));
  } catch {
    // The owner's number only makes the message friendlier; the lock itself holds.
  }
  held.add(connection);
  return ok({
    release() {
      held.delete(connection);
      connection.close();
    },
  });
}

function ownerOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || '?';
  } catch {
    return '?';
  }
}
