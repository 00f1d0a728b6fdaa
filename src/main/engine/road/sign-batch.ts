/** How a batch of signatures starts, stops and ends. Its files are ordinary sign jobs; the batch says who is behind them. */
import type { CodedError } from '../../../contract/result.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue, type Job } from '../jobs/table.ts';
import { documentById } from '../records/documents.ts';
import {
  batchById,
  batchesOfKey,
  countItems,
  runningItem,
  setBatchState,
  setItem,
  type SignBatch,
} from '../records/sign-batches.ts';
import { text } from '../records/rows.ts';
import type { OpenKey } from '../keys/keyring.ts';
import { storageFailure } from '../storage-failure.ts';
import type { Workshop } from './workshop.ts';

/** Every file that waits in the batch becomes a job. A job somebody parked before is this person's to take up again. */
export function enqueueItems(db: WritableDb, batchId: string, now: string): void {
  for (const row of db.all(
    "SELECT document_id FROM sign_item WHERE batch_id = ? AND state IN ('waiting', 'signing') ORDER BY position",
    batchId,
  )) {
    const document = documentById(db, text(row, 'document_id'));
    if (document === null) continue;
    db.run("DELETE FROM job WHERE step = 'sign' AND subject = ? AND state = 'parked'", document.id);
    enqueue(db, 'sign', document.id, document.dossierId, now);
  }
}

/** The file at hand is finished; nothing else of the batch is begun. */
export function stopBatch(db: WritableDb, workshop: Workshop, id: string, state: 'paused' | 'keyless' | 'cancelled'): void {
  const batch = batchById(db, id);
  if (batch === null || batch.state === 'done' || batch.state === 'cancelled') return;
  const now = workshop.clock.now();
  setBatchState(db, id, state, now);
  db.run(
    `DELETE FROM job WHERE step = 'sign' AND state = 'ready'
       AND subject IN (SELECT document_id FROM sign_item WHERE batch_id = ? AND state = 'waiting')`,
    id,
  );
  if (state === 'cancelled')
    db.run("UPDATE sign_item SET state = 'cancelled', changed_at = ? WHERE batch_id = ? AND state = 'waiting'", now, id);
}

/** Nothing of it waits any more. */
export function endWhenThrough(db: WritableDb, now: string, id: string): void {
  const batch = batchById(db, id);
  if (batch === null || batch.state === 'done' || batch.state === 'cancelled') return;
  const { waiting, signing, signed, failed } = countItems(db, id);
  if (waiting + signing > 0) return;
  setBatchState(db, id, 'done', now);
  recordAudit(db, {
    at: Instant.parse(now),
    actor: batch.account,
    action: 'sign.done',
    subject: id,
    data: { serial: batch.serial, signed, failed },
  });
}

/** A key is gone: what was being signed with it waits for it to come back. */
export function keyForgotten(workshop: Workshop, key: OpenKey): void {
  try {
    stopBatchesOf(workshop, key);
  } catch (error) {
    // The disk is full or read-only: the batch finds out at its next file that the key is gone.
    if (storageFailure(error) === null) throw error;
  }
}

function stopBatchesOf(workshop: Workshop, key: OpenKey): void {
  const stopped = workshop.writer.tx((db) => {
    const batches: SignBatch[] = batchesOfKey(db, key.owner, key.signer.serial);
    for (const { id } of batches) stopBatch(db, workshop, id, 'keyless');
    recordAudit(db, {
      at: workshop.clock.now(),
      actor: key.owner,
      action: 'sign.closeKey',
      subject: key.signer.serial,
      data: { batches: batches.length },
    });
    return batches;
  });
  for (const { id } of stopped) workshop.emit({ topic: 'signing.changed', batchId: id });
  workshop.emit({ topic: 'key.changed' });
}

/** At the engine's start: keys did not outlive the last one, so what was running waits for its key; what was half signed waits too. */
export function recoverBatches(db: WritableDb, now: string): void {
  db.run("UPDATE sign_item SET state = 'waiting', changed_at = ? WHERE state = 'signing'", now);
  db.run(
    `DELETE FROM job WHERE step = 'sign' AND subject IN (
       SELECT document_id FROM sign_item JOIN sign_batch ON sign_batch.id = batch_id
       WHERE sign_item.state = 'waiting' AND sign_batch.state IN ('running', 'paused', 'keyless'))`,
  );
  db.run("UPDATE sign_batch SET state = 'keyless' WHERE state = 'running'");
}

/** A bug met while signing parks the job and shows it; its row in the batch says the same. */
export function failSignItem(db: WritableDb, job: Job, error: CodedError): void {
  const running = runningItem(db, job.subject);
  if (running === null) return;
  setItem(db, running.item, 'failed', running.item.changedAt, error);
  endWhenThrough(db, running.item.changedAt, running.batch.id);
}
