import type { DossierView } from '../../../contract/views.ts';

/** The screen on which a dossier's work stands. */
export type WorkPlace = '/batch/$fileCode' | '/describe/$fileCode' | '/verify/$fileCode' | '/dossier/$fileCode';

/** Where Enter leads: to the papers while they come in, to whoever must decide, else to the dossier itself. */
export function workPlaceOf({ step, pages }: Pick<DossierView, 'step' | 'pages'>): WorkPlace {
  if (pages === 0) return '/batch/$fileCode';
  switch (step) {
    case 'capture':
    case 'clean':
    case 'recognise':
      return '/batch/$fileCode';
    case 'describe':
      return '/describe/$fileCode';
    case 'verify':
      return '/verify/$fileCode';
    case 'compose':
    case 'sign':
    case 'package':
    case 'send':
    case 'done':
      return '/dossier/$fileCode';
  }
}
