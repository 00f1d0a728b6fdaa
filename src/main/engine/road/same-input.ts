import { canonicalJson } from '../../../exchange/canonical-json.ts';

/** True when what a step would be given now is what it was given: its result is still about the present. */
export function sameInput(now: object | null, then: object): boolean {
  return now !== null && canonicalJson(now) === canonicalJson(then);
}
