/** Whether somebody is still at the window. The window covers itself; these make sure the engine does not answer one that does not. */
import { recordAudit } from '../audit/audit.ts';
import { batchesOfKey } from '../records/sign-batches.ts';
import type { HandlerContext } from '../handler.ts';

/** Minutes of idleness in milliseconds, as IT set them. */
export function idleLimitMs({ settings, idleLock }: Pick<HandlerContext, 'settings' | 'idleLock'>): number {
  return idleLock ? settings.values['lock.minutes'] * 60_000 : Infinity;
}

/** Locks the caller's window when nobody was seen there for too long. */
export function lockWhenIdle(context: HandlerContext): void {
  const { presence } = context.caller;
  if (presence === null || presence.locked) return;
  if (context.presences.isIdle(presence, context.clock.epochMs(), idleLimitMs(context))) lockNow(context, 'idle');
}

export function lockNow({ caller, presences, writer, clock, keys, emit }: HandlerContext, by: 'idle' | 'person'): void {
  const { presence } = caller;
  if (presence === null || !presences.lock(presence)) return;
  const { name } = presence.account;
  writer.tx((db) => recordAudit(db, { at: clock.now(), actor: name, action: 'session.lock', subject: name, data: { by } }));
  // A long batch goes on while its person is away; nothing new can be begun with the key meanwhile.
  keys.closeResting(name, (serial) => batchesOfKey(writer.db, name, serial).length > 0);
  emit({ topic: 'session.changed' });
}

/** A person did something. */
export function seen({ caller, presences, clock }: HandlerContext): void {
  if (caller.presence !== null && !caller.presence.locked) presences.touch(caller.presence, clock.epochMs());
}
