import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { candidates, parted, truthOf } from './truth.ts';

const folder = temporaryFolder();

test.each([
  ['one page takes the whole text', 'a\fb', 1, ['a\fb']],
  ['form feeds part the pages', 'a\n\fb\n', 2, ['a\n', 'b\n']],
  ['a form feed after the last page is none between pages', 'a\fb\f\n', 2, ['a', 'b']],
  ['a blank page has an empty text', 'a\f', 2, ['a', '']],
  ['another number of pages is no truth about these', 'a\fb\fc', 2, [null, null]],
  ['no text is no truth', null, 2, [null, null]],
])('%s', (_rule, text, pages, expected) => {
  expect(parted(text, pages)).toEqual(expected);
});

test('below --truth the path from the given folder counts first, then the bare name, then what lies beside', () => {
  const root = join(folder, 'given');
  const found = candidates(join(root, 'sub', 'p1'), root, join(folder, 'T'));
  expect(found).toEqual([
    join(folder, 'T', 'given', 'sub', 'p1.txt'),
    join(folder, 'T', 'sub', 'p1.txt'),
    join(folder, 'T', 'p1.txt'),
    join(root, 'sub', 'p1.txt'),
  ]);
});

test('each page has its own text beside it, or the folder has one for all', async () => {
  const each = join(folder, 'each');
  const whole = join(folder, 'whole');
  for (const made of [each, whole]) mkdirSync(made);
  writeFileSync(join(each, 'p1.txt'), 'một');
  writeFileSync(`${whole}.txt`, 'một\fhai');
  const document = (root: string) => ({ files: [join(root, 'p1.jpg'), join(root, 'p2.jpg')], pages: [1, 1], root });
  expect(await truthOf(document(each), null)).toEqual(['một', null]);
  expect(await truthOf(document(whole), null)).toEqual(['một', 'hai']);
});
