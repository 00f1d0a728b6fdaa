/** How far a plan is, and when it will be finished. Decisions only: the figures come in. */
import type { Amount, Forecast, PlanRow, RecordKind, Share, Unplaced } from '../../../contract/routes/work.ts';
import { addWorkingDays, workingDaysBefore, workingDaysBetween } from './calendar.ts';

/** Dossiers of one fonds, year and kind (`''` while nobody said) as they stand in the station. */
export interface Stood {
  readonly fonds: string;
  readonly year: number;
  readonly kind: RecordKind | '';
  readonly standing: Amount;
  /** Pages a second person approved. */
  readonly approved: number;
  /** With the archive's receipt. */
  readonly done: Amount;
}

export interface Standing {
  readonly planned: Amount;
  readonly standing: Amount;
  readonly approved: number;
  readonly done: Amount;
  readonly left: number;
}

export interface Placed<Row> {
  readonly lines: readonly (Row & Standing)[];
  readonly unplaced: readonly Unplaced[];
}

const none: Amount = { dossiers: 0, pages: 0 };
const add = (a: Amount, b: Amount): Amount => ({ dossiers: a.dossiers + b.dossiers, pages: a.pages + b.pages });

/**
 * Puts every dossier into its line. What nobody gave a kind belongs to the only line of its fonds and year; where there are several, a
 * person says which, and until then it is counted in none.
 */
export function place<Row extends PlanRow>(plan: readonly Row[], stood: readonly Stood[]): Placed<Row> {
  const lineOf = new Map<string, Row>();
  const choices = new Map<string, Row[]>();
  for (const row of plan) {
    lineOf.set(`${row.fonds} ${row.year} ${row.kind}`, row);
    const together = `${row.fonds} ${row.year}`;
    choices.set(together, [...(choices.get(together) ?? []), row]);
  }
  const inLine = new Map<Row, Stood[]>();
  const unplaced = new Map<string, Unplaced>();
  for (const part of stood) {
    const together = `${part.fonds} ${part.year}`;
    const possible = choices.get(together) ?? [];
    const only = part.kind === '' && possible.length === 1 ? possible[0] : undefined;
    const row = lineOf.get(`${together} ${part.kind}`) ?? only;
    if (row !== undefined) {
      inLine.set(row, [...(inLine.get(row) ?? []), part]);
      continue;
    }
    const known = unplaced.get(together) ?? {
      fonds: part.fonds,
      year: part.year,
      ...none,
      choices: possible.map(({ kind }) => kind),
    };
    unplaced.set(together, { ...known, ...add(known, part.standing) });
  }
  return {
    lines: plan.map((row) => ({ ...row, ...standingOf(row, inLine.get(row) ?? []) })),
    unplaced: [...unplaced.values()],
  };
}

function standingOf(row: PlanRow, parts: readonly Stood[]): Standing {
  const planned = { dossiers: row.dossiers, pages: row.pages };
  const standing = parts.reduce((sum, part) => add(sum, part.standing), none);
  const done = parts.reduce((sum, part) => add(sum, part.done), none);
  const approved = parts.reduce((sum, part) => sum + part.approved, 0);
  // Pages of a plan are an estimate, dossiers are counted on the shelf: when all of them are done, so is the line.
  const complete = planned.dossiers > 0 && done.dossiers >= planned.dossiers;
  return { planned, standing, approved, done, left: complete ? 0 : Math.max(0, planned.pages - done.pages) };
}

export function total(parts: readonly Standing[]): Standing {
  return {
    planned: parts.reduce((sum, part) => add(sum, part.planned), none),
    standing: parts.reduce((sum, part) => add(sum, part.standing), none),
    approved: parts.reduce((sum, part) => sum + part.approved, 0),
    done: parts.reduce((sum, part) => add(sum, part.done), none),
    left: parts.reduce((sum, part) => sum + part.left, 0),
  };
}

/** Without a plan, what is in the station is all there is to do. */
export function asPlanned({ standing, approved, done }: Stood): Standing {
  return { planned: standing, standing, approved, done, left: Math.max(0, standing.pages - done.pages) };
}

/** Adds up what shares a key, in the order of the keys. */
export function shares<Part extends Standing>(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
  nameOf: (part: Part) => string,
): Share[] {
  const together = new Map<string, Part[]>();
  for (const part of parts) together.set(keyOf(part), [...(together.get(keyOf(part)) ?? []), part]);
  return [...together]
    .map(([key, own]) => ({ key, name: own.map(nameOf).find((name) => name !== '') ?? '', ...total(own) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** As many working days are looked back at, and at least so many are needed to speak of a pace. */
export const paceDays = 10;
export const leastDays = 5;

/**
 * Pages per working day: the median of the last ten, so that one hurried day or one power cut does not move the date. `approvedOn` counts
 * pages a second person approved: the last thing people do, and what comes after is the line's.
 */
export function paceOf(
  today: string,
  firstDay: string | null,
  approvedOn: ReadonlyMap<string, number>,
): { pace: number; days: number } {
  const days = workingDaysBefore(today, paceDays).filter((day) => firstDay !== null && day >= firstDay);
  const pages = days.map((day) => approvedOn.get(day) ?? 0).toSorted((a, b) => a - b);
  const middle = pages.length / 2;
  const median = pages.length === 0 ? 0 : (pages[Math.floor(middle - 0.5)]! + pages[Math.ceil(middle - 0.5)]!) / 2;
  return { pace: Math.floor(median), days: pages.length };
}

/** `due`: the last day of any line that is not finished. */
export function forecast(
  today: string,
  whole: Standing,
  { pace, days }: { pace: number; days: number },
  due: string | null,
): Forecast {
  if (whole.planned.pages === 0) return { kind: 'nothing' };
  if (whole.left === 0) return { kind: 'finished' };
  if (whole.approved - whole.done.pages >= whole.left) return { kind: 'sending', left: whole.left };
  if (days < leastDays || pace === 0) return { kind: 'unknown', left: whole.left, days, wanted: leastDays };
  const needed = Math.ceil(whole.left / pace);
  // Farther than anybody plans, a date is no longer information.
  if (needed > longestDays) return { kind: 'unknown', left: whole.left, days, wanted: leastDays };
  const finish = addWorkingDays(today, needed);
  return {
    kind: 'dated',
    left: whole.left,
    pace,
    days: needed,
    finish,
    due,
    late: due === null ? 0 : workingDaysBetween(due, finish),
  };
}

/** Some forty years. */
const longestDays = 10_000;
