/** Step 9 for one package: along the line to the archive, until its receipt verifies or a person must look. */
import { kindOf } from '../../../contract/errors/index.ts';
import { fail, ok, type CodedError } from '../../../contract/result.ts';
import type { DeliveryState } from '../../../contract/views.ts';
import { sendPackage, tusLine, type Pacing } from '../../stages/9-send/index.ts';
import { measuredRate } from '../../stages/9-send/rules-pace.ts';
import { waitBeforeRetry } from '../../stages/9-send/rules.ts';
import { recordAudit } from '../audit/audit.ts';
import { mayLeave } from '../line/gate.ts';
import { capOf, limitsOf } from '../line/limits.ts';
import { decide, deliveryOf, recordStatusOf } from '../records/deliveries.ts';
import { dossierById } from '../records/dossiers.ts';
import { countSent, keepRate, lineFellSilent, lineRecord, lineStands } from '../records/line.ts';
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
  const line = tusLine({ base: archive.url, pacing: pacingOf(workshop) });
  let written = 0;
  let reached = false;
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
          recordStatus: recordStatusOf(station.practice, delivery.replaces),
        },
        uploadUrl: delivery.uploadPath === null ? null : new URL(delivery.uploadPath, archive.url).href,
        state: delivery.state,
        station: { practice: station.practice, pinnedKey: archive.publicKey },
      },
      {
        signal: context.signal,
        patienceMs,
        on: {
          reached: () => {
            reached = true;
            if (lineRecord(writer.db).silent === null) return;
            writer.tx(lineStands);
            workshop.emit({ topic: 'line.changed' });
          },
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
            workshop.emit({ topic: 'line.changed' });
          },
          state: (state) => moveTo(workshop, objid, state),
        },
      },
    );
    if (!sent.ok) {
      if (isSilence(sent.error, reached)) fellSilent(workshop, sent.error);
      return sent;
    }
    const { data } = sent;
    return ok((db) => {
      const now = clock.now();
      // Its receipt may have come back on a disk meanwhile; the first word that was proven stands.
      if (!decide(db, objid, data.state === 'delivered' ? { receipt: data.receipt } : { reasons: data.reasons }, now)) return;
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

/** Nobody answers, or not the archive, and that may pass by itself: no package's fault. What only this package met is its own. */
function isSilence({ code }: CodedError, reached: boolean): boolean {
  if (code === 'ARCHIVE_UNREACHABLE' || code === 'ARCHIVE_NAME_UNKNOWN') return true;
  return !reached && code.startsWith('ARCHIVE_') && kindOf(code).retryable;
}

function fellSilent({ writer, clock, emit }: Workshop, error: CodedError): void {
  writer.tx((db) => {
    const tries = (lineRecord(db).silent?.tries ?? 0) + 1;
    lineFellSilent(db, error, clock.now(), clock.epochMs() + waitBeforeRetry(tries, Math.random()));
  });
  emit({ topic: 'line.changed' });
}

/** The office's timetable, budgets and cap, as they hold at every piece. */
function pacingOf(workshop: Workshop): Pacing {
  const { writer, clock, emit } = workshop;
  return {
    take: (wanted) => {
      const granted = Math.floor(Math.min(wanted, mayLeave(workshop)));
      if (granted > 0) writer.tx((db) => countSent(db, granted, clock.epochMs()));
      else emit({ topic: 'line.changed' });
      return granted;
    },
    cap: () => capOf(limitsOf(workshop)),
    measured: (bytes, ms) => writer.tx((db) => keepRate(db, measuredRate(lineRecord(db).rate, bytes, ms))),
  };
}

function moveTo({ writer, clock, emit }: Workshop, objid: string, state: DeliveryState): void {
  // `delivered` and `rejected` are written together with the receipt or the reasons that prove them, never before.
  if (state === 'delivered' || state === 'rejected') return;
  writer.tx((db) =>
    db.run(
      "UPDATE delivery SET state = ?, changed_at = ? WHERE objid = ? AND state NOT IN ('delivered', 'rejected')",
      state,
      clock.now(),
      objid,
    ),
  );
  emit({ topic: 'queue.changed', objid });
}
