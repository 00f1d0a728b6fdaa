/**
 * Step 5: pages and words → one PDF/A-2b of two layers, the image as it is and the text under it. Paper at 100 % scale
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
import { prove } from './prove.ts';
import { warning } from './rules.ts';

export { ComposeInput, ComposePage, ComposeSettings } from './input.ts';

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
