/** What waits, how far it is, and the same as a file. */
import { ok } from '../../../contract/result.ts';
import { progressView } from '../progress/progress.ts';
import { workSummary } from '../records/status.ts';
import type { Handlers } from '../handler.ts';

export const workHandlers: Pick<Handlers, 'work.summary' | 'progress.get'> = {
  'work.summary': ({ writer: { db }, caller, actor }) =>
    ok(workSummary(db, actor, caller.account === null ? caller.operator : [caller.account.role])),

  'progress.get': ({ writer: { db }, clock }) => ok(progressView(db, clock.now())),
};
