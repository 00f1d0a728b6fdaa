/** `tram search rebuild`: of an index that was damaged, and killed in the middle. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { lockStation } from '../../src/main/engine/lock.ts';
import { Vault } from '../../src/main/engine/vault/vault.ts';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused } from '../support/report.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('search-rebuild');
const pages = 700;
let data: string;

/** A station with one long document, read. */
beforeEach(async () => {
  data = join(root, crypto.randomUUID());
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--data', data])).code).toBe(0);
  const box = [0, 0, 9, 9];
  const reading = { width: 10, height: 10, lines: [{ box, words: [{ text: 'Đường', box, confidence: 90 }] }] };
  const words = await (await Vault.open(join(data, 'vault'))).put(Buffer.from(JSON.stringify(reading)));
  const description = {
    title: 'Hồ sơ giao đất',
    maintenance: '01',
    mode: '01',
    language: ['01'],
    riskRecovery: '0',
    riskRecoveryStatus: '',
    ...Object.fromEntries(
      ['startDate', 'endDate', 'keyword', 'format', 'inforSign', 'paperFileCode', 'description'].map((name) => [name, '']),
    ),
  };
  within((db) => {
    const add = (table: string, row: Record<string, string | number>) =>
      db
        .prepare(
          `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
            .map(() => '?')
            .join(', ')})`,
        )
        .run(...Object.values(row));
    const made = { made_at: 'x', changed_at: 'x' };
    add('dossier', { id: 'd', file_code: 'H49.99.2001.1', description_json: JSON.stringify(description), ...made });
    add('document', { id: 'doc', dossier_id: 'd', place: 1, title: '' });
    const file = { position: 1, path: 'p', name: 'p', size: 1, modified_ms: 1, state: 'captured' };
    add('source_file', { id: 'f', dossier_id: 'd', document_id: 'doc', ...file });
    const of = { dossier_id: 'd', document_id: 'doc', source_file_id: 'f', image_json: '{}', position: 1 };
    const text = JSON.stringify({ words, wordCount: 1, meanConfidence: 90 });
    for (let n = 1; n <= pages; n += 1) add('page', { id: `p${n}`, ...of, source_page: n, text_json: text });
  });
});

function within<T>(work: (db: Database.Database) => T): T {
  const db = new Database(join(data, 'station.db'));
  db.unsafeMode(true);
  db.function('fold', (text: unknown) => text as string);
  try {
    return db.transaction(work)(db);
  } finally {
    db.close();
  }
}

const count = (sql: string) => within((db) => db.prepare(sql).pluck().get() as number);
const findable = () => count("SELECT count(*) FROM search_words WHERE search_words MATCH 'duong'");
const damage = () => within((db) => db.exec("UPDATE search_words_data SET block = x'0102' WHERE id > 1000"));
const rebuild = () =>
  tramJson<{ ok: boolean; documents: number; pages: number; unread: number }>(['search', 'rebuild', '--data', data]);
const whole = { ok: true, documents: 1, pages, unread: 0 };

it(
  'a damaged index is told apart from a damaged station, is named with the command, and is made anew by it',
  { timeout: 60_000 },
  async () => {
    expect((await rebuild()).answer).toEqual(whole);
    damage();
    const doctor = () =>
      tramJson<{ findings: { name: string; ok: boolean; remedy: string | null }[] }>(['doctor', '--data', data]);
    const health = async () => (await doctor()).answer.findings.filter(({ name }) => name === 'station' || name === 'search');
    expect(await health()).toMatchObject([
      { name: 'station', ok: true },
      { name: 'search', ok: false, remedy: expect.stringContaining('tram search rebuild') as string },
    ]);
    const again = await rebuild();
    expect([again.code, again.answer]).toEqual([0, whole]);
    expect((await health()).map(({ ok }) => ok)).toEqual([true, true]);
    expect(findable()).toBe(pages);
  },
);

it('killed in the middle, it goes on where it ended', { timeout: 120_000 }, async () => {
  const { child, finished } = startTram(['search', 'rebuild', '--data', data]);
  while (count('SELECT count(*) FROM search_page') < 60) await sleep(20);
  child.kill('SIGKILL');
  expect((await finished).signal).toBe('SIGKILL');
  const [done, due] = [count('SELECT count(*) FROM search_page'), count('SELECT count(*) FROM search_due')];
  expect([done + due, due > 0]).toEqual([pages, true]);
  // Pages that were done are not done again: a mark on one of them is still there at the end.
  within((db) => db.exec("UPDATE search_text SET text = 'dấu' WHERE id = 1"));

  const second = await rebuild();
  expect([second.code, second.answer]).toEqual([0, whole]);
  expect(findable()).toBe(pages);
  expect(count("SELECT count(*) FROM search_text WHERE text = 'dấu'")).toBe(1);
  expect(count("SELECT count(*) FROM audit WHERE action = 'search.rebuild'")).toBe(1);

  // What was at its end begins anew.
  expect((await rebuild()).answer).toEqual(whole);
  expect(count("SELECT count(*) FROM search_text WHERE text = 'dấu'")).toBe(0);
});

it('what an earlier, broken-off run had made may be damaged too', { timeout: 60_000 }, async () => {
  expect((await rebuild()).answer).toEqual(whole);
  within((db) =>
    db.exec("INSERT INTO search_rebuild VALUES (1); INSERT INTO search_due (kind, subject) SELECT 'page', id FROM page"),
  );
  damage();
  expect((await rebuild()).answer).toEqual(whole);
  expect(findable()).toBe(pages);
});

it('pages whose words are gone are counted, and a window that holds the station is named', { timeout: 60_000 }, async () => {
  const text = JSON.stringify({ words: 'b'.repeat(64), wordCount: 1, meanConfidence: 90 });
  within((db) => db.prepare("UPDATE page SET text_json = ? WHERE id = 'p1'").run(text));
  const run = await rebuild();
  expect([run.code, run.answer]).toEqual([4, { ...whole, ok: false, pages: pages - 1, unread: 1 }]);

  const lock = lockStation(data);
  const refused = await tramJson<Refused>(['search', 'rebuild', '--data', data, '--lang', 'vi']);
  expect([refused.code, refused.answer.error.code]).toEqual([5, 'STATION_IN_USE']);
  expect(refused.answer.error.message).toMatch(threeSentences);
  if (lock.ok) lock.data.release();
});
