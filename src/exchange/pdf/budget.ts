import { PdfLimitError } from './objects.ts';

/**
 * What one file may cost altogether. Each use is bounded by itself where it happens; the sums end what is made of many small uses:
 * objects that overlap, streams shown again and again, revisions without end.
 */
const budgetOfFile = {
  /** Bytes read as objects and cross-reference tables; the data of streams does not count. */
  'bytes of objects': 256 * 2 ** 20,
  /** Numbers, names, arrays … that objects consist of. */
  values: 5_000_000,
  'cross-reference rows': 2_000_000,
  /** Bytes of streams, after each of their filters. */
  'decoded bytes': 2 ** 30,
  /** Bytes of object streams, which are kept. */
  'bytes of object streams': 256 * 2 ** 20,
};

export class Budget {
  readonly #left = { ...budgetOfFile };

  /** @throws PdfLimitError when that was more than there is */
  spend(what: keyof typeof budgetOfFile, amount: number): void {
    this.#left[what] -= amount;
    if (this.#left[what] < 0) throw new PdfLimitError(what);
  }
}
