/** Where the words of a query stand on the paper. */
import type { Box, RecognisedPage } from '../../../contract/artefacts.ts';
import { matchOf, tellingFinds } from './rules-match.ts';
import type { Query } from './rules-query.ts';
import { wordsOf, type SearchWord } from './rules-words.ts';

/** One box for each run of found words on a line, in reading order. What OCR took for one word (`123/QĐ-UBND`) is shown as one. */
export function boxesOn(page: RecognisedPage, query: Query): Box[] {
  const words: (SearchWord & { line: number; at: number; box: Box })[] = page.lines.flatMap((line, index) =>
    line.words.flatMap(({ text, box }, at) => wordsOf(text.normalize('NFC')).map((word) => ({ ...word, line: index, at, box }))),
  );
  const boxes: Box[] = [];
  let last: { line: number; at: number } | null = null;
  const finds = tellingFinds(matchOf(words, query, true).finds);
  const found = new Set(finds.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)));
  for (const index of [...found].toSorted((a, b) => a - b)) {
    const word = words[index]!;
    if (last !== null && last.line === word.line && word.at <= last.at + 1) boxes.push(around(boxes.pop()!, word.box));
    else boxes.push(word.box);
    last = word;
  }
  return boxes;
}

function around(one: Box, other: Box): Box {
  return [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])];
}
