/** Letting a person in: the password, the patience with guessers, and what the audit trail keeps of both. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { PersonView, SignedInView } from '../../../contract/views.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Writer } from '../db/database.ts';
import type { HandlerContext } from '../handler.ts';
import { stationOf } from '../records/station.ts';
import { passwordMatches } from './password.ts';
import type { Presence } from './presences.ts';
import { accountOf, type Account } from './register.ts';
import { leastPassword } from './rules.ts';
import { SignInThrottle } from './throttle.ts';

/** Whose account this is, when `password` is theirs and it is enabled; `refused` counts wrong tries the audit trail does not know yet. */
export async function prove(
  context: HandlerContext,
  name: string,
  password: string,
): Promise<Result<{ account: Account; refused: number }>> {
  const throttle = throttleOf(context.writer);
  const seconds = throttle.begin(name, context.clock.epochMs());
  if (seconds > 0) {
    auditRefusal(context, throttle, name);
    return fail('SIGN_IN_TOO_SOON', { seconds });
  }
  const before = accountOf(context.writer.db, name);
  const matches = await passwordMatches(password, before?.password ?? null);
  // While the password was weighed the account may have been changed.
  const account = accountOf(context.writer.db, name);
  if (!matches || account === null || account.password !== before?.password) {
    auditRefusal(context, throttle, name);
    return fail('SIGN_IN_REFUSED', {});
  }
  const refused = throttle.succeeded(name);
  return account.disabled ? fail('ACCOUNT_DISABLED', { name }) : ok({ account, refused });
}

/** The same for whoever is at work already, so that only the password can be wrong. */
export async function proveAgain(context: HandlerContext, { account: { name } }: Presence, password: string) {
  const proved = await prove(context, name, password);
  return !proved.ok && proved.error.code === 'SIGN_IN_REFUSED' ? fail('PASSWORD_REFUSED', {}) : proved;
}

/** The caller's line speaks for `account` from now on; whoever it spoke for before has left. */
export function enter(context: HandlerContext, account: Account): SignedInView {
  leave(context);
  const { caller, presences, clock, emit } = context;
  const person = {
    account: { name: account.name, role: account.role },
    passwordOfOther: account.passwordBy !== null && account.passwordBy !== account.name,
  };
  const { presence, token } = presences.begin(person, clock.epochMs());
  caller.become(presence);
  emit({ topic: 'session.changed' });
  return { ...personOf(presence), resume: token };
}

/** Signs out whoever the line speaks for, in every window that shares the sign-in. */
export function leave({ caller, presences, keys, writer, clock, emit }: HandlerContext): void {
  const { presence } = caller;
  caller.become(null);
  if (presence === null) return;
  const { name } = presence.account;
  presences.end(presence);
  // Who leaves takes their keys along.
  keys.closeOf(name);
  writer.tx((db) => recordAudit(db, { at: clock.now(), actor: name, action: 'session.signOut', subject: name, data: {} }));
  emit({ topic: 'session.changed' });
}

export function personOf({ account, locked, passwordOfOther }: Presence): PersonView {
  return { ...account, locked, passwordOfOther };
}

/** Whether `password` is long enough where real papers are handled; null when it is. */
export function tooShort({ writer }: HandlerContext, password: string, practice?: boolean): Result<never> | null {
  const training = practice ?? stationOf(writer.db)?.practice === true;
  return training || [...password].length >= leastPassword ? null : fail('PASSWORD_TOO_SHORT', { least: leastPassword });
}

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
