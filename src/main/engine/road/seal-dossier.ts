/**
 * Step 8 for a dossier: what was approved becomes one package, and the package a delivery that waits. While it is packed a person may
 * still correct or return something; so the commit asks again whether every word and page of it is what stands in the dossier now.
 */
import type { z } from 'zod';
import { ok } from '../../../contract/result.ts';
import type { DocumentToPack } from '../../../contract/artefacts.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { packageDossier } from '../../stages/8-package/index.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { insertDelivery, recordStatusOf } from '../records/deliveries.ts';
import { documentsWithPages, type Document } from '../records/documents.ts';
import { dossierById, ledgerOf } from '../records/dossiers.ts';
import { text } from '../records/rows.ts';
import { stationOf } from '../records/station.ts';
import { recordWork } from '../records/work.ts';
import { operatorName } from '../accounts/rules.ts';
import { advanceDossier, objidOf } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { sameInput } from './same-input.ts';
import { isSealable } from './sealable.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';

export const sealDossier: Perform = async (workshop, job, context) => {
  const { writer } = workshop;
  // The objid is given before packing and kept, so that packing again after a crash makes the same package byte for byte.
  const input = writer.tx((db) => {
    if (!isSealable(db, job.subject)) return null;
    objidOf(db, job.subject, workshop.newId);
    return packInput(db, job.subject, workshop);
  });
  if (input === null) return ok((db) => advanceDossier(db, job.subject, advanceNow(workshop)));
  const sealed = await rememberedStep(
    packageDossier,
    input,
    { trust: workshop.trust() },
    {
      ...workshop,
      ...context,
      perform: (given, settings, signal, report) => workshop.pool.run('package', given, settings, signal, report),
    },
  );
  if (!sealed.ok) return sealed;
  return ok((db) => {
    if (isSealable(db, job.subject) && sameInput(packInput(db, job.subject, workshop), input)) {
      const now = workshop.clock.now();
      const { objid, zip, pages } = sealed.data;
      insertDelivery(db, { dossierId: job.subject, package: sealed.data, replaces: input.replaces ?? null, at: now });
      recordWork(db, { at: now, actor: operatorName, kind: 'seal', pages, documents: sealed.data.documents, dossiers: 1 });
      recordAudit(db, {
        at: now,
        actor: operatorName,
        action: 'package.seal',
        subject: input.fileCode,
        data: { objid, sha256: zip, pages },
      });
    }
    advanceDossier(db, job.subject, advanceNow(workshop));
  });
};

/** What the package step is given; null when the dossier has no objid (it was returned meanwhile). */
function packInput(db: Db, dossierId: string, workshop: Workshop): z.input<typeof packageDossier.input> | null {
  const { objid, fileCode, description, replaces } = dossierById(db, dossierId);
  const station = stationOf(db);
  if (objid === null || station === null) return null;
  const ledger = ledgerOf(db, dossierId);
  return {
    objid,
    fileCode,
    agencyName: station.agencyName,
    agencyCode: station.agencyCode,
    fondsCode: station.fondsCode,
    packer: operatorName,
    createdAt: lastApproval(db, dossierId),
    software: workshop.software,
    recordStatus: recordStatusOf(station.practice, replaces),
    replaces,
    description,
    // A blank back belongs to its sheet and a separator is ours: without a scanner's count, one image that stayed is one sheet.
    numberOfPaper: ledger.out,
    documents: documentsWithPages(db, dossierId).map((document) => toPack(fileCode, document)),
    ledger,
  };
}

function toPack(fileCode: string, document: Document): DocumentToPack {
  const made = document.signed ?? document.composed;
  if (document.fields === null || document.ordinal === null || made === null)
    throw new Error(`document ${document.id} was approved unfinished`);
  return {
    docId: docIdOf(fileCode, document.ordinal),
    ordinal: document.ordinal,
    fields: document.fields,
    // As counted in the PDF when it was made; the package's own rules hold it against the ledger.
    pages: made.pages,
    pdf: made.pdf,
    bytes: made.bytes,
    subType: document.proposal?.subType ?? '',
    bornDigital: document.incomingSigned !== null,
  };
}

/** The moment the content was settled, and the same however often it is packed. */
function lastApproval(db: Db, dossierId: string): Instant {
  return Instant.parse(text(db.get('SELECT max(approved_at) AS at FROM document WHERE dossier_id = ?', dossierId)!, 'at'));
}
