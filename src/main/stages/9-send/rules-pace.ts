/** How fast and how much the line may carry, how fast it does, and when it will be done. No I/O, no clock: moments come in as ms since the epoch. */
import { nextClosing, nextMidnight, nextMonth, nextOpening, type Timetable } from '../../../contract/timetable.ts';

/** Bytes that may leave in a day and in a month of Vietnam's calendar; null: as many as there are. */
export interface Budget {
  readonly day: number | null;
  readonly month: number | null;
}
export interface Used {
  readonly day: number;
  readonly month: number;
}

/** Bytes that may still leave today; `Infinity` without a budget. */
export function allowance(budget: Budget, used: Used): number {
  const left = (limit: number | null, spent: number) => (limit === null ? Infinity : Math.max(0, limit - spent));
  return Math.min(left(budget.day, used.day), left(budget.month, used.month));
}

/** Which budget is used up at `now`, and when there is a new one; null when something may still leave. The month's outlasts the day's. */
export function usedUp(budget: Budget, used: Used, now: number): { which: 'day' | 'month'; until: number } | null {
  if (budget.month !== null && used.month >= budget.month) return { which: 'month', until: nextMonth(now) };
  if (budget.day !== null && used.day >= budget.day) return { which: 'day', until: nextMidnight(now) };
  return null;
}

/** A bucket of tokens, one per byte: what was not used is kept for a second, so that a cap is a cap over any second and not over each piece. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Takes `bytes` at `now` under `rate` bytes/s; `waitMs` before they may leave. A bucket may owe, so that a piece is never parted. */
export function takeTokens(bucket: Bucket, bytes: number, rate: number, now: number): { bucket: Bucket; waitMs: number } {
  // A clock that was set back gives nothing and takes nothing.
  const passed = Math.max(0, now - bucket.at);
  const tokens = Math.min(rate, bucket.tokens + (passed * rate) / 1000) - bytes;
  return { bucket: { tokens, at: now }, waitMs: tokens >= 0 ? 0 : Math.ceil((-tokens * 1000) / rate) };
}

/** A minute of transfer outweighs what was measured before it by 63 %. */
const memoryMs = 60_000;

/** Bytes per second after `bytes` took `ms`, weighing the older the less (exponentially, by time under way and not by number of pieces). */
export function measuredRate(before: number | null, bytes: number, ms: number): number {
  const now = (bytes * 1000) / Math.max(1, ms);
  if (before === null) return now;
  const kept = Math.exp(-Math.max(1, ms) / memoryMs);
  return before * kept + now * (1 - kept);
}

export interface Plan {
  /** Bytes per second while something is under way. */
  readonly rate: number;
  readonly timetable: Timetable;
  readonly budget: Budget;
  readonly used: Used;
}

/** Beyond this a forecast is no forecast: ten years of days. */
const mostSteps = 3660;

/**
 * When the line will have carried so many bytes, for each of `marks` (rising), counted from `now`: it stands still outside the timetable
 * and when a budget is used up. Null for what it never reaches, or not within ten years.
 */
export function finishTimes(plan: Plan, now: number, marks: readonly number[]): (number | null)[] {
  const times: (number | null)[] = [];
  let { used } = plan;
  let carried = 0;
  let at: number | null = now;
  for (let steps = 0; steps < mostSteps && times.length < marks.length && at !== null; steps += 1) {
    const spent = usedUp(plan.budget, used, at);
    const from: number | null = spent === null ? nextOpening(plan.timetable, at) : null;
    if (spent !== null || from === null || from >= nextMidnight(at)) {
      const next: number | null = spent === null ? from : spent.until;
      if (next === null) break;
      used = usedAfter(used, at, next);
      at = next;
      continue;
    }
    const end = Math.min(nextClosing(plan.timetable, from) ?? Infinity, nextMidnight(from));
    const most = Math.min(allowance(plan.budget, used), ((end - from) * plan.rate) / 1000);
    while (times.length < marks.length && marks[times.length]! <= carried + most) {
      times.push(Math.round(from + ((marks[times.length]! - carried) * 1000) / plan.rate));
    }
    carried += most;
    used = { day: used.day + most, month: used.month + most };
    const stopped = Math.min(end, from + (most * 1000) / plan.rate);
    // Whole milliseconds, and never the same moment twice.
    const next = Math.max(Math.ceil(stopped), at + 1);
    used = usedAfter(used, at, next);
    at = next;
  }
  return [...times, ...Array.from({ length: marks.length - times.length }, () => null)];
}

/** What counts as used at `to`, when `used` did at `from`. */
function usedAfter(used: Used, from: number, to: number): Used {
  if (to >= nextMonth(from)) return { day: 0, month: 0 };
  return to >= nextMidnight(from) ? { day: 0, month: used.month } : used;
}
