import { expect, it } from 'vitest';
import { better, matchOf } from './rules-match.ts';
import { parseQuery } from './rules-query.ts';
import { snippetOf } from './rules-snippet.ts';
import { allOf, indexText, openFieldsOf, openOf, partlySentenceOf, sentenceOf } from './rules-tokens.ts';
import { isSame, mayBecome, wordOf, wordsOf } from './rules-words.ts';

const terms = (typed: string) => parseQuery(typed).terms.map((term) => term.map(({ plain }) => plain).join(' '));

it.each([
  ['quyet', 'Quyết', true],
  ['quyết', 'QUYẾT', true],
  ['quyêt', 'quyết', false],
  ['duong', 'đường', true],
  ['dương', 'đường', false],
  ['đường', 'dương', false],
  ['đường', 'ĐƯỜNG', true],
  ['hoà', 'hòa', true],
  ['thuý', 'thúy', true],
  ['hòa', 'hoá', false],
  ['5', '05', true],
  ['05', '5', true],
  ['50', '5', false],
  ['0', '000', true],
  ['Ðường', 'đường', true],
])('%s asked for is %s on the page: %s', (asked, found, same) => {
  expect(isSame(wordOf(asked), wordOf(found))).toBe(same);
  // However the keyboard composes it.
  expect(isSame(wordOf(asked.normalize('NFD')), wordOf(found.normalize('NFD')))).toBe(same);
});

it.each([
  ['quy', 'quyết', true],
  ['quyê', 'quyết', true],
  ['quyết', 'quyết', true],
  ['quyế', 'quyết', true],
  // Some input methods set the tone before the vowel is whole.
  ['quyé', 'quyết', true],
  ['quyè', 'quyết', false],
  ['quyệ', 'quyết', false],
  ['đ', 'định', true],
  ['đ', 'dinh', false],
  ['d', 'định', true],
  ['duo', 'đường', true],
])('%s being typed may become %s: %s', (typed, word, may) => {
  expect(mayBecome(wordOf(typed), wordOf(word))).toBe(may);
});

it.each([
  ['quyết định', ['quyet', 'dinh'], []],
  ['  "cấp đất ở"  thôn', ['cap dat o', 'thon'], []],
  ['“cấp đất', ['cap dat'], []],
  ['123/QĐ-UBND', ['123 qd ubnd'], []],
  ['đất -rừng -"sản xuất"', ['dat'], ['rung', 'san xuat']],
  ['- Như Điều 3', ['nhu', 'dieu', '3'], []],
  ['AND OR NOT NEAR(a b, 3) body:"x"', ['and', 'or', 'not', 'near a', 'b', '3', 'body', 'x'], []],
  ['đất ĐẤT đất', ['dat'], []],
  ['"" - -- * ^ ( ) 😀', [], []],
  ['', [], []],
])('%s is understood', (typed, words, excluded) => {
  expect(terms(typed)).toEqual(words);
  expect(parseQuery(typed).excluded.map((term) => term.map(({ plain }) => plain).join(' '))).toEqual(excluded);
});

it.each([
  ['quyết đị', true],
  ['quyết định ', false],
  ['"quyết định"', false],
  ['quyết -đị', false],
  ['quyết định.', false],
  ['', false],
])('%s is still being typed: %s', (typed, unfinished) => {
  expect(parseQuery(typed).unfinished).toBe(unfinished);
});

it('a whole pasted page is searched for by its beginning', () => {
  expect(terms('một hai ba '.repeat(400))).toEqual(['mot', 'hai', 'ba']);
  expect(terms(Array.from({ length: 400 }, (_, at) => `w${at}`).join(' '))).toHaveLength(24);
});

const page = 'Căn cứ Nghị quyết số 11/NQ-HĐND\nvề việc cấp đất ở cho hộ ông Đường';
const match = (typed: string, prefix = false) => matchOf(wordsOf(page), parseQuery(typed), prefix);

it.each([
  ['cap dat', true],
  ['cấp đất', true],
  ['cấp đát', false],
  ['"cap dat o"', true],
  ['"dat cap"', false],
  ['ong duong', true],
  ['ông dương', false],
  ['11/NQ-HĐND', true],
  ['nghi quyet -rung', true],
  ['nghi quyet -dat', false],
  ['nghi quyet -"dat rung"', true],
  ['HĐND về', true],
])('the page holds %s: %s', (typed, whole) => {
  expect(match(typed).whole).toBe(whole);
});

it('a word being typed is found by its beginning, when that is asked for', () => {
  expect(match('nghị qu').whole).toBe(false);
  expect(match('nghị qu', true).whole).toBe(true);
  expect(match('nghị qu ', true).whole).toBe(false);
});

it('words close together are better than words far apart, then more of them', () => {
  const near = matchOf(wordsOf('a đất b cấp c'), parseQuery('cấp đất '), false);
  const side = matchOf(wordsOf('x cấp đất y'), parseQuery('cấp đất '), false);
  const often = matchOf(wordsOf('cấp đất, cấp đất'), parseQuery('cấp đất '), false);
  expect([near.span, side.span]).toEqual([3, 2]);
  expect(better(side, near)).toBeLessThan(0);
  expect(better(often, side)).toBeLessThan(0);
});

it('a snippet shows the words where they stand closest, on whole words, with what was left out said', () => {
  const long = `${'trước '.repeat(60)}cấp giữa\nchừng cấp đất ở ${'sau '.repeat(60)}`.normalize('NFC');
  const { text, marks, cut } = snippetOf(long, parseQuery('cap dat '), true);
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['cấp đất']);
  expect(cut).toEqual([true, true]);
  expect(text).not.toContain('\n');
  expect(text.startsWith('trước')).toBe(true);
});

it('marks the words where they stand together, and lone ones only when they stand nowhere so', () => {
  const marked = (typed: string) => {
    const { text, marks } = snippetOf('Ban hành quy chế, ban quản lý đường, rừng', parseQuery(typed), false);
    return marks.map(([from, to]) => text.slice(from, to));
  };
  expect(marked('ban hanh quy che ')).toEqual(['Ban hành quy chế']);
  expect(marked('ban hanh rung ')).toEqual(['Ban hành', 'rừng']);
  expect(marked('ban ')).toEqual(['Ban', 'ban']);
});

it('a snippet of a text without the words is its beginning', () => {
  expect(snippetOf('ngắn gọn', parseQuery('khác '), true)).toEqual({ text: 'ngắn gọn', marks: [], cut: [false, false] });
  expect(snippetOf('', parseQuery('khác '), true)).toEqual({ text: '', marks: [], cut: [false, false] });
});

it('tokens of a text: each word plain, marked words as they are, neighbours as pairs, each once', () => {
  const tokens = indexText('Đất đất 05').split(' ');
  expect(tokens).toHaveLength(new Set(tokens).size);
  expect(tokens.filter((token) => /^[a-z0-9]+$/.test(token))).toEqual(['dat', '5']);
  expect(tokens).toHaveLength(2 + 1 + 2);
});

it('asks the index for the word with its marks when they were typed, for any when they were not', () => {
  expect(allOf(parseQuery('dat '))).toBe('"dat"');
  expect(allOf(parseQuery('đất '))).toBe(`"${indexText('đất').split(' ')[1]}"`);
  expect(sentenceOf(parseQuery('dat '))).toBeNull();
  expect(partlySentenceOf(parseQuery('dat o '))).toBeNull();
  expect(openOf(parseQuery('da'))).toBeNull();
  expect(openOf(parseQuery('thon da'))).toBe('"thon"');
  expect(openOf(parseQuery('thon dinh'))).toBe('"thon" AND "dinh"*');
  expect(openFieldsOf(parseQuery('da'))).toBe('"da"*');
  expect(allOf(parseQuery('thon -da "mot hai" -"ba bon"'))).toContain('NOT ("da")');
});
