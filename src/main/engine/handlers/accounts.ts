/** The accounts of the station. Whatever changes one ends what its person is doing in every window: they sign in anew with what holds now. */
import type { ErrorCode } from '../../../contract/errors/index.ts';
import { fail, ok } from '../../../contract/result.ts';
import { hashPassword } from '../accounts/password.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import { accountOf, accounts, addAccount, anyAccount, isLastIt, type Account } from '../accounts/register.ts';
import { isReserved } from '../accounts/rules.ts';
import { enter, proveAgain, tooShort } from '../accounts/sign-in.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { stationOf } from '../records/station.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names =
  | 'account.add'
  | 'account.list'
  | 'account.register'
  | 'account.setRole'
  | 'account.setEnabled'
  | 'account.setPassword'
  | 'account.changePassword'
  | 'account.first';

export const accountHandlers: Pick<Handlers, Names> = {
  'account.add': async (context, { name, role, password }) => {
    if (isReserved(name)) return fail('ACCOUNT_NAME_RESERVED', { name });
    const short = tooShort(context, password);
    if (short !== null) return short;
    const hash = await hashPassword(password);
    const by = { at: context.clock.now(), actor: context.actor };
    const added = context.writer.tx((db) => {
      if (accountOf(db, name) !== null) return false;
      addAccount(db, { name, role }, hash, by);
      return true;
    });
    if (!added) return fail('ACCOUNT_EXISTS', { name });
    context.emit({ topic: 'session.changed' });
    return ok({ name, role });
  },

  'account.list': ({ writer }) => ok(accounts(writer.db).map(({ name, role, disabled }) => ({ name, role, disabled }))),

  'account.register': ({ writer, presences }) => {
    const present = presences.names();
    // The router's schema lets no password out.
    return ok(accounts(writer.db).map((account) => ({ ...account, present: present.has(account.name) })));
  },

  'account.setRole': (context, { name, role }) =>
    change(context, name, (db, account, by) => {
      if (account.role === role) return null;
      if (isLastIt(db, name)) return 'LAST_IT_ACCOUNT';
      db.run('UPDATE account SET role = ? WHERE name = ?', role, name);
      recordAudit(db, { ...by, action: 'account.setRole', subject: name, data: { from: account.role, to: role } });
      return 'changed';
    }),

  'account.setEnabled': (context, { name, enabled }) =>
    change(context, name, (db, account, by) => {
      if (account.disabled !== enabled) return null;
      if (!enabled && isLastIt(db, name)) return 'LAST_IT_ACCOUNT';
      db.run('UPDATE account SET disabled_at = ? WHERE name = ?', enabled ? null : by.at, name);
      recordAudit(db, { ...by, action: enabled ? 'account.enable' : 'account.disable', subject: name, data: {} });
      return 'changed';
    }),

  'account.setPassword': async (context, { name, password }) => {
    if (context.caller.account?.name === name) return fail('OWN_PASSWORD', {});
    const short = tooShort(context, password);
    if (short !== null) return short;
    const hash = await hashPassword(password);
    return change(context, name, (db, _account, by) => {
      storePassword(db, name, hash, by);
      recordAudit(db, { ...by, action: 'account.setPassword', subject: name, data: {} });
      return 'changed';
    });
  },

  'account.changePassword': async (context, { current, next }) => {
    const { presence } = context.caller;
    if (presence === null) return fail('SIGN_IN_NEEDED', {});
    const { name } = presence.account;
    const short = tooShort(context, next);
    if (short !== null) return short;
    const proved = await proveAgain(context, presence, current);
    if (!proved.ok) return proved;
    const hash = await hashPassword(next);
    const by = { at: context.clock.now(), actor: name };
    const stored = context.writer.tx((db) => {
      // Somebody may have reset or disabled the account meanwhile: then theirs is the last word.
      const account = accountOf(db, name);
      if (account === null || account.disabled || account.password !== proved.data.account.password) return false;
      storePassword(db, name, hash, by);
      recordAudit(db, { ...by, action: 'account.changePassword', subject: name, data: { refused: proved.data.refused } });
      return true;
    });
    if (!stored) return fail('PASSWORD_REFUSED', {});
    // Whoever else signed in with the old password is out; this window goes on.
    context.presences.endAllOf(name, presence);
    context.presences.passwordIsOwn(presence);
    context.emit({ topic: 'session.changed' });
    return ok({});
  },

  'account.first': async (context, { name, password }) => {
    if (stationOf(context.writer.db) === null) return fail('STATION_NOT_MADE', { folder: '' });
    if (anyAccount(context.writer.db)) return fail('ACCOUNTS_EXIST', {});
    if (isReserved(name)) return fail('ACCOUNT_NAME_RESERVED', { name });
    const short = tooShort(context, password);
    if (short !== null) return short;
    const hash = await hashPassword(password);
    const at = context.clock.now();
    const made = context.writer.tx((db) => {
      // Two windows may offer this at once: the first wins.
      if (anyAccount(db)) return false;
      addAccount(db, { name, role: 'it' }, hash, { at, actor: name });
      db.run('UPDATE account SET signed_in_at = ? WHERE name = ?', at, name);
      recordAudit(db, { at, actor: name, action: 'session.signIn', subject: name, data: { refused: 0 } });
      return true;
    });
    return made ? ok(enter(context, accountOf(context.writer.db, name)!)) : fail('ACCOUNTS_EXIST', {});
  },
};

interface By {
  readonly at: Instant;
  readonly actor: string;
}
type Change = (db: WritableDb, account: Account, by: By) => ErrorCode | 'changed' | null;

/** Changes one account in a transaction; `decide` answers null when it already is so. What was begun with the account before ends with it. */
function change(context: HandlerContext, name: string, decide: Change) {
  const by = { at: context.clock.now(), actor: context.actor };
  const outcome = context.writer.tx((db) => {
    const account = accountOf(db, name);
    return account === null ? 'ACCOUNT_UNKNOWN' : decide(db, account, by);
  });
  if (outcome === 'changed') {
    context.presences.endAllOf(name);
    context.keys.closeOf(name);
    context.emit({ topic: 'session.changed' });
  }
  return outcome === null || outcome === 'changed' ? ok({}) : fail(outcome, { name });
}

function storePassword(db: WritableDb, name: string, hash: string, by: By): void {
  db.run('UPDATE account SET password = ?, password_by = ?, password_at = ? WHERE name = ?', hash, by.actor, by.at, name);
}
