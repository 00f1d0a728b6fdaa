import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { bringUpToDate } from '../../search/indexer.ts';
import { countDue, keepSearchIndex } from '../../search/index-store.ts';
import { Vault } from '../../vault/vault.ts';
import { openWriter } from '../database.ts';
import { migrations } from './index.ts';

const folder = temporaryFolder('migration-80');
const gone = 'b'.repeat(64);
const description = {
  title: 'Hồ sơ giao đất',
  maintenance: '01',
  mode: '01',
  language: ['01'],
  startDate: '',
  endDate: '',
  keyword: '',
  format: '',
  inforSign: '',
  paperFileCode: '',
  riskRecovery: '0',
  riskRecoveryStatus: '',
  description: '',
};
const page = {
  width: 10,
  height: 10,
  lines: [{ box: [0, 0, 9, 9], words: [{ text: 'Đường', box: [0, 0, 9, 9], confidence: 90 }] }],
};
it('what an older station holds becomes findable in the background; what cannot be read is set aside, not tried for ever', async () => {
  const file = join(folder, 'station.db');
  const vault = await Vault.open(join(folder, 'vault'));
  const words = await vault.put(Buffer.from(JSON.stringify(page)));
  const old = await openWriter(
    file,
    migrations.filter(({ version }) => version < 80),
  );
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', ?, 'x', 'x')",
      JSON.stringify(description),
    );
    db.run("INSERT INTO document (id, dossier_id, place, title) VALUES ('doc', 'd', 1, '')");
    db.run(
      "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES ('f', 'd', 'doc', 1, 'p', 'p', 1, 1, 'captured')",
    );
    for (const [at, digest] of [words, gone, null].entries())
      db.run(
        "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json, text_json) VALUES (?, 'd', 'doc', 'f', 1, ?, '{}', ?)",
        `p${at}`,
        at + 1,
        digest === null ? null : JSON.stringify({ words: digest, wordCount: 1, meanConfidence: 90 }),
      );
  });
  old.data.close();

  const upgraded = await openWriter(file, migrations, keepSearchIndex);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db, close } = upgraded.data;
  expect(countDue(db)).toBe(3);
  await bringUpToDate({ writer: upgraded.data, vault }, new AbortController().signal);
  expect(countDue(db)).toBe(0);
  expect(db.all("SELECT subject FROM search_due WHERE kind = 'page' AND failed = 1")).toEqual([{ subject: 'p1' }]);
  expect(
    db.all('SELECT page_id FROM search_page WHERE id IN (SELECT rowid FROM search_words WHERE search_words MATCH \'"duong"\')'),
  ).toEqual([{ page_id: 'p0' }]);
  expect(db.all('SELECT rowid FROM search_fields WHERE search_fields MATCH \'dossier : "giao"\'')).toHaveLength(1);
  close();
});
