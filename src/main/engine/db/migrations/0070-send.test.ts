import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { deliveryOf } from '../../records/deliveries.ts';
import { lineRecord, usedBytes } from '../../records/line.ts';
import { openWriter } from '../database.ts';
import { migrations } from './index.ts';

const folder = temporaryFolder('migration-70');
const objid = (n: number) => `uuid-00000000-0000-4000-8000-00000000000${n}`;

it('a queue of an older station keeps its packages, their order, sizes and receipt numbers', async () => {
  const file = join(folder, 'station.db');
  const old = await openWriter(
    file,
    migrations.filter(({ version }) => version < 70),
  );
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    for (const [n, state, receipt] of [
      [1, 'delivered', '{"number":"BN-2026-000007"}'],
      [2, 'rejected', null],
      [3, 'sending', null],
    ] as const) {
      db.run(
        "INSERT INTO dossier (id, file_code, description_json, objid, made_at, changed_at) VALUES (?, ?, '{}', ?, 'x', 'x')",
        `d${n}`,
        `H49.2001.${n}`,
        objid(n),
      );
      const sealed = { objid: objid(n), fileCode: `H49.2001.${n}`, zip: 'a'.repeat(64), bytes: n * 1000, documents: 1, pages: 1 };
      db.run(
        "INSERT INTO delivery (objid, dossier_id, package_json, state, sent_bytes, receipt_json, changed_at) VALUES (?, ?, ?, ?, 7, ?, 'x')",
        objid(n),
        `d${n}`,
        JSON.stringify(sealed),
        state,
        receipt,
      );
    }
  });
  old.data.close();
  const upgraded = await openWriter(file);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db, tx, close } = upgraded.data;
  expect(db.all('SELECT objid, bytes, receipt_number FROM delivery ORDER BY place')).toEqual([
    { objid: objid(1), bytes: 1000, receipt_number: 'BN-2026-000007' },
    { objid: objid(2), bytes: 2000, receipt_number: null },
    { objid: objid(3), bytes: 3000, receipt_number: null },
  ]);
  expect(deliveryOf(db, objid(3))).toMatchObject({ state: 'sending', sentBytes: 7, disk: null, heldBy: null });
  expect(lineRecord(db)).toEqual({ paused: null, rate: null, silent: null, retryAtMs: 0 });
  expect(usedBytes(db, 0)).toEqual({ day: 0, month: 0 });

  // A dossier that leaves its rejected package behind remembers it, until the return is taken back.
  const replaces = (n: number) => db.get('SELECT replaces FROM dossier WHERE id = ?', `d${n}`)!['replaces'];
  tx((writable) => writable.run('UPDATE dossier SET objid = NULL'));
  expect([replaces(1), replaces(2), replaces(3)]).toEqual([null, objid(2), null]);
  tx((writable) => writable.run("UPDATE dossier SET objid = ? WHERE id = 'd2'", objid(2)));
  expect(replaces(2)).toBeNull();
  close();
});
