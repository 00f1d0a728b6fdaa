import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused } from '../support/report.ts';
import { fingerprints, lay, letterhead } from '../support/small-papers.ts';
import { tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('station-damaged');
const sound = join(root, 'sound');
const fileCode = 'H49.99.2023.1';
const secrets = { CLERK: 'lan-so-1' };
let copies = 0;

/** A station with one described page, ready to be composed; each test damages its own copy. */
function copy(): string {
  const data = join(root, `copy-${++copies}`);
  cpSync(sound, data, { recursive: true });
  return data;
}

beforeAll(async () => {
  const papers = lay(join(root, 'papers'), { '1.jpg': await letterhead(0).jpeg().toBuffer() });
  const data = ['--data', sound];
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', ...data])).code).toBe(0);
  expect((await tram(['import', papers, '--dossier', fileCode, ...data])).code).toBe(0);
  expect((await tram(['run', '--until', 'describe', ...data])).code).toBe(0);
  expect((await tram(['describe', '--dossier', fileCode, '--as', 'lan', '--pass-env', 'CLERK', ...data], secrets)).code).toBe(0);
});

describe('the database', () => {
  const damage: readonly (readonly [what: string, change: (bytes: Buffer) => Buffer])[] = [
    ['whose first page was overwritten', (bytes) => Buffer.concat([Buffer.alloc(4096, 'x'), bytes.subarray(4096)])],
    ['that is another program’s file', () => Buffer.from('Đây không phải là cơ sở dữ liệu.'.repeat(300))],
    [
      'whose tables were overwritten',
      (bytes) => Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]),
    ],
  ];

  it.each(damage)('%s is refused in words, and not written to', async (_, change) => {
    const data = copy();
    const file = join(data, 'station.db');
    const damaged = change(readFileSync(file));
    writeFileSync(file, damaged);
    for (const command of [['run'], ['status']]) {
      const run = await tramJson<Refused>([...command, '--data', data, '--lang', 'vi']);
      expect([run.answer.error.code, run.code, run.stderr]).toEqual(['STATION_DAMAGED', 3, '']);
      expect(run.answer.error.message).toMatch(threeSentences);
    }
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  it('of a newer program is refused, and left byte for byte', async () => {
    const data = copy();
    const db = new Database(join(data, 'station.db'));
    db.pragma('user_version = 99999');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = fingerprints(data);
    for (const command of [['run'], ['status']]) {
      const run = await tramJson<Refused>([...command, '--data', data]);
      expect([run.answer.error.code, run.code, run.stderr]).toEqual(['STATION_TOO_NEW', 5, '']);
    }
    before.delete('station.owner');
    const after = fingerprints(data);
    for (const [name, hash] of before) expect([name, after.get(name)]).toEqual([name, hash]);
  });

  it('that is gone is said to be no station, and no empty one is made in its place', async () => {
    const data = copy();
    rmSync(join(data, 'station.db'));
    for (const command of [['run'], ['status'], ['import', root, '--dossier', fileCode]]) {
      const run = await tramJson<Refused>([...command, '--data', data]);
      expect([run.answer.error.code, run.code]).toEqual(['STATION_NOT_MADE', 3]);
    }
    expect(readdirSync(data)).not.toContain('station.db');
  });
});

describe('the vault', () => {
  interface Status {
    readonly jobs: { parked: number };
    readonly ledger: { in: number; out: number };
  }

  /** Files of the vault by their digest. */
  function blobs(data: string): string[] {
    return readdirSync(join(data, 'vault'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /[0-9a-f]{64}$/.test(name))
      .map((name) => join(data, 'vault', name));
  }

  it.each([
    [
      'altered by one bit',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(path, bytes);
      },
    ],
    ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
    ['deleted', (path: string) => rmSync(path)],
  ])(
    'with its blobs %s: what needs them is parked with words, nothing is signed, and the page stays in the ledger',
    async (_, harm) => {
      const data = copy();
      for (const path of blobs(data)) harm(path);
      const { code, stderr } = await tramJson(['run', '--data', data]);
      expect([code, stderr]).toEqual([4, '']);
      const { answer } = await tramJson<Status>(['status', '--data', data]);
      expect(answer).toMatchObject({ jobs: { parked: 1 }, ledger: { in: 1, out: 1 } });
      const db = new Database(join(data, 'station.db'), { readonly: true });
      expect(db.prepare('SELECT composed_json, signed_json FROM document').get()).toEqual({
        composed_json: null,
        signed_json: null,
      });
      const { error_json: error } = db.prepare("SELECT error_json FROM job WHERE state = 'parked'").get() as {
        error_json: string;
      };
      db.close();
      expect(JSON.parse(error)).toMatchObject({ code: 'BLOB_DAMAGED', data: { step: 'compose' } });
    },
  );
});

describe('the audit trail', () => {
  const verify = async (data: string) => {
    const { code, answer } = await tramJson<{ ok: boolean; entries: number; brokenAt: number | null }>([
      'audit',
      'verify',
      '--data',
      data,
    ]);
    return { code, ...answer };
  };

  it('is whole as it was written', async () => expect(await verify(copy())).toMatchObject({ code: 0, ok: true, brokenAt: null }));

  it.each([
    ['another name', "UPDATE audit SET actor = 'hùng' WHERE seq = 2", 2],
    ['another time', "UPDATE audit SET at = '2020-01-01T00:00:00+07:00' WHERE seq = 1", 1],
    ['other facts', 'UPDATE audit SET data_json = \'{"files":9}\' WHERE seq = 2', 2],
    ['an entry taken out', 'DELETE FROM audit WHERE seq = 2', 3],
    ['the first entry taken out', 'DELETE FROM audit WHERE seq = 1', 2],
    [
      'an entry put in',
      "INSERT INTO audit (at, actor, action, subject, data_json, previous, hash) SELECT at, actor, 'verify.approve', subject, data_json, hash, previous FROM audit ORDER BY seq DESC LIMIT 1",
      null,
    ],
  ])('with %s is found out: exit 4 and the place', async (_, sql, place) => {
    const data = copy();
    const db = new Database(join(data, 'station.db'));
    // Whoever can write the file can also take off what guards the table.
    for (const { name } of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[])
      db.exec(`DROP TRIGGER "${name}"`);
    db.exec(sql);
    const last = (db.prepare('SELECT max(seq) AS n FROM audit').get() as { n: number }).n;
    db.close();
    expect(await verify(data)).toMatchObject({ code: 4, ok: false, brokenAt: place ?? last });
  });
});
