/** Dossiers (hồ sơ) and their description. */
import { z } from 'zod';
import { DossierDetail, DossierView } from '../views.ts';
import { DossierDescription, FileCode } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

export const dossierRoutes = {
  'dossier.list': query('anyone', z.object(slice), z.object({ total: z.int(), dossiers: z.array(DossierView) })),
  'dossier.get': query('anyone', z.object({ fileCode: FileCode }), DossierDetail),
  'dossier.describe': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, description: DossierDescription, newFileCode: FileCode.nullable().default(null) }),
    nothing,
  ),
} as const;
