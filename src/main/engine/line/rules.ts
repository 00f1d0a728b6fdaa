/** What the line does, or the one reason why it does not: the first that holds, from what only a person can change to what passes by itself. Pure. */
import { toInstant } from '../../../contract/instant.ts';
import type { LineState } from '../../../contract/routes/queue.ts';
import { nextOpening, type Timetable } from '../../../contract/timetable.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import type { CodedError } from '../../../contract/result.ts';
import { usedUp, type Budget, type Used } from '../../stages/9-send/rules-pace.ts';

export interface LineFacts {
  readonly now: number;
  readonly paused: { readonly by: string; readonly at: Instant } | null;
  readonly hasArchive: boolean;
  readonly silent: { readonly since: Instant; readonly error: CodedError } | null;
  readonly retryAtMs: number;
  readonly timetable: Timetable;
  readonly budget: Budget;
  readonly used: Used;
  /** The package whose job runs, and whether bytes of it still have to go. */
  readonly onLine: { readonly objid: string; readonly fileCode: string; readonly whole: boolean } | null;
  readonly counts: {
    /** Wait to be sent, and nothing of their own keeps them. */
    readonly free: number;
    /** At the archive whole, without its decision. */
    readonly asking: number;
    readonly held: number;
    readonly disk: number;
    readonly parked: number;
  };
  /** When the first of the free ones may start, by its own waiting time. */
  readonly firstStartMs: number | null;
}

export function lineState(facts: LineFacts): LineState {
  const { now, counts, onLine } = facts;
  const waiting = counts.free + counts.held + counts.disk + counts.parked;
  if (facts.paused !== null) return { state: 'paused', ...facts.paused };
  if (waiting + counts.asking === 0) return { state: 'idle' };
  if (!facts.hasArchive) return { state: 'noArchive' };
  if (onLine !== null && !onLine.whole) return { state: 'sending', objid: onLine.objid, fileCode: onLine.fileCode };
  if (facts.silent !== null && facts.retryAtMs > now && onLine === null)
    return { state: 'unreachable', since: facts.silent.since, retryAt: toInstant(facts.retryAtMs), error: facts.silent.error };
  if (counts.free === 0)
    return counts.asking > 0
      ? { state: 'asking', packages: counts.asking }
      : { state: 'stopped', held: counts.held, disk: counts.disk, parked: counts.parked };
  const spent = usedUp(facts.budget, facts.used, now);
  if (spent !== null) return { state: 'budget', which: spent.which, until: toInstant(spent.until) };
  const opens = nextOpening(facts.timetable, now);
  if (opens !== now) return { state: 'closed', until: opens === null ? null : toInstant(opens) };
  if (onLine !== null) return { state: 'asking', packages: Math.max(1, counts.asking) };
  return { state: 'ready', at: toInstant(Math.max(now, facts.firstStartMs ?? now)) };
}
