/** Step 4, `describe`: the words of a document's pages → a proposed description, each value with its confidence and its place on the page. */
import { z } from 'zod';
import { Proposal, RecognisedPage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import { step, type Blobs } from '../step.ts';
import { sheetOf, type Sheet } from './rules/layout.ts';
import { nothingRead, propose, type Signature } from './rules/propose.ts';
import { findSignature } from './rules/signer.ts';

export const DescribeSettings = z.object({
  /** How many pages from the end may hold the signature block: appendices often follow it. */
  signaturePages: z.int().min(1).max(1000).default(60),
});
export type DescribeSettings = z.infer<typeof DescribeSettings>;

export const DescribeInput = z.object({
  /** The `words` blobs of the document's pages, in order. */
  pages: z.array(Sha256).min(1),
  sourceName: z.string(),
});

export const describe = step({
  name: 'describe',
  version: 2,
  input: DescribeInput,
  settings: DescribeSettings,
  output: Proposal,
  async run({ pages }, { settings, blobs, signal }) {
    const sheets = new Map<number, Sheet | null>();
    const sheet = async (page: number): Promise<Sheet | null> => {
      const known = sheets.get(page);
      if (known !== undefined) return known;
      const read = await readSheet(blobs, pages[page - 1], page);
      sheets.set(page, read);
      return read;
    };
    const front = await firstWithWords(pages.length, sheet, signal);
    if (typeof front === 'number') return fail('WORDS_UNREADABLE', { page: front });
    if (front === null) return ok(nothingRead());
    let back: Sheet | null = null;
    let signature: Signature | null = null;
    for (
      let page = pages.length;
      page >= 1 && page > pages.length - settings.signaturePages && signature?.signer == null;
      page--
    ) {
      signal.throwIfAborted();
      const candidate = await sheet(page);
      if (candidate === null) return fail('WORDS_UNREADABLE', { page });
      if (candidate.segments.length === 0) continue;
      back ??= candidate;
      const block = findSignature(candidate);
      if (block !== null && (signature === null || block.signer !== null))
        signature = { ...block, page, onLastPage: candidate === back };
    }
    return ok(propose(front, back ?? front, signature));
  },
});

/** The first sheet with words; null when there is none; a page number when that page's blob is not what it should be. */
async function firstWithWords(
  count: number,
  sheet: (page: number) => Promise<Sheet | null>,
  signal: AbortSignal,
): Promise<Sheet | number | null> {
  for (let page = 1; page <= count; page++) {
    signal.throwIfAborted();
    const candidate = await sheet(page);
    if (candidate === null) return page;
    if (candidate.segments.length > 0) return candidate;
  }
  return null;
}

async function readSheet(blobs: Blobs, digest: Sha256 | undefined, page: number): Promise<Sheet | null> {
  if (digest === undefined) return null;
  try {
    const parsed = RecognisedPage.safeParse(JSON.parse((await blobs.read(digest)).toString('utf8')));
    return parsed.success ? sheetOf(parsed.data, page) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
