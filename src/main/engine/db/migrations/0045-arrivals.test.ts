import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { ruleBroken } from '../../../../contract/scanning.ts';
import { scanProfiles } from '../../records/scan-profiles.ts';
import { sourceFilesOf } from '../../records/source-files.ts';
import { openWriter } from '../database.ts';
import { arrivals } from './0045-arrivals.ts';
import { migrations } from './index.ts';

const folder = temporaryFolder('migration-45');

it('files of an older station came by path, and its scanners begin with profiles that keep the rule', async () => {
  const file = join(folder, 'station.db');
  const before = migrations.filter(({ version }) => version < arrivals.version);
  const old = await openWriter(file, before);
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    db.run("INSERT INTO document (id, dossier_id, place, title) VALUES ('doc', 'd', 1, '')");
    db.run(
      "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES ('f', 'd', 'doc', 1, '/p', 'p', 1, 2, 'captured')",
    );
  });
  old.data.close();
  const upgraded = await openWriter(file, [...before, arrivals]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db } = upgraded.data;
  expect(sourceFilesOf(db, 'd')).toMatchObject([
    { id: 'f', path: '/p', size: 1, modifiedMs: 2, state: 'captured', origin: 'path' },
  ]);
  const profiles = scanProfiles(db);
  expect(profiles.map(({ source }) => source)).toEqual(['duplex', 'feeder', 'flatbed', 'flatbed']);
  expect(profiles.map((profile) => ruleBroken(profile))).toEqual([null, null, null, null]);
  expect(db.all('SELECT * FROM upload UNION ALL SELECT id, id, id, id, id FROM scan')).toEqual([]);
  upgraded.data.close();
});
