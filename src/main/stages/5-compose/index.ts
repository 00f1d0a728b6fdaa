/**
 * Step 5: pages and words → one PDF/A-2b of two layers, what is seen and the text under it. What is seen is mixed raster content, held against
 * the page image after it was written, or the page image itself. Paper at 100 % scale
 * (Circular 05/2025/TT-BNV, article 8), opened again and proved before it counts.
 */
import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ComposedDocument } from '../../../contract/artefacts.ts';
import { ok } from '../../../contract/result.ts';
import { step } from '../step.ts';
import { compile } from './compile.ts';
import { ComposeInput, ComposeSettings } from './input.ts';
import { findUnfaithful } from './faithful.ts';
import { prove } from './prove.ts';
import { warning } from './rules.ts';

export { ComposeInput, ComposePage, ComposeSettings } from './input.ts';

/** Warnings: `low-dpi:1-3,7`, `no-text:2`, `image-recoded:4`, `not-layered:5`, each with the pages it is about. */
export const compose = step({
  name: 'compose',
  version: 2,
  input: ComposeInput,
  settings: ComposeSettings,
  output: ComposedDocument,
  async run(input, context) {
    const file = join(context.blobs.tempDir(), `compose-${randomUUID()}.pdf`);
    try {
      const plain = new Set<number>();
      let compiled = await compile(input, file, context, plain);
      if (!compiled.ok) return compiled;
      for (const page of await findUnfaithful(file, input.pages, compiled.data, context)) plain.add(page);
      if (plain.size > 0) {
        await rm(file);
        compiled = await compile(input, file, context, plain);
        if (!compiled.ok) return compiled;
      }
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
        warnings: [
          ...warning('low-dpi', lowDpi),
          ...warning('no-text', noText),
          ...warning('image-recoded', recoded),
          ...warning('not-layered', [...plain]),
        ],
      });
    } finally {
      await rm(file, { force: true });
    }
  },
});
