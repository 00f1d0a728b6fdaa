import type { WorkSummary } from '../../../contract/routes/work.ts';
import type { MessageKey } from '../../i18n/words.ts';

interface WorkPlace {
  readonly kind: keyof WorkSummary['mine'];
  readonly words: MessageKey;
  readonly to: '/describe' | '/verify' | '/sign' | '/parked';
}

/** Where each kind of waiting work is done. */
export const workPlaces: readonly WorkPlace[] = [
  { kind: 'returned', words: 'home.mineReturned', to: '/describe' },
  { kind: 'describe', words: 'home.mineDescribe', to: '/describe' },
  { kind: 'verify', words: 'home.mineVerify', to: '/verify' },
  { kind: 'sign', words: 'home.mineSign', to: '/sign' },
  { kind: 'parked', words: 'home.mineParked', to: '/parked' },
];
