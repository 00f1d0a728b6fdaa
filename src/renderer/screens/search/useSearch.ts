import { useEffect, useState } from 'react';
import type { SearchAnswer, SearchHit } from '../../../contract/routes/search.ts';
import { CallError, useCalls, useRoutes } from '../../app/station.tsx';
import { askedOf, isAsking, type SearchAddress } from './asked.ts';

/** Documents asked for at a time. */
const part = 30;
/** While pages are being read the answer grows stale all the time; it is asked for again this much later. */
const freshMs = 5000;

export interface Found {
  readonly hits: readonly SearchHit[];
  readonly answer: SearchAnswer;
  /** There are more than are here; `more` fetches them. */
  readonly unfinished: boolean;
}

/**
 * What is found for the question in the address. While a new question is under way the old answer stays; what the engine could not look
 * through at once is asked for again, thoroughly, until it is all looked through.
 */
export function useSearch(address: SearchAddress): {
  found: Found | null;
  /** `found` belongs to an older question. */
  old: boolean;
  /** The engine is still looking. */
  looking: boolean;
  error: CallError | null;
  more: () => void;
} {
  const asked = askedOf(address);
  const key = JSON.stringify(asked);
  const asking = isAsking(address);
  const [parts, setParts] = useState({ key, count: 1 });
  const count = parts.key === key ? parts.count : 1;
  // With nothing to ask it is asked all the same: whoever comes here will, and the search process takes a moment to start.
  const [first] = useRoutes('search.find', [{ ...asked, limit: part }]);
  const unsettled = first?.data?.complete === false;
  const [thorough] = useRoutes('search.find', unsettled ? [{ ...asked, limit: part, thorough: true }] : []);
  const others = useRoutes(
    'search.find',
    Array.from({ length: count - 1 }, (_, at) => ({ ...asked, offset: (at + 1) * part, limit: part })),
  );

  const answer = thorough?.data ?? first?.data;
  const hits = [answer, ...others.map(({ data }) => data)].flatMap((one) => one?.hits ?? []);
  const found = answer === undefined ? null : { hits, answer, unfinished: count * part < answer.listed };
  const [last, setLast] = useState<{ key: string; found: Found } | null>(null);
  if (found !== null && (last?.key !== key || last.found.hits.length !== hits.length || last.found.answer !== answer))
    setLast({ key, found });

  // Overtaken by a question that was taken back: asked again.
  const { askAgain } = useCalls();
  const error = first?.error instanceof CallError ? first.error : null;
  const overtaken = error?.failure.code === 'SEARCH_SUPERSEDED' && first?.isFetching === false;
  const goesOn = thorough?.data?.complete === false && !thorough.isFetching;
  useEffect(() => {
    const { text, filters, order } = JSON.parse(key) as typeof asked;
    const question = { text, filters, order, limit: part };
    if (overtaken) void askAgain('search.find', question).catch(() => undefined);
    else if (goesOn) void askAgain('search.find', { ...question, thorough: true }).catch(() => undefined);
  }, [key, overtaken, goesOn, askAgain]);

  const stale = first !== undefined && first.isStale && !first.isFetching;
  useEffect(() => {
    if (!stale) return undefined;
    const timer = setTimeout(() => {
      const { text, filters, order } = JSON.parse(key) as typeof asked;
      void askAgain('search.find', { text, filters, order, limit: part }).catch(() => undefined);
    }, freshMs);
    return () => clearTimeout(timer);
  }, [key, stale, askAgain]);

  return {
    found: asking ? (found ?? last?.found ?? null) : null,
    old: found === null,
    looking: asking && (first?.isFetching === true || (unsettled && thorough?.data?.complete !== true)),
    error: error?.failure.code === 'SEARCH_SUPERSEDED' ? null : error,
    more: () => setParts({ key, count: others.every(({ data }) => data !== undefined) ? count + 1 : count }),
  };
}
