/** Working days of an office in Vietnam, as YYYY-MM-DD. Pure: today comes in. */

const dayMs = 86_400_000;

/** Public holidays with a date of their own (Labour Code 2019, art. 112). */
const fixedHolidays: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02']);

/** First day of Tết. The office is closed from the day before to the third day after; the years after the list count as if it worked. */
const tet = [
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-02',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
] as const;
const tetDays: ReadonlySet<string> = new Set(tet.flatMap((first) => [-1, 0, 1, 2, 3].map((offset) => addDays(first, offset))));

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function isWorkingDay(day: string): boolean {
  return weekday(day) < 5 && !fixedHolidays.has(day.slice(5)) && !tetDays.has(day);
}

/** The last `count` working days before `day`, newest first. */
export function workingDaysBefore(day: string, count: number): string[] {
  const days: string[] = [];
  for (let before = addDays(day, -1); days.length < count; before = addDays(before, -1))
    if (isWorkingDay(before)) days.push(before);
  return days;
}

/** The working day on which `count` more of them are over, the first one being the first after `day`. */
export function addWorkingDays(day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}

/** Working days after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1;
  return days;
}
