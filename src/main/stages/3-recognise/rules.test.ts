import { describe, expect, it } from 'vitest';
import { repairWord } from './repairs.ts';
import { pageOf, summaryOf, type EngineBlock } from './rules.ts';

type Word = [text: string, confidence: number, box: [number, number, number, number]];

function block(...lines: readonly Word[][]): EngineBlock {
  const words = (line: readonly Word[]) =>
    line.map(([text, confidence, [x0, y0, x1, y1]]) => ({ text, confidence, bbox: { x0, y0, x1, y1 } }));
  return { paragraphs: [{ lines: lines.map((line) => ({ words: words(line) })) }] };
}

describe('the words of a page', () => {
  it('come in NFC, whatever form the engine gave', () => {
    const page = pageOf([block([['Quyê\u0301t'.normalize('NFD'), 90, [10, 10, 90, 40]]])], 100, 100, 200);
    expect(page.lines[0]?.words[0]?.text).toBe('Quyết');
    expect(page.lines[0]?.words[0]?.text).toHaveLength(5);
  });

  it('never lie outside the image, and a word that lies wholly outside is gone', () => {
    const page = pageOf(
      [
        block([
          ['trái', 90, [-5, -3, 40, 30]],
          ['phải', 90, [60, 10, 140, 130]],
          ['ngoài', 90, [150, 10, 190, 30]],
        ]),
      ],
      100,
      100,
      200,
    );
    expect(page.lines).toEqual([
      {
        box: [0, 0, 100, 100],
        words: [
          { text: 'trái', box: [0, 0, 40, 30], confidence: 90 },
          { text: 'phải', box: [60, 10, 100, 100], confidence: 90 },
        ],
      },
    ]);
  });

  it.each<[string, Word, boolean]>([
    ['control characters only', ['\u0000\u200b\n', 95, [10, 10, 50, 40]], false],
    ['doubtful punctuation', ['›', 5, [10, 10, 50, 40]], false],
    ['clear punctuation', ['-', 93, [10, 10, 20, 13]], true],
    ['a speck read as a letter', ['n', 60, [10, 10, 12, 12]], false],
    ['a doubtful word', ['hôn', 3, [10, 10, 50, 40]], true],
    ['a box without area', ['chữ', 90, [10, 10, 10, 40]], false],
  ])('%s: kept %#', (_, word, kept) => {
    expect(pageOf([block([word])], 100, 100, 200).lines.length === 1).toBe(kept);
  });

  it('a speck is judged by its size on paper, not in pixels', () => {
    const dot: Word = ['.', 80, [10, 10, 13, 13]];
    expect(pageOf([block([dot])], 100, 100, 200).lines).toHaveLength(0);
    expect(pageOf([block([dot])], 100, 100, 72).lines).toHaveLength(1);
  });

  it('keep the order of the engine, and an empty line leaves no trace', () => {
    const page = pageOf(
      [block([['phải', 90, [60, 10, 90, 30]]], [['', 90, [0, 0, 9, 9]]]), block([['trái', 90, [5, 10, 40, 30]]])],
      100,
      100,
      200,
    );
    expect(page.lines.map((line) => line.words[0]?.text)).toEqual(['phải', 'trái']);
  });

  it('are counted, and a page without words has confidence 0', () => {
    const page = pageOf(
      [
        block([
          ['một', 90, [0, 0, 20, 20]],
          ['hai', 81, [30, 0, 50, 20]],
        ]),
      ],
      100,
      100,
      200,
    );
    expect(summaryOf(page)).toEqual({ wordCount: 2, meanConfidence: 85.5 });
    expect(summaryOf({ width: 1, height: 1, lines: [] })).toEqual({ wordCount: 0, meanConfidence: 0 });
  });
});

describe('misreadings no Vietnamese text can contain', () => {
  it.each([
    ['nguỒn', '', '', 'nguồn'],
    ['nỘội', '', '', 'nội'],
    ['SƠn', '', '', 'Sơn'],
    ['cưỚc', '', '', 'cước'],
    ['73\u2044QĐ-UBND', '', '', '73/QĐ-UBND'],
    ['hỘ', 'hộ', 'nghèo', 'hộ'],
    ['HỘ', 'pháp', 'tịch', 'Hộ'],
    ['HỘ', '-', 'tịch', 'Hộ'],
    ['BỘ', 'tại', 'phận', 'Bộ'],
    ['m°', '3062', '', 'm²'],
    ['m?', '3.062,5', '.', 'm²'],
    ['2913m°', '', '', '2913m²'],
    ['m°;', '12', '', 'm²;'],
  ])('%s after "%s" is %s', (word, before, after, right) => {
    expect(repairWord(word, before, after)).toBe(right);
  });

  it.each([
    ['HỘ', 'NGHĨA', 'TỊCH'],
    ['XÃ', '', 'LỤC'],
    ['HỘ', 'XÃ', 'tịch'],
    ['TTr-UBND', '71/', ''],
    ['QyĐ', '', ''],
    ['VT', 'Lưu:', 'và'],
    ['m?', 'bao', 'nhiêu'],
    ['Ở', 'nơi', 'đâu'],
    ['1928', 'm', ''],
    ['m', '12', ''],
  ])('%s beside "%s" and "%s" stays', (word, before, after) => {
    expect(repairWord(word, before, after)).toBe(word);
  });
});
