/** Scanners: which there are, how to scan, and what a person says to a scan. The work itself is arrivals/scanning.ts. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import { leastDpi, ruleBroken, type ScanProfile } from '../../../contract/scanning.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { documentById, insertDocument } from '../records/documents.ts';
import { dossierByCode } from '../records/dossiers.ts';
import { pageById } from '../records/pages.ts';
import { removeScanProfile, saveScanProfile, scanProfile, scanProfiles } from '../records/scan-profiles.ts';
import {
  continueScan,
  insertScan,
  scanById,
  scansInState,
  scansOf,
  scanView,
  setScanState,
  type Scan,
} from '../records/scans.ts';
import { advanceDossier } from '../road/advance.ts';
import { nextPosition, openDossier } from '../road/register-files.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

type Names =
  | 'devices.list'
  | 'scan.profiles'
  | 'scan.saveProfile'
  | 'scan.removeProfile'
  | 'scan.start'
  | 'scan.stop'
  | 'scan.finish'
  | 'scan.list';

const shownScans = 20;

export const scanHandlers: Pick<Handlers, Names> = {
  'devices.list': async ({ scanning }, { again }) => ok(await scanning.devices(again)),

  'scan.profiles': ({ writer }) => ok(scanProfiles(writer.db)),

  'scan.saveProfile': (workshop, { id, profile }) => {
    const kept = keepsRule(profile);
    if (!kept.ok) return kept;
    if (id !== null && scanProfile(workshop.writer.db, id) === null) return fail('PROFILE_UNKNOWN');
    const saved = { id: id ?? workshop.newId(), ...profile };
    const at = workshop.clock.now();
    const done = workshop.writer.tx((db) => {
      if (!saveScanProfile(db, saved, at)) return false;
      const data = { name: profile.name, source: profile.source, dpi: profile.dpi };
      recordAudit(db, { at, actor: workshop.actor, action: 'scan.saveProfile', subject: saved.id, data });
      return true;
    });
    if (!done) return fail('PROFILE_NAME_TAKEN', { name: profile.name });
    workshop.emit({ topic: 'profiles.changed' });
    return ok(saved);
  },

  'scan.removeProfile': (workshop, { id }) => {
    const at = workshop.clock.now();
    const done = workshop.writer.tx((db) => {
      const name = scanProfile(db, id)?.name;
      if (name === undefined) return false;
      removeScanProfile(db, id);
      recordAudit(db, { at, actor: workshop.actor, action: 'scan.removeProfile', subject: id, data: { name } });
      return true;
    });
    if (!done) return fail('PROFILE_UNKNOWN');
    workshop.emit({ topic: 'profiles.changed' });
    return ok({});
  },

  'scan.start': async (workshop, { fileCode, device, profile: profileId, continues, replacePageId, pages }) => {
    const profile = scanProfile(workshop.writer.db, profileId);
    if (profile === null) return fail('PROFILE_UNKNOWN');
    const kept = keepsRule(profile);
    if (!kept.ok) return kept;
    const found = await workshop.scanning.find(device);
    if (found === null) return fail('SCANNER_UNKNOWN', { device });
    const able = found.driver.check(found.name, profile);
    if (!able.ok) return able;
    const busy = workshop.scanning.busyWith(device);
    if (busy !== null) return fail('SCAN_RUNNING', { device: found.device.name, fileCode: busy.fileCode });

    const { id: _, ...settings } = profile;
    const use = { deviceName: found.device.name, profile: settings };
    const scan = workshop.writer.tx((db) =>
      continues === null ? newScan(db, workshop, fileCode, use, replacePageId) : goOn(db, fileCode, continues, use),
    );
    if (!scan.ok) return scan;
    workshop.scanning.begin(scan.data, fileCode, found, pages);
    return ok({ scan: scan.data.id });
  },

  'scan.stop': ({ scanning, writer }, { scan }) => {
    if (scanById(writer.db, scan) === null) return fail('SCAN_UNKNOWN');
    scanning.stop(scan);
    return ok({});
  },

  'scan.finish': ({ scanning, writer, actor }, { scan }) => {
    if (scanById(writer.db, scan)?.state !== 'paused' || scanning.isRunning(scan)) return fail('SCAN_UNKNOWN');
    scanning.finish(scan, actor);
    return ok({});
  },

  'scan.list': ({ writer: { db } }, { fileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    return ok(dossier === null ? [] : scansOf(db, dossier.id, shownScans).map((scan) => scanView(db, scan)));
  },
};

function keepsRule(profile: ScanProfile): Result<null> {
  switch (ruleBroken(profile)) {
    case 'dpi':
      return fail('PROFILE_BELOW_DPI', { dpi: profile.dpi, least: leastDpi[profile.paper] });
    case 'colour':
      return fail('PROFILE_NOT_COLOUR');
    case null:
      return ok(null);
  }
}

type Use = Pick<Scan, 'deviceName' | 'profile'>;

/** A document of its own, held open for pages until the scan is done. What was paused in the dossier is complete with that. */
function newScan(
  db: WritableDb,
  workshop: HandlerContext,
  fileCode: string,
  use: Use,
  replacesPage: string | null,
): Result<Scan> {
  const opened = openDossier(db, workshop, fileCode, '', 1);
  if (!opened.ok) return opened;
  const dossierId = opened.data;
  if (replacesPage !== null) {
    const replaceable = mayReplace(db, dossierId, replacesPage);
    if (!replaceable.ok) return replaceable;
  }
  const paused = scansInState(db, 'paused', dossierId);
  for (const { id } of paused) setScanState(db, id, 'done', null);
  if (paused.length > 0) advanceDossier(db, dossierId, advanceNow(workshop));
  const [id, documentId] = [workshop.newId(), workshop.newId()];
  const place = nextPosition(db, dossierId);
  insertDocument(db, { id: documentId, dossierId, place, part: 0, title: use.deviceName, splitEvery: null, settled: false });
  const startedAt = workshop.clock.now();
  insertScan(db, { id, dossierId, documentId, ...use, replacesPage, account: workshop.actor, startedAt });
  const data = { scan: id, device: use.deviceName, profile: use.profile.name, page: replacesPage };
  recordAudit(db, { at: startedAt, actor: workshop.actor, action: 'scan.start', subject: fileCode, data });
  return ok(scanById(db, id)!);
}

function goOn(db: WritableDb, fileCode: string, id: string, use: Use): Result<Scan> {
  const scan = scanById(db, id);
  if (scan === null || scan.state !== 'paused' || scan.dossierId !== dossierByCode(db, fileCode)?.id) return fail('SCAN_UNKNOWN');
  continueScan(db, id, use);
  return ok(scanById(db, id)!);
}

function mayReplace(db: Db, dossierId: string, pageId: string): Result<null> {
  const known = db.get('SELECT 1 FROM page WHERE id = ? AND dossier_id = ?', pageId, dossierId) !== undefined;
  const page = known ? pageById(db, pageId) : null;
  const document = page?.documentId == null ? null : documentById(db, page.documentId);
  return document === null || document.incomingSigned !== null ? fail('PAGE_NOT_REPLACEABLE') : ok(null);
}
