/** The queue to the archive: what waits, in which order, and whether the line may be used. */
import { fail, ok, type Failure } from '../../../contract/result.ts';
import { recordAudit } from '../audit/audit.ts';
import { limitChanges, limitsOf } from '../line/limits.ts';
import { deliveryOf, isOpen, reorder, type Delivery } from '../records/deliveries.ts';
import { dossierById } from '../records/dossiers.ts';
import { lineRecord, lineStands, pauseLine, resumeLine } from '../records/line.ts';
import { lineView, queueEntry, queueWindow } from '../records/queue-views.ts';
import { storeSetting } from '../settings/settings.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names =
  'queue.list' | 'queue.get' | 'queue.line' | 'queue.pause' | 'queue.resume' | 'queue.order' | 'queue.tryNow' | 'queue.setLimits';

export const queueHandlers: Pick<Handlers, Names> = {
  'queue.list': (context, question) => ok(queueWindow(context, question)),

  'queue.get': (context, { objid }) => {
    const entry = queueEntry(context, objid);
    return entry === null ? fail('DELIVERY_UNKNOWN', { objid }) : ok(entry);
  },

  'queue.line': (context) => ok(lineView(context)),

  'queue.pause': (context, { objid }) => {
    const { writer, clock, actor } = context;
    if (objid === null) {
      // The first who paused it is who is asked about it.
      if (lineRecord(writer.db).paused !== null) return ok({});
      writer.tx((db) => {
        pauseLine(db, actor, clock.now());
        recordAudit(db, { at: clock.now(), actor, action: 'line.pause', subject: '', data: {} });
      });
      context.stopSending(null);
      context.emit({ topic: 'line.changed' });
      return ok({});
    }
    const delivery = openDelivery(context, objid);
    if (!delivery.ok) return delivery;
    writer.tx((db) => {
      db.run('UPDATE delivery SET held_by = ? WHERE objid = ?', actor, objid);
      recordAudit(db, { at: clock.now(), actor, action: 'queue.hold', subject: objid, data: {} });
    });
    context.stopSending(objid);
    context.emit({ topic: 'queue.changed', objid });
    return ok({});
  },

  'queue.resume': (context, { objid }) => {
    const { writer, clock, actor } = context;
    if (objid === null) {
      writer.tx((db) => {
        resumeLine(db);
        recordAudit(db, { at: clock.now(), actor, action: 'line.resume', subject: '', data: {} });
      });
      context.emit({ topic: 'line.changed' });
    } else {
      const delivery = openDelivery(context, objid);
      if (!delivery.ok) return delivery;
      writer.tx((db) => {
        db.run('UPDATE delivery SET held_by = NULL WHERE objid = ?', objid);
        recordAudit(db, { at: clock.now(), actor, action: 'queue.release', subject: objid, data: {} });
      });
      context.emit({ topic: 'queue.changed', objid });
    }
    context.wake();
    return ok({});
  },

  'queue.order': (context, { objid, to }) => {
    const { writer, clock, actor } = context;
    const delivery = openDelivery(context, objid);
    if (!delivery.ok) return delivery;
    writer.tx((db) => {
      reorder(db, objid, to);
      recordAudit(db, { at: clock.now(), actor, action: 'queue.order', subject: objid, data: { to } });
    });
    // Who is asked to go first does not wait hours for the one that is on the line; that one goes on later from where it is.
    if (to === 'first' && context.sending() !== objid) stopUnsent(context);
    context.wake();
    context.emit({ topic: 'queue.changed', objid });
    return ok({});
  },

  'queue.tryNow': (context) => {
    const { writer, clock, actor } = context;
    writer.tx((db) => {
      lineStands(db);
      db.run("UPDATE job SET not_before_ms = 0 WHERE step = 'send' AND state = 'ready'");
      recordAudit(db, { at: clock.now(), actor, action: 'line.tryNow', subject: '', data: {} });
    });
    context.wake();
    context.emit({ topic: 'line.changed' });
    return ok({});
  },

  'queue.setLimits': (context, change) => {
    const changes = limitChanges(context, change);
    if (!changes.ok) return changes;
    const by = { at: context.clock.now(), actor: context.actor };
    context.writer.tx((db) => changes.data.forEach((one) => storeSetting(db, one, by)));
    context.wake();
    context.emit({ topic: 'line.changed' });
    context.emit({ topic: 'settings.changed' });
    return ok(limitsOf(context));
  },
};

/** A package that nobody has decided about yet. */
export function openDelivery(context: HandlerContext, objid: string): { ok: true; data: Delivery } | Failure {
  const { db } = context.writer;
  const delivery = deliveryOf(db, objid);
  if (delivery === null) return fail('DELIVERY_UNKNOWN', { objid });
  if (!isOpen(delivery)) return fail('DELIVERY_DECIDED', { fileCode: dossierById(db, delivery.dossierId).fileCode });
  return ok(delivery);
}

function stopUnsent(context: HandlerContext): void {
  const objid = context.sending();
  const state = objid === null ? null : deliveryOf(context.writer.db, objid)?.state;
  if (state === 'waiting' || state === 'sending') context.stopSending(objid);
}
