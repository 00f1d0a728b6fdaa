import { useEffect, useState } from 'react';

/** The latest answer that came, while the next one is on its way: a list that follows what is typed does not flicker. */
export function useKept<T>(answer: T | undefined): T | undefined {
  const [kept, setKept] = useState(answer);
  if (answer !== undefined && answer !== kept) setKept(answer);
  return answer ?? kept;
}

/** `value` once it has rested for `ms`: for questions asked while somebody types. */
export function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
