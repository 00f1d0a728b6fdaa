import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { toInstant } from '../../../contract/instant.ts';
import { openWriter } from '../db/database.ts';
import { recordAudit, verifyAudit } from './audit.ts';

const folder = temporaryFolder('audit');

async function writerWith(entries: number) {
  const file = join(folder, `${crypto.randomUUID()}.db`);
  const opened = await openWriter(file);
  if (!opened.ok) throw new Error(opened.error.code);
  for (let n = 0; n < entries; n++) {
    opened.data.tx((db) =>
      recordAudit(db, { at: toInstant(n * 1000), actor: 'lan', action: 'job.retry', subject: `${n}`, data: { n } }),
    );
  }
  return { file, writer: opened.data };
}

it('an untouched trail of many entries is whole', async () => {
  const { writer } = await writerWith(2500);
  expect(verifyAudit(writer.db)).toEqual({ entries: 2500, brokenAt: null });
  writer.close();
});

it('the database itself refuses to change or erase an entry', async () => {
  const { writer } = await writerWith(3);
  expect(() => writer.tx((db) => db.run("UPDATE audit SET actor = 'x' WHERE seq = 2"))).toThrow(/append-only/);
  expect(() => writer.tx((db) => db.run('DELETE FROM audit WHERE seq = 2'))).toThrow(/append-only/);
  writer.close();
});

it.each([
  ['an entry was rewritten', "UPDATE audit SET data_json = '{}' WHERE seq = 2", 2],
  ['an entry was cut out', 'DELETE FROM audit WHERE seq = 2', 3],
  [
    'an entry was cut out and the numbers closed up',
    'DELETE FROM audit WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3',
    2,
  ],
] as const)('is seen when somebody with the file at hand says that %s', async (_, tampering, brokenAt) => {
  const { file, writer } = await writerWith(4);
  writer.close();
  const forged = `${file}.forged`;
  copyFileSync(file, forged);
  const attacker = new Database(forged);
  attacker.exec(`DROP TRIGGER audit_is_not_rewritten; DROP TRIGGER audit_is_not_erased; ${tampering}`);
  attacker.close();
  const reopened = await openWriter(forged);
  expect(reopened.ok && verifyAudit(reopened.data.db).brokenAt).toBe(brokenAt);
});
