import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { openWriter } from '../database.ts';
import { migrations } from './index.ts';

const folder = temporaryFolder('db-0050');
const before = migrations.filter(({ version }) => version < 50);

it('a station that has described documents before offers their words, and its queue still knows what waits', async () => {
  const file = join(folder, 'old.db');
  const old = await openWriter(file, before);
  if (!old.ok) throw new Error(old.error.code);
  const fields = (organName: string, signer: string) =>
    JSON.stringify({
      typeName: '02',
      codeNumber: '1',
      codeNotation: 'QĐ-UBND',
      issuedDate: '01/02/2001',
      organName,
      subject: `Về ${signer}`,
      signer,
    });
  old.data.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    const add = (id: string, place: number, words: string | null, at: string | null) =>
      db.run(
        "INSERT INTO document (id, dossier_id, place, title, proposal_json, fields_json, described_at) VALUES (?, 'd', ?, '', '{}', ?, ?)",
        id,
        place,
        words,
        at,
      );
    add('a', 1, fields('Ủy ban nhân dân xã Lam Khê', 'Nguyễn Văn An'), '2026-01-01T08:00:00.000+07:00');
    add('b', 2, fields('Ủy ban nhân dân xã Lam Khê', ''), '2026-01-02T08:00:00.000+07:00');
    add('c', 3, null, null);
  });
  old.data.close();
  const upgraded = await openWriter(file, migrations);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db } = upgraded.data;
  expect(db.all("SELECT value, folded, uses, last_at FROM term WHERE field = 'organName'")).toEqual([
    {
      value: 'Ủy ban nhân dân xã Lam Khê',
      folded: 'uy ban nhan dan xa lam khe',
      uses: 2,
      last_at: '2026-01-02T08:00:00.000+07:00',
    },
  ]);
  expect(db.all("SELECT value, uses FROM term WHERE field = 'signer'")).toEqual([{ value: 'Nguyễn Văn An', uses: 1 }]);
  expect(db.all('SELECT sources_json, remarks_json, came_at FROM document')).toEqual(
    Array.from({ length: 3 }, () => ({ sources_json: '{}', remarks_json: '[]', came_at: 'x' })),
  );
  expect(
    db.all(
      'SELECT id FROM document INDEXED BY document_undescribed WHERE proposal_json IS NOT NULL AND fields_json IS NULL AND returned_json IS NULL',
    ),
  ).toEqual([{ id: 'c' }]);
  upgraded.data.close();
});

it('a decision about a word is never rewritten', async () => {
  const opened = await openWriter(join(folder, 'fresh.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const { data: writer } = opened;
  writer.tx((db) => {
    db.run("INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'c', '{}', 'x', 'x')");
    db.run("INSERT INTO document (id, dossier_id, place, title) VALUES ('doc', 'd', 1, '')");
    db.run(
      "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES ('f', 'd', 'doc', 1, 'p', 'p', 1, 1, 'captured')",
    );
    db.run(
      "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json) VALUES ('p', 'd', 'doc', 'f', 1, 1, '{}')",
    );
    db.run(
      "INSERT INTO text_correction (page_id, at, actor, before, after, box_json, width, height, from_words, to_words) VALUES ('p', 'x', 'lan', 'a', 'b', '[]', 1, 1, 'x', 'y')",
    );
  });
  expect(() => writer.tx((db) => db.run("UPDATE text_correction SET after = 'c'"))).toThrow(/append-only/);
  writer.close();
});
