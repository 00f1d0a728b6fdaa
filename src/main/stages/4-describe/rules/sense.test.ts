import { describe, expect, it } from 'vitest';
import type { RecognisedPage } from '../../../../contract/artefacts.ts';
import { secretMark, senseProblems } from './sense.ts';

const usual = { typeName: '02', codeNumber: '45', codeNotation: 'QĐ-UBND', issuedDate: '05/03/2009' };

describe('what is allowed but hardly ever right', () => {
  it.each([
    [{}, []],
    [{ codeNumber: '12a' }, []],
    [{ codeNumber: '12/2009' }, ['CODE_NUMBER_FORM']],
    [{ codeNumber: 'mười hai' }, ['CODE_NUMBER_FORM']],
    [{ codeNotation: '45/QĐ-UBND' }, ['CODE_NOTATION_FORM']],
    [{ codeNotation: 'UBND' }, ['CODE_NOTATION_FORM']],
    [{ codeNotation: '2009' }, ['CODE_NOTATION_FORM']],
    [{ typeName: '01', codeNotation: 'NQ/ĐU' }, []],
    [{ codeNotation: '' }, ['NUMBER_WITHOUT_NOTATION']],
    [{ codeNumber: '', codeNotation: '' }, []],
    [{ typeName: '07' }, ['TYPE_AGAINST_NOTATION']],
    [{ typeName: '32' }, []],
    [{ typeName: '22', codeNotation: 'UBND-VP' }, []],
    [{ typeName: '' }, []],
    [{ issuedDate: '31/12/1944' }, ['DATE_EARLY']],
    [{ issuedDate: '02/09/1945' }, []],
    [{ issuedDate: '26/11/2026' }, ['DATE_FUTURE']],
    [{ issuedDate: '25/11/2026' }, []],
    [{ issuedDate: '31/02/2009' }, []],
  ])('%j raises %j', (change, codes) => {
    const problems = senseProblems({ ...usual, ...change }, '25/11/2026');
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

const page = (...lines: string[]): RecognisedPage => ({
  width: 1000,
  height: 1400,
  lines: lines.map((text, row) => ({
    box: [0, row * 20, 500, row * 20 + 15],
    words: text
      .split(' ')
      .map((word, i) => ({ text: word, box: [i * 50, row * 20, i * 50 + 40, row * 20 + 15], confidence: 90 })),
  })),
});

describe('a degree of secrecy', () => {
  it.each([
    [['MẬT'], 'MẬT'],
    [['[ TỐI MẬT ]'], 'TỐI MẬT'],
    [['TUYỆT MẬT'], 'TUYỆT MẬT'],
    [['BÍ MẬT NHÀ NƯỚC'], null],
    [['mật'], null],
    [['MẶT'], null],
    [['MẤT'], null],
    [['Kính gửi', 'CÔNG AN XÃ'], null],
  ])('%j is marked %j', (lines, mark) => {
    expect(secretMark(page(...lines))).toBe(mark);
  });
});
