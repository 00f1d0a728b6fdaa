/** What a person drew a box around, made fit for the field they are in: the same rules the machine's own proposal follows. Pure. */
import type { TextLine } from '../../../../contract/artefacts.ts';
import { fold } from '../../../../contract/text.ts';
import { typedDate } from '../../../../contract/typed-date.ts';
import { documentTypes, type FieldName } from '../../../../contract/vocabulary.ts';
import { readDate } from './date.ts';
import { capitals, leadingWords } from './fuzzy.ts';
import { union, type Segment } from './layout.ts';
import { readNumber, repairNotation, type NumberRead } from './number.ts';
import { spelled, unglued } from './organ-names.ts';
import { isVv } from './subject.ts';
import { typeOfNotation } from './type.ts';

export interface RegionValue {
  /** '' when nothing in the box fits the field. */
  readonly value: string;
  /** What else stood there, for other fields. */
  readonly others: Partial<Record<FieldName, string>>;
}

export function valueOfRegion(field: FieldName, lines: readonly TextLine[]): RegionValue {
  const segments = lines.filter(({ words }) => words.length > 0).map(segmentOf);
  const [first] = segments;
  if (first === undefined) return { value: '', others: {} };
  const all = joined(segments);
  switch (field) {
    case 'issuedDate':
      return { value: dateIn(segments), others: {} };
    case 'typeName':
      return { value: typeIn(all.text), others: {} };
    case 'codeNumber':
    case 'codeNotation':
      return numberIn(field, all);
    case 'organName':
      return { value: spelled(unglued(tidy(all.text))).name, others: {} };
    case 'signer':
      return { value: personIn(all.text), others: {} };
    case 'subject':
      return { value: tidy(withoutVv(all.text)), others: {} };
  }
}

function dateIn(segments: readonly Segment[]): string {
  for (const segment of [...segments, joined(segments)]) {
    const read = readDate(segment);
    if (read?.state === 'whole') return read.value;
  }
  return typedDate(joined(segments).text) ?? '';
}

function typeIn(text: string): string {
  const words = text.split(' ');
  const known = documentTypes.find(({ code, name }) => code !== '32' && leadingWords(words, name) > 0);
  if (known !== undefined) return known.code;
  return isVv(text) ? '22' : (typeOfNotation(tidy(text))?.code ?? '');
}

/** `Số: 12/QĐ-UBND`, `12/QĐ-UBND`, `12`, `QĐ-UBND`. */
function numberIn(field: 'codeNumber' | 'codeNotation', all: Segment): RegionValue {
  const read: NumberRead | null =
    readNumber(all) ?? readNumber({ ...all, text: `Số: ${all.text}` }) ?? readNumber({ ...all, text: `Số: /${all.text}` });
  if (read === null) return { value: field === 'codeNumber' ? (/\d{1,6}/.exec(all.text)?.[0] ?? '') : '', others: {} };
  const type = typeOfNotation(read.notation);
  const abbreviation = documentTypes.find(({ code }) => code === type?.code)?.abbreviation ?? '';
  const found = { codeNumber: read.number, codeNotation: repairNotation(read.notation, abbreviation) };
  const other = field === 'codeNumber' ? 'codeNotation' : 'codeNumber';
  return { value: found[field], others: found[other] === '' ? {} : { [other]: found[other] } };
}

/** `NGUYỄN VĂN MẪU` → `Nguyễn Văn Mẫu`; a rank or title before the name stays out. */
function personIn(text: string): string {
  const name = tidy(text.replace(/\d+/g, ' '));
  const cased = capitals(name) > 0.8 ? name.toLowerCase().replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase()) : name;
  return cased.slice(0, 100);
}

function withoutVv(text: string): string {
  if (!isVv(text)) return text;
  // Folding keeps the length of NFC text, so the beginning can be cut off what is printed.
  const lead = /^\W{0,2}(?:v\s?[/\\|il1]\s?v\b|vv\s?[:.])\W*/i.exec(fold(text))?.[0] ?? '';
  return text.normalize('NFC').slice(lead.length);
}

/** One space between words, no strokes of a frame at the ends; a word parted by a hyphen at the end of a line stays as printed. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}("“]+|[^\p{L}\p{N})"”%²³]+$/gu, '');
}

function segmentOf({ words, box }: TextLine): Segment {
  return { text: words.map((word) => word.text).join(' '), box, words };
}

function joined(segments: readonly Segment[]): Segment {
  return {
    text: segments.map(({ text }) => text).join(' '),
    box: union(segments.map(({ box }) => box)),
    words: segments.flatMap(({ words }) => words),
  };
}
