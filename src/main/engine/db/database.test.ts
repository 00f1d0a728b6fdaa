import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { openReader, openWriter, type Writer } from './database.ts';
import { migrations } from './migrations/index.ts';

const folder = temporaryFolder('db');
const newest = migrations.at(-1)!.version;

async function open(name: string): Promise<Writer> {
  const opened = await openWriter(join(folder, name));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.data;
}

it('migrations rise and never repeat', () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
});

it('commits are on the disk before they are answered, and rows keep to their references', async () => {
  const writer = await open('fresh.db');
  expect(writer.db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  expect(writer.db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  const orphan =
    "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json) VALUES ('p', 'none', 'none', 'none', 1, 1, '{}')";
  expect(() => writer.tx((db) => db.run(orphan))).toThrow(/FOREIGN KEY/);
  writer.close();
});

it('a change that fails halfway leaves nothing behind', async () => {
  const writer = await open('whole.db');
  const add = "INSERT INTO account (name, role, password, made_at) VALUES (?, 'clerk', 'x', 'now')";
  expect(() =>
    writer.tx((db) => {
      db.run(add, 'lan');
      throw new Error('power cut');
    }),
  ).toThrow('power cut');
  expect(writer.db.all('SELECT * FROM account')).toEqual([]);
  writer.close();
});

it('the ledger cannot lose a page: it is in a document or in the tray, never in neither', async () => {
  const writer = await open('ledger.db');
  writer.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    db.run("INSERT INTO document (id, dossier_id, place, title) VALUES ('doc', 'd', 1, '')");
    db.run(
      "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES ('f', 'd', 'doc', 1, 'p', 'p', 1, 1, 'captured')",
    );
    db.run(
      "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json) VALUES ('p', 'd', 'doc', 'f', 1, 1, '{}')",
    );
  });
  expect(() => writer.tx((db) => db.run("UPDATE page SET document_id = NULL WHERE id = 'p'"))).toThrow(/CHECK/);
  expect(() => writer.tx((db) => db.run("UPDATE page SET tray = 'blank' WHERE id = 'p'"))).toThrow(/CHECK/);
  writer.tx((db) => db.run("UPDATE page SET document_id = NULL, tray = 'blank' WHERE id = 'p'"));
  writer.close();
});

it('data of a newer program are refused and left as they were', async () => {
  const file = join(folder, 'future.db');
  (await open('future.db')).close();
  const future = new Database(file);
  future.pragma(`user_version = ${newest + 10}`);
  future.close();
  expect(await openWriter(file)).toMatchObject({
    ok: false,
    error: { code: 'STATION_TOO_NEW', data: { found: newest + 10, newest } },
  });
  expect(openReader(file)).toMatchObject({ ok: false, error: { code: 'STATION_TOO_NEW' } });
});

it('a file that is no database is said to be damaged, not overwritten', async () => {
  const file = join(folder, 'noise.db');
  writeFileSync(file, 'không phải cơ sở dữ liệu '.repeat(100));
  expect(await openWriter(file)).toMatchObject({ ok: false, error: { code: 'STATION_DAMAGED' } });
});

it('a reader sees what the writer committed and can change nothing', async () => {
  const writer = await open('shared.db');
  const reader = openReader(join(folder, 'shared.db'));
  if (!reader.ok) throw new Error(reader.error.code);
  writer.tx((db) => db.run("INSERT INTO account (name, role, password, made_at) VALUES ('lan', 'clerk', 'x', 'now')"));
  expect(reader.data.db.get('SELECT count(*) AS n FROM account')).toEqual({ n: 1 });
  expect(() =>
    reader.data.db.get("INSERT INTO account (name, role, password, made_at) VALUES ('x', 'clerk', 'x', 'now') RETURNING name"),
  ).toThrow(/readonly/);
  reader.data.close();
  writer.close();
});

it('a station of an older program is upgraded with its rows, and the database as it was is kept', async () => {
  const file = join(folder, 'older.db');
  const old = await open('older.db');
  old.tx((db) => db.run("INSERT INTO account (name, role, password, made_at) VALUES ('lan', 'clerk', 'x', 'now')"));
  old.close();
  const next = { version: newest + 10, name: 'next', sql: "ALTER TABLE account ADD COLUMN office TEXT NOT NULL DEFAULT 'H49'" };
  const upgraded = await openWriter(file, [...migrations, next]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  expect(upgraded.data.db.get('SELECT name, office FROM account')).toEqual({ name: 'lan', office: 'H49' });
  upgraded.data.close();
  const kept = new Database(`${file}.before-${next.version}`, { readonly: true });
  expect(kept.pragma('user_version', { simple: true })).toBe(newest);
  expect(kept.prepare('SELECT name, role, password, made_at FROM account').all()).toEqual([
    { name: 'lan', role: 'clerk', password: 'x', made_at: 'now' },
  ]);
  kept.close();
});

it('an upgrade that fails leaves the station as it was', async () => {
  const file = join(folder, 'halfway.db');
  (await open('halfway.db')).close();
  const broken = {
    version: newest + 10,
    name: 'broken',
    sql: 'ALTER TABLE account ADD COLUMN office TEXT; DROP TABLE no_such_table',
  };
  await expect(openWriter(file, [...migrations, broken])).rejects.toThrow(/no_such_table/);
  const again = await openWriter(file);
  expect(again.ok && again.data.db.all('PRAGMA table_info(account)').map((column) => column['name'])).not.toContain('office');
  if (again.ok) again.data.close();
});
