/** Dossiers (hồ sơ) and their description. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { DossierDetail, DossierStep, DossierView } from '../views.ts';
import { DossierDescription, FileCode } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

export const dossierRoutes = {
  'dossier.list': query(
    'person',
    z.object({
      ...slice,
      step: DossierStep.nullable().default(null),
      /** Every word must be in the file code or the title, whatever its marks and case. */
      text: nfcText(200).default(''),
      /** Only dossiers in which something was parked. */
      parked: z.boolean().default(false),
      order: z.enum(['changed', 'code', 'title', 'step']).default('changed'),
      /** Left out: the newest change first, all else from the beginning. */
      direction: z.enum(['asc', 'desc']).nullable().default(null),
    }),
    z.object({ total: z.int(), dossiers: z.array(DossierView) }),
  ),
  'dossier.get': query('person', z.object({ fileCode: FileCode }), DossierDetail),
  'dossier.describe': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, description: DossierDescription, newFileCode: FileCode.nullable().default(null) }),
    nothing,
  ),
} as const;
