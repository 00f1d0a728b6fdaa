import { describe, expect, test } from 'vitest';
import type { Proposal } from '../../../contract/artefacts.ts';
import { fieldNames, type DocumentFields, type FieldName } from '../../../contract/vocabulary.ts';
import { baseOf, boxOf, nextStop, placeOf, shareOf, stopsOf, tidied, typesMatching } from './rules.ts';

const read = (value: string, confidence = 0.98) => ({
  value,
  confidence,
  page: 1,
  box: [10, 20, 30, 40] as [number, number, number, number],
});
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  typeName: read('02'),
  codeNumber: read('45'),
  codeNotation: read('QĐ-UBND'),
  issuedDate: read('05/03/2009'),
  organName: read('Ủy ban nhân dân xã Lam Khê'),
  subject: read('Về việc thử'),
  signer: read('Nguyễn Văn An'),
  subType: '',
  doubts: [],
  ...change,
});
const proposed = (change: Partial<Proposal> = {}) => baseOf({ fields: null, proposal: proposal(change), sources: {} });
const stops = (base = proposed(), values: Partial<DocumentFields> = {}, seen: FieldName[] = []) =>
  stopsOf(base, { ...base.values, ...values }, new Set(seen), []);

describe('where a person must look', () => {
  test('nowhere in a well-read document', () => {
    expect(stops()).toEqual([]);
  });
  test('at what was read badly, until it was looked at', () => {
    const base = proposed({ issuedDate: read('05/03/2009', 0.6), organName: read('Ủy ban', 0.8) });
    expect(stops(base)).toEqual(['issuedDate', 'organName']);
    expect(stops(base, {}, ['issuedDate'])).toEqual(['organName']);
  });
  test('at what is mandatory and empty, however often it was looked at', () => {
    expect(stops(proposed({ subject: read('', 0) }), {}, ['subject'])).toEqual(['subject']);
    expect(stops(proposed({ subject: read('', 0) }), { subject: 'Về việc' }, ['subject'])).toEqual([]);
  });
  test('not at a number that no paper has, but at one that was left blank for a pen', () => {
    const none = { codeNumber: read('', 0), codeNotation: read('', 0) };
    expect(stops(proposed({ ...none, doubts: ['number-missing'] }))).toEqual([]);
    expect(stops(proposed({ ...none, doubts: ['number-blank'] }))).toEqual(['codeNumber']);
  });
  test('at what is wrong', () => {
    const base = proposed();
    const wrong = { code: 'FIELD_DATE', field: 'issuedDate', severity: 'error' as const, words: { vi: '', en: '' } };
    expect(stopsOf(base, base.values, new Set(fieldNames), [wrong, { ...wrong, field: 'signer', severity: 'warning' }])).toEqual([
      'issuedDate',
    ]);
  });
  test('nowhere in what somebody confirmed', () => {
    const base = baseOf({ fields: proposed().values, proposal: proposal({ subject: read('x', 0.1) }), sources: {} });
    expect(stops(base)).toEqual([]);
  });
});

test.each<[FieldName[], FieldName | null, FieldName | null]>([
  [['issuedDate', 'subject'], null, 'issuedDate'],
  [['issuedDate', 'subject'], 'issuedDate', 'subject'],
  [['issuedDate', 'subject'], 'subject', 'issuedDate'],
  [['issuedDate', 'subject'], 'organName', 'subject'],
  [['issuedDate'], 'issuedDate', null],
  [[], 'signer', null],
])('of %j the stop after %s is %s', (all, from, next) => {
  expect(nextStop(all, from)).toBe(next);
});

test.each([
  ['2', ['02']],
  ['02', ['02']],
  ['32', ['32']],
  ['QĐ', ['02']],
  ['qd', ['02']],
  ['QyĐ', ['05']],
  ['ttr', ['15']],
  ['to tri', ['15']],
  ['quyết', ['02', '01']],
  ['báo cáo', ['14']],
  ['giay', ['16', '26', '27', '28']],
  ['xyz', []],
])('%j typed for a type offers %j', (typed, codes) => {
  expect(
    typesMatching(typed)
      .map(({ code }) => code)
      .slice(0, codes.length || 1),
  ).toEqual(codes);
});

test('a place on the page goes to shares and back', () => {
  const size = { ocrWidth: 1654, ocrHeight: 2339 };
  expect(boxOf(shareOf([100, 200, 300, 240], size), size)).toEqual([100, 200, 300, 240]);
  expect(placeOf(undefined, [])).toBeNull();
  expect(placeOf({ page: 3, box: [0, 0, 1, 1] }, [])).toBeNull();
});

test('what is sent is tidy', () => {
  const values = { ...proposed().values, subject: '  Về\u00a0việc \n thử\u0007 ', organName: 'Ủy ban' };
  expect(tidied(values)).toMatchObject({ subject: 'Về việc thử', organName: 'Ủy ban' });
});
