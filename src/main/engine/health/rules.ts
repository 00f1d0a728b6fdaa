/** What figures mean for a station. Pure. */
import type { HealthState } from '../../../contract/health.ts';

export const gib = 1024 ** 3;

/** Below 1 GiB the station stops itself; below 10 GiB, or within a month at the present pace, somebody should make room. */
export function diskState(freeBytes: number, daysLeft: number | null): HealthState {
  if (freeBytes < gib) return 'bad';
  return freeBytes < 10 * gib || (daysLeft !== null && daysLeft < 30) ? 'look' : 'good';
}

/** 4 GB as the shops count, less what the graphics card takes. */
export function memoryState(bytes: number): HealthState {
  return bytes > 3 * gib ? 'good' : 'bad';
}

/** One weighing: the day (YYYY-MM-DD) and all bytes the station had then. */
export interface Weighing {
  readonly day: string;
  readonly bytes: number;
}

/**
 * Days until `freeBytes` are used up, at the pace of the weighings (oldest first); null while that cannot be said: less than two days
 * apart, or nothing grew.
 */
export function daysLeft(weighings: readonly Weighing[], freeBytes: number): number | null {
  const [first, last] = [weighings[0], weighings.at(-1)];
  if (first === undefined || last === undefined) return null;
  const days = (Date.parse(last.day) - Date.parse(first.day)) / 86_400_000;
  const grown = last.bytes - first.bytes;
  if (days < 2 || grown <= 0) return null;
  return Math.floor(freeBytes / (grown / days));
}
