/**
 * The durable queue. A job is one step for one subject; it is added in the transaction that makes it necessary and removed in
 * the transaction that holds its result. What keeps failing is parked and shown: nothing leaves but by its result or a person.
 */
import { z } from 'zod';
import type { CodedError } from '../../../contract/result.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { StepName, stepNames } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsedOrNull, text } from '../records/rows.ts';
import type { Gate } from '../line/gate.ts';
import { nextToSend } from './sending.ts';

export interface Job {
  readonly id: number;
  readonly step: StepName;
  /** Id of the source file, page, document, dossier or package (objid) the step is for. */
  readonly subject: string;
  readonly dossierId: string;
  readonly state: 'ready' | 'running' | 'parked';
  readonly attempts: number;
  readonly error: CodedError | null;
  readonly changedAt: string;
}

const State = z.enum(['ready', 'running', 'parked']);
/** A job that was running at this many deaths of the engine is their likely cause; a few power cuts a day must never come to it. */
const crashLimit = 25;

/** Adds the job unless it is there already, whatever its state: a parked job waits for a person, not for a second copy. */
export function enqueue(db: WritableDb, step: StepName, subject: string, dossierId: string, now: string): void {
  db.run(
    "INSERT INTO job (step, subject, dossier_id, state, changed_at) VALUES (?, ?, ?, 'ready', ?) ON CONFLICT (step, subject) DO NOTHING",
    step,
    subject,
    dossierId,
    now,
  );
}

/** Like `enqueue`, but not before `notBeforeMs`; asked again while it waits, it waits on: for work that more of the same is about to undo. */
export function enqueueLater(
  db: WritableDb,
  step: StepName,
  subject: string,
  dossierId: string,
  by: { now: string; notBeforeMs: number },
): void {
  db.run(
    `INSERT INTO job (step, subject, dossier_id, state, not_before_ms, changed_at) VALUES (?, ?, ?, 'ready', ?, ?)
     ON CONFLICT (step, subject) DO UPDATE SET not_before_ms = excluded.not_before_ms WHERE state = 'ready'`,
    step,
    subject,
    dossierId,
    by.notBeforeMs,
    by.now,
  );
}

/** Takes the job that brings a page furthest along first, so that finished work flows out before new work comes in. */
export function claim(db: WritableDb, steps: ReadonlySet<StepName>, gate: () => Gate, nowMs: number, now: string): Job | null {
  for (const step of stepNames.toReversed()) {
    if (!steps.has(step)) continue;
    const row =
      step === 'send'
        ? nextToSend(db, gate(), nowMs)
        : db.get("SELECT * FROM job WHERE state = 'ready' AND step = ? AND not_before_ms <= ? ORDER BY id LIMIT 1", step, nowMs);
    if (row === undefined) continue;
    db.run("UPDATE job SET state = 'running', attempts = attempts + 1, changed_at = ? WHERE id = ?", now, integer(row, 'id'));
    return { ...jobOf(row), state: 'running', attempts: integer(row, 'attempts') + 1 };
  }
  return null;
}

export function finish(db: WritableDb, job: Job): void {
  db.run('DELETE FROM job WHERE id = ?', job.id);
}

/** Cut short through no fault of its own: it is as if it had not been taken. A package that was decided meanwhile has nothing left to do. */
export function giveBack(db: WritableDb, job: Job): void {
  db.run("UPDATE job SET state = 'ready', attempts = attempts - 1 WHERE id = ?", job.id);
  db.run(
    `DELETE FROM job WHERE id = ? AND step = 'send'
       AND EXISTS (SELECT 1 FROM delivery WHERE objid = job.subject AND state IN ('delivered', 'rejected'))`,
    job.id,
  );
}

export function park(db: WritableDb, job: Job, error: CodedError, now: string): void {
  db.run("UPDATE job SET state = 'parked', error_json = ?, changed_at = ? WHERE id = ?", JSON.stringify(error), now, job.id);
}

export function retryLater(db: WritableDb, job: Job, error: CodedError, notBeforeMs: number, now: string): void {
  db.run(
    "UPDATE job SET state = 'ready', not_before_ms = ?, error_json = ?, changed_at = ? WHERE id = ?",
    notBeforeMs,
    JSON.stringify(error),
    now,
    job.id,
  );
}

/** A person takes a parked job up again, or the line is asked for at once. */
export function makeReady(db: WritableDb, id: number, now: string): boolean {
  return (
    db.run(
      "UPDATE job SET state = 'ready', attempts = 0, not_before_ms = 0, changed_at = ? WHERE id = ? AND state <> 'running'",
      now,
      id,
    ).changes === 1
  );
}

/** At the engine's start: what was running when it died is ready again, unless it was running at too many deaths. */
export function recoverRunning(db: WritableDb, now: string): void {
  const suspicion = JSON.stringify({ code: 'WORKER_CRASHED', data: { step: '?' } } satisfies CodedError);
  db.run(
    "UPDATE job SET state = 'parked', error_json = ?, changed_at = ? WHERE state = 'running' AND attempts >= ? AND step <> 'send'",
    suspicion,
    now,
    crashLimit,
  );
  db.run("UPDATE job SET state = 'ready', changed_at = ? WHERE state = 'running'", now);
}

/** Jobs of a dossier's steps that are not parked: is anything still going to happen by itself? */
export function busyJobs(db: Db, dossierId: string, steps: readonly StepName[]): number {
  const marks = steps.map(() => '?').join(', ');
  return integer(
    db.get(
      `SELECT count(*) AS n FROM job WHERE dossier_id = ? AND state <> 'parked' AND step IN (${marks})`,
      dossierId,
      ...steps,
    )!,
    'n',
  );
}

/** Jobs of these steps in any state: a parked one, too, is something that is not finished. */
export function countOpenJobs(db: Db, dossierId: string, steps: readonly StepName[]): number {
  const marks = steps.map(() => '?').join(', ');
  return integer(db.get(`SELECT count(*) AS n FROM job WHERE dossier_id = ? AND step IN (${marks})`, dossierId, ...steps)!, 'n');
}

/** When the next ready job of these steps may start, in ms since the epoch; null when there is none. */
export function nextStart(db: Db, steps: ReadonlySet<StepName>): number | null {
  const marks = [...steps].map(() => '?').join(', ');
  const row = db.get(`SELECT min(not_before_ms) AS at FROM job WHERE state = 'ready' AND step IN (${marks})`, ...steps)!;
  return row['at'] === null ? null : integer(row, 'at');
}

/** What waits beyond `latestMs`, because it was put off while the clock was wrong, may start at `nowMs`. */
export function bringForward(db: WritableDb, latestMs: number, nowMs: number): void {
  db.run("UPDATE job SET not_before_ms = ? WHERE state = 'ready' AND not_before_ms > ?", nowMs, latestMs);
}

export function listJobs(db: Db, state: Job['state'] | null, offset: number, limit: number): Job[] {
  return state === null
    ? db.all('SELECT * FROM job ORDER BY changed_at DESC, id DESC LIMIT ? OFFSET ?', limit, offset).map(jobOf)
    : db
        .all('SELECT * FROM job WHERE state = ? ORDER BY changed_at DESC, id DESC LIMIT ? OFFSET ?', state, limit, offset)
        .map(jobOf);
}

function jobOf(row: Row): Job {
  return {
    id: integer(row, 'id'),
    step: StepName.parse(row['step']),
    subject: text(row, 'subject'),
    dossierId: text(row, 'dossier_id'),
    state: State.parse(row['state']),
    attempts: integer(row, 'attempts'),
    error: parsedOrNull(CodedErrorView, row['error_json']) as CodedError | null,
    changedAt: text(row, 'changed_at'),
  };
}
