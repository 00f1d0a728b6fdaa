import { expect, it } from 'vitest';
import { readAgencyCode } from './agency-code.ts';

it.each([
  ['H49', { parts: ['H49'], branch: 'H', form: 'current' }],
  ['H49.64.33', { parts: ['H49', '64', '33'], branch: 'H', form: 'current' }],
  ['K49.64', { parts: ['K49', '64'], branch: 'K', form: 'current' }],
  ['000.33.64.H49', { parts: ['000', '33', '64', 'H49'], branch: 'H', form: 'older' }],
  ['', null],
  ['h49', null],
  ['H4', null],
  ['H49.', null],
  ['H49.64.33.', null],
  ['49.64', null],
])('%s', (code, facts) => {
  expect(readAgencyCode(code)).toEqual(facts);
});
