import { fail, ok } from '../../../contract/result.ts';
import { Role } from '../../../contract/vocabulary.ts';
import { hashPassword, passwordMatches } from '../accounts/password.ts';
import { isReserved, leastPassword } from '../accounts/rules.ts';
import { SignInThrottle } from '../accounts/throttle.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Writer } from '../db/database.ts';
import { text } from '../records/rows.ts';
import { stationOf } from '../records/station.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names = 'account.add' | 'account.list' | 'session.signIn' | 'session.signOut' | 'session.who';

export const accountHandlers: Pick<Handlers, Names> = {
  'account.add': async (workshop, { name, role, password }) => {
    if (isReserved(name)) return fail('ACCOUNT_NAME_RESERVED', { name });
    const practice = stationOf(workshop.writer.db)?.practice === true;
    if (!practice && [...password].length < leastPassword) return fail('PASSWORD_TOO_SHORT', { least: leastPassword });
    const hash = await hashPassword(password);
    const now = workshop.clock.now();
    const added = workshop.writer.tx((db) => {
      if (db.get('SELECT 1 FROM account WHERE name = ?', name) !== undefined) return false;
      db.run('INSERT INTO account (name, role, password, made_at) VALUES (?, ?, ?, ?)', name, role, hash, now);
      recordAudit(db, { at: now, actor: workshop.actor, action: 'account.add', subject: name, data: { role } });
      return true;
    });
    return added ? ok({ name, role }) : fail('ACCOUNT_EXISTS', { name });
  },

  'account.list': (workshop) =>
    ok(
      workshop.writer.db
        .all('SELECT name, role FROM account ORDER BY name')
        .map((row) => ({ name: text(row, 'name'), role: Role.parse(row['role']) })),
    ),

  'session.signIn': async (workshop, { name, password }) => {
    const throttle = throttleOf(workshop.writer);
    const seconds = throttle.begin(name, workshop.clock.epochMs());
    if (seconds > 0) {
      auditRefusal(workshop, throttle, name);
      return fail('SIGN_IN_TOO_SOON', { seconds });
    }
    const row = workshop.writer.db.get('SELECT * FROM account WHERE name = ?', name);
    const matches = await passwordMatches(password, row === undefined ? null : text(row, 'password'));
    if (!matches || row === undefined) {
      auditRefusal(workshop, throttle, name);
      return fail('SIGN_IN_REFUSED', {});
    }
    const refused = throttle.succeeded(name);
    workshop.writer.tx((db) =>
      recordAudit(db, { at: workshop.clock.now(), actor: name, action: 'session.signIn', subject: name, data: { refused } }),
    );
    workshop.caller.account = { name, role: Role.parse(row['role']) };
    return ok(workshop.caller.account);
  },

  'session.signOut': (workshop) => {
    const { account } = workshop.caller;
    workshop.caller.account = null;
    if (account !== null) {
      // Who leaves takes their keys along.
      workshop.keys.closeOf(account.name);
      workshop.writer.tx((db) =>
        recordAudit(db, {
          at: workshop.clock.now(),
          actor: account.name,
          action: 'session.signOut',
          subject: account.name,
          data: {},
        }),
      );
    }
    return ok({});
  },

  'session.who': (workshop) => ok(workshop.caller.account),
};

/** One per open station, shared by all its sessions: hanging up and calling again wins nothing. */
const throttles = new WeakMap<Writer, SignInThrottle>();
function throttleOf(writer: Writer): SignInThrottle {
  const throttle = throttles.get(writer) ?? new SignInThrottle();
  throttles.set(writer, throttle);
  return throttle;
}

/** `count` refusals since the last entry of this name; no more than one entry a minute, so that guessing cannot fill the disk. */
function auditRefusal({ writer, clock }: HandlerContext, throttle: SignInThrottle, name: string): void {
  const count = throttle.refused(name, clock.epochMs());
  if (count === 0) return;
  writer.tx((db) => recordAudit(db, { at: clock.now(), actor: name, action: 'session.refused', subject: name, data: { count } }));
}
