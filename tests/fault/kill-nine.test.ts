import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { resourcePath } from '../../src/platform/resources.ts';
import { temporaryFolder } from '../support/folders.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const data = join(temporaryFolder('kill-nine'), 'station');
const papers = resourcePath('practice', '02-phong-chong-thien-tai');
const fileCode = 'H49.99.2023.8';
const secrets = { CLERK: 'lan-so-1', BOSS: 'hung-so-1' };

interface Status {
  readonly dossiers: readonly { fileCode: string; step: string; documents: number; pages: number; parked: number }[];
  readonly ledger: { in: number; out: number; blank: number; separator: number; clerk: number };
  readonly jobs: { ready: number; running: number; parked: number };
}

/** Starts the command again and again, killing it after ever longer times, until it comes to its end by itself. */
async function untilItSurvives(args: readonly string[], firstKillMs: number, stepMs: number): Promise<number> {
  for (let kills = 0; ; kills++) {
    if (kills > 60)
      throw new Error(`${args[0]} never came to its end: ${JSON.stringify((await tramJson(['status', '--data', data])).answer)}`);
    const { child, finished } = startTram([...args, '--data', data], secrets);
    const timer = setTimeout(() => child.kill('SIGKILL'), firstKillMs + kills * stepMs);
    const { signal, code, stderr } = await finished;
    clearTimeout(timer);
    if (signal !== 'SIGKILL') {
      expect([code, stderr]).toEqual([0, expect.anything()]);
      return kills;
    }
    // The workers of the killed station notice and leave; a new one must not meet them at work.
    await sleep(50);
    expect(isWhole()).toBe(true);
  }
}

/** Whatever the moment of death: the database is consistent and every blob is either absent or its own hash. */
function isWhole(): boolean {
  if (!existsSync(join(data, 'station.db'))) return true;
  const db = new Database(join(data, 'station.db'));
  const verdict = db.pragma('integrity_check', { simple: true });
  const strays = db.prepare('SELECT count(*) AS n FROM page WHERE (document_id IS NULL) = (tray IS NULL)').get() as { n: number };
  db.close();
  return verdict === 'ok' && strays.n === 0;
}

it(
  'killed again and again at every step, the road goes on: no page lost, none twice, no half file',
  { timeout: 600_000 },
  async () => {
    expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
    let kills = await untilItSurvives(['import', papers, '--dossier', fileCode], 500, 300);
    kills += await untilItSurvives(['run'], 900, 1200);
    const read = (await tramJson<Status>(['status', '--data', data])).answer;
    const pages = read.dossiers[0]!.pages + read.ledger.blank;
    expect(read.ledger.in).toBe(pages);
    expect(
      (await tram(['describe', '--dossier', fileCode, '--as', 'lan', '--pass-env', 'CLERK', '--data', data], secrets)).code,
    ).toBe(0);
    kills += await untilItSurvives(['run'], 700, 500);
    expect(
      (await tram(['approve', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'BOSS', '--data', data], secrets)).code,
    ).toBe(0);
    kills += await untilItSurvives(['run'], 600, 400);
    kills += await untilItSurvives(['send'], 600, 400);
    expect(kills).toBeGreaterThan(4);

    const { answer: end } = await tramJson<Status>(['status', '--data', data]);
    expect(end.dossiers).toEqual([{ fileCode, step: 'done', documents: 3, pages: read.dossiers[0]!.pages, parked: 0 }]);
    expect(end.ledger).toEqual(read.ledger);
    expect((await tram(['audit', 'verify', '--data', data])).code).toBe(0);

    const db = new Database(join(data, 'station.db'), { readonly: true });
    const count = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
    // Once each: three documents signed, one package, one receipt at the archive.
    expect([count('document'), count('delivery')]).toEqual([3, 1]);
    db.close();
    const archive = new Database(join(data, 'practice-archive', 'archive.db'), { readonly: true });
    expect(archive.prepare("SELECT count(*) AS n FROM package WHERE state = 'accessioned'").get()).toEqual({ n: 1 });
    archive.close();
    for (const name of readdirSync(join(data, 'vault'), { recursive: true, encoding: 'utf8' })) {
      const path = join(data, 'vault', name);
      if (statSync(path).isFile() && !name.startsWith('temp')) expect(name).toMatch(/^[0-9a-f]{2}[\\/][0-9a-f]{64}$/);
    }
  },
);
