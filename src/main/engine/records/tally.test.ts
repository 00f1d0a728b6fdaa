import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import type { ParsedInput } from '../../../contract/routes.ts';
import { routes } from '../../../contract/routes.ts';
import { openWriter, type WritableDb, type Writer } from '../db/database.ts';
import { first } from '../db/migrations/0010-first.ts';
import { migrations } from '../db/migrations/index.ts';
import { listDossiers } from './dossier-list.ts';
import { blankDescription, insertDossier, nameDossier } from './dossiers.ts';
import { statusView, workSummary } from './status.ts';
import { countWaiting, waitingRows } from './waiting-checks.ts';
import { tallyFaults, tallyOfDossier } from './tally.ts';

const folder = temporaryFolder('tally');
const at = '2026-11-25T10:00:00.000+07:00';
let writer: Writer;
beforeAll(async () => {
  const opened = await openWriter(join(folder, 'station.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  writer = opened.data;
});
afterAll(() => writer.close());

/** A dossier of `documents` with as many pages as each says. */
function lay(db: WritableDb, id: string, fileCode: string, title: string, documents: readonly number[]): void {
  insertDossier(db, { id, fileCode, description: blankDescription(title, 'H49', fileCode), at });
  addPapers(db, id, documents);
}

function addPapers(db: WritableDb, id: string, documents: readonly number[]): void {
  db.run(
    "INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, state) VALUES (?, ?, '', 1, 'p', 'p', 1, 1, 'captured')",
    `${id}-file`,
    id,
  );
  documents.forEach((pages, index) => {
    db.run("INSERT INTO document (id, dossier_id, place, title) VALUES (?, ?, ?, '')", `${id}-${index}`, id, index);
    for (let page = 0; page < pages; page++)
      db.run(
        "INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json) VALUES (?, ?, ?, ?, 1, ?, '{}')",
        `${id}-${index}-${page}`,
        id,
        `${id}-${index}`,
        `${id}-file`,
        index * 100 + page,
      );
  });
}

describe('counts are kept whatever happens to the rows', () => {
  const accidents: Record<string, (db: WritableDb, id: string) => void> = {
    'a page goes into the tray and comes back': (db, id) => {
      db.run("UPDATE page SET document_id = NULL, tray = 'clerk' WHERE id = ?", `${id}-0-0`);
      db.run("UPDATE page SET tray = 'blank' WHERE id = ?", `${id}-0-0`);
      db.run('UPDATE page SET document_id = ?, tray = NULL WHERE id = ?', `${id}-1`, `${id}-0-0`);
    },
    'a document loses its last page': (db, id) => {
      db.run('UPDATE page SET document_id = ? WHERE document_id = ?', `${id}-0`, `${id}-1`);
    },
    'a page and its document move to another dossier': (db, id) => {
      insertDossier(db, {
        id: `${id}-other`,
        fileCode: `H49.1999.${id}`,
        description: blankDescription('Khác', 'H49', `H49.1999.${id}`),
        at,
      });
      db.run('UPDATE document SET dossier_id = ? WHERE id = ?', `${id}-other`, `${id}-1`);
      db.run('UPDATE page SET dossier_id = ? WHERE document_id = ?', `${id}-other`, `${id}-1`);
    },
    'an approved document is returned': (db, id) => {
      db.run(
        "UPDATE document SET fields_json = '{}', composed_json = '{}', signed_json = '{}', approved_by = 'hung' WHERE dossier_id = ?",
        id,
      );
      db.run("UPDATE document SET approved_by = NULL, returned_json = '{}' WHERE id = ?", `${id}-0`);
      db.run("UPDATE page SET returned = 'mờ' WHERE id = ?", `${id}-0-0`);
    },
    'a refused file gets a job, and the job is given up': (db, id) => {
      db.run("UPDATE source_file SET state = 'refused' WHERE dossier_id = ?", id);
      db.run(
        "INSERT INTO job (step, subject, dossier_id, state, changed_at) VALUES ('capture', ?, ?, 'parked', 'x')",
        `${id}-file`,
        id,
      );
      db.run("DELETE FROM job WHERE subject = ? AND state = 'parked'", `${id}-file`);
    },
    'a package is sent in pieces, rejected and replaced': (db, id) => {
      const seal = (objid: string) =>
        db.run(
          "INSERT INTO delivery (objid, dossier_id, package_json, state, changed_at) VALUES (?, ?, ?, 'waiting', 'x')",
          objid,
          id,
          JSON.stringify({ bytes: 100 }),
        );
      db.run('UPDATE dossier SET objid = ? WHERE id = ?', `${id}-a`, id);
      seal(`${id}-a`);
      db.run("UPDATE delivery SET state = 'sending', sent_bytes = 40 WHERE objid = ?", `${id}-a`);
      db.run("UPDATE delivery SET state = 'rejected' WHERE objid = ?", `${id}-a`);
      db.run('UPDATE dossier SET objid = NULL WHERE id = ?', id);
      db.run('UPDATE dossier SET objid = ? WHERE id = ?', `${id}-b`, id);
      seal(`${id}-b`);
    },
    'everything of a dossier is taken away, and the dossier': (db, id) => {
      for (const table of ['page', 'document', 'source_file']) db.run(`DELETE FROM ${table} WHERE dossier_id = ?`, id);
      db.run('DELETE FROM dossier WHERE id = ?', id);
    },
    'the code and the kind change': (db, id) => {
      nameDossier(db, id, `H49.64.1.2005.${id}`, blankDescription('Tên khác', 'H49', `H49.64.1.2005.${id}`));
      db.run("UPDATE dossier SET kind = 'archive' WHERE id = ?", id);
    },
  };
  it.each(Object.entries(accidents))('%s', (name, happen) => {
    const id = `a${Object.keys(accidents).indexOf(name)}`;
    writer.tx((db) => {
      lay(db, id, `H49.64.33.2001.${id}`, 'Hồ sơ thử', [3, 2]);
      happen(db, id);
    });
    expect(tallyFaults(writer.db)).toEqual([]);
  });

  it('a change that is rolled back leaves the counts as they were', () => {
    const before = writer.db.all('SELECT * FROM station_tally');
    expect(() =>
      writer.tx((db) => {
        lay(db, 'gone', 'H49.2001.9', 'x', [4]);
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    expect(writer.db.all('SELECT * FROM station_tally')).toEqual(before);
  });

  it('a count that is wrong is found, in a dossier and in the sums', () => {
    const spoil = new Error('undo');
    for (const [sql, found] of [
      ['UPDATE dossier_tally SET pages = pages + 1 WHERE dossier_id = (SELECT min(dossier_id) FROM dossier_tally)', 'pages'],
      ['UPDATE station_tally SET unread = unread + 1 WHERE dossiers > 0', 'sum'],
      [
        "INSERT INTO dossier_tally (dossier_id, fonds, year, kind, code_key, title_key, changed_at) VALUES ('?', '', 0, '', '', '', '')",
        'dossier',
      ],
    ] as const) {
      expect(() =>
        writer.tx((db) => {
          db.run(sql);
          expect(tallyFaults(db).some(({ count }) => count.startsWith(found))).toBe(true);
          throw spoil;
        }),
      ).toThrow(spoil);
    }
  });
});

describe('the list', () => {
  const titles = ['Ăn uống', 'Anh', 'Âu', 'đất đai', 'Dân cư', 'Hồ sơ 10', 'Hồ sơ 9', 'Ô tô', 'Ơn', 'Ong'];
  let list: Writer;
  const ask = (input: Partial<ParsedInput<'dossier.list'>>) => listDossiers(list.db, routes['dossier.list'].input.parse(input));
  beforeAll(async () => {
    const opened = await openWriter(join(folder, 'list.db'));
    if (!opened.ok) throw new Error(opened.error.code);
    list = opened.data;
    list.tx((db) =>
      titles.forEach((title, index) => lay(db, `d${index}`, `H49.64.33.2001.${index + 1}`, title, index % 2 === 0 ? [1] : [])),
    );
  });
  afterAll(() => list.close());

  it('sorts titles as a Vietnamese dictionary does, and numbers by value', () => {
    expect(ask({ order: 'title' }).dossiers.map(({ title }) => title)).toEqual([
      'Anh',
      'Ăn uống',
      'Âu',
      'Dân cư',
      'đất đai',
      'Hồ sơ 9',
      'Hồ sơ 10',
      'Ong',
      'Ô tô',
      'Ơn',
    ]);
  });

  it('sorts codes by the value of their numbers', () => {
    expect(ask({ order: 'code', direction: 'desc' }).dossiers[0]?.fileCode).toBe('H49.64.33.2001.10');
  });

  it('a filter by step is counted and paged: no dossier twice, none left out', () => {
    const first = ask({ step: 'clean', limit: 2, order: 'code' });
    const rest = ask({ step: 'clean', limit: 9, offset: 2, order: 'code' });
    expect(first.total).toBe(5);
    expect([...first.dossiers, ...rest.dossiers].map(({ fileCode }) => fileCode.split('.').at(-1))).toEqual([
      '1',
      '3',
      '5',
      '7',
      '9',
    ]);
  });

  it('is found by words of title and code, whatever marks and case were typed', () => {
    expect(ask({ text: 'DAT 2001' })).toMatchObject({ total: 1, dossiers: [{ title: 'đất đai' }] });
    expect(ask({ text: 'đất', step: 'clean' }).total).toBe(0);
    expect(ask({ text: "100%_'" }).total).toBe(0);
  });

  it('by step: those with the longest road before them first', () => {
    expect(new Set(ask({ order: 'step', limit: 5 }).dossiers.map(({ step }) => step))).toEqual(new Set(['capture']));
  });
});

it('a page that is in no place leads to its dossier', () => {
  const spoil = new Error('undo');
  expect(workSummary(writer.db, 'someone', []).unbalanced).toBe(null);
  expect(() =>
    writer.tx((db) => {
      lay(db, 'astray', 'H49.2001.78', 'x', [2]);
      db.run("UPDATE dossier_tally SET pages = pages - 1 WHERE dossier_id = 'astray'");
      expect(workSummary(db, 'someone', []).unbalanced).toBe('H49.2001.78');
      throw spoil;
    }),
  ).toThrow(spoil);
});

it('nobody is told that work waits for them which they may not do', () => {
  writer.tx((db) => {
    lay(db, 'mine', 'H49.2001.77', 'x', [1, 1, 1]);
    db.run(
      "UPDATE document SET proposal_json = '{}', fields_json = '{}', composed_json = '{}', signed_json = '{}' WHERE dossier_id = 'mine'",
    );
    db.run("UPDATE page SET clean_json = '{}', text_json = '{}' WHERE dossier_id = 'mine'");
    db.run("INSERT INTO describer (dossier_id, document_id, account) VALUES ('mine', 'mine-0', 'hung')");
  });
  const all = workSummary(writer.db, 'someone', ['supervisor']);
  // A dossier is decided as a whole: it is counted as one, as the list of the second person has it.
  expect([all.mine.verify, all.waiting.verify]).toEqual([countWaiting(writer.db), countWaiting(writer.db)]);
  expect(all.mine.verify).toBeGreaterThan(0);
  expect(workSummary(writer.db, 'hung', ['supervisor']).mine.verify).toBe(all.mine.verify - 1);
  expect(workSummary(writer.db, 'someone', ['clerk']).mine.verify).toBe(0);
  expect(workSummary(writer.db, 'someone', []).mine).toEqual({ describe: 0, returned: 0, sign: 0, verify: 0, parked: 0 });
  writer.tx((db) => db.run("INSERT INTO describer (dossier_id, document_id, account) VALUES ('mine', '', 'hung')"));
  expect(workSummary(writer.db, 'hung', ['supervisor']).mine.verify).toBe(all.mine.verify - 1);
  expect(waitingRows(writer.db, 'hung', 0, 50).filter(({ own }) => own)).toHaveLength(1);
});

it('a station from before the tallies gets them with all its rows, its keys and its earlier work', async () => {
  const file = join(folder, 'older.db');
  const old = await openWriter(file, [first]);
  if (!old.ok) throw new Error(old.error.code);
  old.data.tx((db) => {
    const audit = (when: string, actor: string, action: string, subject: string, data: object) =>
      db.run(
        "INSERT INTO audit (at, actor, action, subject, data_json, previous, hash) VALUES (?, ?, ?, ?, ?, '', '')",
        when,
        actor,
        action,
        subject,
        JSON.stringify(data),
      );
    for (const [id, code, title] of [
      ['one', 'H49.64.33.2001.160', 'Đăng ký kết hôn'],
      ['two', '000.00.12.H49.1998.7-A', 'Bến Trà'],
    ] as const) {
      db.run(
        'INSERT INTO dossier (id, file_code, description_json, objid, made_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        code,
        JSON.stringify(blankDescription(title, 'H49', code)),
        `uuid-${id}`,
        at,
        at,
      );
      addPapers(db, id, [3, 2]);
      db.run('UPDATE document SET ordinal = place + 1 WHERE dossier_id = ?', id);
    }
    db.run("UPDATE page SET document_id = NULL, tray = 'blank' WHERE id = 'two-0-2'");
    db.run("UPDATE page SET clean_json = '{}', text_json = '{}' WHERE dossier_id = 'one'");
    db.run(
      "UPDATE document SET fields_json = '{}', composed_json = '{}', signed_json = '{}', approved_by = 'hung' WHERE dossier_id = 'one'",
    );
    db.run(
      "INSERT INTO delivery (objid, dossier_id, package_json, state, changed_at) VALUES ('uuid-one', 'one', ?, 'delivered', 'x')",
      JSON.stringify({ bytes: 900, pages: 5, documents: 2 }),
    );
    db.run("INSERT INTO job (step, subject, dossier_id, state, changed_at) VALUES ('clean', 'two-0-0', 'two', 'parked', 'x')");
    audit('2026-11-20T09:00:00.000+07:00', 'lan', 'capture.import', 'H49.64.33.2001.160', { files: 1 });
    audit('2026-11-20T09:00:00.000+07:00', 'lan', 'describe.confirm', 'H49.64.33.2001.160.1', {});
    audit('2026-11-20T10:00:00.000+07:00', 'lan', 'describe.confirm', 'H49.64.33.2001.160.2', {});
    audit('2026-11-21T09:00:00.000+07:00', 'hung', 'verify.approve', 'H49.64.33.2001.160.1', {});
    audit('2026-11-21T09:00:00.000+07:00', 'máy-trạm', 'package.seal', 'H49.64.33.2001.160', { pages: 5 });
    audit('2026-11-22T00:30:00.000+07:00', 'máy-trạm', 'send.delivered', 'uuid-one', {});
    audit('2026-11-22T00:30:00.000+07:00', 'lan', 'describe.confirm', 'no-such-document', {});
  });
  old.data.close();
  const upgraded = await openWriter(file, migrations);
  if (!upgraded.ok) throw new Error(upgraded.error.code);
  const { db } = upgraded.data;
  expect(tallyFaults(db)).toEqual([]);
  expect(tallyOfDossier(db, 'one')).toMatchObject({ step: 'done', documents: 2, delivery: 'delivered' });
  expect(tallyOfDossier(db, 'two')).toMatchObject({ step: 'clean', parked: 1, ledger: { in: 5, out: 4, blank: 1 } });
  expect(statusView(db)).toMatchObject({ ledger: { in: 10, out: 9, blank: 1 }, jobs: { parked: 1 }, queue: { delivered: 1 } });
  expect(db.all('SELECT fonds, year FROM dossier_tally ORDER BY dossier_id')).toEqual([
    { fonds: 'H49.64.33', year: 2001 },
    { fonds: '000.00.12.H49', year: 1998 },
  ]);
  expect(listDossiers(db, routes['dossier.list'].input.parse({ text: 'ket hon' })).total).toBe(1);
  expect(db.all('SELECT * FROM work_day ORDER BY day, work')).toEqual([
    { day: '2026-11-20', account: 'lan', work: 'capture', pages: 5, documents: 0, dossiers: 0 },
    { day: '2026-11-20', account: 'lan', work: 'describe', pages: 5, documents: 2, dossiers: 0 },
    { day: '2026-11-21', account: 'hung', work: 'approve', pages: 3, documents: 1, dossiers: 0 },
    { day: '2026-11-21', account: 'máy-trạm', work: 'seal', pages: 5, documents: 0, dossiers: 1 },
    { day: '2026-11-22', account: 'máy-trạm', work: 'receipt', pages: 5, documents: 2, dossiers: 1 },
  ]);
  upgraded.data.close();
});
