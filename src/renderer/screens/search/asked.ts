/** A question as it stands in the address, so that it can be reloaded, sent to a colleague and gone back to. */
import { z } from 'zod';
import { SearchFilters, searchTextLimit } from '../../../contract/routes/search.ts';

const word = z.string().max(200).optional().catch(undefined);

export const SearchAddress = z.object({
  q: z.coerce.string().max(searchTextLimit).optional().catch(undefined),
  typeName: word,
  codeNumber: z.coerce.string().max(200).optional().catch(undefined),
  codeNotation: word,
  from: word,
  to: word,
  organName: word,
  dossier: word,
  signer: word,
  fonds: word,
  order: z.enum(['newest']).optional().catch(undefined),
});
export type SearchAddress = z.infer<typeof SearchAddress>;

/** What the engine is asked; a filter that is not one yet (half a date) is left out. */
export function askedOf(address: SearchAddress): { text: string; filters: SearchFilters; order: 'relevance' | 'newest' } {
  const { q = '', order = 'relevance' } = address;
  const filters = Object.fromEntries(
    filterNames.map((name) => {
      const one = SearchFilters.shape[name].safeParse(address[name] ?? '');
      return [name, one.success ? one.data : ''];
    }),
  );
  return { text: q, filters: SearchFilters.parse(filters), order };
}

export const filterNames = [
  'typeName',
  'codeNumber',
  'codeNotation',
  'from',
  'to',
  'organName',
  'signer',
  'dossier',
  'fonds',
] as const;
export type FilterName = (typeof filterNames)[number];

/** An address holds only what was asked. */
export function withPart(address: SearchAddress, part: Partial<SearchAddress>): SearchAddress {
  const all = Object.entries({ ...address, ...part }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(all) as SearchAddress;
}

export function isAsking(address: SearchAddress): boolean {
  return (address.q ?? '').trim() !== '' || filterNames.some((name) => (address[name] ?? '') !== '');
}

/** Less to ask when nothing was found: without marks, one word less, without filters; only what would change the question. */
export function easierQuestions(
  address: SearchAddress,
): readonly { readonly kind: 'marks' | 'fewer' | 'filters'; readonly address: SearchAddress }[] {
  const q = (address.q ?? '').trim();
  const plain = q.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  const words = q.split(/\s+/);
  const unfiltered = withPart({ q: address.q }, { order: address.order });
  return [
    ...(plain !== q.normalize('NFD') && plain !== q
      ? [{ kind: 'marks' as const, address: withPart(address, { q: plain }) }]
      : []),
    ...(words.length > 2 ? [{ kind: 'fewer' as const, address: withPart(address, { q: words.slice(0, -1).join(' ') }) }] : []),
    ...(filterNames.some((name) => (address[name] ?? '') !== '') && q !== ''
      ? [{ kind: 'filters' as const, address: unfiltered }]
      : []),
  ];
}
