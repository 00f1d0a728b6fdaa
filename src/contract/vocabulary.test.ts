import { describe, expect, it } from 'vitest';
import { nfcText } from './nfc-text.ts';
import { AccountName } from './routes/accounts.ts';
import { routes } from './routes.ts';
import { ArchivalDate, DocumentFields } from './vocabulary.ts';

describe('ArchivalDate is a day that was', () => {
  it.each(['02/01/2001', '29/02/2000', '29/02/2024', '31/12/1999', '01/01/1000'])('%s is one', (day) => {
    expect(ArchivalDate.parse(day)).toBe(day);
  });
  it.each([
    '99/99/2001',
    '31/02/2020',
    '29/02/1900',
    '31/04/2020',
    '00/01/2020',
    '01/00/2020',
    '01/13/2020',
    '01/01/0999',
    '01/01/0020',
    '1/1/2020',
    '2020-01-01',
    '',
  ])('%s is none', (day) => {
    expect(ArchivalDate.safeParse(day).success).toBe(false);
  });
  it('a document may have none', () => {
    expect(DocumentFields.shape.issuedDate.parse('')).toBe('');
  });
});

describe('free text', () => {
  it.each([
    ['decomposed letters are composed', 'Ủy ban'.normalize('NFD'), 'Ủy ban'],
    ['they are counted as read, not as typed', 'ộ'.repeat(10).normalize('NFD'), 'ộ'.repeat(10)],
    ['a letter beyond the BMP (Nôm) counts once', '𡨸'.repeat(10), '𡨸'.repeat(10)],
    ['lines and tabs may stay', 'a\tb\r\nc', 'a\tb\r\nc'],
  ])('%s', (_, typed, kept) => {
    expect(nfcText(10).parse(typed)).toBe(kept);
  });
  it.each<[string, string]>([
    ['too long', 'x'.repeat(11)],
    ['too short', ''],
    ['half a character', 'a\ud800b'],
    ['the other half', '\udc00'],
    ...[0, 8, 0xb, 0xc, 0xe, 0x1f, 0xfffe, 0xffff].map((code): [string, string] => [
      `U+${code.toString(16)}`,
      `a${String.fromCharCode(code)}`,
    ]),
  ])('refused: %s', (_, typed) => {
    expect(nfcText(10, 1).safeParse(typed).success).toBe(false);
  });
});

describe('AccountName', () => {
  it.each(['Lan', 'hùng'.normalize('NFD'), 'nguyễn-thị.lộc_2'.normalize('NFD'), 'ộ'.repeat(50).normalize('NFD')])(
    '%s may sign in',
    (name) => {
      expect(AccountName.parse(name)).toBe(name.normalize('NFC'));
    },
  );
  it.each(['', ' ', 'a b', '\u0302a', 'a\u202eb', 'ộ'.repeat(51), 'a\ud800'])('%j may not', (name) => {
    expect(AccountName.safeParse(name).success).toBe(false);
  });
});

it('a path keeps its spelling, since on a disk the two spellings are two files', () => {
  const paths = ['/hồ sơ'.normalize('NFD'), '/hồ sơ'.normalize('NFC')];
  const input = routes['capture.import'].input;
  expect(input.parse({ fileCode: 'H49.64.33.2001.160', paths })).toMatchObject({ paths });
  for (const path of ['', '/a\0b', '/a\ud800'])
    expect(input.safeParse({ fileCode: 'H49.64.33.2001.160', paths: [path] }).success).toBe(false);
});
