import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/folders.ts';
import { recordAudit, verifyAudit } from '../../audit/audit.ts';
import { toInstant } from '../../../../contract/instant.ts';
import { openWriter } from '../database.ts';
import { first } from './0010-first.ts';
import { people } from './0020-people.ts';

const folder = temporaryFolder('migration-20');

it('accounts of an older station stay as they are, enabled, and its audit trail stays whole', async () => {
  const file = join(folder, 'station.db');
  const old = await openWriter(file, [first]);
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    db.run("INSERT INTO account (name, role, password, made_at) VALUES ('lan', 'clerk', 'scrypt$s$k', '2026-01-01')");
    recordAudit(db, { at: toInstant(0), actor: 'lan', action: 'session.signIn', subject: 'lan', data: {} });
  });
  old.data.close();
  const upgraded = await openWriter(file, [first, people]);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  expect(upgraded.data.db.all('SELECT * FROM account')).toEqual([
    {
      name: 'lan',
      role: 'clerk',
      password: 'scrypt$s$k',
      made_at: '2026-01-01',
      disabled_at: null,
      password_by: null,
      password_at: null,
      signed_in_at: null,
    },
  ]);
  expect(upgraded.data.db.all('SELECT * FROM setting')).toEqual([]);
  expect(verifyAudit(upgraded.data.db)).toEqual({ entries: 1, brokenAt: null });
  upgraded.data.close();
});
