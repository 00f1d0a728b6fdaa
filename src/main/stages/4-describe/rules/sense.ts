/**
 * What is allowed but hardly ever right: asked of a description while a person writes it. Warnings only, because old papers do have what
 * no rule foresees. Pure. The forms are those of Decree 30/2020/NĐ-CP, Annex I; the year is that of the state the records are of.
 */
import { dayNumber } from '../../../../contract/archival-date.ts';
import type { RecognisedPage } from '../../../../contract/artefacts.ts';
import { fold } from '../../../../contract/text.ts';
import { problem, type Problem } from '../../../../exchange/sip/problems.ts';
import { typeName, typeOfNotation } from './type.ts';

export interface Described {
  readonly typeName: string;
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly issuedDate: string;
}

/** `today` as DD/MM/YYYY. */
export function senseProblems(fields: Described, today: string): Problem[] {
  return [...numberSense(fields), ...typeSense(fields), ...dateSense(fields.issuedDate.trim(), today)];
}

function numberSense({ codeNumber, codeNotation }: Described): Problem[] {
  const [number, notation] = [codeNumber.trim(), codeNotation.trim()];
  const found: Problem[] = [];
  if (number !== '' && !/^\d{1,6}[a-zđ]?$/iu.test(number))
    found.push(problem('CODE_NUMBER_FORM', {}, { field: 'codeNumber', value: number }));
  // `QĐ-UBND`, the party's `NQ/ĐU`; never the number before it.
  if (notation !== '' && !/^\p{Lu}[\p{L}\d&]*(?:[-/.&+]\p{L}[\p{L}\d&]*)+$/u.test(notation))
    found.push(problem('CODE_NOTATION_FORM', {}, { field: 'codeNotation', value: notation }));
  if (number !== '' && notation === '') found.push(problem('NUMBER_WITHOUT_NOTATION', {}, { field: 'codeNotation' }));
  return found;
}

/** 32 (Khác) takes any notation. */
function typeSense({ typeName: code, codeNotation }: Described): Problem[] {
  const named = typeOfNotation(codeNotation.trim());
  if (named === null || !named.exact || code === '' || code === '32' || named.code === code) return [];
  return [problem('TYPE_AGAINST_NOTATION', {}, { field: 'typeName', notation: codeNotation.trim(), type: typeName(named.code) })];
}

function dateSense(date: string, today: string): Problem[] {
  const [day, now] = [dayNumber(date), dayNumber(today)];
  if (day === null) return [];
  if (day < 1945_00_00) return [problem('DATE_EARLY', {}, { field: 'issuedDate', value: date })];
  return now !== null && day > now ? [problem('DATE_FUTURE', {}, { field: 'issuedDate', value: date })] : [];
}

/** The degree of secrecy stamped on a page (`MẬT`, `TỐI MẬT`, `TUYỆT MẬT` on a line of its own), or null. */
export function secretMark(page: RecognisedPage): string | null {
  for (const { words } of page.lines) {
    const line = words.map((word) => word.text.replace(/[^\p{L}]/gu, '')).filter((word) => word !== '');
    const text = line.join(' ');
    if (text === text.toUpperCase() && /^(?:(?:toi|tuyet) )?mat$/.test(fold(text)) && text.normalize('NFC').endsWith('ẬT'))
      return text;
  }
  return null;
}
