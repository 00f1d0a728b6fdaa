import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPdf } from './inspect.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tram-inspect-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A PDF of the given objects (number → body), numbered from 1, with a right cross-reference. */
function pdfOf(bodies: Record<number, string>, trailer = '/Root 1 0 R', before = ''): Buffer {
  let text = `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n${before}`;
  const rows: string[] = [];
  for (const [number, body] of Object.entries(bodies)) {
    rows.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const start = text.length;
  return Buffer.from(
    `${text}xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${1 + Math.max(...Object.keys(bodies).map(Number))} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
/** Appends a revision with these objects, as a signer does. */
function append(pdf: Buffer, bodies: Record<number, string>, trailer = '/Root 1 0 R'): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1];
  let text = pdf.toString('latin1');
  const rows: string[] = [];
  for (const [number, body] of Object.entries(bodies)) {
    rows.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const start = text.length;
  return Buffer.from(
    `${text}xref\n${rows.join('')}trailer\n<< /Size 1000 /Prev ${previous} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
const stream = (entries: string, data: string) => `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
const page = (extra = '') => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${extra} >>`;
const simple = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: page('/Contents 4 0 R /Resources << /XObject << /A 5 0 R /B 6 0 R >> >>'),
  4: stream('', 'q 300 0 0 -400 0 400 cm /A Do Q q .5 0 0 .5 0 0 cm /B Do Q BI /W 1 /H 1 ID xEI Tj\x01 EI (\\)) Tj'),
  5: stream('/Subtype /Image /Width 1250 /Height 2000 /BitsPerComponent 8 /ColorSpace /DeviceGray', 'x'),
  6: stream('/Subtype /Form /Matrix [100 0 0 100 0 0] /Resources << /XObject << /C 7 0 R >> >>', '2 0 0 2 0 0 cm /C Do'),
  7: stream('/Subtype /Image /Width 100 /Height 100 /ImageMask true', 'x'),
};
async function facts(pdf: Uint8Array | string) {
  const result = await inspectPdf(pdf);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.data;
}

describe('facts', () => {
  it('images have the resolution they are shown at, in forms too, and inline images do not hide the text behind them', async () => {
    const { images, hasText, textPages } = await facts(pdfOf(simple));
    expect(images).toEqual([
      { page: 1, width: 1250, height: 2000, dpi: 300, bits: 8, colour: 'grey' },
      { page: 1, width: 100, height: 100, dpi: 72, bits: 1, colour: 'grey' },
    ]);
    expect([hasText, textPages]).toEqual([true, [1]]);
  });

  it('an empty string is no text', async () => {
    expect((await facts(pdfOf({ ...simple, 4: stream('', '() Tj [() 20 <>] TJ') }))).hasText).toBe(false);
  });

  it('sizes are inherited, turned and scaled', async () => {
    const bodies = {
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [10 10 110 210] >>',
      3: '<< /Type /Page >>',
      4: '<< /Type /Page /Rotate -90 >>',
      5: '<< /Type /Page /UserUnit 2 >>',
    };
    const sizes = [
      { width: 100, height: 200 },
      { width: 200, height: 100 },
      { width: 200, height: 400 },
    ];
    expect((await facts(pdfOf(bodies))).pageSizes).toEqual(sizes);
  });

  it('a file by others, with object streams and fonts not embedded, is read and its faults named', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    document.addPage([595, 842]).drawText('Xin chao', { font });
    document.addPage([842, 595]);
    document.setTitle('Tiếng Việt');
    const bytes = await document.save({ useObjectStreams: true });
    expect(Buffer.from(bytes).includes('/ObjStm')).toBe(true);
    const found = await facts(bytes);
    expect(found).toMatchObject({
      pages: 2,
      fontsEmbedded: false,
      textPages: [1],
      pdfa: null,
      signatures: 0,
      title: 'Tiếng Việt',
      pageSizes: [{ width: 595 }, { width: 842 }],
    });
    expect(found.problems).toEqual(expect.arrayContaining(['no-pdfa-claim', 'no-output-intent', 'font-not-embedded:Helvetica']));
  });

  it('is the same from a file as from bytes, and through every rewriting by qpdf', async () => {
    const original = join(folder, 'original.pdf');
    await writeFile(original, pdfOf(simple));
    const expected = await facts(original);
    expect(await facts(await readFile(original))).toEqual(expected);
    for (const option of ['--object-streams=generate', '--linearize', '--qdf', '--stream-data=compress']) {
      const rewritten = join(folder, 'rewritten.pdf');
      execFileSync('qpdf', ['--static-id', '--min-version=1.7', option, original, rewritten]);
      const found = await facts(rewritten);
      expect({ ...found, problems: [] }).toEqual({ ...expected, problems: [] });
    }
  });

  it('the newest revision counts: a signature that was appended, a page that was replaced', async () => {
    const signed = append(pdfOf(simple), {
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [20 0 R 23 0 R] >> >>',
      20: '<< /T (a) /Kids [21 0 R] /FT /Sig >>',
      21: '<< /Parent 20 0 R /V 22 0 R >>',
      22: '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>',
      23: '<< /T (empty) /FT /Sig >>',
    });
    expect(await facts(signed)).toMatchObject({ signatures: 1, pages: 1, hasText: true });
    expect(await facts(append(signed, { 4: stream('', 'q Q') }, '/Root 1 0 R'))).toMatchObject({ signatures: 1, hasText: false });
  });

  it('a stamp without its font is seen, though its text is not the page’s', async () => {
    const stamped = {
      ...simple,
      3: page('/Annots [8 0 R]'),
      8: '<< /Subtype /Widget /AP << /N 9 0 R >> >>',
      9: stream('/Subtype /Form /Resources << /Font << /F 10 0 R >> >>', 'BT /F 10 Tf (Ky) Tj ET'),
      10: '<< /Type /Font /Subtype /TrueType /BaseFont /TimesNewRoman /FontDescriptor << /Type /FontDescriptor >> >>',
    };
    const found = await facts(pdfOf(stamped));
    expect(found).toMatchObject({ hasText: false, fontsEmbedded: false });
    expect(found.problems).toContain('font-not-embedded:TimesNewRoman');
  });

  it('an encrypted file is called encrypted', async () => {
    const [plain, locked] = [join(folder, 'plain.pdf'), join(folder, 'locked.pdf')];
    await writeFile(plain, pdfOf(simple));
    for (const streams of ['preserve', 'generate']) {
      execFileSync('qpdf', ['--encrypt', 'user', 'owner', '256', '--', `--object-streams=${streams}`, plain, locked]);
      const found = await facts(locked);
      expect(found.encrypted).toBe(true);
      expect(found.problems).toContain('encrypted');
    }
  });

  it('claims are read by namespace, as attributes or elements, and the title of XMP counts before that of Info', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:q='http://www.aiim.org/pdfa/ns/id/' q:part='3' q:conformance="U" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; &#66;</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
    const bodies = {
      ...simple,
      1: '<< /Type /Catalog /Pages 2 0 R /Metadata 30 0 R >>',
      30: stream('/Type /Metadata', xmp),
      31: '<< /Title (C) >>',
    };
    const found = await facts(pdfOf(bodies, '/Root 1 0 R /Info 31 0 R'));
    expect(found).toMatchObject({ pdfa: { part: 3, conformance: 'U' }, title: 'A & B' });
    const silent = await facts(pdfOf({ ...bodies, 30: stream('', '<x/>') }, '/Root 1 0 R /Info 31 0 R'));
    expect(silent).toMatchObject({ pdfa: null, title: 'C' });
  });

  it('names what PDF/A forbids', async () => {
    const found = await facts(
      pdfOf({
        ...simple,
        1: '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript >> /AA << >> /Names << /JavaScript 9 0 R >> >>',
        5: stream('/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceCMYK /Interpolate true /Filter /LZWDecode', 'x'),
      }),
    );
    const expected = ['action:JavaScript', 'automatic-action', 'cmyk-without-intent', 'image-interpolated', 'lzw', 'no-file-id'];
    expect(found.problems.toSorted()).toEqual([...expected, 'no-output-intent', 'no-pdfa-claim']);
  });
});

describe('hostile files end in a code', () => {
  const loopPages = { ...simple, 2: '<< /Type /Pages /Kids [3 0 R 2 0 R] >>' };
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const bomb = deflateSync(Buffer.alloc(80 * 2 ** 20)).toString('latin1');
  const cases: [string, Buffer, string][] = [
    ['empty', Buffer.alloc(0), 'PDF_UNREADABLE'],
    ['no PDF', Buffer.from('<html>'), 'PDF_UNREADABLE'],
    ['a header and nothing else', Buffer.from('%PDF-1.7\n'), 'PDF_UNREADABLE'],
    ['a startxref that points nowhere', Buffer.from('%PDF-1.7\nstartxref\n99999\n%%EOF'), 'PDF_UNREADABLE'],
    ['a startxref that points at itself', Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF'), 'PDF_UNREADABLE'],
    ['a page tree that contains itself', pdfOf(loopPages), 'PDF_UNREADABLE'],
    ['a page without a size', pdfOf({ ...simple, 3: '<< /Type /Page >>' }), 'PDF_UNREADABLE'],
    [
      'an object that is another',
      Buffer.from(pdfOf(simple).toString('latin1').replace('\n2 0 obj', '\n9 0 obj'), 'latin1'),
      'PDF_UNREADABLE',
    ],
    ['references in a ring', pdfOf({ ...simple, 2: '8 0 R', 8: '9 0 R', 9: '8 0 R' }), 'PDF_UNREADABLE'],
    ['a hundred thousand brackets', pdfOf({ ...simple, 2: deep }), 'PDF_TOO_COMPLEX'],
    ['a form that shows itself', pdfOf({ ...simple, 6: stream('/Subtype /Form', '/B Do') }), 'PDF_TOO_COMPLEX'],
    ['a bomb', pdfOf({ ...simple, 4: stream('/Filter /FlateDecode', bomb) }), 'PDF_TOO_COMPLEX'],
    ['a billion saved states', pdfOf({ ...simple, 4: stream('', 'q '.repeat(2_000)) }), 'PDF_TOO_COMPLEX'],
    ['a coding nobody knows', pdfOf({ ...simple, 4: stream('/Filter /Foo', 'x') }), 'PDF_UNREADABLE'],
  ];
  it.each(cases)('%s', async (_, pdf, code) => {
    expect(await inspectPdf(pdf)).toMatchObject({ ok: false, error: { code } });
  });

  it('a page that shows the same large content ten thousand times is given up before it fills the memory', async () => {
    const often = page(`/Contents [${'4 0 R '.repeat(10_000)}]`);
    const result = await inspectPdf(pdfOf({ ...simple, 3: often, 4: stream('', ' '.repeat(2 ** 20)) }));
    expect(result).toMatchObject({ ok: false, error: { code: 'PDF_TOO_COMPLEX', data: { limit: 'page content' } } });
  });

  it('forms that double their work eight times over end soon', async () => {
    const bodies: Record<number, string> = {
      ...simple,
      3: page('/Contents 4 0 R /Resources << /XObject << /F 10 0 R >> >>'),
      4: stream('', '/F Do'),
    };
    for (let level = 10; level < 17; level++) {
      bodies[level] = stream(`/Subtype /Form /Resources << /XObject << /F ${level + 1} 0 R >> >>`, '/F Do '.repeat(200));
    }
    bodies[17] = stream('/Subtype /Form', '');
    expect(await inspectPdf(pdfOf(bodies))).toMatchObject({ ok: false, error: { code: 'PDF_TOO_COMPLEX' } });
  });

  it('cross-references in a ring are refused', async () => {
    const pdf = pdfOf(simple);
    const start = pdf.lastIndexOf('xref\n0 1');
    const ring = Buffer.from(pdf.toString('latin1').replace('/Size 8', `/Size 8 /Prev ${start}`), 'latin1');
    expect(await inspectPdf(ring)).toMatchObject({ ok: false, error: { code: 'PDF_UNREADABLE' } });
  });

  const expectAnswer = (result: Awaited<ReturnType<typeof inspectPdf>>) =>
    expect(result.ok || ['PDF_UNREADABLE', 'PDF_TOO_COMPLEX'].includes(result.error.code)).toBe(true);

  it('a file cut off or changed anywhere is read or refused, never thrown at', async () => {
    const file = join(folder, 'small.pdf');
    await writeFile(file, pdfOf(simple));
    const packed = join(folder, 'packed.pdf');
    execFileSync('qpdf', ['--object-streams=generate', '--static-id', file, packed]);
    for (const pdf of [await readFile(file), await readFile(packed)]) {
      for (let length = 0; length < pdf.length; length += 7) expectAnswer(await inspectPdf(pdf.subarray(0, length)));
      for (let at = 0; at < pdf.length; at += 3) {
        for (const value of [0, 0x28, 0x39, 0x5b, 0xff]) {
          const changed = Buffer.from(pdf);
          changed[at] = value;
          expectAnswer(await inspectPdf(changed));
        }
      }
    }
  });
});
