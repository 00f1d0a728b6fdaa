/** From the words of a document's pages to its proposed description: every rule asked, and what they say held against each other. Pure. */
import type { Proposal } from '../../../../contract/artefacts.ts';
import type { Doubt } from '../../../../contract/doubts.ts';
import { fold } from '../../../../contract/text.ts';
import { readDate, type DateRead } from './date.ts';
import { proposed, unknown, type Finding } from './evidence.ts';
import { compact, distance, sentenceCase } from './fuzzy.ts';
import { leftColumn, rightColumn, rows, type Segment, type Sheet } from './layout.ts';
import { readNumber, repairNotation, type NumberRead } from './number.ts';
import { agreedPlace, findOrgan, isBare, organOfAuthority } from './organ.ts';
import type { SignatureBlock } from './signer.ts';
import { isVv, subjectInCorner, subjectUnderTitle } from './subject.ts';
import { abbreviationOf, findTitle, typeOfNotation, type Title } from './type.ts';

export interface Signature extends SignatureBlock {
  readonly page: number;
  readonly onLastPage: boolean;
}

type Answer = Finding | null;

/** `front` is the first page with words, `back` the last page; `signature` may come from any page between. */
export function propose(front: Sheet, back: Sheet, signature: Signature | null): Proposal {
  const title = findTitle(front);
  const number = findNumber(front, title);
  const type = decideType(front, title, number);
  const fields = {
    typeName: type,
    ...numberAnswers(number, front, title, type),
    issuedDate: decideDate(front, back, title, number),
    organName: decideOrgan(front, title, number, signature),
    subject: decideSubject(front, title, type),
    signer: decideSigner(signature),
  };
  const doubts = new Set<Doubt>(Object.values(fields).flatMap((answer) => answer?.doubts ?? []));
  if (!fields.typeName) doubts.add('type-unknown');
  if (!fields.subject) doubts.add('subject-missing');
  if (!fields.organName) doubts.add('organ-missing');
  if (!fields.issuedDate) doubts.add('date-missing');
  if (!fields.signer) doubts.add('signer-missing');
  if (!number) doubts.add('number-missing');
  return {
    typeName: proposed(fields.typeName),
    codeNumber: proposed(fields.codeNumber),
    codeNotation: proposed(fields.codeNotation),
    issuedDate: proposed(fields.issuedDate),
    organName: proposed(fields.organName),
    subject: proposed(fields.subject),
    signer: proposed(fields.signer),
    subType: fields.typeName?.value === '32' && title !== null ? title.name : '',
    doubts: [...doubts],
  };
}

/** The proposal for a document nobody could read. */
export function nothingRead(): Proposal {
  return {
    typeName: unknown,
    codeNumber: unknown,
    codeNotation: unknown,
    issuedDate: unknown,
    organName: unknown,
    subject: unknown,
    signer: unknown,
    subType: '',
    doubts: ['page-without-words'],
  };
}

function findNumber(sheet: Sheet, title: Title | null): NumberRead | null {
  const bottom = headerBottom(sheet, title);
  const header = [
    ...leftColumn(sheet, bottom),
    ...rows(
      sheet.segments.filter((segment) => segment.box[3] <= bottom),
      sheet.em,
    ),
  ];
  const read = header.flatMap((segment) => readNumber(segment) ?? []);
  const best = read.find((one) => one.notation !== '' && one.number !== '') ?? read.find((one) => one.notation !== '') ?? read[0];
  if (best !== undefined) return best;
  const alone = leftColumn(sheet, bottom).find((segment) => /^s[o06]\W*$/.test(fold(segment.text)));
  return alone === undefined ? null : { segment: alone, number: '', notation: '', repaired: false };
}

function decideType(sheet: Sheet, title: Title | null, number: NumberRead | null): Answer {
  const notation = number === null || number.notation === '' ? null : typeOfNotation(number.notation);
  const corner = leftColumn(sheet, 0.45 * sheet.height).find((segment) => isVv(segment.text));
  if (title !== null && title.certainty >= 0.8) {
    const found = { value: title.code, page: sheet.page, segments: [title.segment], known: title.certainty > 0.9 };
    const agrees = notation === null || notation.code === title.code || title.code === '32';
    if (!agrees) return { ...found, certainty: title.certainty * 0.75, doubts: ['type-against-notation'] };
    if (notation?.code === title.code) return { ...found, certainty: Math.max(title.certainty, 0.98) };
    return { ...found, certainty: title.code === '32' && isInitials(number, title) ? 0.95 : title.certainty };
  }
  const letter = notation === null || notation.code === '22';
  if (corner !== undefined)
    return {
      value: '22',
      certainty: letter ? 0.95 : 0.6,
      page: sheet.page,
      segments: [corner],
      doubts: letter ? [] : ['type-against-notation'],
    };
  if (number !== null && notation !== null) {
    return {
      value: notation.code,
      certainty: notation.exact ? 0.75 : 0.6,
      page: sheet.page,
      segments: [number.segment],
      doubts: ['type-from-notation'],
    };
  }
  const addressee = sheet.segments.find(
    (segment) => /^\W{0,2}kinh gui\b/.test(fold(segment.text)) && segment.box[1] < 0.5 * sheet.height,
  );
  if (number !== null && number.notation !== '' && addressee !== undefined)
    return { value: '22', certainty: 0.75, page: sheet.page, segments: [number.segment] };
  return title === null ? null : { value: title.code, certainty: title.certainty, page: sheet.page, segments: [title.segment] };
}

/** `XN-UBND`, `GXN-UBND` under GIẤY XÁC NHẬN: the notation begins with the title's initials. */
function isInitials(number: NumberRead | null, title: Title): boolean {
  const first = /^\p{L}{2,}/u.exec(number?.notation ?? '')?.[0];
  const initials = title.name.split(' ').map((word) => word.charAt(0));
  return first !== undefined && fold(initials.join('')).endsWith(fold(first));
}

function numberAnswers(
  number: NumberRead | null,
  sheet: Sheet,
  title: Title | null,
  type: Answer,
): { codeNumber: Answer; codeNotation: Answer } {
  if (number === null) return { codeNumber: null, codeNotation: null };
  const code = type?.value ?? '';
  const notation = repairNotation(number.notation, title === null ? '' : abbreviationOf(title.code));
  const named = typeOfNotation(notation);
  const against = named !== null && named.code !== code && code !== '32' && code !== '';
  const repaired = number.repaired || notation !== number.notation;
  const shared = { page: sheet.page, segments: [number.segment] };
  const doubts: Doubt[] = [
    ...(repaired ? (['number-repaired'] as const) : []),
    ...(number.number === '' ? (['number-blank'] as const) : []),
  ];
  const base = (against ? 0.75 : 1) * (number.repaired ? 0.8 : 1);
  return {
    codeNumber: { ...shared, value: number.number, certainty: base * (notation === '' ? 0.7 : 0.98), doubts },
    codeNotation: {
      ...shared,
      value: notation,
      certainty: base * (named !== null && !against ? 0.99 : 0.9) * (notation === number.notation ? 1 : 0.95),
    },
  };
}

function decideDate(front: Sheet, back: Sheet, title: Title | null, number: NumberRead | null): Answer {
  const bottom = headerBottom(front, title);
  const columns =
    front.gutter > 0
      ? rightColumn(front, bottom)
      : rows(
          front.segments.filter((s) => s.box[3] <= bottom && s !== number?.segment),
          front.em,
        );
  const header = columns.flatMap((segment) => readDate(segment) ?? []);
  const best = header.find((date) => date.state === 'whole') ?? header[0];
  if (best !== undefined) return dateAnswer(best, front.page, 0.98, []);
  // `Đồng Văn, ngày … tháng … năm …` over the signature, in the right half; a date within a sentence begins further left.
  const closing = back.segments
    .filter((s) => s.box[0] > 0.36 * back.width && /,\s*ng/.test(fold(s.text)) && (back !== front || s.box[1] > bottom))
    .flatMap((segment) => readDate(segment) ?? [])
    .filter((date) => date.place !== '' && date.place.split(' ').length <= 6);
  const last = closing.at(-1);
  if (last !== undefined) return dateAnswer(last, back.page, 0.85, ['date-from-body']);
  const opening = front.segments
    .filter((s) => /^\W{0,3}(?:hom nay|vao hoi|hoi \d)/.test(fold(s.text)))
    .flatMap((segment) => readDate(segment) ?? []);
  return opening[0] === undefined ? null : dateAnswer(opening[0], front.page, 0.7, ['date-from-body']);
}

function dateAnswer(date: DateRead, page: number, certainty: number, doubts: readonly Doubt[]): Finding {
  const state: readonly Doubt[] =
    date.state === 'blank' ? ['date-blank'] : date.state === 'impossible' ? ['date-impossible'] : [];
  return { value: date.value, certainty, page, segments: [date.segment], doubts: [...doubts, ...state] };
}

function decideOrgan(sheet: Sheet, title: Title | null, number: NumberRead | null, signature: Signature | null): Answer {
  const corner = leftColumn(sheet, 0.45 * sheet.height).find((segment) => isVv(segment.text));
  const bottom = Math.min(
    number?.segment.box[1] ?? Infinity,
    corner?.box[1] ?? Infinity,
    title?.segment.box[1] ?? 0.3 * sheet.height,
  );
  const organ = findOrgan(sheet, bottom + 0.3 * sheet.em);
  if (organ === null) {
    const signing = signature === null ? null : organOfAuthority(signature.authority);
    if (signature === null || signing === null) return null;
    return {
      value: signing.name,
      certainty: 0.65,
      page: signature.page,
      segments: signing.segments,
      doubts: ['organ-from-signature'],
    };
  }
  const place = rightColumn(sheet, headerBottom(sheet, title)).flatMap((segment) => readDate(segment)?.place ?? [])[0] ?? '';
  const agreed = agreedPlace(organ.name, place, sheet);
  const found = { value: agreed?.name ?? organ.name, page: sheet.page, segments: organ.segments };
  if (agreed !== null)
    return {
      ...found,
      certainty: agreed.agreed && !organ.repaired ? 1 : 0.92,
      doubts: agreed.agreed ? [] : ['organ-against-place'],
    };
  const goal = compact(place);
  const near = goal.length >= 5 && distance(compact(organ.name).slice(-goal.length), goal) <= 2;
  const certainty = (organ.usual ? 0.95 : 0.7) * (organ.repaired ? 0.95 : 1) * (isBare(organ.name) ? 0.6 : 1) * (near ? 0.85 : 1);
  return { ...found, certainty, doubts: near ? ['organ-against-place'] : [] };
}

function decideSubject(sheet: Sheet, title: Title | null, type: Answer): Answer {
  const corner = type?.value === '22' || title === null;
  const subject = corner ? subjectInCorner(sheet) : subjectUnderTitle(sheet, title);
  if (subject !== null && subject.text !== '') {
    const doubts: Doubt[] = subject.cut ? ['subject-cut'] : [];
    return { value: subject.text, certainty: corner ? 0.92 : 0.95, page: sheet.page, segments: subject.segments, doubts };
  }
  if (corner || title === null || title.code !== '32') return null;
  return {
    value: sentenceCase(title.name),
    certainty: 0.7,
    page: sheet.page,
    segments: [title.segment],
    doubts: ['subject-from-title'],
  };
}

function decideSigner(signature: Signature | null): Answer {
  const signer = signature?.signer ?? null;
  if (signature === null || signer === null) return null;
  const doubts: Doubt[] = signature.onLastPage ? [] : ['signer-not-on-last-page'];
  return { value: signer.name, certainty: signer.certainty, page: signer.page, segments: [signer.segment], doubts };
}

/** Where the header ends: at the title, at the addressee, or at the latest in the upper half. */
function headerBottom(sheet: Sheet, title: Title | null): number {
  if (title !== null && title.certainty >= 0.8) return title.segment.box[1] + sheet.em / 2;
  const addressee: Segment | undefined = sheet.segments.find((segment) => /^\W{0,2}kinh gui\b/.test(fold(segment.text)));
  return Math.min(addressee?.box[1] ?? Infinity, 0.45 * sheet.height);
}
