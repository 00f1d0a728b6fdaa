import { useEffect, useRef, useState } from 'react';
import type { CodedError } from '../../../contract/result.ts';
import type { DoubtfulWord, TextPage } from '../../../contract/routes/text.ts';
import { useCalls } from '../../app/station.tsx';
import { keyOf, placeNow, shiftOf, type Shift } from './rules.ts';

interface PageNow {
  readonly words: TextPage['words'];
  readonly shifts: readonly Shift[];
}

/**
 * Answers about words, sent one after another while the person is already at the next word: each goes to the reading the one before it left.
 * An answer that is refused brings its word back.
 */
export function useReview(pages: readonly TextPage[], below: number) {
  const { call } = useCalls();
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<CodedError | null>(null);
  const line = useRef(Promise.resolve());
  /** Readings that answers of ours have left and the shown list does not have yet. */
  const ahead = useRef(new Map<string, PageNow>());

  function answer(word: DoubtfulWord, text: string | null): void {
    const listed = pages.find(({ pageId }) => pageId === word.pageId);
    if (listed === undefined) return;
    setFailure(null);
    setAnswered((all) => new Set([...all, keyOf(word)]));
    line.current = line.current.then(async () => {
      const known = ahead.current.get(word.pageId);
      // Shifts count from the list the word's index is of.
      const now: PageNow = known ?? { words: listed.words, shifts: [] };
      const index = placeNow(word.index, now.shifts);
      const result = await call('text.correct', {
        pageId: word.pageId,
        words: now.words,
        corrections: [{ indexes: [index], text }],
        below,
      });
      if (result.ok) {
        ahead.current.set(word.pageId, { words: result.data.words, shifts: [...now.shifts, shiftOf(word.index, text)] });
        return;
      }
      ahead.current.delete(word.pageId);
      setFailure(result.error);
      setAnswered((all) => new Set([...all].filter((key) => key !== keyOf(word))));
    });
  }

  // The list has caught up: its indexes are those of the reading that stands.
  useEffect(() => {
    for (const { pageId, words } of pages) if (ahead.current.get(pageId)?.words === words) ahead.current.delete(pageId);
  }, [pages]);
  return { answered, failure, answer };
}
