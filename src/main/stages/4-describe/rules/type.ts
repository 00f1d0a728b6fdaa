/** Tên loại: the caps line in the middle under the header, matched against the types of Decree 30/2020 and other common titles. Pure. */
import { documentTypes } from '../../../../contract/vocabulary.ts';
import { alike, capitals, compact, distance, leadingWords, tolerance } from './fuzzy.ts';
import { centre, isMotto, type Segment, type Sheet } from './layout.ts';
import { startsOrgan } from './organ-names.ts';

export interface Title {
  /** Code 01–32. */
  readonly code: string;
  readonly segment: Segment;
  /** The title as it should read, in capitals. */
  readonly name: string;
  /** What follows the type's name on the same line, the beginning of the subject. */
  readonly rest: Segment | null;
  readonly certainty: number;
}

/** Công văn and Thư công print no such line; the other types do. */
const printed = documentTypes.filter((type) => !['22', '29', '32'].includes(type.code));
const openLetters = ['THƯ CÔNG', 'THƯ CẢM ƠN', 'THƯ CHÚC MỪNG', 'THƯ KHEN', 'THƯ CHIA BUỒN', 'THƯ THĂM HỎI', 'THƯ NGỎ'];
/** How papers outside the decree's list begin; code 32, kept as sub-type. */
const otherTitles =
  'GIẤY|TỜ KHAI|ĐƠN|BẢN|PHIẾU|DANH SÁCH|TRÍCH LỤC|BẢNG|SỔ|LÝ LỊCH|SƠ YẾU|BIÊN NHẬN|BIÊN LAI|CHỨNG THƯ|HỒ SƠ|PHỤ LỤC|THẺ|DI CHÚC|TÓM TẮT|KẾT LUẬN|LỆNH|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT|PHÁP LỆNH|QUY TRÌNH|NỘI QUY|ĐIỀU LỆ|LỜI CHỨNG|VĂN BẢN|CAM KẾT|TỜ'.split(
    '|',
  );
/** Caps lines in the same place that are no title. */
const notTitles =
  /^(?:(?:tuyet|toi)?mat|(?:thuong)?khan|hoatoc(?:hengio)?|duthao|saoy(?:banchinh)?|saoluc|trichsao|mauso.*|bansao|noinhan|kinhgui.*|luuhanhnoibo)$/;
const officers =
  /^(?:phó |quyền )?(?:chủ tịch|giám đốc|trưởng|bí thư|hiệu trưởng|bộ trưởng|chánh|thủ tướng|viện trưởng|cục trưởng|tổng)/iu;

/** The title of the document, or null when the page shows none, as a công văn does. */
export function findTitle(sheet: Sheet): Title | null {
  const candidates = sheet.segments.filter((segment) => mayBeTitle(segment, sheet)).flatMap((segment) => titleOf(segment) ?? []);
  return (
    candidates.find((title) => title.certainty >= 0.8) ??
    candidates.find((title) => title.segment.box[1] < 0.4 * sheet.height) ??
    null
  );
}

/** The type that a notation such as `QĐ-UBND`, `TTr-UBND` or `NQ/ĐU` begins with; null when it names an agency, as in a công văn. */
export function typeOfNotation(notation: string): { code: string; exact: boolean } | null {
  const first = /^[\p{L}]+/u.exec(notation)?.[0] ?? '';
  if (first === 'CV') return { code: '22', exact: true };
  const named = documentTypes.filter((type) => type.abbreviation !== '');
  const exact =
    named.find((type) => type.abbreviation === first) ??
    named.find((type) => type.abbreviation.toLowerCase() === first.toLowerCase());
  if (exact !== undefined) return { code: exact.code, exact: true };
  const folded = named.filter((type) => compact(type.abbreviation) === compact(first));
  return folded.length === 1 && folded[0] !== undefined ? { code: folded[0].code, exact: false } : null;
}

export function typeName(code: string): string {
  return documentTypes.find((type) => type.code === code)?.name ?? '';
}

export function abbreviationOf(code: string): string {
  return documentTypes.find((type) => type.code === code)?.abbreviation ?? '';
}

function mayBeTitle(segment: Segment, sheet: Sheet): boolean {
  const [left, right] = sheet.margins;
  const below = Math.min(...sheet.motto.map((line) => line.box[1]), sheet.height);
  return (
    Math.abs(centre(segment) - (left + right) / 2) < 0.1 * sheet.width &&
    segment.box[1] < 0.6 * sheet.height &&
    (sheet.motto.length === 0 || segment.box[1] > below) &&
    !isMotto(segment.text)
  );
}

function titleOf(segment: Segment): Title | null {
  const share = capitals(segment.text);
  const known = knownTitle(segment);
  if (known !== null && (share > 0.7 || known.away === 0)) {
    const certainty =
      (share > 0.7 ? 0.99 : 0.8) - 0.06 * known.away - (segment.text.endsWith(':') ? 0.12 : 0) - (known.rest === null ? 0 : 0.02);
    // A sentence that merely begins with a type's name is body.
    if (share <= 0.7 && known.rest !== null) return null;
    return { code: known.code, segment, name: known.name, rest: known.rest, certainty };
  }
  if (share < 0.75 || (segment.text.match(/\p{Lu}/gu)?.length ?? 0) < 5) return null;
  if (notTitles.test(compact(segment.text)) || startsOrgan(segment.text) || officers.test(segment.text)) return null;
  if (openLetters.some((phrase) => alike(segment.text, phrase)))
    return { code: '29', segment, name: segment.text, rest: null, certainty: 0.9 };
  const words = segment.words.map((word) => word.text);
  const usual = otherTitles.some((head) => leadingWords(words, head) > 0);
  return { code: '32', segment, name: clean(segment.text), rest: null, certainty: usual ? 0.85 : 0.55 };
}

function knownTitle(segment: Segment): { code: string; name: string; rest: Segment | null; away: number } | null {
  const words = segment.words.map((word) => word.text);
  let best: { code: string; name: string; count: number; away: number; marks: number } | null = null;
  for (const type of printed) {
    const name = type.name.toUpperCase();
    const whole = distance(compact(segment.text), compact(name), tolerance(compact(name).length));
    // Only a whole line may be wrong in a letter: `PHIẾU` begins many titles.
    const count = whole <= tolerance(compact(name).length) ? words.length : exactLead(words, name);
    if (count === 0) continue;
    const away = count === words.length ? whole : 0;
    const marks = distance(words.slice(0, count).join(' ').toUpperCase(), name);
    if (best === null || away < best.away || (away === best.away && marks < best.marks))
      best = { code: type.code, name, count, away, marks };
  }
  if (best === null) return null;
  const after = segment.words.slice(best.count);
  const rest = after.some((word) => /\p{L}/u.test(word.text))
    ? { text: after.map((word) => word.text).join(' '), box: segment.box, words: after }
    : null;
  return { code: best.code, name: best.name, rest, away: best.away };
}

function exactLead(words: readonly string[], name: string): number {
  const count = leadingWords(words, name);
  return compact(words.slice(0, count).join('')) === compact(name) ? count : 0;
}

function clean(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '').slice(0, 200);
}
