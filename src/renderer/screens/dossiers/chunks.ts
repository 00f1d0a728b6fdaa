/** Rows per question; the route allows up to 500. */
export const chunkSize = 200;

/** Offsets of the chunks that cover rows `first`…`last` of `total`, or of all of them. The first chunk is always among them. */
export function chunksToAsk(total: number, { first, last }: { first: number; last: number }, everything: boolean): number[] {
  const offsets: number[] = [];
  for (let offset = 0; offset < Math.max(total, 1); offset += chunkSize) {
    const onScreen = offset <= last && offset + chunkSize > first;
    if (offset === 0 || everything || onScreen) offsets.push(offset);
  }
  return offsets;
}
