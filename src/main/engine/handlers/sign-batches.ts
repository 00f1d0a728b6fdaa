/** Step 6: batches that persons sign. The person decides once; the road signs file by file and answers for each. */
import type { z } from 'zod';
import type { SignBatchView, SignItemView } from '../../../contract/routes/sign.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { documentById, type Document } from '../records/documents.ts';
import { dossierByCode, dossierById } from '../records/dossiers.ts';
import {
  batchById,
  countItems,
  insertBatch,
  insertItem,
  itemsOf,
  paceOf,
  recentBatches,
  setBatchState,
  setItem,
  type SignBatch,
  type SignItem,
} from '../records/sign-batches.ts';
import { allWaiting, isWaiting, waitingIn } from '../records/waiting-signatures.ts';
import { endWhenThrough, enqueueItems, stopBatch } from '../road/sign-batch.ts';
import type { Handlers, HandlerContext } from '../handler.ts';
import { signerOf } from './sign.ts';

type Names = 'sign.start' | 'sign.batches' | 'sign.batch' | 'sign.pause' | 'sign.resume' | 'sign.cancel' | 'sign.retry';

export const signBatchHandlers: Pick<Handlers, Names> = {
  'sign.start': (workshop, { keyId, profile, notation, everything, fileCodes, documentIds }) => {
    const { writer, clock, actor } = workshop;
    const signer = signerOf(workshop, keyId);
    if (signer === null) return fail('SIGNER_CLOSED', {});
    if (profile === 'ANNEX_ND30' && notation.trim() === '')
      return fail('SIGN_STAMP_INCOMPLETE', { profile, missing: 'notation' });
    const id = workshop.newId();
    const now = clock.now();
    // What waits is asked inside the change: of two windows that start the same files, one signs them.
    const count = writer.tx((db) => {
      const documents = everything ? allWaiting(db) : chosen(db, fileCodes, documentIds);
      if (documents.length === 0) return 0;
      insertBatch(db, { id, account: actor, profile, notation, subject: signer.subject, serial: signer.serial, startedAt: now });
      documents.forEach((document, position) => {
        insertItem(db, id, document.id, position, document.composed!.pdf, now);
      });
      enqueueItems(db, id, now);
      recordAudit(db, {
        at: now,
        actor,
        action: 'sign.start',
        subject: id,
        data: { serial: signer.serial, profile, documents: documents.length },
      });
      return documents.length;
    });
    if (count === 0) return fail('NOTHING_TO_SIGN', {});
    return said(workshop, id);
  },

  'sign.batches': (workshop) => ok(recentBatches(workshop.writer.db).map((batch) => batchView(workshop, batch))),

  'sign.batch': (workshop, { id, state, offset, limit }) => {
    const { db } = workshop.writer;
    const batch = batchById(db, id);
    if (batch === null) return fail('SIGN_BATCH_UNKNOWN', {});
    return ok({
      batch: batchView(workshop, batch),
      items: itemsOf(db, id, state, offset, limit).map((item) => itemView(db, item)),
    });
  },

  'sign.pause': (workshop, { id }) =>
    decide(workshop, id, (db, batch) => {
      if (batch.state === 'running') stopBatch(db, workshop, id, 'paused');
    }),

  'sign.resume': (workshop, { id }) => {
    const ready = withKey(workshop, id);
    return ready.ok ? decide(workshop, id, (db) => goOn(db, workshop, id)) : ready;
  },

  'sign.cancel': (workshop, { id }) => decide(workshop, id, (db) => stopBatch(db, workshop, id, 'cancelled'), true),

  'sign.retry': (workshop, { id }) => {
    const ready = withKey(workshop, id);
    if (!ready.ok) return ready;
    return decide(workshop, id, (db) => {
      for (const item of itemsOf(db, id, 'failed', 0, Number.MAX_SAFE_INTEGER)) {
        const document = documentById(db, item.documentId);
        // What was mended since is another PDF: the person who takes it up again means this one.
        if (document?.composed == null || !isWaiting(db, document.id)) continue;
        db.run('UPDATE sign_item SET pdf = ? WHERE batch_id = ? AND document_id = ?', document.composed.pdf, id, document.id);
        setItem(db, item, 'waiting', workshop.clock.now());
      }
      goOn(db, workshop, id);
    });
  },
};

function goOn(db: Parameters<typeof enqueueItems>[0], workshop: HandlerContext, id: string): void {
  setBatchState(db, id, 'running', workshop.clock.now());
  enqueueItems(db, id, workshop.clock.now());
  endWhenThrough(db, workshop.clock.now(), id);
}

/** The key the batch was given to, open for this very person. */
function withKey(workshop: HandlerContext, id: string): Result<null> {
  const batch = batchById(workshop.writer.db, id);
  if (batch === null) return fail('SIGN_BATCH_UNKNOWN', {});
  if (batch.state === 'cancelled') return fail('SIGN_BATCH_UNKNOWN', {});
  if (batch.account !== workshop.actor) return fail('SIGN_BATCH_OF_ANOTHER', { name: batch.account });
  if (workshop.practiceSigner()?.serial === batch.serial) return ok(null);
  const open = workshop.keys.of(workshop.actor);
  if (open.some((key) => key.signer.serial === batch.serial)) return ok(null);
  const [other] = open;
  return other === undefined
    ? fail('SIGNER_CLOSED', {})
    : fail('SIGNER_CHANGED', { expected: batch.serial, found: other.signer.serial });
}

/** `others`: a supervisor may let go of what somebody else began, though never sign it. */
function decide(
  workshop: HandlerContext,
  id: string,
  change: (db: Parameters<typeof enqueueItems>[0], batch: SignBatch) => void,
  others = false,
): Result<Record<string, never>> {
  const batch = batchById(workshop.writer.db, id);
  if (batch === null) return fail('SIGN_BATCH_UNKNOWN', {});
  const may = batch.account === workshop.actor || (others && workshop.caller.account?.role === 'supervisor');
  if (!may) return fail('SIGN_BATCH_OF_ANOTHER', { name: batch.account });
  workshop.writer.tx((db) => {
    change(db, batch);
    const { state } = batchById(db, id)!;
    recordAudit(db, { at: workshop.clock.now(), actor: workshop.actor, action: 'sign.batch', subject: id, data: { state } });
  });
  workshop.wake();
  workshop.emit({ topic: 'signing.changed', batchId: id });
  return ok({});
}

function said(workshop: HandlerContext, id: string): Result<z.input<typeof SignBatchView>> {
  workshop.wake();
  workshop.emit({ topic: 'signing.changed', batchId: id });
  return ok(batchView(workshop, batchById(workshop.writer.db, id)!));
}

function chosen(db: Db, fileCodes: readonly string[], documentIds: readonly string[]): Document[] {
  const whole = fileCodes.flatMap((fileCode) => {
    const dossier = dossierByCode(db, fileCode);
    return dossier === null ? [] : waitingIn(db, dossier);
  });
  const single = documentIds.flatMap((id) => {
    const document = documentById(db, id);
    return document !== null && isWaiting(db, id) ? [document] : [];
  });
  return [...new Map([...whole, ...single].map((document) => [document.id, document])).values()];
}

function batchView(workshop: HandlerContext, batch: SignBatch): z.input<typeof SignBatchView> {
  const { db } = workshop.writer;
  const counts = countItems(db, batch.id);
  return {
    id: batch.id,
    account: batch.account,
    own: batch.account === workshop.actor,
    profile: batch.profile,
    subject: batch.subject,
    serial: batch.serial,
    state: batch.state,
    documents: Object.values(counts).reduce((sum, n) => sum + n, 0),
    signed: counts.signed,
    failed: counts.failed,
    left: counts.waiting + counts.signing,
    pace: paceOf(db, batch.id),
    startedAt: batch.startedAt,
    endedAt: batch.endedAt,
  };
}

function itemView(db: Db, item: SignItem): z.input<typeof SignItemView> {
  const document = documentById(db, item.documentId);
  const dossier = document === null ? null : dossierById(db, document.dossierId);
  return {
    documentId: item.documentId,
    fileCode: dossier?.fileCode ?? '',
    docId: document?.ordinal == null || dossier === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
    subject: document?.fields?.subject ?? document?.title ?? '',
    state: item.state,
    error: item.error,
    changedAt: item.changedAt,
  };
}
