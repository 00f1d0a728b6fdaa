/** The other road: packages handed over on a disk, and receipts that come back as files. */
import { randomBytes } from 'node:crypto';
import { copyFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import { setName } from '../../../exchange/disk/layout.ts';
import { Receipt, verifyReceipt } from '../../../exchange/receipt/receipt.ts';
import { packageFileName } from '../../../exchange/sip/tree.ts';
import { PackageAnswer, protocolVersion } from '../../../exchange/transfer/protocol.ts';
import { writeSet, type SetToWrite, type WrittenSet } from '../../stages/9-send/disk/write.ts';
import { recordAudit } from '../audit/audit.ts';
import { decide, deliveryOf, isOpen, recordStatusOf, type Delivery } from '../records/deliveries.ts';
import { dossierById } from '../records/dossiers.ts';
import { stationOf, type Station } from '../records/station.ts';
import { recordWork } from '../records/work.ts';
import { advanceDossier } from '../road/advance.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../handler.ts';
import { openDelivery } from './queue.ts';

type Names =
  'queue.receipt' | 'queue.receiptFile' | 'queue.takeReceipt' | 'queue.exportDisk' | 'queue.stopDisk' | 'queue.takeBack';

export const handOverHandlers: Pick<Handlers, Names> = {
  'queue.receipt': (context, { objid }) => {
    const found = receiptOf(context, objid);
    if (!found.ok) return found;
    const { delivery, receipt } = found.data;
    const { db } = context.writer;
    const dossier = dossierById(db, delivery.dossierId);
    const key = archiveKey(context);
    const verified: Result<unknown> =
      key === null
        ? fail('ARCHIVE_KEY_NOT_PINNED', { found: receipt.archive.keyId })
        : verifyReceipt(receipt, key, expected(context, delivery));
    return ok({
      objid,
      fileCode: dossier.fileCode,
      title: dossier.description.title,
      number: receipt.number,
      archive: receipt.archive.name,
      keyId: receipt.archive.keyId,
      sha256: receipt.sha256,
      bytes: receipt.bytes,
      documents: receipt.documents,
      pages: receipt.pages,
      ledger: receipt.ledger.map(({ document, pages }) => ({ document, pages })),
      receivedAt: receipt.receivedAt,
      issuedAt: receipt.issuedAt,
      practice: receipt.practice,
      signature: receipt.signature,
      problem: verified.ok ? null : verified.error,
      agencyName: stationOf(db)!.agencyName,
    });
  },

  'queue.receiptFile': async (context, { objid }) => {
    const found = receiptOf(context, objid);
    if (!found.ok) return found;
    const { receipt } = found.data;
    // In the one spelling its signature covers (docs/transfer-protocol.md, section 6).
    const file = { name: `bien-nhan-${receipt.number}.json`, mime: 'application/json' };
    return ok(await context.downloads.offer(file, (path) => writeFile(path, `${canonicalJson(receipt)}\n`)));
  },

  'queue.takeReceipt': (context, { content }) => takeReceipt(context, content),

  'queue.exportDisk': (context, { objids, folder }) => exportDisk(context, objids, folder),

  'queue.stopDisk': ({ disks }) => {
    disks.stop();
    return ok({});
  },

  'queue.takeBack': (context, { objids }) => {
    const { writer, clock, actor } = context;
    const carried = objids.filter((objid) => deliveryOf(writer.db, objid)?.disk !== null);
    writer.tx((db) => {
      for (const objid of carried) {
        db.run("UPDATE delivery SET disk_json = NULL WHERE objid = ? AND state NOT IN ('delivered', 'rejected')", objid);
        recordAudit(db, { at: clock.now(), actor, action: 'disk.takeBack', subject: objid, data: {} });
      }
    });
    context.wake();
    for (const objid of carried) context.emit({ topic: 'queue.changed', objid });
    return ok({ packages: carried.length });
  },
};

async function exportDisk(context: HandlerContext, objids: readonly string[], folder: string) {
  const { writer, clock, actor, disks } = context;
  if (disks.busy) return fail('DISK_BUSY');
  const station = stationOf(writer.db)!;
  const deliveries: Delivery[] = [];
  for (const objid of new Set(objids)) {
    const delivery = openDelivery(context, objid);
    if (!delivery.ok) return delivery;
    const { state } = delivery.data;
    // What the archive has whole needs no second copy; its word is on the way.
    if (state !== 'waiting' && state !== 'sending')
      return fail('DELIVERY_DECIDED', { fileCode: dossierById(writer.db, delivery.data.dossierId).fileCode });
    deliveries.push(delivery.data);
  }
  if (await isInStation(context, folder)) return fail('DISK_IN_STATION', { folder });
  const at = clock.now();
  const set: SetToWrite = {
    name: setName(station.agencyCode, at, randomBytes(2).toString('hex')),
    folder,
    agencyName: station.agencyName,
    agencyCode: station.agencyCode,
    practice: station.practice,
    software: `${context.software.name} ${context.software.version}`,
    at,
    packages: deliveries.map((delivery) => toCarry(context, station, delivery)),
  };
  if (disks.busy) return fail('DISK_BUSY');
  const bytes = deliveries.reduce((sum, delivery) => sum + delivery.package.bytes, 0);
  const written: Result<WrittenSet> = await disks.run(set.name, bytes, context.emit, (desk) => writeSet(set, desk));
  if (!written.ok) return written;
  writer.tx((db) => {
    for (const { objid } of deliveries) {
      // Its receipt may have come by line while the disk was written.
      if (!isOpen(deliveryOf(db, objid)!)) continue;
      const disk = JSON.stringify({ set: set.name, folder: written.data.folder, by: actor, at });
      db.run('UPDATE delivery SET disk_json = ? WHERE objid = ?', disk, objid);
      recordAudit(db, { at: clock.now(), actor, action: 'disk.handOver', subject: objid, data: { set: set.name } });
    }
  });
  for (const { objid } of deliveries) {
    context.stopSending(objid);
    context.emit({ topic: 'queue.changed', objid });
  }
  const sheet = await context.downloads.offer({ name: `${set.name}.pdf`, mime: 'application/pdf' }, (path) =>
    copyFile(written.data.sheet, path),
  );
  return ok({ set: set.name, folder: written.data.folder, packages: deliveries.length, bytes, sheet });
}

function toCarry({ writer, vault }: HandlerContext, station: Station, delivery: Delivery): SetToWrite['packages'][number] {
  const { objid, package: sealed } = delivery;
  const { fileCode, description } = dossierById(writer.db, delivery.dossierId);
  return {
    path: vault.path(sealed.zip),
    fileName: packageFileName(objid, 'guid'),
    title: description.title,
    documents: sealed.documents,
    pages: sealed.pages,
    slip: {
      protocol: String(protocolVersion) as '1',
      objid,
      fileCode,
      sha256: sealed.zip,
      bytes: sealed.bytes,
      agencyCode: station.agencyCode,
      recordStatus: recordStatusOf(station.practice, delivery.replaces),
    },
  };
}

/** The station's own folder, however it is spelt or linked to: a set there would be lost with the very disk it is to be kept from. */
async function isInStation({ vault }: HandlerContext, folder: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => null);
  if (real === null) return false;
  const own = await realpath(dirname(dirname(vault.tempDir())));
  return real === own || real.startsWith(own.endsWith(sep) ? own : own + sep);
}

/** A bare receipt, or the archive's whole answer about a package, as `tram receive` writes it. */
function takeReceipt(context: HandlerContext, content: string) {
  const { writer, clock, actor } = context;
  const unreadable = (reason: string) => fail('RECEIPT_FILE_UNREADABLE', { reason });
  let said: unknown;
  try {
    said = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return unreadable('JSON');
  }
  const answer = PackageAnswer.safeParse(said);
  if (answer.success && (answer.data.state === 'received' || answer.data.state === 'validated'))
    return unreadable(answer.data.state);
  const candidate = answer.success && answer.data.state === 'accessioned' ? answer.data.receipt : said;
  const objid = answer.success ? answer.data.objid : objidIn(said);
  if (objid === null) return unreadable('objid');
  const delivery = deliveryOf(writer.db, objid);
  if (delivery === null) return fail('RECEIPT_FOR_NONE', { objid: objid.slice(0, 60) });
  const { fileCode } = dossierById(writer.db, delivery.dossierId);
  if (answer.success && answer.data.state === 'rejected') {
    if (answer.data.sha256 !== delivery.package.zip) return fail('RECEIPT_NOT_VALID', { objid, reason: 'sha256' });
    return settle(context, delivery, fileCode, { reasons: answer.data.reasons });
  }
  const key = archiveKey(context);
  if (key === null) {
    const receipt = Receipt.safeParse(candidate);
    return fail('ARCHIVE_KEY_NOT_PINNED', { found: receipt.success ? receipt.data.archive.keyId : '?' });
  }
  const receipt = verifyReceipt(candidate, key, expected(context, delivery));
  if (!receipt.ok) {
    writer.tx((db) =>
      recordAudit(db, { at: clock.now(), actor, action: 'receipt.refused', subject: objid, data: receipt.error.data }),
    );
    return receipt;
  }
  return settle(context, delivery, fileCode, { receipt: receipt.data });
}

function settle(
  context: HandlerContext,
  { objid, dossierId, package: sealed }: Delivery,
  fileCode: string,
  outcome: { receipt: Receipt } | { reasons: Extract<PackageAnswer, { state: 'rejected' }>['reasons'] },
) {
  const { writer, clock, actor } = context;
  const state = 'receipt' in outcome ? 'delivered' : 'rejected';
  const settled = writer.tx((db) => {
    if (!decide(db, objid, outcome, clock.now())) return false;
    db.run("DELETE FROM job WHERE step = 'send' AND subject = ? AND state <> 'running'", objid);
    recordAudit(db, {
      at: clock.now(),
      actor,
      action: `send.${state}`,
      subject: objid,
      data: { sha256: sealed.zip, byFile: true },
    });
    if (state === 'delivered') {
      const { pages, documents } = sealed;
      recordWork(db, { at: clock.now(), actor, kind: 'receipt', pages, documents, dossiers: 1 });
    }
    advanceDossier(db, dossierId, advanceNow(context));
    return true;
  });
  if (!settled) return ok({ objid, fileCode, outcome: 'known' as const });
  context.stopSending(objid);
  context.emit({ topic: 'queue.changed', objid });
  context.emit({ topic: 'dossier.changed', fileCode });
  return ok({ objid, fileCode, outcome: state } as const);
}

function receiptOf(context: HandlerContext, objid: string): Result<{ delivery: Delivery; receipt: Receipt }> {
  const delivery = deliveryOf(context.writer.db, objid);
  if (delivery === null) return fail('DELIVERY_UNKNOWN', { objid });
  if (delivery.receipt === null) return fail('RECEIPT_NOT_HERE', { objid });
  return ok({ delivery, receipt: Receipt.parse(JSON.parse(delivery.receipt)) });
}

/** The key receipts are held against: of the archive in use, or the one that was pinned. */
function archiveKey(context: HandlerContext): string | null {
  return context.archive()?.publicKey ?? stationOf(context.writer.db)?.archiveKey ?? null;
}

function expected(context: HandlerContext, { objid, package: sealed }: Delivery) {
  const { db } = context.writer;
  return {
    objid,
    fileCode: sealed.fileCode,
    sha256: sealed.zip,
    bytes: sealed.bytes,
    documents: sealed.documents,
    pages: sealed.pages,
    practice: stationOf(db)!.practice,
  };
}

function objidIn(said: unknown): string | null {
  return typeof said === 'object' && said !== null && 'objid' in said && typeof said.objid === 'string' ? said.objid : null;
}
