/**
 * Step 6 for one document: with the key of the person whose batch it is in, or with the station's own. While it is signed a person may
 * correct the document; so the commit asks again whether what was signed is what stands there.
 */
import { ok, type CodedError, type Result } from '../../../contract/result.ts';
import type { ComposedDocument, SignedDocument } from '../../../contract/artefacts.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { isKeyFault, sign } from '../../stages/6-sign/index.ts';
import type { StampProfile } from '../../stages/6-sign/index.ts';
import type { Signer } from '../../stages/6-sign/drivers/signer.ts';
import { recordWork } from '../records/work.ts';
import { operatorName } from '../accounts/rules.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { documentById, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { runningItem, setItem, type SignBatch, type SignItem } from '../records/sign-batches.ts';
import { stationOf } from '../records/station.ts';
import { haltsStation } from '../storage-failure.ts';
import { advanceDocument } from './advance.ts';
import { ledgerBroken } from './ledger-broken.ts';
import { rememberedStep } from './run-step.ts';
import { endWhenThrough, stopBatch } from './sign-batch.ts';
import { advanceNow, type JobContext, type Perform, type Workshop } from './workshop.ts';

/** What a document is signed with, and on whose behalf. */
interface Task {
  readonly signer: Signer;
  readonly profile: StampProfile;
  readonly notation: string;
  readonly actor: string;
}

export const signDocument: Perform = async (workshop, job, context) => {
  const document = documentById(workshop.writer.db, job.subject);
  const running = runningItem(workshop.writer.db, job.subject);
  if (running !== null) return signForPerson(workshop, document, running, context);
  const signer = workshop.signer();
  if (signer === null || document?.composed == null || document.signed !== null)
    return ok((db) => advanceDocument(db, job.subject, advanceNow(workshop)));
  const task = { signer, profile: 'ARCHIVE_TT05', notation: '', actor: operatorName } as const;
  const signed = await makeSignature(workshop, document, document.composed, task, null, context);
  return signed.ok ? ok((db) => void keep(db, workshop, document, signed.data, task)) : signed;
};

/** One file of a person's batch: signed, or failed with a reason in the batch's own journal; never parked, its person takes it up again. */
async function signForPerson(
  workshop: Workshop,
  document: Document | null,
  { item, batch }: { item: SignItem; batch: SignBatch },
  context: JobContext,
): ReturnType<Perform> {
  const done = (change: (db: WritableDb) => void): Result<(db: WritableDb) => void> =>
    ok((db) => {
      change(db);
      endWhenThrough(db, workshop.clock.now(), batch.id);
      advanceDocument(db, item.documentId, advanceNow(workshop));
    });
  const failed = (error: CodedError) => done((db) => setItem(db, item, 'failed', workshop.clock.now(), error));
  const say = () => workshop.emit({ topic: 'signing.changed', batchId: batch.id });
  try {
    if (document?.signed?.serial === batch.serial) return done((db) => setItem(db, item, 'signed', workshop.clock.now()));
    if (
      document?.composed == null ||
      document.composed.pdf !== item.pdf ||
      document.returned !== null ||
      document.signed !== null
    )
      return failed({ code: 'SIGN_CHANGED_MEANWHILE', data: {} });
    const signer = keyOf(workshop, batch);
    if (signer === null) return ok((db) => stopBatch(db, workshop, batch.id, 'keyless'));
    const task = { signer, profile: batch.profile, notation: batch.notation, actor: batch.account };
    const signed = await makeSignature(workshop, document, document.composed, task, item, context);
    if (signed.ok) {
      return done((db) => {
        const kept = keep(db, workshop, document, signed.data, task);
        const error = kept ? null : ({ code: 'SIGN_CHANGED_MEANWHILE', data: {} } as const);
        setItem(db, item, kept ? 'signed' : 'failed', workshop.clock.now(), error);
      });
    }
    // The disk's fault, or the engine is closing: the job goes back as it was, and so does the file.
    if (context.signal.aborted || haltsStation.has(signed.error.code)) return signed;
    if (!isKeyFault(signed.error.code)) return failed(signed.error);
    return ok((db) => {
      const closed = signed.error.code === 'SIGNER_CLOSED';
      setItem(db, item, closed ? 'waiting' : 'failed', workshop.clock.now(), closed ? null : signed.error);
      stopBatch(db, workshop, batch.id, closed ? 'keyless' : 'paused');
      endWhenThrough(db, workshop.clock.now(), batch.id);
    });
  } finally {
    say();
  }
}

/** The one the batch was given to, while it is open; never another. */
function keyOf(workshop: Workshop, batch: SignBatch): Signer | null {
  const practice = workshop.practiceSigner();
  return practice?.serial === batch.serial ? practice : workshop.keys.use(batch.account, batch.serial);
}

async function makeSignature(
  workshop: Workshop,
  document: Document,
  composed: ComposedDocument,
  { signer, profile, notation }: Task,
  item: SignItem | null,
  context: JobContext,
): Promise<Result<SignedDocument>> {
  const { writer, vault } = workshop;
  const at = document.signingAt ?? workshop.clock.now();
  // Written down before the key is used: after a crash the same document gets the same time, and so the same signature.
  writer.tx((db) => {
    db.run('UPDATE document SET signing_at = ? WHERE id = ?', at, document.id);
    if (item !== null) setItem(db, item, 'signing', workshop.clock.now());
  });
  const step = sign(signer);
  const signed = await rememberedStep(
    step,
    { pdf: composed.pdf, at },
    { profile, notation, agencyName: stationOf(writer.db)!.agencyName, signerSerial: signer.serial },
    {
      ...workshop,
      ...context,
      perform: (input, settings, signal, report) =>
        step.run(step.input.parse(input), { settings: step.settings.parse(settings), blobs: vault, signal, report }),
    },
  );
  if (signed.ok && signed.data.pages !== composed.pages)
    return ledgerBroken(writer.db, document.dossierId, composed.pages, signed.data.pages);
  return signed;
}

/** Writes the signature down if the document is still the one that was signed; answers whether it was. */
function keep(db: WritableDb, workshop: Workshop, document: Document, signed: SignedDocument, { actor, profile }: Task): boolean {
  const now = documentById(db, document.id);
  const same = now?.composed?.pdf === document.composed?.pdf && now?.signingAt === signed.signedAt && now.signed === null;
  if (same) {
    db.run('UPDATE document SET signed_json = ? WHERE id = ?', JSON.stringify(signed), document.id);
    recordWork(db, { at: workshop.clock.now(), actor, kind: 'sign', pages: signed.pages, documents: 1 });
    const { fileCode } = dossierById(db, document.dossierId);
    recordAudit(db, {
      at: workshop.clock.now(),
      actor,
      action: 'sign.document',
      subject: document.ordinal === null ? document.id : docIdOf(fileCode, document.ordinal),
      data: { serial: signed.serial, profile, covers: document.composed!.pdf, signed: signed.pdf },
    });
  }
  advanceDocument(db, document.id, advanceNow(workshop));
  return same;
}
