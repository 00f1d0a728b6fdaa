import { ok } from '../../../contract/result.ts';
import { workSummary } from '../records/status.ts';
import type { Handlers } from '../handler.ts';

export const workHandlers: Pick<Handlers, 'work.summary'> = {
  'work.summary': ({ writer: { db }, caller, actor }) =>
    ok(workSummary(db, actor, caller.account === null ? caller.operator : [caller.account.role])),
};
