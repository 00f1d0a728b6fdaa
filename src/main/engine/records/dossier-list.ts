/** Windows of the list of dossiers: filtered, ordered and paged by indexes over the kept counts, however long the list is. */
import { fold } from '../../../contract/text.ts';
import type { ParsedInput } from '../../../contract/routes.ts';
import type { DossierView } from '../../../contract/views.ts';
import type { Db, SqlValue } from '../db/database.ts';
import { dossierOf } from './dossiers.ts';
import { integer } from './rows.ts';
import { tallyColumns, tallyOf } from './tally.ts';
import { dossierView } from './views.ts';

type Wanted = ParsedInput<'dossier.list'>;

const columns = {
  changed: ['changed_at'],
  code: ['code_key'],
  title: ['title_key'],
  step: ['step_order', 'changed_at'],
} as const satisfies Record<Wanted['order'], readonly string[]>;

export function listDossiers(db: Db, wanted: Wanted): { total: number; dossiers: DossierView[] } {
  const { found, where, values } = filter(wanted);
  // Newest first is how people look for what they did last; everything else reads from the beginning.
  const direction = (wanted.direction ?? (wanted.order === 'changed' ? 'desc' : 'asc')) === 'asc' ? 'ASC' : 'DESC';
  const order = [...columns[wanted.order], 'dossier_id'].map((name) => `dossier_tally.${name} ${direction}`).join(', ');
  // The rows before the window are passed over in the index alone; only the window's own are read.
  const rows = db.all(
    `${found} SELECT dossier.*, ${tallyColumns} FROM
       (SELECT dossier_id AS id FROM dossier_tally ${where} ORDER BY ${order} LIMIT ? OFFSET ?) AS shown
       CROSS JOIN dossier_tally ON dossier_tally.dossier_id = shown.id
       CROSS JOIN dossier ON dossier.id = shown.id
     ORDER BY ${order}`,
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return { total: count(db, wanted), dossiers: rows.map((row) => dossierView(dossierOf(row), tallyOf(row))) };
}

/** Parts of a query over `dossier_tally`, and the values of its question marks in their order. */
function filter({ step, text, parked }: Wanted): { found: string; where: string; values: SqlValue[] } {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const conditions = [
    ...(words.length === 0 ? [] : ['dossier_tally.dossier_id IN (SELECT id FROM found)']),
    ...(step === null ? [] : ['dossier_tally.step = ?']),
    ...(parked ? ['jobs_parked + files_refused > 0'] : []),
  ];
  const holds = words.map(() => 'instr(sought, ?) > 0').join(' AND ');
  return {
    found:
      words.length === 0 ? '' : `WITH found AS MATERIALIZED (SELECT id FROM dossier INDEXED BY dossier_by_words WHERE ${holds})`,
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    values: [...words, ...(step === null ? [] : [step])],
  };
}

function count(db: Db, wanted: Wanted): number {
  const { found, where, values } = filter(wanted);
  const sums = found === '' && !wanted.parked;
  const sql = sums
    ? `SELECT coalesce(sum(dossiers), 0) AS n FROM station_tally ${wanted.step === null ? '' : 'WHERE step = ?'}`
    : `${found} SELECT count(*) AS n FROM dossier_tally ${where}`;
  return integer(db.get(sql, ...values)!, 'n');
}
