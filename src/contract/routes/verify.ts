/** Step 7: the decision of a second person. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { FileCode } from '../vocabulary.ts';
import { command, nothing } from './route.ts';

export const verifyRoutes = {
  /** `revision` of the dossier as it was shown: what changed since was seen by nobody and is not approved. */
  'verify.approve': command(
    ['supervisor'],
    z.object({ fileCode: FileCode, revision: z.int() }),
    z.object({ documents: z.int() }),
  ),
  'verify.return': command(
    ['supervisor'],
    z.object({
      fileCode: FileCode,
      docId: nfcText(200).nullable(),
      page: z.int().positive().nullable(),
      reason: nfcText(500, 1),
    }),
    nothing,
  ),
} as const;
