import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { openWriter } from '../database.ts';
import { first } from './0010-first.ts';
import { people } from './0020-people.ts';
import { pageOrder } from './0040-page-order.ts';

const folder = temporaryFolder('migration-40');

it('pages and documents of an older station keep their order, and what lay in the tray stays there', async () => {
  const file = join(folder, 'station.db');
  const old = await openWriter(file, [first, people]);
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    for (const [id, place, part] of [
      ['late', 11, 0],
      ['second', 2, 1],
      ['first', 2, 0],
    ] as const)
      db.run('INSERT INTO document (id, dossier_id, place, part, title) VALUES (?, ?, ?, ?, ?)', id, 'd', place, part, '');
    for (const position of [2, 10, 11])
      db.run(
        "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES (?, 'd', 'first', ?, ?, '', 1, 1, 'captured')",
        `f${position}`,
        position,
        `${position}`,
      );
    const page = (id: string, document: string | null, position: number, sourcePage: number, tray: string | null) =>
      db.run(
        "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, tray, image_json) VALUES (?, 'd', ?, ?, ?, ?, ?, '{}')",
        id,
        document,
        `f${position}`,
        position,
        sourcePage,
        tray,
      );
    page('p10', 'first', 10, 1, null);
    page('p2-12', 'first', 2, 12, null);
    page('p2-9', 'first', 2, 9, null);
    page('blank', null, 11, 1, 'blank');
  });
  old.data.close();
  const upgraded = await openWriter(file, [first, people, pageOrder]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db } = upgraded.data;
  const ids = (sql: string) => db.all(sql).map(({ id }) => id);
  expect(ids('SELECT id FROM document ORDER BY rank')).toEqual(['first', 'second', 'late']);
  expect(ids('SELECT id FROM page WHERE document_id IS NOT NULL ORDER BY place')).toEqual(['p2-9', 'p2-12', 'p10']);
  expect(db.all("SELECT tray, home_document_id, turned, kept FROM page WHERE id = 'blank'")).toEqual([
    { tray: 'blank', home_document_id: null, turned: null, kept: 0 },
  ]);
  upgraded.data.close();
});
