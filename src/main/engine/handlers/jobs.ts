import { fail, ok } from '../../../contract/result.ts';
import { recordAudit } from '../audit/audit.ts';
import { makeReady } from '../jobs/table.ts';
import { jobViews } from '../records/views.ts';
import type { Handlers } from '../handler.ts';

export const jobHandlers: Pick<Handlers, 'job.list' | 'job.retry'> = {
  'job.list': ({ writer: { db } }, { state, offset, limit }) => ok(jobViews(db, state, offset, limit)),

  'job.retry': (workshop, { id }) => {
    const taken = workshop.writer.tx((db) => {
      // The reason stays readable until the new try has its own.
      db.run(
        "UPDATE source_file SET state = 'waiting' WHERE state = 'refused' AND id = (SELECT subject FROM job WHERE id = ? AND step = 'capture')",
        id,
      );
      if (!makeReady(db, id, workshop.clock.now())) return false;
      recordAudit(db, { at: workshop.clock.now(), actor: workshop.actor, action: 'job.retry', subject: String(id), data: {} });
      return true;
    });
    if (!taken) return fail('JOB_UNKNOWN', { id });
    workshop.wake();
    workshop.emit({ topic: 'job.changed', id });
    return ok({});
  },
};
