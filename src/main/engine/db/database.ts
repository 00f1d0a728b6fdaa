/**
 * The station's one database. `synchronous = FULL` because WAL's default may lose the last commits in a power cut; only
 * `openWriter` hands out a `WritableDb`, so a function that changes state says so in its type.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { fold } from '../../../contract/text.ts';
import { storageFailure } from '../storage-failure.ts';
import { syncFile, syncFolder } from '../../../platform/durable.ts';
import { discardFile, replaceFile } from '../../../platform/patience.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Values that a row may hold, and how the station reads them. */
export type SqlValue = string | number | null;
export type Row = Record<string, SqlValue>;

/** A database that may be read. */
export interface Db {
  all(sql: string, ...params: SqlValue[]): Row[];
  get(sql: string, ...params: SqlValue[]): Row | undefined;
}

declare const writable: unique symbol;
/** A database inside a transaction of the one writer. */
export interface WritableDb extends Db {
  readonly [writable]: true;
  run(sql: string, ...params: SqlValue[]): { changes: number; lastId: number };
}

/** The one writer. Every change goes through `tx`, which commits whole or not at all. */
export interface Writer {
  readonly db: Db;
  tx<T>(change: (db: WritableDb) => T): T;
  close(): void;
}

/**
 * Opens the database for writing, making or migrating it; a copy of the old one is kept beside it. A database of a newer station
 * is refused, never guessed at. `shipped` lets a test be a later version of the program. `beforeCommit` is called at the end of every
 * change, inside its transaction: there what is derived follows what it is derived from.
 */
export async function openWriter(
  file: string,
  shipped: readonly Migration[] = migrations,
  beforeCommit: (db: WritableDb) => void = () => undefined,
): Promise<Result<Writer>> {
  const existed = existsSync(file);
  let connection: Database.Database | undefined;
  try {
    connection = new Database(file);
    const found = connection.pragma('user_version', { simple: true }) as number;
    const newest = shipped.at(-1)!.version;
    if (found > newest) {
      connection.close();
      return fail('STATION_TOO_NEW', { found, newest });
    }
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // Migrations fold what they copy as the station does; NULL stays NULL.
    connection.function('fold', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? fold(text) : null));
    if (existed && found > 0 && found < newest) await backUp(connection, `${file}.before-${newest}`);
    migrate(connection, found, shipped);
  } catch (error) {
    connection?.close();
    return openingFailure(error);
  }
  const opened = connection;
  const db = cached(opened);
  return ok({
    db,
    tx: (change) =>
      opened
        .transaction(() => {
          const changed = change(db);
          beforeCommit(db);
          return changed;
        })
        .immediate(),
    close: () => opened.close(),
  });
}

/** Opens an existing database for looking only, while another process may be its writer; `cacheMiB` of it stay in memory. */
export function openReader(file: string, cacheMiB = 16): Result<{ db: Db; close(): void }> {
  try {
    const connection = new Database(file, { readonly: true, fileMustExist: true });
    connection.pragma(`cache_size = ${-1024 * cacheMiB}`);
    const found = connection.pragma('user_version', { simple: true }) as number;
    const newest = migrations.at(-1)!.version;
    if (found !== newest) {
      connection.close();
      return fail(found > newest ? 'STATION_TOO_NEW' : 'STATION_NEEDS_UPGRADE', { found, newest });
    }
    return ok({ db: cached(connection), close: () => connection.close() });
  } catch (error) {
    return openingFailure(error);
  }
}

/** Applies the migrations above `from`, each in its own transaction with the version it leaves. */
function migrate(connection: Database.Database, from: number, shipped: readonly Migration[]): void {
  for (const migration of shipped) {
    if (migration.version <= from) continue;
    connection.transaction(() => {
      connection.exec(migration.sql);
      migration.fill?.(cached(connection));
      if (migration.after !== undefined) connection.exec(migration.after);
      connection.pragma(`user_version = ${migration.version}`);
    })();
  }
}

async function backUp(connection: Database.Database, target: string): Promise<void> {
  const temp = `${target}.part`;
  await discardFile(temp);
  await connection.backup(temp);
  await syncFile(temp);
  await replaceFile(temp, target);
  await syncFolder(dirname(target));
}

function openingFailure(error: unknown): Result<never> {
  const failure = storageFailure(error);
  if (failure === null) throw error;
  return failure;
}

/** Statements are prepared once per text: the station runs the same few dozen all day. */
function cached(connection: Database.Database): WritableDb {
  const statements = new Map<string, Database.Statement<SqlValue[], Row>>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = connection.prepare<SqlValue[], Row>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    all: (sql, ...params) => prepare(sql).all(...params),
    get: (sql, ...params) => prepare(sql).get(...params),
    run: (sql, ...params) => {
      const { changes, lastInsertRowid } = prepare(sql).run(...params);
      return { changes, lastId: Number(lastInsertRowid) };
    },
  } as WritableDb;
}
