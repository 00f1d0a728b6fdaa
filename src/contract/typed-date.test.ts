import { expect, test } from 'vitest';
import { typedDate } from './typed-date.ts';

test.each([
  ['5/3/2009', '05/03/2009'],
  ['05-03-2009', '05/03/2009'],
  ['5.3.09', '05/03/2009'],
  ['050309', '05/03/2009'],
  ['05031999', '05/03/1999'],
  [' 2 1 2001 ', '02/01/2001'],
  ['310199', '31/01/1999'],
  ['31/02/2001', null],
  ['2001', null],
  ['', null],
  ['mồng 5 tháng 3', null],
])('%s', (typed, day) => {
  expect(typedDate(typed)).toBe(day);
});
