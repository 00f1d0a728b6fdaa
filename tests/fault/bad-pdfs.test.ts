import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, TestCa } from '../fixtures/sign/pki.ts';
import { temporaryFolder } from '../support/folders.ts';
import { sourcesIn, threeSentences, type Report } from '../support/report.ts';
import { fingerprints, lay, letterhead } from '../support/small-papers.ts';
import { tram, tramJson, type Finished } from '../support/tram.ts';

const root = temporaryFolder('bad-pdfs');
const papers = join(root, 'papers');
const out = join(root, 'out');
const ca = new TestCa();
afterAll(() => ca.remove());

async function scannedPdf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let n = 0; n < pages; n++) {
    const image = await pdf.embedJpg(await letterhead(n).jpeg().toBuffer());
    pdf.addPage([595, 255]).drawImage(image, { x: 0, y: 0, width: 595, height: 255 });
  }
  return pdf.save();
}

const expected: Readonly<Record<string, string>> = {
  'khóa.pdf': 'PDF_ENCRYPTED',
  'hỏng.pdf': 'PDF_BROKEN',
  'không trang.pdf': 'PDF_NO_PAGES',
  'cụt.pdf': 'PDF_BROKEN',
};

let run: Finished & { answer: Report };
let before: Map<string, string>;

beforeAll(async () => {
  const good = await scannedPdf(2);
  lay(papers, {
    'a-tốt.pdf': good,
    'hỏng.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3000, 'q'), Buffer.from('\n%%EOF\n')]),
    'không trang.pdf': await (await PDFDocument.create()).save({ addDefaultPage: false }),
    'cụt.pdf': good.subarray(0, good.length * 0.6),
    'z-tốt.jpg': await letterhead(2).jpeg().toBuffer(),
  });
  const open = join(root, 'open.pdf');
  writeFileSync(open, await scannedPdf(1));
  execFileSync('qpdf', ['--encrypt', 'người dùng', 'chủ', '256', '--', open, join(papers, 'khóa.pdf')]);
  ca.issue('an');
  const args = ['sign', open, '--out', join(papers, 'đã ký.pdf'), '--p12', ca.file('an.p12'), '--pass-env', 'KEY'];
  expect(await tram(args, { KEY: password })).toMatchObject({ code: 0, stderr: '' });
  before = fingerprints(papers);
  run = await tramJson<Report>(['digitise', papers, '--out', out, '--lang', 'en']);
});

describe('a folder in which bad PDFs lie among good ones', () => {
  it('lists each bad one once, in three sentences that name it, and ends with exit 3', () => {
    expect(run.answer.problems.map(({ source, code }) => [basename(source), code]).toSorted()).toEqual(
      Object.entries(expected).toSorted(),
    );
    for (const { source, message } of run.answer.problems) {
      expect(message).toMatch(threeSentences);
      expect(message).toContain(basename(source));
    }
    expect(run.code).toBe(3);
  });

  it('takes every page of the good ones to the package', () => {
    expect(
      sourcesIn(run.answer)
        .map((path) => basename(path))
        .toSorted(),
    ).toEqual(['a-tốt.pdf', 'z-tốt.jpg', 'đã ký.pdf']);
    expect(run.answer.ledger).toMatchObject({ in: 4, out: 4 });
    expect(run.answer.dossiers[0]!.package).not.toBeNull();
  });

  it('changes no byte of what was handed over', () => expect(fingerprints(papers)).toEqual(before));
});

describe('a PDF that came in signed', () => {
  const signed = () => run.answer.dossiers[0]!.documents.find(({ sources }) => basename(sources[0]!) === 'đã ký.pdf')!;

  it('leaves byte for byte as it came, in the folder and in the package, with its text at the side', () => {
    const came = readFileSync(join(papers, 'đã ký.pdf'));
    expect(signed()).toMatchObject({ signed: true, pages: 1, warnings: expect.arrayContaining(['SIGNED_ON_ARRIVAL']) });
    expect(readFileSync(join(out, signed().pdf!)).equals(came)).toBe(true);
    expect(readFileSync(join(out, signed().text!), 'utf8')).toContain('UBND');
    const packed = execFileSync('unzip', ['-p', join(out, run.answer.dossiers[0]!.package!), `*/${signed().docId}.pdf`], {
      maxBuffer: 1 << 24,
    });
    expect(packed.equals(came)).toBe(true);
  });

  it('still has a valid signature by an outside judge', () => {
    const judged = execFileSync('pdfsig', ['-nocert', join(out, signed().pdf!)], { encoding: 'utf8' });
    expect(judged.match(/Signature is Valid/g)).toHaveLength(1);
  });
});
