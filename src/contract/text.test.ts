import { describe, expect, it } from 'vitest';
import type { Box, TextLine } from './artefacts.ts';
import { fold, plainText } from './text.ts';

function line(text: string, box: Box): TextLine {
  return { box, words: text.split(' ').map((word) => ({ text: word, box, confidence: 90 })) };
}

describe('fold', () => {
  it.each([
    ['Quyết ĐỊNH', 'quyet dinh'],
    ['UỶ BAN', 'uy ban'],
    ['ỦY BAN'.normalize('NFD'), 'uy ban'],
    ['đường Đặng Ðình', 'duong dang dinh'],
    ['m², số 12/QĐ-UBND', 'm², so 12/qd-ubnd'],
    ['', ''],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('gives each letter of NFC text one letter, so that places in both agree', () => {
    const text = 'Độc lập - Tự do - Hạnh phúc ỶỸƯỜẶĐ';
    expect(fold(text)).toHaveLength(text.normalize('NFC').length);
  });
});

describe('plainText', () => {
  it('parts words by a space, lines by a line feed, and blocks where the paper leaves room or a new column begins', () => {
    const lines = [
      line('Số: 5/BC', [0, 0, 50, 20]),
      line('năm 2019', [0, 25, 50, 45]),
      line('Nơi nhận', [0, 90, 50, 110]),
      line('CHỦ TỊCH', [60, 40, 90, 60]),
    ];
    expect(plainText({ width: 100, height: 200, lines })).toBe('Số: 5/BC\nnăm 2019\n\nNơi nhận\n\nCHỦ TỊCH');
    expect(plainText({ width: 100, height: 200, lines: [] })).toBe('');
  });
});
