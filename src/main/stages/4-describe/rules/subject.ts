/** Trích yếu: the lines in the middle under the title until the body begins, or `V/v …` under số and ký hiệu in a công văn. Pure. */
import { fold } from '../../../../contract/text.ts';
import { capitals } from './fuzzy.ts';
import { centre, join, leftColumn, rows, type Segment, type Sheet } from './layout.ts';
import { startsOrgan } from './organ-names.ts';
import type { Title } from './type.ts';

export interface SubjectRead {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly cut: boolean;
}

/** EAD_doc allows 500 characters (Circular 05/2025/TT-BNV). */
const longest = 500;
const mostLines = 7;

/** What a body, an addressee or a form's first blank begins with, wherever it stands. */
const bodyStart =
  /^(?:can cu|kinh gui|kinh moi|dieu \d+|hom nay|vao hoi|thoi gian|dia diem|ho va ten|ho, chu dem|ten toi|toi ten|toi la|chung toi|ong|ba|ong \(ba\)|ben [ab]|noi nhan|quyen so|so \d+|thanh phan|ubnd|uy ban nhan dan|hoi dong nhan dan|noi sinh|gioi tinh|stt|i+|iv|v|\d+|[a-d][.)])(?![\p{L}\p{N}])|^- |^(?:quyet dinh|quyet nghi|nghi quyet|so)\s?:/u;
/** What may begin a body or a subject: body when the line starts at the margin. */
const perhapsBody = /^(?:thuc hien|theo|xet|ngay|nham|de|luat|phan|chuong|muc|trong|trien khai|cac)(?![\p{L}\p{N}])/u;
const officer =
  /^(?:pho |quyen )?(?:chu tich|giam doc|pho giam doc|bo truong|thu tuong|truong|hieu truong|chanh|bi thu|ban thuong vu|hoi dong nhan dan|chi cuc truong|cuc truong|tong giam doc)\b/;

export function subjectUnderTitle(sheet: Sheet, title: Title): SubjectRead | null {
  const axis = centre(title.segment);
  const below = rows(
    sheet.segments.filter(
      (segment) => segment.box[1] > title.segment.box[3] - sheet.em / 2 && segment !== title.segment && !inCorner(segment, sheet),
    ),
    sheet.em,
  );
  const lines: Segment[] = [];
  let last = title.segment;
  for (const line of below) {
    const previous = lines.at(-1) ?? null;
    // Typed on a machine the title often stands well apart; the lines of one subject never do.
    const gap = previous === null ? 3.2 : 2.2;
    if (lines.length === mostLines || line.box[1] - last.box[3] > gap * sheet.em) break;
    if (!belongs(line, previous, axis, sheet)) break;
    lines.push(line);
    last = line;
  }
  const parts = title.rest === null ? lines : [title.rest, ...lines];
  return parts.length === 0 ? null : subjectOf(parts);
}

/** The subject of a công văn: `V/v` and what follows it in the left column. */
export function subjectInCorner(sheet: Sheet): SubjectRead | null {
  const column = leftColumn(sheet, 0.45 * sheet.height);
  const start = column.findIndex((line) => isVv(line.text));
  const first = column[start];
  if (first === undefined) return null;
  const lines = [withoutVv(first)];
  let last = first;
  for (const line of column.slice(start + 1)) {
    if (line.box[1] - last.box[3] > 1.2 * sheet.em || /^kinh gui|^so\s?[:\d]/.test(fold(line.text)) || lines.length === mostLines)
      break;
    lines.push(line);
    last = line;
  }
  return subjectOf(lines);
}

export function isVv(text: string): boolean {
  return /^\W{0,2}(?:v\s?[/\\|il1]\s?v\b|vv\s?[:.])/i.test(fold(text)) || fold(text).startsWith('ve viec');
}

function belongs(line: Segment, previous: Segment | null, axis: number, sheet: Sheet): boolean {
  const [left, right] = sheet.margins;
  const folded = fold(line.text).replace(/^[^a-z0-9(-]+/, '');
  const shouted = capitals(line.text) > 0.75;
  if (bodyStart.test(folded)) return false;
  if (perhapsBody.test(folded) && line.box[0] - left < 0.02 * sheet.width) return false;
  if (shouted && (officer.test(folded) || (previous !== null && startsOrgan(line.text) && capitals(previous.text) < 0.75)))
    return false;
  if (Math.abs(centre(line) - axis) > 0.035 * sheet.width) return false;
  const full = line.box[2] > right - 0.015 * sheet.width;
  if (full && line.box[0] - left > 0.02 * sheet.width) return false;
  // Centred text fills its lines from the first one: a full line under a short one is a paragraph.
  const room = right - left;
  return previous === null || !(full && previous.box[2] - previous.box[0] < 0.6 * room);
}

/** Stamps and barcodes beside the subject. */
function inCorner(segment: Segment, sheet: Sheet): boolean {
  return segment.box[2] < 0.25 * sheet.width || segment.box[0] > 0.85 * sheet.width;
}

function withoutVv(first: Segment): Segment {
  const match = /^\W{0,2}(?:v\s?[/\\|il1]\s?v\b|vv\s?[:.])\W*/i.exec(fold(first.text));
  if (match === null) return first;
  const text = first.text.normalize('NFC').slice(match[0].length);
  return { ...first, text };
}

function subjectOf(parts: readonly Segment[]): SubjectRead {
  const text = parts
    .map((part) => part.text)
    .join(' ')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}("“]+/u, '')
    .replace(/[^\p{L}\p{N})"”%²³]+$/u, '');
  return { text: text.slice(0, longest), segments: [join(parts)], cut: text.length > longest };
}
