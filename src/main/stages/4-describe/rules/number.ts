/** Số, ký hiệu (Decree 30/2020, Annex I): `Số: 186/XN-UBND`, `Số 05/2024/QĐ-UBND`, the party's `Số 12-NQ/ĐU`, and what OCR makes of them. Pure. */
import { fold } from '../../../../contract/text.ts';
import { compact } from './fuzzy.ts';
import type { Segment } from './layout.ts';

export interface NumberRead {
  readonly segment: Segment;
  /** Empty when the place for it was left blank or is written by hand. */
  readonly number: string;
  readonly notation: string;
  /** Characters were put right. */
  readonly repaired: boolean;
}

const separators = '/\\\\|Il1!-';
const agencies =
  'UBND HĐND UBMTTQ MTTQ VP VPUB VPCP UB HU ĐU TU BTV BCH BCĐ BCHQS CA SNV STC STP SYT SXD SCT SGTVT SNN STNMT SKHĐT SGDĐT PGDĐT TCKH TNMT LĐTBXH TTHCC TTPVHCC HĐNVQS HĐBT TTr GDĐT'.split(
    ' ',
  );

/** Reads one line as số and ký hiệu; null when it is something else (`Số căn cước công dân…`, `Sổ số 3`). */
export function readNumber(segment: Segment): NumberRead | null {
  // Eth for Đ, long dashes for short ones: what the model gives for the same strokes.
  const text = segment.text
    .normalize('NFC')
    .replace(/[Ðð]/g, 'Đ')
    .replace(/[–—_]/g, '-')
    .replace(/[.…·]{2,}/g, ' ');
  const head = /^\W{0,3}([S$5]\s?[\p{L}06])\s*[:;.,]?\s*/iu.exec(text);
  if (head === null || !/^[s$5][o06a]$/.test(fold(head[1] ?? '').replace(/\s/g, ''))) return null;
  return parse(text.slice(head[0].length).replace(/\s+/g, ''), segment);
}

/** `QD-UBND` → `QĐ-UBND`: agencies' abbreviations spelled right, and the first part as the type's own abbreviation if that is certain. */
export function repairNotation(notation: string, typeAbbreviation: string): string {
  const [first = '', ...others] = notation.split(/(?<=[-/])|(?=[-/])/u);
  const head = belongsTo(first, typeAbbreviation) ? typeAbbreviation : first;
  return [
    head,
    ...others.map((part) => agencies.find((name) => compact(name) === compact(part) || near(part, name)) ?? part),
  ].join('');
}

function parse(text: string, segment: Segment): NumberRead | null {
  const year = '(?:/(?:19|20)\\d{2})?';
  const notation = '(?<notation>\\p{Lu}[\\p{L}\\d&]{0,14}(?:[-/.&+]\\p{L}[\\p{L}\\d&]{0,14}){0,5})';
  const usual = new RegExp(`^(?<number>[\\dOoIlSBZ]{0,6}?\\d?[a-zA-Z]?)${year}[/-]${notation}`, 'u').exec(text);
  if (usual?.groups !== undefined) return read(usual.groups['number'] ?? '', usual.groups['notation'] ?? '', segment);
  // The slash read as another stroke, or left out, before a notation of at least two parts.
  const stroke = new RegExp(
    `^(?<number>\\d{1,5})[${separators}]?(?<notation>\\p{Lu}{1,4}r?[-/]\\p{Lu}{2,}[\\p{L}\\d&-]{0,20})`,
    'u',
  ).exec(text);
  if (stroke?.groups !== undefined)
    return { ...read(stroke.groups['number'] ?? '', stroke.groups['notation'] ?? '', segment), repaired: true };
  // Handwriting gives rubbish before the slash; the printed notation still stands.
  const written = new RegExp(`^.{0,12}?[/]${notation}$`, 'u').exec(text);
  if (written?.groups !== undefined && /[-/]/.test(written.groups['notation'] ?? ''))
    return read('', written.groups['notation'] ?? '', segment);
  const bare = /^(\d{1,6})(?:\/(?:19|20)\d{2})?$/.exec(text);
  return bare === null ? null : read(bare[1] ?? '', '', segment);
}

function read(number: string, notation: string, segment: Segment): NumberRead {
  const digits = number
    .replace(/[Oo]/g, '0')
    .replace(/[Il]/g, '1')
    .replace(/S(?=\d)/g, '5')
    .replace(/Z(?=\d)/g, '2')
    .replace(/B(?=\d)/g, '8');
  const usable = /^\d{1,5}[a-zA-Z]?$/.test(digits) ? digits : '';
  const tidy = notation.replace(/[-/.&+]+$/, '').slice(0, 30);
  return { segment, number: usable, notation: tidy, repaired: usable !== number };
}

/** `QD`, `QÐ` for QĐ; `TT` for TTr when no agency is called so. */
function belongsTo(read: string, abbreviation: string): boolean {
  if (abbreviation === '') return false;
  return (
    compact(read) === compact(abbreviation) || (!agencies.includes(read) && read.length > 1 && abbreviation.startsWith(read))
  );
}

function near(part: string, name: string): boolean {
  return (
    name.length >= 4 &&
    part.length === name.length &&
    [...part].filter((letter, i) => fold(letter) !== fold(name.charAt(i))).length === 1
  );
}
