import { expect, it } from 'vitest';
import { documentFields } from '../fields.ts';
import { descriptionProblems } from './description.ts';

const issuedDate = documentFields.filter(({ name }) => name === 'issuedDate');

it.each([
  ['31/02/2001', ['FIELD_DATE']],
  ['99/99/2001', ['FIELD_DATE']],
  ['2001-02-28', ['FIELD_DATE']],
  ['', ['FIELD_MISSING']],
  ['28/02/2001', []],
])('a package from elsewhere that says %j has problems %j', (written, codes) => {
  const place = { path: 'EAD_DOC_1.xml', document: '1' };
  expect(descriptionProblems(issuedDate, { issuedDate: written }, [], place).map(({ code }) => code)).toEqual(codes);
});
