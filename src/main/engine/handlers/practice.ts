/** A station by itself has none to practise in beside it; where there is one, `practice/workstation.ts` answers before it comes here. */
import { fail, ok } from '../../../contract/result.ts';
import type { Handlers } from '../handler.ts';

type Names = 'practice.get' | 'practice.enter' | 'practice.leave' | 'practice.reset';

export const practiceHandlers: Pick<Handlers, Names> = {
  'practice.get': () => ok({ offered: false, part: null }),
  'practice.enter': () => fail('PRACTICE_NOT_HERE', {}),
  'practice.leave': () => fail('PRACTICE_NOT_HERE', {}),
  'practice.reset': () => fail('PRACTICE_NOT_HERE', {}),
};
