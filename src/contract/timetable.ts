/**
 * When the office lets its packages out: periods per weekday, in the time of Vietnam (+07:00, no summer time since 1975). Pure, and the
 * same in every process: the engine asks it before each piece, the window draws it.
 */
import { z } from 'zod';

/** `22:00`; a period may also end at `24:00`. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

export const Period = z.object({
  /** 1 Monday … 7 Sunday (ISO 8601). */
  day: z.int().min(1).max(7),
  from: TimeOfDay,
  /** Not later than `from`: the period runs through midnight into the next day. */
  to: TimeOfDay.or(z.literal('24:00')),
});
export type Period = z.infer<typeof Period>;

/** `null`: at any time. An empty list: never by line, only by disk. */
export const Timetable = z.array(Period).max(200).nullable();
export type Timetable = z.infer<typeof Timetable>;

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
const weekMs = 7 * dayMs;
const vietnamMs = 7 * 60 * minuteMs;
/** 1 January 1970 was a Thursday: three days into its week. */
const epochInWeekMs = 3 * dayMs;

/** Milliseconds since Monday 00:00 in Vietnam. */
function inWeek(epochMs: number): number {
  return modulo(epochMs + vietnamMs + epochInWeekMs, weekMs);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** Open stretches of one week in ms since Monday 00:00: sorted, joined where they touch; one that runs into the next week is parted there. */
function stretches(periods: readonly Period[]): [number, number][] {
  const parts = periods.flatMap(({ day, from, to }): [number, number][] => {
    const begin = (day - 1) * dayMs + timeMs(from);
    const end = (day - 1) * dayMs + timeMs(to) + (timeMs(to) <= timeMs(from) ? dayMs : 0);
    return end <= weekMs
      ? [[begin, end]]
      : [
          [begin, weekMs],
          [0, end - weekMs],
        ];
  });
  parts.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [begin, end] of parts) {
    const last = joined.at(-1);
    if (last !== undefined && begin <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([begin, end]);
  }
  return joined;
}

function timeMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs;
}

/** Is sending allowed at this moment? A period's end is outside it. */
export function maySend(timetable: Timetable, epochMs: number): boolean {
  if (timetable === null) return true;
  const at = inWeek(epochMs);
  return stretches(timetable).some(([begin, end]) => begin <= at && at < end);
}

/** The first moment from `epochMs` on at which sending is allowed; null when it never is. */
export function nextOpening(timetable: Timetable, epochMs: number): number | null {
  if (maySend(timetable, epochMs)) return epochMs;
  const begins = stretches(timetable ?? []).map(([begin]) => modulo(begin - inWeek(epochMs), weekMs));
  return begins.length === 0 ? null : epochMs + Math.min(...begins);
}

/** The moment at which the stretch that is open at `epochMs` ends; null when sending is not allowed then, or always is. */
export function nextClosing(timetable: Timetable, epochMs: number): number | null {
  if (timetable === null || !maySend(timetable, epochMs)) return null;
  const open = stretches(timetable);
  const at = inWeek(epochMs);
  const [begin, end] = open.find((stretch) => stretch[0] <= at && at < stretch[1])!;
  if (end < weekMs) return epochMs + end - at;
  // Sunday night goes over into Monday morning.
  const [monday] = open;
  if (monday === undefined || monday[0] > 0) return epochMs + weekMs - at;
  return begin === 0 ? null : epochMs + weekMs - at + monday[1];
}

/** 7 × 24: which whole hours of the week are open, Monday first, as a grid shows them. An hour that is open only in part counts as closed. */
export function hoursOf(timetable: Timetable): boolean[][] {
  const open = timetable === null ? [[0, weekMs] as const] : stretches(timetable);
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) => {
      const begin = day * dayMs + hour * 60 * minuteMs;
      return open.some(([from, to]) => from <= begin && begin + 60 * minuteMs <= to);
    }),
  );
}

/** The timetable of such a grid, in as few periods as it can be said; every hour open is `null`, at any time. */
export function timetableOf(hours: readonly (readonly boolean[])[]): Timetable {
  if (hours.every((day) => day.every(Boolean))) return null;
  return hours.flatMap((day, index) => {
    const periods: Period[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      if (day[hour] !== true) continue;
      let end = hour + 1;
      while (end < 24 && day[end] === true) end += 1;
      periods.push({ day: index + 1, from: clock(hour), to: clock(end) });
      hour = end;
    }
    return periods;
  });
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Midnight in Vietnam after `epochMs`. */
export function nextMidnight(epochMs: number): number {
  return epochMs + dayMs - modulo(epochMs + vietnamMs, dayMs);
}

/** `2026-06-12`, the day in Vietnam. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs + vietnamMs).toISOString().slice(0, 10);
}

/** Midnight in Vietnam at which the next month begins. */
export function nextMonth(epochMs: number): number {
  const day = new Date(epochMs + vietnamMs);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1) - vietnamMs;
}
