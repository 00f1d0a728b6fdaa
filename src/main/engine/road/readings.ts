/** Readings of pages, as blobs: what OCR or a person's corrections made of them. */
import { RecognisedPage, type PageText } from '../../../contract/artefacts.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { summaryOf } from '../../stages/3-recognise/rules.ts';
import type { Vault } from '../vault/vault.ts';

/** Null when the blob is gone or is no reading. */
export async function readingAt(vault: Vault, words: Sha256): Promise<RecognisedPage | null> {
  try {
    const page = RecognisedPage.safeParse(JSON.parse((await vault.read(words)).toString('utf8')));
    return page.success ? page.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export async function keepReading(vault: Vault, page: RecognisedPage): Promise<PageText> {
  return { words: await vault.put(Buffer.from(JSON.stringify(page))), ...summaryOf(page) };
}
