/** Step 1: papers in. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { FileCode } from '../vocabulary.ts';
import { command } from './route.ts';

/** A path on the engine's own disk: never normalised, since there `ộ` may be spelt either way. */
const Path = z
  .string()
  .min(1)
  .max(32_767)
  .refine((path) => path.isWellFormed() && !path.includes('\0'), 'half a character');
export const SplitRule = z.union([z.enum(['auto', 'file', 'folder', 'separator']), z.string().regex(/^pages:[1-9]\d{0,3}$/)]);
export type SplitRule = z.infer<typeof SplitRule>;

export const captureRoutes = {
  /** Paths are on the engine's own disk. Every file is answered for: captured, or listed with its reason in dossier.get. */
  'capture.import': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, paths: z.array(Path).min(1), split: SplitRule.default('auto') }),
    z.object({ files: z.int() }),
  ),
  /** Goes on without the files that could not be captured: a person's decision, with a reason, in the audit trail. */
  'capture.dismiss': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, reason: nfcText(500, 1) }),
    z.object({ files: z.int() }),
  ),
} as const;
