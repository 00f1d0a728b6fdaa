import { deflateSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paper } from '../../../tests/fixtures/sign/papers.ts';
import { formFields } from './fields.ts';
import { PdfFile } from './file.ts';
import {
  PdfDict,
  PdfError,
  PdfLimitError,
  PdfName,
  PdfRef,
  PdfString,
  readTextString,
  serialise,
  textString,
} from './objects.ts';
import { Lexer } from './lexer.ts';
import { bytesSource } from './source.ts';

/** A file of these objects (from number 1) with a classic table; `{}` in the trailer's extra entries. */
function fileOf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1');
}

describe('values', () => {
  const read = (text: string) => new Lexer(bytesSource(Buffer.from(text, 'latin1'))).value();
  it.each([
    ['<</A 1 0 R/B[true null -.5 +3 (a\\(b\\)\\n\\101\\\r\n)]>>', '<</A 1 0 R /B [true null -0.5 3 <612862290a41>]>>'],
    ['/A#20B#2f', '/A#20B#2f'],
    ['% note\n<48 65 6c6>', '<48656c60>'],
    ['[1 2 3 R 4 0 R]', '[1 2 3 R 4 0 R]'],
    ['0.0000001', '0.0000001'],
  ])('%s', (text, written) => expect(serialise(read(text))).toBe(written));

  it.each([
    '',
    '<<',
    '[',
    '(',
    '<4',
    '<4x>',
    '<</A>>',
    '<<1 2>>',
    '1e5',
    'nul',
    '>>',
    ')',
    '['.repeat(100_000),
    '<</A '.repeat(1000),
  ])('refuses %.20s', (text) => {
    expect(() => read(text)).toThrow(PdfError);
  });

  it.each(['(x\\)\\101(y))', '<41 42>', '/Name', '1234', '12 0 R', '<</A 1>>', '[1 2]', 'true'])(
    '%s across the end of a piece',
    (text) => {
      const whole = serialise(read(text));
      for (let before = 1024 - text.length; before <= 1024; before++) {
        expect(serialise(read(`${' '.repeat(before)}${text} `))).toBe(whole);
      }
    },
  );

  it('marks a key that stands twice', () => expect(read('<</A 1/A 2>>')).toMatchObject({ duplicateKeys: true }));

  it('carries Vietnamese text strings', () => {
    const text = 'Ủy ban nhân dân';
    expect(readTextString(textString(text))).toBe(text);
    expect(readTextString(textString('plain'))).toBe('plain');
    expect(serialise(textString('Đ😀'))).toBe('<feff0110d83dde00>');
    expect(readTextString(new PdfString(Buffer.from(`\ufeff${text}`)))).toBe(text);
  });
});

describe('files', () => {
  it.each(['--linearize', '--object-streams=generate', '--object-streams=disable', '--qdf'])(
    'as qpdf %s writes them',
    async (option) => {
      const folder = mkdtempSync(join(tmpdir(), 'tram-pdf-'));
      writeFileSync(join(folder, 'in.pdf'), await paper({ pages: 7, form: true, objectStreams: true }));
      execFileSync('qpdf', [option, join(folder, 'in.pdf'), join(folder, 'out.pdf')]);
      const pdf = new PdfFile(readFileSync(join(folder, 'out.pdf')));
      rmSync(folder, { recursive: true });
      expect([...pdf.pages()]).toHaveLength(7);
      expect(pdf.dict(pdf.catalog.get('AcroForm')).entries.has('Fields')).toBe(true);
    },
  );

  it('hybrid: what the table calls free is in its extra stream', () => {
    const packed = '2 0 <</Type/Pages/Kids[]/Count 0>>';
    const start = fileOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      'null',
      `<</Type/ObjStm/N 1/First 4/Length ${packed.length}>>\nstream\n${packed}\nendstream`,
    ]);
    const body = start.toString('latin1');
    const extraAt = body.indexOf('xref\n0');
    const rows = Buffer.from([2, 0, 3, 0]);
    const extra = `4 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Index[2 1]/Length 4>>\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`;
    const table = body
      .slice(extraAt)
      .replace(/(\n\d{10} 00000 n \n)\d{10} 00000 n /, '$10000000000 00000 f ')
      .replace('/Root', `/XRefStm ${extraAt} /Root`)
      .replace(/startxref\n\d+/, `startxref\n${extraAt + extra.length}`);
    const pdf = new PdfFile(Buffer.from(body.slice(0, extraAt) + extra + table, 'latin1'));
    expect(serialise(pdf.resolve(new PdfRef(2)))).toContain('/Pages');
  });

  it('a page tree, references or revisions in a circle end', () => {
    const loop = new PdfFile(fileOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']));
    expect(() => [...loop.pages()]).toThrow(PdfError);
    const chased = new PdfFile(fileOf(['<</Pages 2 0 R>>', '3 0 R', '2 0 R']));
    expect(() => chased.resolve(new PdfRef(2))).toThrow(PdfError);
    const own = new PdfFile(fileOf(['<</Length 1 0 R>>\nstream\nx\nendstream']));
    expect(() => own.resolve(new PdfRef(1))).toThrow(PdfError);
    const again = fileOf(['<<>>']);
    expect(() => new PdfFile(fileOf(['<<>>'], `/Prev ${again.indexOf('xref')}`))).toThrow(PdfError);
  });

  it('objects that lie in each other end, however many they are', () => {
    const heads = Array.from({ length: 1_000 }, (_, i) => `${i + 1} 0 obj%`);
    let length = 9;
    const rows = heads.map((head) => `${String((length += head.length) - head.length).padStart(10, '0')} 00000 n \n`);
    const body = `%PDF-1.7\n${heads.join('')}\n${' '.repeat(2 ** 20)}<<>> endobj\n`;
    const table = `xref\n1 1000\n${rows.join('')}trailer\n<</Size 1001>>\nstartxref\n${body.length}\n%%EOF\n`;
    const pdf = new PdfFile(Buffer.from(body + table, 'latin1'));
    expect(pdf.resolve(new PdfRef(1))).toBeInstanceOf(PdfDict);
    const all = () => heads.map((_, i) => pdf.resolve(new PdfRef(i + 1)));
    expect(all).toThrow(PdfLimitError);
  });

  it('a stream whose length is behind ten thousand other streams', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => `<</Length ${i + 2} 0 R>>\nstream\n\nendstream`);
    expect(() => new PdfFile(fileOf([...chain, '0'])).resolve(new PdfRef(1))).toThrow(PdfLimitError);
  });

  it('a signature that only the widget of its field holds counts, and two in one field do not', () => {
    const form = (field: string, widget: string) =>
      new PdfFile(
        fileOf([
          '<</AcroForm<</Fields[2 0 R]>>>>',
          `<</FT/Sig/T(a)/Kids[3 0 R]${field}>>`,
          widget,
          '<</Type/Sig>>',
          '<</Type/Sig>>',
        ]),
      );
    const values = (pdf: PdfFile) => formFields(pdf).signatures.map((field) => field.value !== null);
    expect(values(form('', '<</V 4 0 R>>'))).toEqual([true]);
    expect(values(form('/V 4 0 R', '<</V 4 0 R>>'))).toEqual([true]);
    expect(values(form('', 'null'))).toEqual([false]);
    expect(() => values(form('/V 5 0 R', '<</V 4 0 R>>'))).toThrow(PdfError);
  });

  it('an object that stands elsewhere than the table says', () => {
    const shifted = Buffer.from(fileOf(['<</A 1>>', '<</B 1>>']).toString('latin1').replace('2 0 obj', '7 0 obj'), 'latin1');
    expect(() => new PdfFile(shifted).resolve(new PdfRef(2))).toThrow(PdfError);
  });

  it('an object of another generation than the reference means', () => {
    const pdf = new PdfFile(fileOf(['<<>>']));
    expect(pdf.resolve(new PdfRef(1))).toBeInstanceOf(PdfDict);
    expect(pdf.resolve(new PdfRef(1, 1))).toBeNull();
  });

  it('an object that would stand behind the end of the file', () => {
    const beyond = Buffer.from(fileOf(['<<>>']).toString('latin1').replace('0000000009 00000 n', '0000099999 00000 n'), 'latin1');
    expect(() => new PdfFile(beyond).resolve(new PdfRef(1))).toThrow(PdfError);
  });

  it('a kilobyte that unfolds to a gigabyte', () => {
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024)).toString('latin1');
    const pdf = new PdfFile(
      fileOf([`<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bomb.length}>>\nstream\n${bomb}\nendstream`, 'null']),
    );
    pdf.xref.entries.get(2);
    const packed = new Map(pdf.xref.entries).set(2, { kind: 'packed', container: 1, index: 0 });
    Object.assign(pdf.xref, { entries: packed });
    expect(() => pdf.resolve(new PdfRef(2))).toThrow(PdfLimitError);
  });

  it('no PDF', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('%PDF-1.7\nstartxref\n5\n%%EOF'),
      Buffer.alloc(4096, 0x20),
    ]) {
      expect(() => new PdfFile(bytes)).toThrow(PdfError);
    }
  });

  it('a dictionary and a name keep their bytes through reading and writing', () => {
    const dict = new PdfDict({ 'A B': new PdfName('x/y'), C: [1, new PdfDict({ D: null })] });
    const written = serialise(dict);
    expect(serialise(new Lexer(bytesSource(Buffer.from(written))).value())).toBe(written);
  });
});
