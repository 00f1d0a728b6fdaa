import { fail, ok } from '../../../contract/result.ts';
import { storeSetting } from '../settings/settings.ts';
import type { Handlers } from '../handler.ts';

export const settingsHandlers: Pick<Handlers, 'settings.get' | 'settings.set'> = {
  'settings.get': ({ settings }) => ok(settings.view()),

  'settings.set': ({ settings, writer, clock, actor, emit, wake }, change) => {
    const lock = settings.policy.locked.find(({ key }) => key === change.key);
    if (lock !== undefined) return fail('SETTING_LOCKED', { key: change.key, path: lock.path });
    writer.tx((db) => storeSetting(db, change, { at: clock.now(), actor }));
    emit({ topic: 'settings.changed' });
    // The line's hours and limits are among them.
    wake();
    return ok(settings.view());
  },
};
