/** Rules on one EAD by itself: presence, length, code lists, dates, the conditions XSD 1.0 cannot say. Pure. Annex III §1.5–1.6. */
import { dayNumber } from '../../../contract/archival-date.ts';
import { splitCodes, type Field, type Values } from '../fields.ts';
import { problem, type Place, type Problem } from '../problems.ts';
import type { XmlNode } from '../xml-read.ts';

/** Element name → text. An element that stands twice keeps its first value and is named in `repeated`. */
export function readValues(root: XmlNode): { values: Values; repeated: readonly string[] } {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  const repeated: string[] = [];
  for (const { name, text } of root.children) {
    if (values[name] === undefined) values[name] = text;
    else repeated.push(name);
  }
  return { values, repeated };
}

export function descriptionProblems(
  fields: readonly Field[],
  values: Values,
  repeated: readonly string[],
  place: Place,
): Problem[] {
  return [
    ...repeated.map((field) => problem('FIELD_REPEATED', place, { field })),
    ...fields.flatMap((field) => fieldProblems(field, values[field.name] ?? '', place)),
    ...conditional(values, fields, place),
  ];
}

function fieldProblems(field: Field, raw: string, place: Place): Problem[] {
  const value = raw.normalize('NFC');
  const found: Problem[] = [];
  if (value !== raw) found.push(problem('FIELD_NOT_NFC', place, { field: field.name }));
  if (value.trim() === '') return field.required ? [...found, problem('FIELD_MISSING', place, { field: field.name })] : found;
  const length = [...value].length;
  if (length > field.max) found.push(problem('FIELD_TOO_LONG', place, { field: field.name, length, max: field.max }));
  const fault = { field: field.name, value };
  if (field.kind === 'code' && !field.codes.includes(value)) found.push(problem('FIELD_CODE', place, fault));
  if (field.kind === 'codes' && !splitCodes(value).every((code) => field.codes.includes(code)))
    found.push(problem('FIELD_CODE', place, fault));
  if (field.kind === 'number' && !/^\d+$/.test(value)) found.push(problem('FIELD_NUMBER', place, fault));
  if (field.kind === 'date' && dayNumber(value) === null) found.push(problem('FIELD_DATE', place, fault));
  return found;
}

function conditional(values: Values, fields: readonly Field[], place: Place): Problem[] {
  const has = (name: string) => fields.some((field) => field.name === name);
  const missing = (name: string, when: boolean) =>
    when && has(name) && (values[name] ?? '').trim() === '' ? [problem('FIELD_MISSING', place, { field: name })] : [];
  const origin = values['confidenceLevel'];
  return [
    ...missing('paperFileCode', origin === '02'),
    ...missing('process', origin === '01' || origin === '03'),
    ...missing('riskRecoveryStatus', values['riskRecovery'] === '1'),
    ...(values['mode'] === '03' ? [problem('SECRET', place)] : []),
  ];
}
