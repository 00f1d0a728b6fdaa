/** Comparing read text with known phrases: marks, case, spaces and a few wrong letters are forgiven. Pure. */
import { fold } from '../../../../contract/text.ts';

/** Letters and digits of the folded text, nothing else: `Q U Y Ế T  ĐỊNH:` → `quyetdinh`. */
export function compact(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}

/** Levenshtein distance; Infinity, at no cost, when the lengths alone differ by more than `limit`. */
export function distance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Wrong letters forgiven in a phrase of this many letters: none in short ones, where one letter makes another word. */
export function tolerance(length: number): number {
  if (length < 6) return 0;
  return length < 10 ? 1 : Math.floor(length / 5);
}

/** True when `text` is `phrase`, but for marks, case, spacing and a few letters. */
export function alike(text: string, phrase: string): boolean {
  const [a, b] = [compact(text), compact(phrase)];
  return distance(a, b, tolerance(b.length)) <= tolerance(b.length);
}

/** How many of the leading `words` make up `phrase` (0 = they do not), forgiving as `alike` does. */
export function leadingWords(words: readonly string[], phrase: string): number {
  const goal = compact(phrase);
  const limit = tolerance(goal.length);
  let best = { count: 0, away: limit + 1 };
  let joined = '';
  for (const [index, word] of words.entries()) {
    joined += compact(word);
    if (joined.length > goal.length + limit) break;
    const away = distance(joined, goal, limit);
    if (away < best.away) best = { count: index + 1, away };
  }
  return best.count;
}

/** Share of capitals among the letters, 0…1; 0 without letters. */
export function capitals(text: string): number {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  const lower = text.match(/\p{Ll}/gu)?.length ?? 0;
  return upper + lower === 0 ? 0 : upper / (upper + lower);
}

/** `ỦY BAN NHÂN DÂN` → `Ủy ban nhân dân`. */
export function sentenceCase(text: string): string {
  const small = text.toLowerCase();
  return small.charAt(0).toUpperCase() + small.slice(1);
}
