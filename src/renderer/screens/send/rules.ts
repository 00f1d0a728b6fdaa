/** What the send screen says about moments and packages. Pure. */
import type { DeliveryView } from '../../../contract/views.ts';

/** When something will be there, as a colleague says it. */
export type Moment =
  | { readonly kind: 'morning' | 'afternoon' | 'evening' | 'tomorrow'; readonly time: string }
  | { readonly kind: 'later'; readonly day: string; readonly days: number };

/** `at` and `now` are Instants, both written in the zone of Vietnam. */
export function momentOf(at: string, now: string): Moment {
  const time = at.slice(11, 16);
  const days = daysBetween(now, at);
  if (days <= 0) {
    const hour = Number(at.slice(11, 13));
    return { kind: hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening', time };
  }
  if (days === 1) return { kind: 'tomorrow', time };
  return { kind: 'later', day: `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`, days };
}

/** Midnights between two instants. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}

/** What a row of the queue shows, the first that holds. */
export type Standing = 'parked' | 'disk' | 'held' | 'sending' | 'begun' | DeliveryView['state'];

export function standingOf({
  state,
  job,
  disk,
  heldBy,
  sentBytes,
}: Pick<DeliveryView, 'state' | 'job' | 'disk' | 'heldBy' | 'sentBytes'>): Standing {
  if (state === 'delivered' || state === 'rejected') return state;
  if (disk !== null) return 'disk';
  if (heldBy !== null) return 'held';
  if (job?.state === 'parked') return 'parked';
  if (state !== 'waiting' && state !== 'sending') return state;
  if (job?.state === 'running') return 'sending';
  return sentBytes > 0 ? 'begun' : 'waiting';
}

/** Whether it may be handed over on a disk: not there whole yet, and not on one already. */
export function mayGoByDisk({ state, disk }: Pick<DeliveryView, 'state' | 'disk'>): boolean {
  return (state === 'waiting' || state === 'sending') && disk === null;
}

/** The hours between two cells of the week, both included, painted; a new grid. */
export function painted(
  hours: readonly (readonly boolean[])[],
  from: { day: number; hour: number },
  to: { day: number; hour: number },
  open: boolean,
): boolean[][] {
  const [day0, day1] = [Math.min(from.day, to.day), Math.max(from.day, to.day)];
  const [hour0, hour1] = [Math.min(from.hour, to.hour), Math.max(from.hour, to.hour)];
  return hours.map((row, day) =>
    row.map((was, hour) => (day >= day0 && day <= day1 && hour >= hour0 && hour <= hour1 ? open : was)),
  );
}
