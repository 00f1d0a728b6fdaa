import { sortKey } from '../../../../contract/sort-key.ts';
import { fold } from '../../../../contract/text.ts';
import type { Migration } from './migration.ts';

/**
 * Counts that are kept instead of taken: one row per dossier (`dossier_tally`), and their sums by fonds, year, kind, step and state of
 * delivery (`station_tally`), so that a list, the status bar and the leader's page cost the same with a million pages as with ten.
 * Triggers keep them, because a trigger cannot be forgotten by whoever writes the next UPDATE. Two things to know when changing the schema:
 * a table that is made anew loses its triggers, and REPLACE (unlike DELETE) fires none. `records/tally.ts` holds them against a recount.
 */

/** What of a page counts; `row` is NEW or OLD. */
const pageCounts = (row: string) => ({
  images: '1',
  pages: `(${row}.document_id IS NOT NULL)`,
  blank: `(${row}.tray IS 'blank')`,
  separator: `(${row}.tray IS 'separator')`,
  clerk: `(${row}.tray IS 'clerk')`,
  // What a person put into the tray unseen needs no machine any more.
  unclean: `(${row}.tray IS NULL AND ${row}.clean_json IS NULL)`,
  unread: `(${row}.tray IS NULL AND ${row}.text_json IS NULL)`,
  pages_returned: `(${row}.tray IS NULL AND ${row}.returned IS NOT NULL)`,
});

/** What of a document counts; one without pages is only the place of files that were refused. */
const documentCounts = (row: string) => {
  const has = `${row}.page_count > 0`;
  const standing = `${has} AND ${row}.returned_json IS NULL`;
  const signed = `(${row}.signed_json IS NOT NULL OR ${row}.incoming_signed IS NOT NULL)`;
  return {
    documents: `(${has})`,
    undescribed: `(${has} AND (${row}.fields_json IS NULL OR ${row}.returned_json IS NOT NULL))`,
    to_describe: `(${standing} AND ${row}.proposal_json IS NOT NULL AND ${row}.fields_json IS NULL)`,
    documents_returned: `(${has} AND ${row}.returned_json IS NOT NULL)`,
    uncomposed: `(${has} AND ${row}.composed_json IS NULL)`,
    unsigned: `(${has} AND NOT ${signed})`,
    to_sign: `(${standing} AND ${row}.composed_json IS NOT NULL AND NOT ${signed})`,
    unapproved: `(${has} AND ${row}.approved_by IS NULL)`,
    to_verify: `(${standing} AND ${row}.composed_json IS NOT NULL AND ${signed} AND ${row}.approved_by IS NULL)`,
    pages_approved: `(CASE WHEN ${row}.approved_by IS NULL THEN 0 ELSE ${row}.page_count END)`,
  };
};

const fileCounts = (row: string) => ({
  files_waiting: `(${row}.state = 'waiting')`,
  // A refused file whose job is parked is counted there.
  files_refused: `(${row}.state = 'refused' AND NOT EXISTS (SELECT 1 FROM job WHERE step = 'capture' AND subject = ${row}.id))`,
});

const jobCounts = (row: string) => ({
  jobs_ready: `(${row}.state = 'ready')`,
  jobs_running: `(${row}.state = 'running')`,
  jobs_parked: `(${row}.state = 'parked')`,
});

const counted = [
  ...Object.keys(pageCounts('')),
  ...Object.keys(documentCounts('')),
  ...Object.keys(fileCounts('')),
  ...Object.keys(jobCounts('')),
  'package_bytes',
  'sent_bytes',
];

type Counts = (row: string) => Readonly<Record<string, string>>;

/** Takes away what OLD counted and adds what NEW counts. */
function shift(counts: Counts, signs: { readonly OLD?: true; readonly NEW?: true }, dossier: string): string {
  const [before, after] = [counts('OLD'), counts('NEW')];
  const terms = Object.keys(after).map(
    (name) => `${name} = ${name}${signs.NEW ? ` + ${after[name]}` : ''}${signs.OLD ? ` - ${before[name]}` : ''}`,
  );
  return `UPDATE dossier_tally SET ${terms.join(', ')} WHERE dossier_id = ${dossier};`;
}

/** The three triggers of a table whose rows belong to one dossier each. `also` runs with them. */
function countRows(
  table: string,
  counts: Counts,
  columns: string,
  also: { added?: string; changed?: string; removed?: string } = {},
): string {
  return `
  CREATE TRIGGER ${table}_added_is_counted AFTER INSERT ON ${table} BEGIN
    ${shift(counts, { NEW: true }, 'NEW.dossier_id')} ${also.added ?? ''}
  END;
  CREATE TRIGGER ${table}_changed_is_counted AFTER UPDATE OF ${columns} ON ${table} WHEN OLD.dossier_id = NEW.dossier_id BEGIN
    ${shift(counts, { NEW: true, OLD: true }, 'NEW.dossier_id')} ${also.changed ?? ''}
  END;
  CREATE TRIGGER ${table}_moved_is_counted AFTER UPDATE OF dossier_id ON ${table} WHEN OLD.dossier_id <> NEW.dossier_id BEGIN
    ${shift(counts, { OLD: true }, 'OLD.dossier_id')} ${shift(counts, { NEW: true }, 'NEW.dossier_id')} ${also.changed ?? ''}
  END;
  CREATE TRIGGER ${table}_removed_is_counted AFTER DELETE ON ${table} BEGIN
    ${shift(counts, { OLD: true }, 'OLD.dossier_id')} ${also.removed ?? ''}
  END;`;
}

const fewerPages = 'UPDATE document SET page_count = page_count - 1 WHERE id = OLD.document_id;';
const morePages = 'UPDATE document SET page_count = page_count + 1 WHERE id = NEW.document_id;';

const placeNames = ['fonds', 'year', 'kind', 'step', 'delivery'];
const staysWhereItWas = placeNames.map((name) => `OLD.${name} = NEW.${name}`).join(' AND ');

/** Adds the row (or takes it away) to the sums it belongs to. */
function sum(row: 'OLD' | 'NEW', sign: '+' | '-'): string {
  return `INSERT INTO station_tally (${placeNames.join(', ')}, dossiers, ${counted.join(', ')})
    VALUES (${placeNames.map((name) => `${row}.${name}`).join(', ')}, ${sign}1, ${counted.map((name) => `${sign}${row}.${name}`).join(', ')})
    ON CONFLICT DO UPDATE SET dossiers = dossiers + excluded.dossiers, ${counted.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')};`;
}

/** The year of a file code is its first part of four figures (parts of an agency code have at most three); what stands before is the agency. */
const yearOf = (code: string) =>
  `coalesce((SELECT part.value FROM json_each('["' || replace(${code}, '.', '","') || '"]') AS part
     WHERE part.value GLOB '[12][0-9][0-9][0-9]' ORDER BY part.key LIMIT 1), '0')`;
const placed = (code: string) =>
  `SELECT iif(year = '0', '', substr(${code}, 1, instr(${code}, '.' || year || '.') - 1)), CAST(year AS INTEGER)
   FROM (SELECT ${yearOf(code)} AS year)`;

/** The delivery of the dossier's present package; '' while there is none. */
const deliveryOf = (dossier: string) => `
  UPDATE dossier_tally SET (delivery, package_bytes, sent_bytes) = (
    SELECT coalesce(max(state), ''), coalesce(max(json_extract(package_json, '$.bytes')), 0), coalesce(max(sent_bytes), 0)
    FROM delivery WHERE objid = (SELECT objid FROM dossier WHERE id = ${dossier})
  ) WHERE dossier_id = ${dossier};`;

const tables = `
  ALTER TABLE dossier ADD COLUMN kind TEXT NOT NULL DEFAULT '';
  -- How the dossier sorts among others, and how it is found, whatever the marks and the case (records/dossiers.ts).
  ALTER TABLE dossier ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE dossier ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE dossier ADD COLUMN sought TEXT NOT NULL DEFAULT '';
  CREATE INDEX dossier_by_words ON dossier (sought, id);
  ALTER TABLE document ADD COLUMN page_count INTEGER NOT NULL DEFAULT 0;
  -- Who handed the file over, or fed the scanner.
  ALTER TABLE source_file ADD COLUMN handed_by TEXT NOT NULL DEFAULT '';
  -- "Which of these did I describe myself?" is asked for every status bar.
  CREATE INDEX describer_by_account ON describer (account, dossier_id, document_id);

  CREATE TABLE dossier_tally (
    dossier_id TEXT PRIMARY KEY,
    fonds TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code_key TEXT NOT NULL,
    title_key TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    delivery TEXT NOT NULL DEFAULT '',
    ${counted.map((name) => `${name} INTEGER NOT NULL DEFAULT 0`).join(',\n    ')},
    parked INTEGER NOT NULL GENERATED ALWAYS AS (jobs_parked + files_refused) VIRTUAL,
    -- The first step that is not finished for everything in the dossier.
    step TEXT NOT NULL GENERATED ALWAYS AS (CASE
      WHEN delivery = 'delivered' THEN 'done'
      WHEN delivery <> '' THEN 'send'
      WHEN files_waiting > 0 OR images = 0 THEN 'capture'
      WHEN unclean > 0 THEN 'clean'
      WHEN unread > 0 THEN 'recognise'
      WHEN undescribed > 0 THEN 'describe'
      WHEN uncomposed > 0 THEN 'compose'
      WHEN unsigned > 0 THEN 'sign'
      WHEN unapproved > 0 THEN 'verify'
      ELSE 'package' END) STORED,
    step_order INTEGER NOT NULL GENERATED ALWAYS AS (CASE step
      WHEN 'capture' THEN 1 WHEN 'clean' THEN 2 WHEN 'recognise' THEN 3 WHEN 'describe' THEN 4 WHEN 'compose' THEN 5
      WHEN 'sign' THEN 6 WHEN 'verify' THEN 7 WHEN 'package' THEN 8 WHEN 'send' THEN 9 ELSE 10 END) VIRTUAL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tally_by_change ON dossier_tally (changed_at);
  CREATE INDEX tally_by_code ON dossier_tally (code_key);
  CREATE INDEX tally_by_title ON dossier_tally (title_key);
  CREATE INDEX tally_by_step_and_change ON dossier_tally (step, changed_at);
  CREATE INDEX tally_by_step_and_code ON dossier_tally (step, code_key);
  CREATE INDEX tally_by_step_and_title ON dossier_tally (step, title_key);
  CREATE INDEX tally_by_step_order ON dossier_tally (step_order, changed_at);
  CREATE INDEX tally_parked ON dossier_tally (changed_at) WHERE jobs_parked + files_refused > 0;

  CREATE TABLE station_tally (
    fonds TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL,
    delivery TEXT NOT NULL,
    dossiers INTEGER NOT NULL,
    ${counted.map((name) => `${name} INTEGER NOT NULL`).join(',\n    ')},
    PRIMARY KEY (fonds, year, kind, step, delivery)
  ) STRICT, WITHOUT ROWID;

  -- Who did how much of what on which day of Vietnam. Written with the work itself (records/work.ts).
  CREATE TABLE work_day (
    day TEXT NOT NULL,
    account TEXT NOT NULL,
    work TEXT NOT NULL,
    pages INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    dossiers INTEGER NOT NULL,
    PRIMARY KEY (day, account, work)
  ) STRICT, WITHOUT ROWID;

  -- What is to be digitised. A dossier belongs to the row of its fonds, year and kind.
  CREATE TABLE plan_row (
    id TEXT PRIMARY KEY,
    fonds TEXT NOT NULL,
    fonds_name TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    dossiers INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    due TEXT,
    UNIQUE (fonds, year, kind)
  ) STRICT;
`;

const columnsOf = (table: string, counts: Counts, where = '') =>
  `SELECT ${table}.dossier_id AS id, ${Object.entries(counts(table))
    .map(([name, count]) => `sum(${count}) AS ${name}`)
    .join(', ')} FROM ${table} ${where} GROUP BY ${table}.dossier_id`;

/** Fills the counts of one table's rows into the tallies made just before. */
const recount = (table: string, counts: Counts) =>
  `UPDATE dossier_tally SET ${Object.keys(counts(''))
    .map((name) => `${name} = found.${name}`)
    .join(', ')} FROM (${columnsOf(table, counts)}) AS found WHERE found.id = dossier_tally.dossier_id;`;

const backfill = `
  UPDATE document SET page_count = (SELECT count(*) FROM page WHERE page.document_id = document.id);
  INSERT INTO dossier_tally (dossier_id, fonds, year, kind, code_key, title_key, changed_at)
    SELECT id, '', 0, kind, code_key, title_key, changed_at FROM dossier;
  UPDATE dossier_tally SET (fonds, year) = (${placed('dossier.file_code')}) FROM dossier WHERE dossier.id = dossier_tally.dossier_id;
  UPDATE dossier_tally SET delivery = delivery.state, package_bytes = json_extract(package_json, '$.bytes'), sent_bytes = delivery.sent_bytes
    FROM dossier JOIN delivery ON delivery.objid = dossier.objid WHERE dossier.id = dossier_tally.dossier_id;
  ${recount('page', pageCounts)}
  ${recount('document', documentCounts)}
  ${recount('source_file', fileCounts)}
  ${recount('job', jobCounts)}
  INSERT INTO station_tally (fonds, year, kind, step, delivery, dossiers, ${counted.join(', ')})
    SELECT fonds, year, kind, step, delivery, count(*), ${counted.map((name) => `sum(${name})`).join(', ')}
    FROM dossier_tally GROUP BY fonds, year, kind, step, delivery;
`;

/** What the audit trail still tells of work done before there was a table for it; who handed a file over is told for its dossier only. */
const earlierWork = `
  INSERT INTO work_day (day, account, work, pages, documents, dossiers)
    SELECT substr(at, 1, 10), actor, work, sum(pages), sum(documents), sum(dossiers) FROM (
      SELECT audit.at, audit.actor,
        CASE audit.action WHEN 'describe.confirm' THEN 'describe' WHEN 'verify.approve' THEN 'approve' ELSE 'return' END AS work,
        document.page_count AS pages, 1 AS documents, 0 AS dossiers
      FROM audit JOIN document ON document.id = (
        SELECT other.id FROM document AS other JOIN dossier ON dossier.id = other.dossier_id
        WHERE dossier.file_code = rtrim(rtrim(audit.subject, '0123456789'), '.')
          AND other.ordinal = CAST(substr(audit.subject, length(rtrim(audit.subject, '0123456789')) + 1) AS INTEGER))
      WHERE audit.action IN ('describe.confirm', 'verify.approve', 'verify.return')
      UNION ALL
      SELECT at, actor, 'seal', json_extract(data_json, '$.pages'), 0, 1 FROM audit WHERE action = 'package.seal'
      UNION ALL
      SELECT audit.at, audit.actor, 'receipt', json_extract(package_json, '$.pages'), json_extract(package_json, '$.documents'), 1
      FROM audit JOIN delivery ON delivery.objid = audit.subject WHERE audit.action = 'send.delivered'
      UNION ALL
      SELECT min(audit.at), audit.actor, 'capture', (SELECT count(*) FROM page WHERE page.dossier_id = dossier.id), 0, 0
      FROM audit JOIN dossier ON dossier.file_code = audit.subject WHERE audit.action = 'capture.import' GROUP BY dossier.id
    ) GROUP BY substr(at, 1, 10), actor, work;
  UPDATE source_file SET handed_by = coalesce((
    SELECT audit.actor FROM audit JOIN dossier ON dossier.file_code = audit.subject
    WHERE audit.action = 'capture.import' AND dossier.id = source_file.dossier_id ORDER BY audit.seq LIMIT 1), '');
`;

const triggers = `
  ${countRows('page', pageCounts, 'document_id, tray, clean_json, text_json, returned', {
    added: morePages,
    removed: fewerPages,
  })}
  CREATE TRIGGER page_regrouped_is_counted AFTER UPDATE OF document_id ON page WHEN OLD.document_id IS NOT NEW.document_id BEGIN
    ${fewerPages} ${morePages}
  END;
  ${countRows(
    'document',
    documentCounts,
    'page_count, proposal_json, fields_json, returned_json, composed_json, signed_json, incoming_signed, approved_by',
  )}
  ${countRows('source_file', fileCounts, 'state')}
  ${countRows('job', jobCounts, 'state')}
  CREATE TRIGGER job_of_refused_file AFTER INSERT ON job WHEN NEW.step = 'capture' BEGIN
    UPDATE dossier_tally SET files_refused = files_refused - 1 WHERE dossier_id =
      (SELECT dossier_id FROM source_file WHERE id = NEW.subject AND state = 'refused');
  END;
  CREATE TRIGGER job_of_refused_file_removed AFTER DELETE ON job WHEN OLD.step = 'capture' BEGIN
    UPDATE dossier_tally SET files_refused = files_refused + 1 WHERE dossier_id =
      (SELECT dossier_id FROM source_file WHERE id = OLD.subject AND state = 'refused');
  END;

  CREATE TRIGGER delivery_added_is_counted AFTER INSERT ON delivery BEGIN ${deliveryOf('NEW.dossier_id')} END;
  CREATE TRIGGER delivery_changed_is_counted AFTER UPDATE OF state, sent_bytes, package_json, dossier_id ON delivery BEGIN
    ${deliveryOf('OLD.dossier_id')} ${deliveryOf('NEW.dossier_id')}
  END;
  CREATE TRIGGER delivery_removed_is_counted AFTER DELETE ON delivery BEGIN ${deliveryOf('OLD.dossier_id')} END;

  CREATE TRIGGER dossier_added_is_counted AFTER INSERT ON dossier BEGIN
    INSERT INTO dossier_tally (dossier_id, fonds, year, kind, code_key, title_key, changed_at)
      VALUES (NEW.id, '', 0, NEW.kind, NEW.code_key, NEW.title_key, NEW.changed_at);
    UPDATE dossier_tally SET (fonds, year) = (${placed('NEW.file_code')}) WHERE dossier_id = NEW.id;
    ${deliveryOf('NEW.id')}
  END;
  CREATE TRIGGER dossier_moved_in_time AFTER UPDATE OF changed_at ON dossier BEGIN
    UPDATE dossier_tally SET changed_at = NEW.changed_at WHERE dossier_id = NEW.id;
  END;
  CREATE TRIGGER dossier_renamed AFTER UPDATE OF file_code, code_key, title_key, kind ON dossier BEGIN
    UPDATE dossier_tally SET code_key = NEW.code_key, title_key = NEW.title_key, kind = NEW.kind WHERE dossier_id = NEW.id;
    UPDATE dossier_tally SET (fonds, year) = (${placed('NEW.file_code')}) WHERE dossier_id = NEW.id;
  END;
  CREATE TRIGGER dossier_repacked AFTER UPDATE OF objid ON dossier BEGIN ${deliveryOf('NEW.id')} END;
  CREATE TRIGGER dossier_removed_is_counted AFTER DELETE ON dossier BEGIN
    DELETE FROM dossier_tally WHERE dossier_id = OLD.id;
  END;

  CREATE TRIGGER tally_added_is_summed AFTER INSERT ON dossier_tally BEGIN ${sum('NEW', '+')} END;
  CREATE TRIGGER tally_changed_is_summed AFTER UPDATE OF ${counted.join(', ')} ON dossier_tally WHEN ${staysWhereItWas} BEGIN
    UPDATE station_tally SET ${counted.map((name) => `${name} = ${name} + NEW.${name} - OLD.${name}`).join(', ')}
      WHERE ${placeNames.map((name) => `${name} = NEW.${name}`).join(' AND ')};
  END;
  CREATE TRIGGER tally_moved_is_summed AFTER UPDATE OF fonds, year, kind, delivery, ${counted.join(', ')} ON dossier_tally
  WHEN NOT (${staysWhereItWas}) BEGIN
    ${sum('OLD', '-')} ${sum('NEW', '+')}
  END;
  CREATE TRIGGER tally_removed_is_summed AFTER DELETE ON dossier_tally BEGIN ${sum('OLD', '-')} END;
`;

export const tallies: Migration = {
  version: 30,
  name: 'tallies',
  sql: tables,
  fill(db) {
    for (const { id, file_code: code, title } of db.all(
      "SELECT id, file_code, coalesce(json_extract(description_json, '$.title'), '') AS title FROM dossier",
    ))
      db.run(
        'UPDATE dossier SET code_key = ?, title_key = ?, sought = ? WHERE id = ?',
        sortKey(String(code)),
        sortKey(String(title)),
        fold(`${code} ${title}`),
        id!,
      );
  },
  after: `${backfill} ${earlierWork} ${triggers}`,
};
