import { expect, it } from 'vitest';
import { askedOf, easierQuestions, isAsking, SearchAddress, withPart } from './asked.ts';
import { boxAt, nextSpot, previousSpot, type Spot } from './walk.ts';

const pages = (hit: number) => [1, 3, 1][hit]!;
const walk = (from: Spot, boxes: number) => nextSpot(from, boxes, 3, pages);

it('the next find: first on the page, then on the document’s next page, then in the next document; at the end it stays', () => {
  expect(walk({ hit: 0, page: 0, box: null }, 2)).toEqual({ hit: 0, page: 0, box: 0 });
  expect(walk({ hit: 0, page: 0, box: 0 }, 2)).toEqual({ hit: 0, page: 0, box: 1 });
  expect(walk({ hit: 0, page: 0, box: 1 }, 2)).toEqual({ hit: 1, page: 0, box: 0 });
  expect(walk({ hit: 1, page: 0, box: 'last' }, 2)).toEqual({ hit: 1, page: 1, box: 0 });
  expect(walk({ hit: 1, page: 0, box: null }, 0)).toEqual({ hit: 1, page: 1, box: 0 });
  expect(walk({ hit: 2, page: 0, box: 4 }, 5)).toEqual({ hit: 2, page: 0, box: 4 });
});

it('and back the same way', () => {
  expect(previousSpot({ hit: 1, page: 1, box: 1 }, 2, pages)).toEqual({ hit: 1, page: 1, box: 0 });
  expect(previousSpot({ hit: 1, page: 1, box: 0 }, 2, pages)).toEqual({ hit: 1, page: 0, box: 'last' });
  expect(previousSpot({ hit: 1, page: 0, box: 'last' }, 3, pages)).toEqual({ hit: 1, page: 0, box: 1 });
  expect(previousSpot({ hit: 2, page: 0, box: 0 }, 3, pages)).toEqual({ hit: 1, page: 2, box: 'last' });
  expect(previousSpot({ hit: 0, page: 0, box: 0 }, 3, pages)).toEqual({ hit: 0, page: 0, box: 0 });
});

it('a find that is no longer on the page is the last one there is', () => {
  expect(boxAt({ hit: 0, page: 0, box: 7 }, 3)).toBe(2);
  expect(boxAt({ hit: 0, page: 0, box: 'last' }, 3)).toBe(2);
  expect(boxAt({ hit: 0, page: 0, box: 1 }, 0)).toBeNull();
});

it('half a date is no filter yet, and a number in the address is a word', () => {
  const address = SearchAddress.parse({ q: 118, codeNumber: 45, from: '1/2', to: '02/01/2001', order: 'oddly' });
  expect(askedOf(address)).toMatchObject({
    text: '118',
    order: 'relevance',
    filters: { codeNumber: '45', from: '', to: '02/01/2001' },
  });
  expect(isAsking(address)).toBe(true);
  expect(isAsking(withPart(address, { q: ' ', codeNumber: '', from: '', to: undefined }))).toBe(false);
});

it('offers only what would be another question', () => {
  const kinds = (address: SearchAddress) => easierQuestions(address).map(({ kind, address: next }) => [kind, next.q]);
  expect(kinds({ q: 'cấp đất ở' })).toEqual([
    ['marks', 'cap dat o'],
    ['fewer', 'cấp đất'],
  ]);
  expect(kinds({ q: 'cap dat', signer: 'Nghiêm' })).toEqual([['filters', 'cap dat']]);
  expect(kinds({ q: 'Đ' })).toEqual([['marks', 'D']]);
  expect(kinds({ signer: 'Nghiêm' })).toEqual([]);
});
