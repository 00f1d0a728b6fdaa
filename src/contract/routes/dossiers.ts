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
  /** A file code of this agency that is not taken: one more than the highest number of that year. */
  'dossier.nextCode': query('person', z.object({ year: z.int().min(1900).max(2099) }), z.object({ fileCode: z.string() })),
  /** An empty dossier, for papers still to come. */
  'dossier.make': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, title: nfcText(1000, 1) }),
    z.object({ fileCode: z.string() }),
  ),
  'dossier.get': query('person', z.object({ fileCode: FileCode }), DossierDetail),
  'dossier.describe': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, description: DossierDescription, newFileCode: FileCode.nullable().default(null) }),
    nothing,
  ),
} as const;
