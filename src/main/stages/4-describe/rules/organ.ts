/** Cơ quan ban hành: the last agency named in the header's left column above số and ký hiệu. Pure. */
import { fold } from '../../../../contract/text.ts';
import { capitals, compact } from './fuzzy.ts';
import { join, leftColumn, type Segment, type Sheet } from './layout.ts';
import { isUnfinished, spelled, startsOrgan, unglued } from './organ-names.ts';

export interface OrganRead {
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly repaired: boolean;
  /** It began with a word agencies begin with. */
  readonly usual: boolean;
}

const notNames = /^(?:so\s*[:.\d]|(?:don vi|mau|phu luc|v\/?v|mat|tuyet mat|toi mat|khan|hoa toc|kinh gui)\b)/;

/** `bottom`: top of the số line, or of whatever else ends the names. */
export function findOrgan(sheet: Sheet, bottom: number): OrganRead | null {
  const lines = leftColumn(sheet, bottom).filter(isName);
  const groups: Segment[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group === undefined || (startsOrgan(line.text) && !isUnfinished(group.map((part) => part.text).join(' '))))
      groups.push([line]);
    else group.push(line);
  }
  const issuer = groups.at(-1);
  return issuer === undefined ? null : organOf(issuer);
}

/** The agency in whose name a document is signed: `TM. ỦY BAN NHÂN DÂN XÃ LỤC HỒN`. */
export function organOfAuthority(authority: Segment): OrganRead | null {
  const words = authority.words.slice(1);
  const organ = words.length < 3 ? null : organOf([{ ...authority, words, text: words.map((word) => word.text).join(' ') }]);
  return organ !== null && organ.usual && !isBare(organ.name) ? organ : null;
}

/**
 * The place in an agency's name stands again beside the date and in the text: the spelling most of them share wins. `place` is as read
 * beside the date. Null when the two are different places.
 */
export function agreedPlace(name: string, place: string, sheet: Sheet): { name: string; agreed: boolean } | null {
  const goal = compact(place);
  if (goal.length < 3) return null;
  const words = name.split(' ');
  const count = words.findIndex((_, i) => compact(words.slice(-i - 1).join('')) === goal) + 1;
  if (count === 0) return null;
  const votes = new Map<string, number>();
  const vote = (spelling: string, weight: number): unknown =>
    votes.set(spelling.toUpperCase(), (votes.get(spelling.toUpperCase()) ?? 0) + weight);
  vote(words.slice(-count).join(' '), 1.5);
  vote(place, 1.4);
  const size = place.split(' ').length;
  for (const segment of sheet.segments) {
    const read = segment.words.map((word) => word.text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, ''));
    for (let i = 0; i + size <= read.length; i++) {
      const spelling = read.slice(i, i + size).join(' ');
      if (/^\p{Lu}\p{Ll}/u.test(spelling) && compact(spelling) === goal) vote(spelling, 1);
    }
  }
  const [best = ''] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { name: [...words.slice(0, -count), best].join(' '), agreed: votes.size === 1 };
}

/** True of `ỦY BAN NHÂN DÂN` alone: there are ten thousand of them. */
export function isBare(name: string): boolean {
  return /^(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)$/.test(fold(name));
}

function organOf(parts: readonly Segment[]): OrganRead {
  const all = join(parts);
  const raw = all.text
    .normalize('NFC')
    .replace(/^[^\p{L}]+|[^\p{L}\p{N})]+$/gu, '')
    .replace(/\s+/g, ' ');
  const { name, repaired } = spelled(unglued(raw));
  return { name: name.slice(0, 200), segments: parts, repaired, usual: startsOrgan(name) };
}

function isName(line: Segment): boolean {
  const letters = line.text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2 || notNames.test(fold(line.text).replace(/^[^a-z0-9]+/, ''))) return false;
  return capitals(line.text) > 0.6 || startsOrgan(line.text);
}
