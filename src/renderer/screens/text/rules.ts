/** What the text review decides, apart from drawing it. */
import type { DoubtfulWord } from '../../../contract/routes/text.ts';

/** Names a word by where its ink is: indexes shift when a word before it is parted, ink does not. */
export function keyOf({ pageId, box }: Pick<DoubtfulWord, 'pageId' | 'box'>): string {
  return `${pageId} ${box.join(' ')}`;
}

/** What is still to be asked, without what was answered already. */
export function leftOf(words: readonly DoubtfulWord[], answered: ReadonlySet<string>): DoubtfulWord[] {
  return words.filter((word) => !answered.has(keyOf(word)));
}

/** The word `step` places from `key` among those left; the first one when `key` is gone, the same when the end is reached. */
export function wordBeside(left: readonly DoubtfulWord[], key: string | null, step: -1 | 0 | 1): DoubtfulWord | null {
  const place = left.findIndex((word) => keyOf(word) === key);
  if (place < 0) return left[0] ?? null;
  return left[Math.min(left.length - 1, Math.max(0, place + step))] ?? null;
}

/** After an answer: the next word, or the last when it was the last; null when none is left. */
export function afterAnswer(left: readonly DoubtfulWord[], answered: DoubtfulWord): DoubtfulWord | null {
  const place = left.findIndex((word) => keyOf(word) === keyOf(answered));
  const rest = left.filter((_, i) => i !== place);
  return rest[Math.min(Math.max(0, place), rest.length - 1)] ?? null;
}

/** A page whose words were changed by answers that the shown list does not know of yet. */
export interface Shift {
  /** Words behind this place moved … */
  readonly after: number;
  /** … by so many places. */
  readonly by: number;
}

/** Where the word that stood at `index` stands after the changes. */
export function placeNow(index: number, shifts: readonly Shift[]): number {
  return shifts.reduce((place, { after, by }) => (place > after ? place + by : place), index);
}

/** How an answer moves what stands behind it: a word that is two moves it by one, one that is none moves it back. */
export function shiftOf(index: number, text: string | null): Shift {
  const count = text === null ? 1 : text.split(/\s+/).filter((word) => word !== '').length;
  return { after: index, by: count - 1 };
}
