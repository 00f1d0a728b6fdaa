/** What a person did to pages: the rows before and after, kept so that it can be undone and redone, across restarts. */
import { z } from 'zod';
import { EditAction, type EditView } from '../../../contract/routes/pages.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { TrayReason, type Instant } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { Turn } from '../records/pages.ts';
import { integer, parsed } from '../records/rows.ts';
import { freeKey } from './order.ts';
import { pagesIn, type Layout, type PageState, type Plan } from './rules.ts';

/** Steps kept for each person and dossier. */
const keptEdits = 500;

const State = z.object({
  document: z.string().nullable(),
  place: z.string(),
  tray: TrayReason.nullable(),
  home: z.string().nullable(),
  turned: Turn.nullable(),
  kept: z.boolean(),
  returned: z.string().nullable(),
});
export const Change = z.object({
  /** How many pages or documents the person chose, for a sentence about it. */
  pages: z.int(),
  documents: z.int(),
  rows: z.array(z.object({ id: z.string(), before: State, after: State })),
  ranks: z.array(z.object({ id: z.string(), before: z.string(), after: z.string() })),
  /** Documents whose return the operation answered, with what was written on them. */
  answered: z.array(z.object({ id: z.string(), returned: z.string() })),
});
export type Change = z.infer<typeof Change>;

export interface Edit {
  readonly id: number;
  readonly action: EditAction;
  readonly change: Change;
}

/** The edit that undo or redo would take up now; null when there is none. */
export function nextEdit(db: Db, dossierId: string, account: string, way: 'undo' | 'redo'): Edit | null {
  const row = db.get(
    `SELECT * FROM edit WHERE dossier_id = ? AND account = ? AND state = ? ORDER BY id ${way === 'undo' ? 'DESC' : 'ASC'} LIMIT 1`,
    dossierId,
    account,
    way === 'undo' ? 'done' : 'undone',
  );
  return row === undefined ? null : editOf(row);
}

export function viewOf({ action, change: { pages, documents } }: Pick<Edit, 'action' | 'change'>): EditView {
  return { action, pages, documents };
}

/** Writes down what was just done; what had been undone before it can no longer be redone. */
export function rememberEdit(
  db: WritableDb,
  edit: { dossierId: string; account: string; action: EditAction; change: Change; at: Instant },
): number {
  const { dossierId, account } = edit;
  db.run("DELETE FROM edit WHERE dossier_id = ? AND account = ? AND state = 'undone'", dossierId, account);
  const { lastId } = db.run(
    "INSERT INTO edit (dossier_id, account, action, state, change_json, made_at) VALUES (?, ?, ?, 'done', ?, ?)",
    dossierId,
    account,
    edit.action,
    JSON.stringify(edit.change),
    edit.at,
  );
  db.run(
    `DELETE FROM edit WHERE dossier_id = ? AND account = ? AND id <=
       (SELECT id FROM edit WHERE dossier_id = ? AND account = ? ORDER BY id DESC LIMIT 1 OFFSET ${keptEdits})`,
    dossierId,
    account,
    dossierId,
    account,
  );
  return lastId;
}

export function turnEdit(db: WritableDb, edit: Edit, state: 'done' | 'undone', change: Change): void {
  db.run('UPDATE edit SET state = ?, change_json = ? WHERE id = ?', state, JSON.stringify(change), edit.id);
}

/**
 * The plan that takes an edit back (or does it again), if every page of it still lies as the edit (or its undoing) left it. What the machine
 * found out about the pages meanwhile does not matter.
 */
export function planBack(layout: Layout, { change }: Edit, way: 'undo' | 'redo'): Result<Plan> {
  const [from, to] = way === 'undo' ? (['after', 'before'] as const) : (['before', 'after'] as const);
  const documents = new Map(layout.documents.map((document) => [document.id, document]));
  const pages = new Map<string, PageState>();
  const places = new Map<string, string[]>();
  const moving = new Set(change.rows.map(({ id }) => id));
  for (const row of change.rows) {
    const now = layout.pages.get(row.id);
    if (now === undefined || !standsAs(now, row[from])) return fail('EDIT_OVERTAKEN', {});
    // A verifier's word that came since stays.
    const target = { ...row[to], returned: now.returned === row[from].returned ? row[to].returned : now.returned };
    if (target.document === null) {
      pages.set(row.id, target);
      continue;
    }
    const document = documents.get(target.document);
    if (document === undefined || document.signed) return fail('EDIT_OVERTAKEN', {});
    const taken =
      places.get(document.id) ??
      pagesIn(layout, document.id)
        .filter(({ id }) => !moving.has(id))
        .map(({ place }) => place);
    const place = freeKey(target.place, taken);
    taken.push(place);
    places.set(document.id, taken);
    pages.set(row.id, { ...target, place });
  }
  const ranks = new Map<string, string>();
  for (const row of change.ranks) {
    if (documents.get(row.id)?.rank !== row[from]) return fail('EDIT_OVERTAKEN', {});
    const others = layout.documents.filter(({ id }) => id !== row.id).map(({ id, rank }) => ranks.get(id) ?? rank);
    ranks.set(row.id, freeKey(row[to], others));
  }
  return ok({ pages, ranks, made: [] });
}

/** Lies where it was laid and stands as it was turned; the rest may be the machine's or the verifier's. */
function standsAs(now: PageState, then: PageState): boolean {
  return now.document === then.document && now.place === then.place && now.tray === then.tray && now.turned === then.turned;
}

function editOf(row: Row): Edit {
  return { id: integer(row, 'id'), action: EditAction.parse(row['action']), change: parsed(Change, row['change_json']) };
}
