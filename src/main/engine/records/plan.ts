/** What is to be digitised, and how the station's dossiers stand against it. */
import { z } from 'zod';
import { RecordKind, type PlanRow } from '../../../contract/routes/work.ts';
import type { Db, WritableDb } from '../db/database.ts';
import type { Stood } from '../progress/rules.ts';
import { integer, text, textOrNull } from './rows.ts';

const Kind = RecordKind.or(z.literal(''));
export type KeptRow = PlanRow & { readonly id: string };

export function planRows(db: Db): KeptRow[] {
  return db.all('SELECT * FROM plan_row ORDER BY fonds, year, kind').map((row) => ({
    id: text(row, 'id'),
    fonds: text(row, 'fonds'),
    fondsName: text(row, 'fonds_name'),
    year: integer(row, 'year'),
    kind: RecordKind.parse(row['kind']),
    dossiers: integer(row, 'dossiers'),
    pages: integer(row, 'pages'),
    due: textOrNull(row, 'due'),
  }));
}

/** The id of the line for this fonds, year and kind. */
export function planRowFor(db: Db, { fonds, year, kind }: PlanRow): string | null {
  const row = db.get('SELECT id FROM plan_row WHERE fonds = ? AND year = ? AND kind = ?', fonds, year, kind);
  return row === undefined ? null : text(row, 'id');
}

/** Writes a line down, under its own id. */
export function keepPlanRow(db: WritableDb, id: string, row: PlanRow): void {
  db.run(
    `INSERT INTO plan_row (id, fonds, fonds_name, year, kind, dossiers, pages, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET fonds = excluded.fonds, fonds_name = excluded.fonds_name, year = excluded.year,
       kind = excluded.kind, dossiers = excluded.dossiers, pages = excluded.pages, due = excluded.due`,
    id,
    row.fonds,
    row.fondsName,
    row.year,
    row.kind,
    row.dossiers,
    row.pages,
    row.due,
  );
}

/** From the kept sums: a few hundred rows, however many dossiers there are. */
export function stoodInStation(db: Db): Stood[] {
  return db
    .all(
      `SELECT fonds, year, kind, sum(dossiers) AS dossiers, sum(pages) AS pages, sum(pages_approved) AS approved,
         sum(iif(step = 'done', dossiers, 0)) AS done_dossiers, sum(iif(step = 'done', pages, 0)) AS done_pages
       FROM station_tally GROUP BY fonds, year, kind HAVING sum(dossiers) > 0`,
    )
    .map((row) => ({
      fonds: text(row, 'fonds'),
      year: integer(row, 'year'),
      kind: Kind.parse(row['kind']),
      standing: { dossiers: integer(row, 'dossiers'), pages: integer(row, 'pages') },
      approved: integer(row, 'approved'),
      done: { dossiers: integer(row, 'done_dossiers'), pages: integer(row, 'done_pages') },
    }));
}
