/** The station: its database, vault, trail, policy, archive and backups. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthFinding } from '../../../contract/health.ts';
import { toInstant } from '../../../contract/instant.ts';
import { verifyAuditInSteps } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { openReader } from '../db/database.ts';
import type { HandlerContext } from '../handler.ts';
import { countDue, indexCounts, isRebuilding } from '../search/index-store.ts';
import { weighings, weights } from './weigh.ts';

/** What can be said of the database from outside, while another process may be its writer. */
export function databaseFindings(dataDir: string): HealthFinding[] {
  const file = join(dataDir, 'station.db');
  if (!existsSync(file)) return [{ name: 'station', state: 'unknown', facts: { verdict: null, bytes: null } }];
  const opened = openReader(file);
  if (!opened.ok) return [{ name: 'station', state: 'bad', facts: { verdict: opened.error.code, bytes: null } }];
  const findings = databaseState(opened.data.db, file);
  opened.data.close();
  return findings;
}

/** Weighings of a station that may be open elsewhere; none when there is no station. */
export function knownWeighings(dataDir: string) {
  const opened = existsSync(join(dataDir, 'station.db')) ? openReader(join(dataDir, 'station.db')) : null;
  if (opened?.ok !== true) return [];
  const found = weighings(opened.data.db);
  opened.data.close();
  return found;
}

export async function stationFindings({ writer, settings, archive }: HandlerContext, dataDir: string): Promise<HealthFinding[]> {
  const { db } = writer;
  const last = weights(db).at(-1);
  const trail = await verifyAuditInSteps(db);
  const { locked, problems } = settings.policy;
  const address = archive();
  return [
    ...databaseState(db, join(dataDir, 'station.db')),
    {
      name: 'vault',
      state: last === undefined ? 'unknown' : 'good',
      facts: { bytes: last?.vaultBytes ?? null, pages: last?.pages ?? null, day: last?.day ?? null },
    },
    { name: 'audit', state: trail.brokenAt === null ? 'good' : 'bad', facts: { ...trail } },
    { name: 'policy', state: problems.length > 0 ? 'bad' : 'good', facts: { locked: locked.length, problems: problems.length } },
    { name: 'archive', state: address === null ? 'look' : 'good', facts: { url: address?.url ?? null } },
    backup(dataDir),
  ];
}

/** The search index is told apart from the rest: it can be made anew, and no backup is needed for it. */
function databaseState(db: Db, file: string): HealthFinding[] {
  const verdicts = db.all('PRAGMA quick_check(20)').map((row) => String(row['quick_check']));
  const ofIndex = verdicts.filter((verdict) => /fts5/i.test(verdict));
  const verdict = verdicts.find((one) => !ofIndex.includes(one)) ?? 'ok';
  const { unread } = indexCounts(db);
  return [
    { name: 'station', state: verdict === 'ok' ? 'good' : 'bad', facts: { verdict, bytes: statSync(file).size } },
    {
      name: 'search',
      state: ofIndex.length > 0 ? 'bad' : unread > 0 ? 'look' : 'good',
      facts: { verdict: ofIndex[0] ?? 'ok', due: countDue(db), rebuilding: isRebuilding(db) ? 1 : 0, unread },
    },
  ];
}

/** Only copies the station made of its own database, before an upgrade, lie here: no images. Nobody has told it of any other. */
function backup(dataDir: string): HealthFinding {
  const copies = readdirSync(dataDir)
    .filter((name) => /^station\.db\.before-\d+$/.test(name))
    .map((name) => statSync(join(dataDir, name)).mtimeMs);
  const newest = Math.max(...copies);
  return { name: 'backup', state: 'look', facts: { databaseCopy: copies.length === 0 ? null : toInstant(newest) } };
}
