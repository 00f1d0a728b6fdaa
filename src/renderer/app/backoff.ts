/** Wait before the next attempt to connect: 0.25 s doubling to 8 s, spread by up to a quarter; `random` in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  const base = Math.min(250 * 2 ** Math.min(failures, 10), 8_000);
  return Math.round(base * (1 + random / 4));
}
