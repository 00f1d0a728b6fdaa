/** Địa danh and ngày tháng năm: `Lục Hồn, ngày 21 tháng 01 năm 2000`, with blanks, lost spaces and misread digits. Pure. */
import { fold } from '../../../../contract/text.ts';
import type { Segment } from './layout.ts';

export interface DateRead {
  readonly segment: Segment;
  /** DD/MM/YYYY; empty when `state` is not `whole`. */
  readonly value: string;
  readonly state: 'whole' | 'blank' | 'impossible';
  /** The place before the date as read, e.g. `Lục Hồn`; may be empty. */
  readonly place: string;
}

const monthsInWords = [
  'mot|gieng',
  'hai',
  'ba',
  'tu|bon',
  'nam',
  'sau',
  'bay',
  'tam',
  'chin',
  'muoi',
  'muoi\\s?mot',
  'muoi\\s?hai',
];
const digit = '[0-9ool|isbz]';
// On folded text. `ngảy`, `ngáy`, `ngay21`, `thang O1`, `nãm 20 19` all pass.
const inWords = new RegExp(
  `(?<place>.*?)\\bng[ao][yv]\\s*[:.]?\\s*(?<day>${digit}{1,2}(?!${digit})|)[\\s._…-]*th?\\p{L}{0,2}n[gq]\\s*(?<month>${digit}{1,2}(?!${digit})|[a-z]+(?:\\s?(?:mot|hai))?(?=\\s*n[ao]m)|)[\\s._…-]*n[ao]m\\s*(?<year>${digit}(?:\\s?${digit}){3}|)`,
  'u',
);
const inDigits =
  /(?<place>.*?)\b(?:ng[ao][yv]\s*:?\s*)?(?<day>\d{1,2})\s?[/.-]\s?(?<month>\d{1,2})\s?[/.-]\s?(?<year>(?:19|20)\d{2})(?!\d)/;

/** Reads the date out of one line; null when there is none. Years outside 1900–2100 are not dates of records. */
export function readDate(segment: Segment): DateRead | null {
  const printed = segment.text.normalize('NFC').replace(/\s+/g, ' ');
  const text = fold(printed);
  const words = inWords.exec(text);
  const groups = (words ?? inDigits.exec(text))?.groups;
  if (groups === undefined) return null;
  // Folding NFC text keeps its length, so the place can be cut out of what is printed.
  const place = printed
    .slice(0, (groups['place'] ?? '').length)
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim();
  const [day, month, year] = [numberOf(groups['day']), monthOf(groups['month'] ?? ''), numberOf(groups['year'])];
  if (day === null || month === null || year === null) return { segment, value: '', state: 'blank', place };
  return { segment, place, ...checked(day, month, year) };
}

function checked(day: number, month: number, year: number): Pick<DateRead, 'value' | 'state'> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists) return { value: '', state: 'impossible' };
  return { value: `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`, state: 'whole' };
}

function numberOf(text: string | undefined): number | null {
  const digits = (text ?? '')
    .replace(/\s/g, '')
    .replace(/o/g, '0')
    .replace(/[il|]/g, '1')
    .replace(/s/g, '5')
    .replace(/b/g, '8')
    .replace(/z/g, '2');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

function monthOf(text: string): number | null {
  const index = monthsInWords.findIndex((name) => new RegExp(`^(?:${name})$`).test(text.trim()));
  return index >= 0 ? index + 1 : numberOf(text);
}
