import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { openWriter } from '../database.ts';
import { decide } from './0060-decide.ts';
import { first } from './0010-first.ts';

const folder = temporaryFolder('migration-60');

it('a dossier that waited for its second person or for a signature waits on, and can be listed as waiting', async () => {
  const file = join(folder, 'station.db');
  const old = await openWriter(file, [first]);
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    const add = "INSERT INTO document (id, dossier_id, place, title, composed_json, signed_json) VALUES (?, 'd', ?, '', ?, ?)";
    db.run(add, 'signed', 1, '{"pages":3}', '{}');
    db.run(add, 'composed', 2, '{"pages":2}', null);
  });
  const before = old.data.db.all('SELECT * FROM document ORDER BY id');
  old.data.close();
  const upgraded = await openWriter(file, [first, decide]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db } = upgraded.data;
  expect(db.all('SELECT * FROM document ORDER BY id')).toEqual(before);
  for (const table of ['verification', 'verification_page', 'dossier_return', 'finding', 'sign_batch', 'sign_item'])
    expect(db.get(`SELECT count(*) AS n FROM ${table}`)).toEqual({ n: 0 });
  // The partial indexes hold exactly the rows of their kind.
  const kept = (index: string, condition: string) =>
    db.all(`SELECT id FROM document INDEXED BY ${index} WHERE ${condition}`).map((row) => row['id']);
  expect(
    kept(
      'document_waits_for_signature',
      'composed_json IS NOT NULL AND signed_json IS NULL AND incoming_signed IS NULL AND returned_json IS NULL',
    ),
  ).toEqual(['composed']);
  expect(
    kept(
      'document_waits_for_approval',
      'approved_by IS NULL AND composed_json IS NOT NULL AND returned_json IS NULL AND (signed_json IS NOT NULL OR incoming_signed IS NOT NULL)',
    ),
  ).toEqual(['signed']);
  upgraded.data.close();
});

it('two open checks of one dossier, or one document in two open batches, cannot be written down', async () => {
  const opened = await openWriter(join(folder, 'rules.db'), [first, decide]);
  if (!opened.ok) throw new Error(opened.error.code);
  const { data: writer } = opened;
  writer.tx((db) => {
    db.run(
      "INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES ('d', 'H49.2001.1', '{}', 'x', 'x')",
    );
    for (const id of ['b1', 'b2'])
      db.run(
        "INSERT INTO sign_batch (id, account, profile, notation, subject, serial, state, started_at) VALUES (?, 'lan', 'x', '', '', '', 'running', 'x')",
        id,
      );
  });
  const check = (id: string, state: string) =>
    writer.tx((db) =>
      db.run(
        "INSERT INTO verification (id, dossier_id, account, mode, percent, least, sample_size, seed, state, begun_at) VALUES (?, 'd', 'hùng', 'full', 30, 5, 5, 's', ?, 'x')",
        id,
        state,
      ),
    );
  check('v1', 'open');
  check('v2', 'left');
  expect(() => check('v3', 'open')).toThrow(/UNIQUE/);
  const item = (batch: string, state: string) =>
    writer.tx((db) =>
      db.run(
        "INSERT INTO sign_item (batch_id, document_id, position, pdf, state, changed_at) VALUES (?, 'doc', 1, '', ?, 'x')",
        batch,
        state,
      ),
    );
  item('b1', 'waiting');
  expect(() => item('b2', 'signing')).toThrow(/UNIQUE/);
  item('b2', 'signed');
  writer.close();
});
