import { dayNumber } from './archival-date.ts';

/**
 * What a person typed as a day, as DD/MM/YYYY; null when it is no day of the calendar. Day comes first, as on paper; parts may be joined by
 * `/ . -` or blanks, or stand together as DDMMYY or DDMMYYYY. A year of two digits is the one nearest before `2030`.
 */
export function typedDate(typed: string): string | null {
  const text = typed.trim();
  const parts = /^(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  const century = Number(year) < 30 ? '20' : '19';
  const written = `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year.length === 4 ? year : century + year}`;
  return dayNumber(written) === null ? null : written;
}
