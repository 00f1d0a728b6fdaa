/** How fast bytes go just now, from what was seen in the last seconds: pure, the clock is handed in. */
export interface Pace {
  readonly seen: readonly { readonly at: number; readonly bytes: number }[];
}

const windowMs = 6_000;

export const noPace: Pace = { seen: [] };

/** `bytes`: all that were sent so far. */
export function paceAfter(pace: Pace, at: number, bytes: number): Pace {
  return { seen: [...pace.seen.filter((one) => at - one.at <= windowMs), { at, bytes }] };
}

/** Bytes a second; null while too little was seen to say. */
export function rateOf({ seen }: Pace): number | null {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < 400) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}

export function secondsLeft(pace: Pace, left: number): number | null {
  const rate = rateOf(pace);
  return rate === null || rate <= 0 ? null : left / rate;
}
