/** May the line be used now, and for what? Asked before every job of step 9 and before every piece of a package. */
import { nextOpening } from '../../../contract/timetable.ts';
import { allowance, usedUp } from '../../stages/9-send/rules-pace.ts';
import { longestWaitMs } from '../../stages/9-send/rules.ts';
import { lineRecord, usedBytes } from '../records/line.ts';
import type { Workshop } from '../road/workshop.ts';
import { budgetOf, limitsOf } from './limits.ts';

export interface Gate {
  /** Ask the archive for its word on what it has: a few bytes, whatever the hour. */
  readonly mayAsk: boolean;
  /** Send content. */
  readonly maySend: boolean;
  /** When that may be otherwise by itself, in ms since the epoch; null: only when a person does something. */
  readonly changesAt: number | null;
}

export function lineGate(workshop: Workshop): Gate {
  const { db } = workshop.writer;
  const now = workshop.clock.epochMs();
  const { paused, retryAtMs } = lineRecord(db);
  if (paused !== null || workshop.archive() === null) return { mayAsk: false, maySend: false, changesAt: null };
  // A wait longer than any we give was measured by a clock that has been put right since.
  if (retryAtMs > now && retryAtMs <= now + longestWaitMs) return { mayAsk: false, maySend: false, changesAt: retryAtMs };
  const limits = limitsOf(workshop);
  const spent = usedUp(budgetOf(limits), usedBytes(db, now), now);
  if (spent !== null) return { mayAsk: true, maySend: false, changesAt: spent.until };
  const opens = nextOpening(limits.timetable, now);
  return { mayAsk: true, maySend: opens === now, changesAt: opens };
}

/** Bytes that may leave at this moment. */
export function mayLeave(workshop: Workshop): number {
  if (!lineGate(workshop).maySend) return 0;
  return allowance(budgetOf(limitsOf(workshop)), usedBytes(workshop.writer.db, workshop.clock.epochMs()));
}
