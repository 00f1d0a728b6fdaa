import { crc32, deflateSync } from 'node:zlib';
import { basename, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { sourcesIn, threeSentences, type Report } from '../support/report.ts';
import { fingerprints, lay, letterhead } from '../support/small-papers.ts';
import { tramJson, type Finished } from '../support/tram.ts';

const root = temporaryFolder('bad-images');
const papers = join(root, 'hồ sơ');
const out = join(root, 'out');

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A whole and valid black-and-white PNG of `side` × `side`: 200 MB of zeros in some hundred kilobytes. */
function pngBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 1 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A TIFF directory that claims `side` × `side` RGB pixels in one strip of a few bytes. */
function tiffBomb(side: number): Buffer {
  const entries: [tag: number, type: number, value: number][] = [
    [256, 4, side],
    [257, 4, side],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 2],
    [273, 4, 200],
    [277, 3, 3],
    [278, 4, side],
    [279, 4, 16],
  ];
  const file = Buffer.alloc(256);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, value], index) => {
    const at = 10 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value, at + 8);
  });
  return file;
}

async function onePagePdf(jpeg: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 255]).drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 255 });
  return pdf.save();
}

/** PNG whose pixel data were altered on the disk: the chunk's checksum no longer fits. */
function withBrokenCrc(png: Buffer): Buffer {
  const broken = Buffer.from(png);
  broken[broken.lastIndexOf('IDAT') + 40]! ^= 0xff;
  return broken;
}

const expected: Readonly<Record<string, string>> = {
  'cụt.jpg': 'IMAGE_TRUNCATED',
  'crc.png': 'IMAGE_CORRUPT',
  'bom.png': 'IMAGE_TOO_LARGE',
  'bom.tif': 'IMAGE_TOO_LARGE',
  'rỗng.jpg': 'FILE_EMPTY',
  'thư.jpg': 'FILE_NOT_AN_IMAGE',
  'công văn.docx': 'FILE_FORMAT_UNSUPPORTED',
};
const good = ['a-trang.jpg', 'b-cmyk.jpg', 'c-16bit.tif', 'd-thực ra là pdf.jpg', 'z-trang.png'];

let run: Finished & { answer: Report };
let before: Map<string, string>;

beforeAll(async () => {
  const jpeg = await letterhead(0).jpeg({ quality: 80 }).toBuffer();
  lay(papers, {
    'a-trang.jpg': jpeg,
    'b-cmyk.jpg': await letterhead(1).withIccProfile('cmyk').jpeg().toBuffer(),
    'c-16bit.tif': await letterhead(2)
      .pipelineColourspace('rgb16')
      .toColourspace('rgb16')
      .tiff({ compression: 'deflate' })
      .toBuffer(),
    'd-thực ra là pdf.jpg': await onePagePdf(jpeg),
    'z-trang.png': await letterhead(1).greyscale().png().toBuffer(),
    'rỗng.jpg': Buffer.alloc(0),
    'cụt.jpg': jpeg.subarray(0, jpeg.length / 2),
    'thư.jpg': Buffer.from('Kính gửi: Ủy ban nhân dân xã\n'),
    'crc.png': withBrokenCrc(await letterhead(2).greyscale().png().toBuffer()),
    'bom.png': pngBomb(40_000),
    'bom.tif': tiffBomb(40_000),
    'công văn.docx': Buffer.concat([
      Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0', 'latin1'),
      Buffer.alloc(16),
      Buffer.from('[Content_Types].xml word/document.xml', 'latin1'),
    ]),
  });
  before = fingerprints(papers);
  run = await tramJson<Report>(['digitise', papers, '--out', out, '--lang', 'vi']);
});

describe('a folder in which bad images lie among good ones', () => {
  it('is not half the work: every good page becomes part of a PDF and the package', () => {
    expect(
      sourcesIn(run.answer)
        .map((path) => basename(path))
        .toSorted(),
    ).toEqual(good);
    expect(run.answer.ledger).toEqual({ in: 5, blank: 0, separator: 0, clerk: 0, out: 5 });
    expect(run.answer.dossiers[0]!.package).not.toBeNull();
    for (const { pdf, text, signed } of run.answer.dossiers[0]!.documents) {
      expect(readFileSync(join(out, pdf!)).subarray(0, 5).toString()).toBe('%PDF-');
      expect(existsSync(join(out, text!))).toBe(true);
      expect(signed).toBe(true);
    }
  });

  it('ends with exit 3 and each bad file listed once, in three sentences that name it', () => {
    expect(run.code).toBe(3);
    expect(run.answer.ok).toBe(false);
    expect(run.answer.problems.map(({ source, code }) => [basename(source), code]).toSorted()).toEqual(
      Object.entries(expected).toSorted(),
    );
    for (const { source, message } of run.answer.problems) {
      expect(message).toMatch(threeSentences);
      expect(message.normalize('NFC')).toContain(basename(source).normalize('NFC'));
    }
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(run.answer);
  });

  it('changes no byte of what was handed over', () => expect(fingerprints(papers)).toEqual(before));

  it('keeps memory bounded though an image claims 40,000 × 40,000 pixels', () =>
    expect(run.answer.peakRssMiB).toBeLessThan(1536));

  it('is read right where it is only unusual: CMYK, 16 bits and a PDF that is named .jpg', async () => {
    const texts = run.answer.dossiers[0]!.documents.map(({ text }) => readFileSync(join(out, text!), 'utf8')).join('\n');
    expect(texts.match(/UBND/g)!.length).toBeGreaterThanOrEqual(4);
    expect((await sharp(join(papers, 'b-cmyk.jpg')).metadata()).space).toBe('cmyk');
    expect((await sharp(join(papers, 'c-16bit.tif')).metadata()).depth).toBe('ushort');
  });
});
