import { fail, type Failure } from '../../contract/result.ts';

/** Failures of the disk a station lies on: not one job's fault, so work stops instead of trying the next job. */
export const haltsStation: ReadonlySet<string> = new Set([
  'DISK_FULL',
  'STATION_NOT_WRITABLE',
  'STATION_DAMAGED',
  'SEARCH_INDEX_DAMAGED',
]);

/**
 * What the disk said, as one of the station's own failures, whether a file or the database met it; null when it is no fault of the disk. EBUSY is how Windows
 * says that somebody else holds the file, and patience has run out by then.
 * SQLite says SQLITE_FULL where it writes pages and SQLITE_IOERR_SHMSIZE where it grows the index of its write-ahead log.
 */
export function storageFailure(error: unknown): Failure | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_SHMSIZE':
      return fail('DISK_FULL', {});
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return fail('STATION_NOT_WRITABLE', {});
    case 'SQLITE_CORRUPT_VTAB':
      // The only virtual tables are those of search.
      return fail('SEARCH_INDEX_DAMAGED', {});
    default:
      if (/^SQLITE_(?:READONLY|CANTOPEN)/.test(code)) return fail('STATION_NOT_WRITABLE', {});
      return /^SQLITE_(?:NOTADB|CORRUPT)/.test(code) ? fail('STATION_DAMAGED', {}) : null;
  }
}
