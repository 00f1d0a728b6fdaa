import { fail, ok } from '../../../contract/result.ts';
import { decodePublicKey } from '../../../exchange/receipt/key.ts';
import { recordAudit } from '../audit/audit.ts';
import { stationOf, type Station } from '../records/station.ts';
import { statusView } from '../records/status.ts';
import type { Handlers } from '../handler.ts';
import type { Workshop } from '../road/workshop.ts';

type Names = 'station.get' | 'station.init' | 'station.status' | 'station.setArchive';

export const stationHandlers: Pick<Handlers, Names> = {
  'station.get': (workshop) => {
    const station = stationOf(workshop.writer.db);
    return ok(station === null ? null : view(station, workshop));
  },

  'station.init': (workshop, input) => {
    const known = stationOf(workshop.writer.db);
    if (known !== null) return fail('STATION_ALREADY_MADE', { agencyCode: known.agencyCode });
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      db.run(
        'INSERT INTO station (only, agency_code, agency_name, fonds_code, practice, made_at) VALUES (1, ?, ?, ?, ?, ?)',
        input.agencyCode,
        input.agencyName,
        input.fondsCode,
        input.practice ? 1 : 0,
        now,
      );
      recordAudit(db, {
        at: now,
        actor: workshop.actor,
        action: 'station.init',
        subject: input.agencyCode,
        data: { practice: input.practice },
      });
    });
    workshop.emit({ topic: 'station.changed' });
    return ok(view(stationOf(workshop.writer.db)!, workshop));
  },

  'station.status': (workshop) => ok(statusView(workshop.writer.db)),

  'station.setArchive': (workshop, { url, publicKey }) => {
    const station = stationOf(workshop.writer.db);
    if (station === null) return fail('STATION_NOT_MADE', { folder: '' });
    const lock = workshop.settings.policy.locked.find(({ key }) => key === 'archive');
    if (lock !== undefined) return fail('SETTING_LOCKED', { key: lock.key, path: lock.path });
    if (publicKey !== null && decodePublicKey(publicKey) === null) return fail('ARCHIVE_KEY_UNREADABLE', {});
    const now = workshop.clock.now();
    // Another address is another archive: its key is pinned anew, never carried over.
    const key = publicKey ?? (station.archiveUrl === url ? station.archiveKey : null);
    workshop.writer.tx((db) => {
      db.run('UPDATE station SET archive_url = ?, archive_key = ?', url, key);
      // What was parked because of the old address or key is worth another try.
      db.run("UPDATE job SET state = 'ready', attempts = 0, not_before_ms = 0 WHERE step = 'send' AND state <> 'running'");
      recordAudit(db, {
        at: now,
        actor: workshop.actor,
        action: 'station.setArchive',
        subject: url ?? '',
        data: { publicKey: key },
      });
    });
    workshop.wake();
    workshop.emit({ topic: 'station.changed' });
    return ok(view(stationOf(workshop.writer.db)!, workshop));
  },
};

function view({ agencyCode, agencyName, fondsCode, practice, archiveUrl }: Station, { settings, software }: Workshop) {
  const url = settings.policy.archive?.url ?? archiveUrl;
  return { agencyCode, agencyName, fondsCode, practice, archiveUrl: url, version: software.version };
}
