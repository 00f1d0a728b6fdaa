import { ok } from '../../../contract/result.ts';
import { deliveryViews } from '../records/views.ts';
import type { Handlers } from '../handler.ts';

export const queueHandlers: Pick<Handlers, 'queue.list'> = {
  'queue.list': ({ writer: { db } }) => ok(deliveryViews(db)),
};
