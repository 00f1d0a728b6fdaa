import { fail, ok } from '../../../contract/result.ts';
import { decodePublicKey } from '../../../exchange/receipt/key.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import { hashPassword } from '../accounts/password.ts';
import { accountOf, addAccount, anyAccount } from '../accounts/register.ts';
import { isReserved } from '../accounts/rules.ts';
import { enter, tooShort } from '../accounts/sign-in.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { lineStands } from '../records/line.ts';
import { stationOf, type Station } from '../records/station.ts';
import { statusView } from '../records/status.ts';
import { storeSetting } from '../settings/settings.ts';
import type { Handlers } from '../handler.ts';
import type { Workshop } from '../road/workshop.ts';

type Names = 'station.get' | 'station.door' | 'station.init' | 'station.setUp' | 'station.status' | 'station.setArchive';

export const stationHandlers: Pick<Handlers, Names> = {
  'station.get': (workshop) => {
    const station = stationOf(workshop.writer.db);
    return ok(station === null ? null : view(station, workshop));
  },

  'station.init': (workshop, input) => {
    const known = stationOf(workshop.writer.db);
    if (known !== null) return fail('STATION_ALREADY_MADE', { agencyCode: known.agencyCode });
    workshop.writer.tx((db) => makeStation(db, input, { at: workshop.clock.now(), actor: workshop.actor }));
    workshop.emit({ topic: 'station.changed' });
    return ok(view(stationOf(workshop.writer.db)!, workshop));
  },

  'station.setUp': async (context, { account, language, ...input }) => {
    const { writer, clock, settings } = context;
    const { name } = account;
    const known = stationOf(writer.db);
    if (known !== null) return fail('STATION_ALREADY_MADE', { agencyCode: known.agencyCode });
    if (isReserved(name)) return fail('ACCOUNT_NAME_RESERVED', { name });
    const short = tooShort(context, account.password, input.practice);
    if (short !== null) return short;
    const hash = await hashPassword(account.password);
    const by = { at: clock.now(), actor: name };
    const settled = settings.policy.locked.some(({ key }) => key === 'window.language');
    const made = writer.tx((db) => {
      // Two windows may stand at this page: whoever is second finds a station, and nothing of theirs is left behind.
      const other = stationOf(db);
      if (other !== null) return other.agencyCode;
      makeStation(db, input, by);
      if (!settled) storeSetting(db, { key: 'window.language', value: language }, by);
      addAccount(db, { name, role: 'it' }, hash, by);
      db.run('UPDATE account SET signed_in_at = ? WHERE name = ?', by.at, name);
      recordAudit(db, { ...by, action: 'session.signIn', subject: name, data: { refused: 0 } });
      return null;
    });
    if (made !== null) return fail('STATION_ALREADY_MADE', { agencyCode: made });
    context.emit({ topic: 'station.changed' });
    return ok(enter(context, accountOf(writer.db, name)!));
  },

  'station.door': ({ writer: { db }, settings }) =>
    ok({ made: stationOf(db) !== null, accounts: anyAccount(db), language: settings.values['window.language'] }),

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
      lineStands(db);
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

function makeStation(
  db: WritableDb,
  input: Pick<Station, 'agencyCode' | 'agencyName' | 'fondsCode' | 'practice'>,
  by: { at: Instant; actor: string },
): void {
  db.run(
    'INSERT INTO station (only, agency_code, agency_name, fonds_code, practice, made_at) VALUES (1, ?, ?, ?, ?, ?)',
    input.agencyCode,
    input.agencyName,
    input.fondsCode,
    input.practice ? 1 : 0,
    by.at,
  );
  recordAudit(db, { ...by, action: 'station.init', subject: input.agencyCode, data: { practice: input.practice } });
}

function view({ agencyCode, agencyName, fondsCode, practice, archiveUrl }: Station, { settings, software }: Workshop) {
  const url = settings.policy.archive?.url ?? archiveUrl;
  return { agencyCode, agencyName, fondsCode, practice, archiveUrl: url, version: software.version };
}
