import { fail, ok } from '../../../contract/result.ts';
import { Role } from '../../../contract/vocabulary.ts';
import { hashPassword, passwordMatches } from '../accounts/password.ts';
import { recordAudit } from '../audit/audit.ts';
import { text } from '../records/rows.ts';
import type { Handlers } from '../router.ts';

type Names = 'account.add' | 'account.list' | 'session.signIn' | 'session.signOut' | 'session.who';

export const accountHandlers: Pick<Handlers, Names> = {
  'account.add': async (workshop, { name, role, password }) => {
    const account = name.normalize('NFC');
    const hash = await hashPassword(password);
    const now = workshop.clock.now();
    const added = workshop.writer.tx((db) => {
      if (db.get('SELECT 1 FROM account WHERE name = ?', account) !== undefined) return false;
      db.run('INSERT INTO account (name, role, password, made_at) VALUES (?, ?, ?, ?)', account, role, hash, now);
      recordAudit(db, { at: now, actor: workshop.actor, action: 'account.add', subject: account, data: { role } });
      return true;
    });
    return added ? ok({ name: account, role }) : fail('ACCOUNT_EXISTS', { name: account });
  },

  'account.list': (workshop) =>
    ok(workshop.writer.db.all('SELECT name, role FROM account ORDER BY name').map((row) => ({ name: text(row, 'name'), role: Role.parse(row['role']) }))),

  'session.signIn': async (workshop, { name, password }) => {
    const account = name.normalize('NFC');
    const row = workshop.writer.db.get('SELECT * FROM account WHERE name = ?', account);
    const matches = await passwordMatches(password, row === undefined ? null : text(row, 'password'));
    workshop.writer.tx((db) =>
      recordAudit(db, { at: workshop.clock.now(), actor: account, action: matches ? 'session.signIn' : 'session.refused', subject: account, data: {} }),
    );
    if (!matches || row === undefined) return fail('SIGN_IN_REFUSED', {});
    workshop.caller.account = { name: account, role: Role.parse(row['role']) };
    return ok(workshop.caller.account);
  },

  'session.signOut': (workshop) => {
    workshop.caller.account = null;
    return ok({});
  },

  'session.who': (workshop) => ok(workshop.caller.account),
};
