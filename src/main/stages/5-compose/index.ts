/**
 * Step 5: pages and words → one PDF/A-2b of two layers, the image as it is and the text under it. Paper at 100 % scale
 * (Circular 05/2025/TT-BNV, article 8), opened again and proved before it counts.
 */
import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ComposedDocument } from '../../../contract/artefacts.ts';
import { ok } from '../../../contract/result.ts';
import { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import { step } from '../step.ts';
import { compile } from './compile.ts';
import { prove } from './prove.ts';
import { warning } from './rules.ts';

export const ComposePage = z.object({
  image: Sha256,
  mime: z.enum(['image/jpeg', 'image/png']),
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  colour: z.enum(['colour', 'grey', 'bilevel']),
  /** Blob of the page's `RecognisedPage`; null for a page that is not to be read. */
  words: Sha256.nullable(),
});
export type ComposePage = z.infer<typeof ComposePage>;

export const ComposeInput = z.object({
  docId: z.string().min(1).max(100),
  title: z.string().max(4000),
  /** The agency that issued the document (`organName`). */
  author: z.string().max(4000),
  subject: z.string().max(4000),
  keywords: z.string().max(4000).optional(),
  language: z.literal('vi'),
  createdAt: Instant,
  /** Name and version of the program, for the metadata. */
  producer: z.string().min(1).max(200),
  pages: z.array(ComposePage).min(1),
});
export type ComposeInput = z.infer<typeof ComposeInput>;

export const ComposeSettings = z.object({
  /** A page below this is composed with the warning `low-dpi`: 200 for administrative paper, 300 for maps and drawings (article 8). */
  minimumDpi: z.number().positive().default(200),
});
export type ComposeSettings = z.infer<typeof ComposeSettings>;

/** Warnings: `low-dpi:1-3,7`, `no-text:2`, `image-recoded:4`, each with the pages it is about. */
export const compose = step({
  name: 'compose',
  version: 1,
  input: ComposeInput,
  settings: ComposeSettings,
  output: ComposedDocument,
  async run(input, context) {
    const file = join(context.blobs.tempDir(), `compose-${randomUUID()}.pdf`);
    try {
      const compiled = await compile(input, file, context);
      if (!compiled.ok) return compiled;
      const proved = await prove(file, input, compiled.data);
      if (!proved.ok) return proved;
      const { size } = await stat(file);
      const lowDpi = input.pages.flatMap((page, index) => (page.dpi < context.settings.minimumDpi ? [index + 1] : []));
      const noText = compiled.data.flatMap((page, index) => (page.hasText ? [] : [index + 1]));
      const recoded = compiled.data.flatMap((page, index) => (page.recoded ? [index + 1] : []));
      return ok({
        pdf: await context.blobs.putFile(file),
        bytes: size,
        pages: input.pages.length,
        warnings: [...warning('low-dpi', lowDpi), ...warning('no-text', noText), ...warning('image-recoded', recoded)],
      });
    } finally {
      await rm(file, { force: true });
    }
  },
});
