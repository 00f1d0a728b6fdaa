/**
 * DD/MM/YYYY as a sortable number (YYYYMMDD); `null` when the Gregorian calendar has no such day or the year is below 1000, which on
 * paper is a slip of the hand.
 */
export function dayNumber(text: string): number | null {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (match === null) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? year * 10_000 + month * 100 + day : null;
}
