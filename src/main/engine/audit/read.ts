/** The trail as people look through it. */
import { AuditEntryView, type AuditFilter } from '../../../contract/routes/audit.ts';
import type { Db, Row, SqlValue } from '../db/database.ts';
import { integer, text } from '../records/rows.ts';

/** Newest first; `offset` and `limit` cut a window out of the answer. */
export function auditEntries(db: Db, filter: AuditFilter, offset: number, limit: number): AuditEntryView[] {
  const { where, values } = conditions(filter);
  return db.all(`SELECT * FROM audit ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`, ...values, limit, offset).map(entry);
}

export function countEntries(db: Db, filter: AuditFilter): number {
  const { where, values } = conditions(filter);
  return integer(db.get(`SELECT count(*) AS n FROM audit ${where}`, ...values)!, 'n');
}

export function auditFacets(db: Db): { actors: string[]; actions: string[] } {
  const order = new Intl.Collator('vi');
  const distinct = (column: 'actor' | 'action') =>
    db.all(`SELECT DISTINCT ${column} AS it FROM audit`).map((row) => text(row, 'it'));
  return { actors: distinct('actor').sort(order.compare), actions: distinct('action').sort() };
}

function conditions({ from, to, actor, action, subject }: AuditFilter): { where: string; values: SqlValue[] } {
  const parts: [string, SqlValue][] = [];
  // Instants are texts that sort; `~` comes after every sign of one, so the last day counts whole.
  if (from !== '') parts.push(['at >= ?', isoDay(from)]);
  if (to !== '') parts.push(['at <= ?', `${isoDay(to)}~`]);
  if (actor !== null) parts.push(['actor = ?', actor]);
  if (action !== null) parts.push(['action = ?', action]);
  if (subject !== '') parts.push(["subject LIKE ? ESCAPE '\\'", `%${subject.replaceAll(/[\\%_]/g, '\\$&')}%`]);
  return {
    where: parts.length === 0 ? '' : `WHERE ${parts.map(([condition]) => condition).join(' AND ')}`,
    values: parts.map(([, value]) => value),
  };
}

/** `12/06/2026` → `2026-06-12`. */
function isoDay(day: string): string {
  return day.split('/').toReversed().join('-');
}

function entry(row: Row): AuditEntryView {
  return AuditEntryView.parse({
    seq: integer(row, 'seq'),
    at: text(row, 'at'),
    actor: text(row, 'actor'),
    action: text(row, 'action'),
    subject: text(row, 'subject'),
    data: JSON.parse(text(row, 'data_json')),
  });
}
