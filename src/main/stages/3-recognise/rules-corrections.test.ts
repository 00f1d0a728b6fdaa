import { describe, expect, it } from 'vitest';
import type { Box, RecognisedPage } from '../../../contract/artefacts.ts';
import { correct, correctAgain, doubtfulWords, spellingsOf, wellReadWords, type Saying } from './rules-corrections.ts';

/** Each word is ten pixels a letter wide, lines are 30 apart. `!` marks a doubtful word. */
function page(...lines: string[]): RecognisedPage {
  return {
    width: 1000,
    height: 1400,
    lines: lines.map((line, row) => {
      let x = 0;
      const words = line.split(' ').map((raw) => {
        const text = raw.replace('!', '');
        const box: Box = [x, row * 30, x + text.length * 10, row * 30 + 20];
        x = box[2] + 10;
        return { text, box, confidence: raw.includes('!') ? 40 : 95 };
      });
      return { box: [0, row * 30, x, row * 30 + 20], words };
    }),
  };
}
const texts = ({ lines }: RecognisedPage) => lines.map(({ words }) => words.map((word) => word.text).join(' '));
const one = (index: number, text: string | null): Saying => ({ indexes: [index], text });

function corrected(reading: RecognisedPage, ...sayings: Saying[]) {
  const result = correct(reading, sayings);
  if ('unknown' in result) throw new Error(`no word ${result.unknown}`);
  return result;
}

describe('words put right', () => {
  const reading = page('Ủy ban nhàn!', 'dân xã Lam Khe!');
  it.each<[string, Saying[], string[]]>([
    ['one word', [one(2, 'nhân')], ['Ủy ban nhân', 'dân xã Lam Khe']],
    ['right as it was read', [one(2, null)], ['Ủy ban nhàn', 'dân xã Lam Khe']],
    ['no word at all', [one(2, '')], ['Ủy ban', 'dân xã Lam Khe']],
    ['two in one go, in any order', [one(6, 'Khê'), one(2, 'nhân')], ['Ủy ban nhân', 'dân xã Lam Khê']],
    ['one that is two', [one(3, 'dâ n'), one(6, 'Khê')], ['Ủy ban nhàn', 'dâ n xã Lam Khê']],
    ['two that are one', [{ indexes: [4, 5], text: 'xãLam' }], ['Ủy ban nhàn', 'dân xãLam Khe']],
    ['spaces around it', [one(2, '  nhân ')], ['Ủy ban nhân', 'dân xã Lam Khe']],
    ['a whole line that is none', [{ indexes: [3, 4, 5, 6], text: '' }], ['Ủy ban nhàn']],
  ])('%s', (_name, sayings, lines) => {
    expect(texts(corrected(reading, ...sayings).page)).toEqual(lines);
  });

  it('leaves the reading it was given as it was, and is certain of what a person said', () => {
    const { page: next } = corrected(reading, one(2, null), one(6, 'Khê'));
    expect(texts(reading)).toEqual(['Ủy ban nhàn', 'dân xã Lam Khe']);
    expect(doubtfulWords(reading, 60).map(({ word }) => word.text)).toEqual(['nhàn', 'Khe']);
    expect(doubtfulWords(next, 60)).toEqual([]);
  });

  it('parts the box of a word that is two', () => {
    const words = corrected(page('nhândân'), one(0, 'nhân dân')).page.lines[0]!.words;
    expect(words.map(({ box }) => [box[0], box[2]])).toEqual([
      [0, 35],
      [44, 70],
    ]);
  });

  it('remembers what each correction was about', () => {
    expect(corrected(reading, { indexes: [5, 6], text: 'Lam Khê' }).corrected).toEqual([
      { before: 'Lam Khe', after: 'Lam Khê', box: [70, 30, 140, 50] },
    ]);
  });

  it.each<[string, Saying[], number]>([
    ['a word that is not there', [one(7, 'x')], 7],
    ['words of two lines', [{ indexes: [2, 3], text: 'x' }], 2],
    ['words with a gap between', [{ indexes: [3, 5], text: 'x' }], 3],
    ['the same word twice', [one(2, 'x'), one(2, 'y')], 2],
  ])('refuses %s', (_name, sayings, unknown) => {
    expect(correct(reading, sayings)).toEqual({ unknown });
  });
});

describe('a page that is read anew', () => {
  const first = page('Ủy ban nhàn!', 'dân xã Lam Khe!');
  const size = { width: 1000, height: 1400 };
  const past = corrected(first, one(2, 'nhân'), one(6, null)).corrected.map((correction) => ({ ...correction, ...size }));

  it('keeps every correction when the words are the same', () => {
    const again = correctAgain(first, past);
    expect(again.applied).toBe(2);
    expect(texts(again.page)).toEqual(['Ủy ban nhân', 'dân xã Lam Khe']);
    expect(doubtfulWords(again.page, 60)).toEqual([]);
  });
  it('does not touch a word that was now read otherwise', () => {
    const again = correctAgain(page('Ủy ban nhằn!', 'dân xã Lam Khe!'), past);
    expect(again.applied).toBe(1);
    expect(texts(again.page)[0]).toBe('Ủy ban nhằn');
  });
  it('does not touch the same word elsewhere on the page', () => {
    expect(correctAgain(page('dân xã Lam Khe', 'Ủy ban nhàn!', 'x'), past).applied).toBe(0);
  });
  it('finds them in a picture of another size', () => {
    const twice = first.lines.map((line) => ({
      ...line,
      words: line.words.map((word) => ({ ...word, box: word.box.map((side) => side * 2) as unknown as Box })),
    }));
    expect(correctAgain({ width: 2000, height: 2800, lines: twice }, past).applied).toBe(2);
  });
  it('follows a word that was corrected twice', () => {
    const second = corrected(corrected(first, one(2, 'nhâm')).page, one(2, 'nhân')).corrected;
    const chain = [...corrected(first, one(2, 'nhâm')).corrected, ...second].map((one) => ({ ...one, ...size }));
    expect(texts(correctAgain(first, chain).page)[0]).toBe('Ủy ban nhân');
  });
});

describe('doubtful words', () => {
  it('come with their neighbours, and strokes are left out', () => {
    const found = doubtfulWords(page('một hai ba! bốn', '—! năm!'), 60);
    expect(found.map(({ index, word, before, after }) => [index, word.text, before, after])).toEqual([
      [2, 'ba', ['một', 'hai'], ['bốn']],
      [5, 'năm', ['—'], []],
    ]);
  });
  it('may stand well read elsewhere in the document', () => {
    const words = wellReadWords([page('Khê Khê Khế Khe!'), page('khê')]);
    expect(spellingsOf('Khe', words)).toEqual(['Khê', 'Khế', 'khê']);
    expect(spellingsOf('Khê', words)).toEqual(['Khế', 'khê']);
    expect(spellingsOf('lạ', words)).toEqual([]);
  });
});
