/** Step 9 for one package: along the line to the archive, until its receipt verifies or a person must look. */
import { fail, ok } from '../../../contract/result.ts';
import type { DeliveryState } from '../../../contract/views.ts';
import { sendPackage, tusLine } from '../../stages/9-send/index.ts';
import { recordAudit } from '../audit/audit.ts';
import { deliveryOf } from '../records/deliveries.ts';
import { dossierById } from '../records/dossiers.ts';
import { stationOf } from '../records/station.ts';
import { recordWork } from '../records/work.ts';
import { operatorName } from '../accounts/rules.ts';
import { advanceDossier } from './advance.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';

/** How long one try waits for the archive's decision before the job goes back to the queue. */
const patienceMs = 60_000;
/** The byte count is a display, not a promise: writing it for every chunk would cost a disk sync each. */
const sentEveryMs = 2_000;

export const deliver: Perform = async (workshop, job, context) => {
  const { writer, vault, clock } = workshop;
  const delivery = deliveryOf(writer.db, job.subject);
  const station = stationOf(writer.db)!;
  if (delivery === null) throw new Error(`no delivery ${job.subject}`);
  const archive = workshop.archive();
  if (archive === null) return fail('ARCHIVE_NOT_SET', {});
  const { package: sealed, objid } = delivery;
  const { fileCode } = dossierById(writer.db, delivery.dossierId);
  const line = tusLine({ base: archive.url });
  let written = 0;
  try {
    const sent = await sendPackage(
      line,
      {
        parcel: {
          path: vault.path(sealed.zip),
          objid,
          fileCode,
          sha256: sealed.zip,
          bytes: sealed.bytes,
          documents: sealed.documents,
          pages: sealed.pages,
          agencyCode: station.agencyCode,
          recordStatus: station.practice ? 'TEST' : 'NEW',
        },
        uploadUrl: delivery.uploadPath === null ? null : new URL(delivery.uploadPath, archive.url).href,
        state: delivery.state,
        station: { practice: station.practice, pinnedKey: archive.publicKey },
      },
      {
        signal: context.signal,
        patienceMs,
        on: {
          key: (publicKey) =>
            writer.tx((db) => {
              db.run('UPDATE station SET archive_key = ?', publicKey);
              recordAudit(db, {
                at: clock.now(),
                actor: operatorName,
                action: 'archive.pinKey',
                subject: line.host,
                data: { publicKey },
              });
            }),
          uploadUrl: (url) => {
            // Only the path: an archive that moved to another address still has the upload, and no other host ever gets it.
            const path = url === null ? null : new URL(url).pathname;
            writer.tx((db) => db.run('UPDATE delivery SET upload_path = ? WHERE objid = ?', path, objid));
          },
          sent: (bytes, of) => {
            context.report({ done: bytes, of });
            if (clock.epochMs() - written < sentEveryMs && bytes < of) return;
            written = clock.epochMs();
            writer.tx((db) => db.run('UPDATE delivery SET sent_bytes = ? WHERE objid = ?', bytes, objid));
          },
          state: (state) => moveTo(workshop, objid, state),
        },
      },
    );
    if (!sent.ok) return sent;
    const { data } = sent;
    return ok((db) => {
      const now = clock.now();
      const [receipt, reasons] = data.state === 'delivered' ? [JSON.stringify(data.receipt), []] : [null, data.reasons];
      db.run(
        'UPDATE delivery SET state = ?, receipt_json = ?, reasons_json = ?, changed_at = ? WHERE objid = ?',
        data.state,
        receipt,
        JSON.stringify(reasons),
        now,
        objid,
      );
      if (data.state === 'delivered')
        recordWork(db, {
          at: now,
          actor: operatorName,
          kind: 'receipt',
          pages: sealed.pages,
          documents: sealed.documents,
          dossiers: 1,
        });
      recordAudit(db, {
        at: now,
        actor: operatorName,
        action: `send.${data.state}`,
        subject: objid,
        data: { sha256: sealed.zip },
      });
      advanceDossier(db, delivery.dossierId, advanceNow(workshop));
    });
  } finally {
    line.close();
  }
};

function moveTo({ writer, clock, emit }: Workshop, objid: string, state: DeliveryState): void {
  // `delivered` and `rejected` are written together with the receipt or the reasons that prove them, never before.
  if (state === 'delivered' || state === 'rejected') return;
  writer.tx((db) => db.run('UPDATE delivery SET state = ?, changed_at = ? WHERE objid = ?', state, clock.now(), objid));
  emit({ topic: 'queue.changed', objid });
}
