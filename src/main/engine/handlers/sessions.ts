/** Who is signed in at which window. */
import { fail, ok } from '../../../contract/result.ts';
import { enter, leave, personOf, prove, proveAgain } from '../accounts/sign-in.ts';
import { idleLimitMs, lockNow } from '../accounts/watch.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Handlers } from '../handler.ts';

type Names =
  'session.signIn' | 'session.signOut' | 'session.who' | 'session.resume' | 'session.lock' | 'session.unlock' | 'session.active';

export const sessionHandlers: Pick<Handlers, Names> = {
  'session.signIn': async (context, { name, password }) => {
    const proved = await prove(context, name, password);
    if (!proved.ok) return proved;
    const { account, refused } = proved.data;
    const at = context.clock.now();
    context.writer.tx((db) => {
      db.run('UPDATE account SET signed_in_at = ? WHERE name = ?', at, name);
      recordAudit(db, { at, actor: name, action: 'session.signIn', subject: name, data: { refused } });
    });
    return ok(enter(context, account));
  },

  'session.signOut': (context) => {
    leave(context);
    return ok({});
  },

  'session.who': ({ caller: { presence } }) => ok(presence === null ? null : personOf(presence)),

  'session.resume': (context, { token }) => {
    const presence = context.presences.resume(token, context.clock.epochMs(), idleLimitMs(context));
    if (presence !== null) context.caller.become(presence);
    return ok(presence === null ? null : personOf(presence));
  },

  'session.lock': (context) => {
    lockNow(context, 'person');
    return ok({});
  },

  'session.unlock': async (context, { password }) => {
    const { presence } = context.caller;
    if (presence === null) return fail('SIGN_IN_NEEDED', {});
    const { name } = presence.account;
    const proved = await proveAgain(context, presence, password);
    if (!proved.ok) return proved;
    if (presence.over) return fail('SIGN_IN_NEEDED', {});
    context.writer.tx((db) =>
      recordAudit(db, {
        at: context.clock.now(),
        actor: name,
        action: 'session.unlock',
        subject: name,
        data: { refused: proved.data.refused },
      }),
    );
    const resume = context.presences.unlock(presence, context.clock.epochMs());
    context.emit({ topic: 'session.changed' });
    return ok({ ...personOf(presence), resume });
  },

  // The router has already seen that a person did something.
  'session.active': () => ok({}),
};
