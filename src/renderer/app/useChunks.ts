import { useState } from 'react';

/** Rows per question; the routes allow up to 500. */
export const chunkSize = 200;

/** Offsets of the chunks that cover the rows on screen; the first is always among them, because it says how many there are. */
export function chunkOffsets(total: number, first: number, last: number): number[] {
  const offsets = [0];
  for (let offset = chunkSize; offset < total; offset += chunkSize)
    if (offset <= last && offset + chunkSize > first) offsets.push(offset);
  return offsets;
}

/** Which chunks of a long list to ask for, told by the table that shows it. */
export function useChunks(total: number | null): { offsets: number[]; show: (first: number, last: number) => void } {
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [show] = useState(() => (first: number, last: number) => {
    setShown((before) => (before.first === first && before.last === last ? before : { first, last }));
  });
  return { offsets: chunkOffsets(total ?? 0, shown.first, shown.last), show };
}
