/** Step 8 for a dossier: what was approved becomes one package, and the package a delivery that waits. */
import { fail, ok } from '../../../contract/result.ts';
import type { DocumentToPack } from '../../../contract/artefacts.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { packageDossier } from '../../stages/8-package/index.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { documentsOf, type Document } from '../records/documents.ts';
import { dossierById, ledgerOf } from '../records/dossiers.ts';
import { pagesOfDocument } from '../records/pages.ts';
import { integer, text } from '../records/rows.ts';
import { stationOf } from '../records/station.ts';
import { operatorName } from '../router.ts';
import { advanceDossier, objidOf } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { advanceNow, type Perform } from './workshop.ts';

export const sealDossier: Perform = async (workshop, job, context) => {
  const { writer, vault } = workshop;
  // Given before packing and kept, so that packing again after a crash makes the same package byte for byte.
  const objid = writer.tx((db) => objidOf(db, job.subject, workshop.newId));
  const dossier = dossierById(writer.db, job.subject);
  const station = stationOf(writer.db)!;
  const ledger = ledgerOf(writer.db, dossier.id);
  const packed = documentsOf(writer.db, dossier.id).flatMap((document) => toPack(writer.db, dossier.fileCode, document));
  const pages = packed.reduce((sum, document) => sum + document.pages, 0);
  if (pages !== ledger.out) return fail('LEDGER_BROKEN', { fileCode: dossier.fileCode, in: ledger.in, out: pages, tray: ledger.in - ledger.out });

  const documents: DocumentToPack[] = [];
  for (const document of packed) documents.push({ ...document, bytes: await vault.size(document.pdf) });
  const sealed = await rememberedStep(
    packageDossier,
    {
      objid,
      fileCode: dossier.fileCode,
      agencyName: station.agencyName,
      agencyCode: station.agencyCode,
      fondsCode: station.fondsCode,
      packer: operatorName,
      createdAt: approvedAt(writer.db, dossier.id),
      software: workshop.software,
      recordStatus: station.practice ? 'TEST' : 'NEW',
      description: dossier.description,
      numberOfPaper: sheetsOf(writer.db, dossier.id),
      documents,
      ledger,
    },
    { trust: workshop.trust() },
    { ...workshop, ...context, perform: (input, settings, signal, report) => workshop.pool.run('package', input, settings, signal, report) },
  );
  if (!sealed.ok) return sealed;
  return ok((db) => {
    const now = workshop.clock.now();
    db.run(
      "INSERT INTO delivery (objid, dossier_id, package_json, state, changed_at) VALUES (?, ?, ?, 'waiting', ?) ON CONFLICT (objid) DO NOTHING",
      objid,
      dossier.id,
      JSON.stringify(sealed.data),
      now,
    );
    recordAudit(db, { at: now, actor: operatorName, action: 'package.seal', subject: dossier.fileCode, data: { objid, sha256: sealed.data.zip, pages } });
    advanceDossier(db, dossier.id, advanceNow(workshop));
  });
};

function toPack(db: Db, fileCode: string, document: Document): Omit<DocumentToPack, 'bytes'>[] {
  const pages = pagesOfDocument(db, document.id).length;
  if (pages === 0) return [];
  const pdf = document.signed?.pdf ?? document.incomingSigned;
  if (document.fields === null || document.ordinal === null || pdf === null) throw new Error(`document ${document.id} was approved unfinished`);
  return [
    {
      docId: docIdOf(fileCode, document.ordinal),
      ordinal: document.ordinal,
      fields: document.fields,
      pages,
      pdf,
      subType: document.proposal?.subType ?? '',
      bornDigital: document.incomingSigned !== null,
    },
  ];
}

/** The last approval: the moment the content was settled, and the same however often it is packed. */
function approvedAt(db: Db, dossierId: string): string {
  return text(db.get('SELECT max(approved_at) AS at FROM document WHERE dossier_id = ?', dossierId)!, 'at');
}

/** Sheets of paper: a blank back belongs to its sheet; a separator is ours and is none. Without a scanner's count, one image is one sheet. */
function sheetsOf(db: Db, dossierId: string): number {
  return integer(db.get('SELECT count(document_id) AS n FROM page WHERE dossier_id = ?', dossierId)!, 'n');
}
