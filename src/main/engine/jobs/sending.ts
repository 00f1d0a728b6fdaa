/** Which package goes next: by its place in the line, of those that nobody holds back and no disk carries. */
import type { Db, Row } from '../db/database.ts';
import type { Gate } from '../line/gate.ts';

const joined = "FROM delivery JOIN job ON job.step = 'send' AND job.subject = delivery.objid WHERE job.state = 'ready' AND";

/** What the archive has whole waits only for its word; the rest must be let out. */
const mayGo = (maySend: boolean) => `delivery.state IN ('sent', 'received', 'validated'${maySend ? ", 'waiting', 'sending'" : ''})
  AND delivery.held_by IS NULL AND delivery.disk_json IS NULL`;

/** The job to take now; undefined when there is none. */
export function nextToSend(db: Db, gate: Gate, nowMs: number): Row | undefined {
  if (!gate.mayAsk) return undefined;
  return db.get(
    `SELECT job.* ${joined} ${mayGo(gate.maySend)} AND job.not_before_ms <= ? ORDER BY delivery.place LIMIT 1`,
    nowMs,
  );
}

/** When the next of them may start, in ms since the epoch; null: nothing is left that could by itself. */
export function nextSendStart(db: Db, gate: Gate, nowMs: number): number | null {
  if (nextToSend(db, gate, nowMs) !== undefined) return nowMs;
  const waits = gate.mayAsk ? db.get(`SELECT min(job.not_before_ms) AS at ${joined} ${mayGo(gate.maySend)}`)!['at'] : null;
  const opens =
    gate.changesAt !== null && db.get(`SELECT 1 ${joined} ${mayGo(true)} ORDER BY delivery.place LIMIT 1`) !== undefined
      ? gate.changesAt
      : null;
  if (typeof waits !== 'number') return opens;
  return opens === null ? waits : Math.min(waits, Math.max(opens, nowMs + 1));
}
