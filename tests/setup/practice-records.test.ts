/** The practice records are what the demo and many tests stand on. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DocumentFields, documentTypes, DossierDescription, FileCode } from '../../src/contract/vocabulary.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'practice');
const Truth = DocumentFields.extend({
  dossier: z.string(),
  document: z.string(),
  file: z.string(),
  pages: z.int().positive(),
  blanks: z.array(z.int().positive()),
});
const truth = z.array(Truth).parse(JSON.parse(readFileSync(join(folder, 'truth', 'fields.json'), 'utf8')));
const dossiers = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'dossier.json')));

async function countImages(path: string): Promise<number> {
  if (statSync(path).isDirectory()) return readdirSync(path).length;
  if (path.endsWith('.pdf')) return (await PDFDocument.load(readFileSync(path))).getPageCount();
  return (await sharp(path).metadata()).pages ?? 1;
}

const textsOf = ({ dossier, document }: (typeof truth)[number]) =>
  readFileSync(join(folder, 'truth', dossier, `${document}.txt`), 'utf8').split('\f');

test('there are enough of them, and they stay small', () => {
  expect(dossiers.length).toBeGreaterThanOrEqual(3);
  expect(truth.length).toBeGreaterThanOrEqual(9);
  expect(truth.reduce((sum, { pages }) => sum + pages, 0)).toBeGreaterThanOrEqual(22);
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  expect(bytes).toBeLessThan(6 * 1024 * 1024);
});

test.each(dossiers)('%s has a description the archive would take', (name) => {
  const { number, year, ...description } = z
    .looseObject({ number: z.string(), year: z.int() })
    .parse(JSON.parse(readFileSync(join(folder, name, 'dossier.json'), 'utf8')));
  expect(DossierDescription.parse(description)).toEqual(description);
  expect(FileCode.safeParse(`H49.64.33.${year}.${number}`).success).toBe(true);
});

test.each(truth)('$file has as many pages as its truth, and every written page says that it is practice', async (one) => {
  expect(await countImages(join(folder, one.file))).toBe(one.pages);
  const texts = textsOf(one);
  expect(texts).toHaveLength(one.pages);
  for (const [index, text] of texts.entries()) {
    if (one.blanks.includes(index + 1)) expect(text).toBe('');
    else expect(text).toContain('LUYỆN TẬP');
    expect(text.normalize('NFC')).toBe(text);
  }
});

test.each(truth)('$file says on paper what its fields say', (one) => {
  const text = textsOf(one).join('\n').replaceAll(/\s+/g, ' ');
  const [day, month, year] = one.issuedDate.split('/');
  expect(text).toMatch(new RegExp(`ngày ${day} tháng 0?${Number(month)} năm ${year}`));
  expect(text).toContain(one.signer);
  expect(text.toUpperCase()).toContain(one.organName.toUpperCase());
  if (one.codeNumber !== '') {
    expect(text).toContain(`Số: ${one.codeNumber}/${one.codeNotation}`);
    expect(text).toContain(one.subject);
  }
  const type = documentTypes.find(({ code }) => code === one.typeName);
  if (!['22', '32'].includes(one.typeName)) expect(text).toContain(type?.name.toUpperCase());
});

test('no dossier folder holds anything but its documents and its description', () => {
  for (const name of dossiers) {
    const documents = truth.filter(({ dossier }) => dossier === name).map(({ file }) => file.slice(name.length + 1));
    expect(readdirSync(join(folder, name)).toSorted()).toEqual([...documents, 'dossier.json'].toSorted());
  }
});
