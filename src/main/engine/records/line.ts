/** The line's own state, kept across restarts: a person's pause, the archive's silence, the pace, and what left on each day. */
import { z } from 'zod';
import type { CodedError } from '../../../contract/result.ts';
import { dayOf } from '../../../contract/timetable.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import type { Used } from '../../stages/9-send/rules-pace.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { integer, parsedOrNull, textOrNull } from './rows.ts';

export interface LineRecord {
  readonly paused: { readonly by: string; readonly at: Instant } | null;
  /** Bytes per second. */
  readonly rate: number | null;
  readonly silent: { readonly since: Instant; readonly error: CodedError; readonly tries: number } | null;
  readonly retryAtMs: number;
}

export function lineRecord(db: Db): LineRecord {
  const row = db.get('SELECT * FROM line')!;
  const by = textOrNull(row, 'paused_by');
  const since = textOrNull(row, 'silent_since');
  const error = parsedOrNull(CodedErrorView, row['silent_error_json']);
  return {
    paused: by === null ? null : { by, at: Instant.parse(row['paused_at']) },
    rate: z.number().nullable().parse(row['rate']),
    silent:
      since === null || error === null
        ? null
        : { since: Instant.parse(since), error: error as CodedError, tries: integer(row, 'silent_tries') },
    retryAtMs: integer(row, 'retry_at_ms'),
  };
}

export function pauseLine(db: WritableDb, by: string, at: Instant): void {
  db.run('UPDATE line SET paused_by = ?, paused_at = ?', by, at);
}

export function resumeLine(db: WritableDb): void {
  db.run('UPDATE line SET paused_by = NULL, paused_at = NULL, retry_at_ms = 0');
}

/** Nobody answered, or not the archive: the whole line waits, not only the package that found out. */
export function lineFellSilent(db: WritableDb, error: CodedError, at: Instant, retryAtMs: number): void {
  db.run(
    'UPDATE line SET silent_since = coalesce(silent_since, ?), silent_error_json = ?, silent_tries = silent_tries + 1, retry_at_ms = ?',
    at,
    JSON.stringify(error),
    retryAtMs,
  );
}

/** The archive answers; also what a person or a new address makes worth another try. */
export function lineStands(db: WritableDb): void {
  db.run('UPDATE line SET silent_since = NULL, silent_error_json = NULL, silent_tries = 0, retry_at_ms = 0');
}

export function keepRate(db: WritableDb, rate: number): void {
  db.run('UPDATE line SET rate = ?', rate);
}

/** Written before the bytes leave, so that no crash and no lost chunk makes them go uncounted. */
export function countSent(db: WritableDb, bytes: number, nowMs: number): void {
  db.run(
    'INSERT INTO line_day (day, bytes) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes',
    dayOf(nowMs),
    bytes,
  );
}

/** What left today and this month. A day later than today, left by a clock that was wrong, still counts to its month. */
export function usedBytes(db: Db, nowMs: number): Used {
  const today = dayOf(nowMs);
  const row = db.get(
    `SELECT coalesce(sum(bytes) FILTER (WHERE day = ?), 0) AS day, coalesce(sum(bytes), 0) AS month
     FROM line_day WHERE day >= ? AND day <= ?`,
    today,
    `${today.slice(0, 7)}-01`,
    `${today.slice(0, 7)}-31`,
  )!;
  return { day: integer(row, 'day'), month: integer(row, 'month') };
}
