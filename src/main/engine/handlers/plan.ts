/** The backlog: what is to be digitised. */
import type { AuditAction } from '../../../contract/audit/index.ts';
import { fail, ok } from '../../../contract/result.ts';
import { fold } from '../../../contract/text.ts';
import { recordAudit } from '../audit/audit.ts';
import { readPlan } from '../progress/paste.ts';
import { place } from '../progress/rules.ts';
import { keepPlanRow, planRowFor, planRows, stoodInStation } from '../records/plan.ts';
import type { HandlerContext, Handlers } from '../handler.ts';
import type { WritableDb } from '../db/database.ts';

type Names = 'plan.list' | 'plan.read' | 'plan.import' | 'plan.put' | 'plan.remove' | 'plan.assign';

export const planHandlers: Pick<Handlers, Names> = {
  'plan.list': ({ writer: { db } }) => {
    const { lines, unplaced } = place(planRows(db), stoodInStation(db));
    return ok({ lines: [...lines], unplaced: [...unplaced] });
  },

  'plan.read': (_workshop, { text }) => ok(readPlan(text)),

  'plan.import': (workshop, { rows }) => {
    let added = 0;
    workshop.writer.tx((db) => {
      for (const row of rows) {
        const known = planRowFor(db, row);
        if (known === null) added += 1;
        keepPlanRow(db, known ?? workshop.newId(), row);
      }
      audit(db, workshop, 'plan.import', '', { added, changed: rows.length - added });
    });
    workshop.emit({ topic: 'plan.changed' });
    return ok({ added, changed: rows.length - added });
  },

  'plan.put': (workshop, { id, row }) => {
    const known = planRowFor(workshop.writer.db, row);
    if (known !== null && known !== id) return fail('PLAN_ROW_TWICE', { fonds: row.fonds, year: row.year });
    workshop.writer.tx((db) => {
      keepPlanRow(db, id, row);
      audit(db, workshop, 'plan.put', id, { fonds: row.fonds, year: row.year, kind: row.kind, pages: row.pages });
    });
    workshop.emit({ topic: 'plan.changed' });
    return ok({});
  },

  'plan.remove': (workshop, { ids }) => {
    workshop.writer.tx((db) => {
      for (const id of ids)
        if (db.run('DELETE FROM plan_row WHERE id = ?', id).changes > 0) audit(db, workshop, 'plan.remove', id, {});
    });
    workshop.emit({ topic: 'plan.changed' });
    return ok({});
  },

  'plan.assign': (workshop, { fonds, year, words, kind }) => {
    const wanted = fold(words)
      .split(/\s+/)
      .filter((word) => word !== '');
    const dossiers = workshop.writer.tx((db) => {
      const { changes } = db.run(
        `UPDATE dossier SET kind = ? WHERE id IN (SELECT dossier_id FROM dossier_tally WHERE fonds = ? AND year = ? AND kind = '')
         ${wanted.map(() => 'AND instr(sought, ?) > 0').join(' ')}`,
        kind,
        fonds,
        year,
        ...wanted,
      );
      if (changes > 0) audit(db, workshop, 'plan.assign', fonds, { year, kind, dossiers: changes });
      return changes;
    });
    workshop.emit({ topic: 'plan.changed' });
    return ok({ dossiers });
  },
};

function audit(
  db: WritableDb,
  workshop: HandlerContext,
  action: AuditAction,
  subject: string,
  data: Readonly<Record<string, string | number>>,
): void {
  recordAudit(db, { at: workshop.clock.now(), actor: workshop.actor, action, subject, data });
}
