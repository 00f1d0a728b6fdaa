/** What is said about a description while it is written: problems, each at its field, and where on the paper a value was read. */
import { z } from 'zod';
import { Box } from './artefacts.ts';
import { FieldName } from './vocabulary.ts';

export const ProblemSeverity = z.enum(['error', 'warning']);
export type ProblemSeverity = z.infer<typeof ProblemSeverity>;

/** One thing wrong with a description, in both languages; `field` is the field to put right, null when no single one is. */
export const FieldProblem = z.object({
  code: z.string(),
  field: z.string().nullable(),
  severity: ProblemSeverity,
  words: z.object({ vi: z.string(), en: z.string() }),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** The place a confirmed value was read from: `page` is 1-based in the document, `box` in pixels of that page's RecognisedPage. */
export const FieldSource = z.object({ page: z.int().positive(), box: Box });
export type FieldSource = z.infer<typeof FieldSource>;
export const FieldSources = z.partialRecord(FieldName, FieldSource);
export type FieldSources = z.infer<typeof FieldSources>;
