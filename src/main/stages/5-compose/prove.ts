import { fail, type Result } from '../../../contract/result.ts';
import { inspectPdf, type PdfFacts } from '../../../exchange/pdf/inspect.ts';
import type { CompiledPage } from './compile.ts';
import type { ComposeInput } from './input.ts';

/** Opens the file that was written and compares it with what went in, so that no blank or short document is ever called done. */
export async function prove(file: string, input: ComposeInput, pages: readonly CompiledPage[]): Promise<Result<PdfFacts>> {
  const facts = await inspectPdf(file);
  if (!facts.ok) return fail('COMPOSE_PROOF_FAILED', { reason: String(facts.error.data.reason ?? facts.error.data.limit) });
  const reason = firstDifference(facts.data, input, pages);
  return reason === null ? facts : fail('COMPOSE_PROOF_FAILED', { reason });
}

/** What is wrong with the file, in a word and a page; null when all is as it should be. */
export function firstDifference(facts: PdfFacts, input: ComposeInput, pages: readonly CompiledPage[]): string | null {
  if (facts.pages !== input.pages.length) return `${facts.pages} of ${input.pages.length} pages`;
  if (facts.problems.length > 0) return facts.problems.join(', ');
  const text = new Set(facts.textPages);
  for (const [index, page] of pages.entries()) {
    const number = index + 1;
    const images = facts.images.filter((image) => image.page === number);
    const size = facts.pageSizes[index];
    const asPainted = page.images.every(({ width, height }, at) => images[at]?.width === width && images[at]?.height === height);
    if (images.length !== page.images.length || !asPainted) return `image of page ${number}`;
    if (Math.abs((size?.width ?? 0) - page.width) > 0.001 || Math.abs((size?.height ?? 0) - page.height) > 0.001)
      return `size of page ${number}`;
    if (text.has(number) !== page.hasText) return `text of page ${number}`;
  }
  return null;
}
