/** What an account may be called, and how long a name waits after it was refused. Pure. */
import { fold } from '../../../contract/text.ts';

/** The name under which the station itself, and whoever sits at its command line, stands in the audit trail. */
export const operatorName = 'máy-trạm';

/** A name a reader of the audit trail could take for the station's own. */
export function isReserved(name: string): boolean {
  return fold(name) === fold(operatorName);
}

/** Characters of a password where real papers are handled; a practice station takes any (NIST SP 800-63B §5.1.1.1). */
export const leastPassword = 8;

/** Whether nobody was at a window for `limitMs`. A clock that was set back shows no idleness; the window's own count still does. */
export function isIdle(activeMs: number, nowMs: number, limitMs: number): boolean {
  return nowMs - activeMs >= limitMs;
}

const freeTries = 3;
const longestWait = 60;

/** Seconds from one refusal to the next try: none after the first two, then 2, 4, 8 … 60. */
export function waitAfter(refusals: number): number {
  return refusals < freeTries ? 0 : Math.min(longestWait, 2 ** (refusals - freeTries + 1));
}
