import type { WorkSummary } from '../../../contract/routes/work.ts';
import type { DossierStep } from '../../../contract/views.ts';
import type { MessageKey } from '../../i18n/words.ts';

interface WorkPlace {
  readonly kind: keyof WorkSummary['mine'];
  readonly words: MessageKey;
  readonly link:
    | { readonly to: '/dossiers'; readonly search: { readonly step: DossierStep } }
    | { readonly to: '/verify' | '/sign' | '/parked' };
}

/** Where each kind of waiting work is done. */
export const workPlaces: readonly WorkPlace[] = [
  { kind: 'returned', words: 'home.mineReturned', link: { to: '/dossiers', search: { step: 'describe' } } },
  { kind: 'describe', words: 'home.mineDescribe', link: { to: '/dossiers', search: { step: 'describe' } } },
  { kind: 'verify', words: 'home.mineVerify', link: { to: '/verify' } },
  { kind: 'sign', words: 'home.mineSign', link: { to: '/sign' } },
  { kind: 'parked', words: 'home.mineParked', link: { to: '/parked' } },
];
