/** Step 6: keys that persons open, what waits for them, and where a stamp would stand. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { KeyView, WaitingDocument } from '../../../contract/routes/sign.ts';
import { toInstant } from '../../../contract/instant.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { practiceWords } from '../../../exchange/pades/practice.ts';
import { parseCertificate } from '../../../exchange/pades/certificate.ts';
import { keyFacts, openPkcs12, previewStamp } from '../../stages/6-sign/index.ts';
import type { Signer } from '../../stages/6-sign/drivers/signer.ts';
import type { AuditAction } from '../../../contract/audit/index.ts';
import { recordAudit } from '../audit/audit.ts';
import { documentById } from '../records/documents.ts';
import { dossierByCode } from '../records/dossiers.ts';
import { signedAs } from '../records/sign-batches.ts';
import { stationOf } from '../records/station.ts';
import { waitingDocument, waitingDossiers, waitingIn, waitingTotals } from '../records/waiting-signatures.ts';
import type { Handlers, HandlerContext } from '../handler.ts';

type Names = 'sign.waiting' | 'sign.waitingIn' | 'sign.identities' | 'sign.open' | 'sign.close' | 'sign.stamp' | 'sign.preview';

/** The practice identity is the station's own; a person signs with it without opening anything. */
export const practiceKeyId = 'practice';
const p12Limit = 64 * 1024;

export const signHandlers: Pick<Handlers, Names> = {
  'sign.waiting': ({ writer: { db } }, { offset, limit }) =>
    ok({ ...waitingTotals(db), dossiers: waitingDossiers(db, offset, limit) }),

  'sign.waitingIn': ({ writer: { db } }, { fileCode }): Result<z.input<typeof WaitingDocument>[]> => {
    const dossier = dossierByCode(db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    return ok(waitingIn(db, dossier).map((document) => waitingDocument(db, dossier, document)));
  },

  'sign.identities': (workshop) => {
    const practice = workshop.practiceSigner();
    const opened = workshop.keys.of(workshop.actor).map((key) => viewOf(workshop, key.id, key.signer, key.closesAtMs));
    return ok({
      keys: [...(practice === null ? [] : [viewOf(workshop, practiceKeyId, practice, null)]), ...opened],
      automatic: workshop.signer() !== null,
      wrongPasswords: workshop.keys.wrongPasswords(workshop.actor),
    });
  },

  'sign.open': async (workshop, { file, password }) => {
    const bytes = 'path' in file ? await bytesAt(file.path) : ok(Buffer.from(file.base64, 'base64'));
    if (!bytes.ok) return bytes;
    const opened = openPkcs12(bytes.data, password, new Date(workshop.clock.epochMs()));
    bytes.data.fill(0);
    if (!opened.ok) {
      const count = opened.error.code === 'SIGNER_PASSWORD_WRONG' ? workshop.keys.refused(workshop.actor) : 0;
      audit(workshop, 'sign.openRefused', workshop.actor, { reason: opened.error.code, count });
      return count > 0 ? fail('SIGNER_PASSWORD_WRONG_AGAIN', { count }) : opened;
    }
    const key = workshop.keys.open(workshop.actor, opened.data);
    audit(workshop, 'sign.openKey', key.signer.serial, { notAfter: toInstant(key.signer.notAfter.getTime()) });
    workshop.emit({ topic: 'key.changed' });
    return ok(viewOf(workshop, key.id, key.signer, key.closesAtMs));
  },

  'sign.close': ({ keys, actor }, { keyId }) => (keys.close(actor, keyId) ? ok({}) : fail('SIGNER_CLOSED', {})),

  'sign.stamp': async ({ writer: { db }, vault }, { documentId }) => {
    const document = documentById(db, documentId);
    if (document === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const { composed, signed } = document;
    if (composed === null || signed === null) return ok(null);
    const { profile, notation } = signedAs(db, documentId);
    return previewStamp(await vault.read(composed.pdf), profile, {
      agencyName: stationOf(db)?.agencyName ?? '',
      signerName: signed.signer,
      notation,
      at: new Date(signed.signedAt),
      practice: signed.signer.includes(practiceWords),
    });
  },

  'sign.preview': async (workshop, { documentId, profile, notation, keyId }) => {
    const document = documentById(workshop.writer.db, documentId);
    if (document?.composed == null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const signer = keyId === null ? null : signerOf(workshop, keyId);
    const certificate = signer === null ? null : parseCertificate(signer.certificate);
    const now = new Date(workshop.clock.epochMs());
    return previewStamp(await workshop.vault.read(document.composed.pdf), profile, {
      agencyName: stationOf(workshop.writer.db)?.agencyName ?? '',
      // Before a key is open nobody knows its name; dots hold the place.
      signerName: signer?.subject ?? '…………',
      notation,
      at: now,
      practice: certificate !== null && keyFacts(certificate, signer!.chain.map(parseCertificate), now).practice,
    });
  },
};

/** The key a person means: one they opened, or the practice identity. */
export function signerOf(workshop: HandlerContext, keyId: string): Signer | null {
  return keyId === practiceKeyId ? workshop.practiceSigner() : (workshop.keys.get(workshop.actor, keyId)?.signer ?? null);
}

function viewOf(workshop: HandlerContext, id: string, signer: Signer, closesAtMs: number | null): z.input<typeof KeyView> {
  const certificate = parseCertificate(signer.certificate);
  const facts = keyFacts(certificate, signer.chain.map(parseCertificate), new Date(workshop.clock.epochMs()));
  return {
    id,
    source: id === practiceKeyId ? 'practice' : 'p12',
    subject: signer.subject,
    serial: signer.serial,
    notBefore: toInstant(signer.notBefore.getTime()),
    notAfter: toInstant(signer.notAfter.getTime()),
    closesAt: closesAtMs === null ? null : toInstant(closesAtMs),
    ...facts,
  };
}

/** A file on the engine's own disk; what is too large for a key is not read. */
async function bytesAt(path: string): Promise<Result<Buffer>> {
  try {
    const bytes = await readFile(path);
    return bytes.length > p12Limit ? fail('SIGNER_FILE_UNREADABLE') : ok(bytes);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return fail(missing ? 'INPUT_FILE_MISSING' : 'INPUT_FILE_UNREADABLE', { name: basename(path) });
  }
}

function audit(workshop: HandlerContext, action: AuditAction, subject: string, data: Record<string, string | number>): void {
  workshop.writer.tx((db) => recordAudit(db, { at: workshop.clock.now(), actor: workshop.actor, action, subject, data }));
}
