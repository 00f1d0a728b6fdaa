import { expect, it } from 'vitest';
import { storageFailure } from './storage-failure.ts';

it.each([
  ['ENOSPC', 'DISK_FULL'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['EPERM', 'STATION_NOT_WRITABLE'],
  ['EBUSY', 'STATION_NOT_WRITABLE'],
  ['SQLITE_READONLY_DBMOVED', 'STATION_NOT_WRITABLE'],
  ['SQLITE_CORRUPT', 'STATION_DAMAGED'],
  ['SQLITE_CORRUPT_VTAB', 'SEARCH_INDEX_DAMAGED'],
  ['SQLITE_CONSTRAINT', undefined],
  ['ENOENT', undefined],
])('what the disk says with %s is %s', (code, said) => {
  expect(storageFailure(Object.assign(new Error(code), { code }))?.error.code).toBe(said);
});
