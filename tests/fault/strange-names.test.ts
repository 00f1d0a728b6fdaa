import { symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { sourcesIn, threeSentences, type Report } from '../support/report.ts';
import { fingerprints, lay, someLines } from '../support/small-papers.ts';
import { tram, tramJson, type Finished } from '../support/tram.ts';

const root = temporaryFolder('strange-names');
const papers = join(root, 'Hồ sơ 📁 đất đai'.normalize('NFD'));
const out = join(root, 'out');
/** 255 bytes, the most a file system takes. */
const longest = `${'ộ'.repeat(83)}-1.jpg`;
const windowsTakesIt = [
  'Quyết định số 1 — Đặng Thị Ngọc Diễm.jpg'.normalize('NFD'),
  '  trang   hai.jpg',
  '-out.jpg',
  '..trang.jpg',
  '....jpg',
  '.trang.jpg',
  '%2e%2e%2f.jpg',
  '{name}.jpg',
  '$(id).jpg',
  '📜🇻🇳.jpg',
  'a/b/c/trong.jpg',
];
/** Names that a disk from another system brings along. */
const windowsRefuses = [
  longest,
  'CON.jpg',
  'aux.png',
  'a:b.jpg',
  'c"<&>?.jpg',
  'back\\slash.jpg',
  'chấm.jpg.',
  'cách.jpg ',
  'hai\ndòng.jpg',
  'điều\x01khiển.jpg',
];
const names = process.platform === 'win32' ? windowsTakesIt : [...windowsTakesIt, ...windowsRefuses];

let run: Finished & { answer: Report };
let before: Map<string, string>;

beforeAll(async () => {
  const page = await someLines().jpeg().toBuffer();
  lay(papers, Object.fromEntries(names.map((name) => [name, page])));
  before = fingerprints(papers);
  if (process.platform !== 'win32') {
    symlinkSync('..', join(papers, 'a', 'b', 'vòng'));
    symlinkSync('tự trỏ', join(papers, 'tự trỏ'));
    symlinkSync(join(root, 'không có.jpg'), join(papers, 'mất.jpg'));
    // A name in an old Vietnamese encoding is no UTF-8.
    writeFileSync(Buffer.concat([Buffer.from(`${papers}/tcvn-`), Buffer.from([0xb5, 0xd0]), Buffer.from('.jpg')]), page);
  }
  run = await tramJson<Report>(['digitise', papers, '--out', out, '--split', 'file', '--lang', 'vi']);
});

describe('files with strange names', () => {
  it('are each captured once, below nested folders too, and a link that leads back is walked once', () => {
    expect(Buffer.byteLength(longest)).toBe(255);
    expect(
      sourcesIn(run.answer)
        .map((path) => relative(papers, path))
        .toSorted(),
    ).toEqual([...names].toSorted());
    expect(run.answer.ledger).toMatchObject({ in: names.length, out: names.length });
  });

  it.skipIf(process.platform === 'win32')('lists what cannot be opened, once each', () => {
    expect(run.answer.problems.map(({ source, code }) => [basename(source), code]).toSorted()).toEqual([
      ['mất.jpg', 'FILE_MISSING'],
      ['tcvn-\ufffd\ufffd.jpg', 'FILE_MISSING'],
      ['tự trỏ', 'FILE_UNREADABLE'],
    ]);
    for (const { message } of run.answer.problems) expect(message).toMatch(threeSentences);
    expect(run.code).toBe(3);
  });

  it('make a package that is valid, and never the name of a file in it or beside it', async () => {
    const [dossier] = run.answer.dossiers;
    for (const { docId, pdf, text } of dossier!.documents) {
      expect(pdf).toBe(join('pdf', `${docId}.pdf`));
      expect(text).toBe(join('text', `${docId}.txt`));
    }
    const judged = await tram(['verify', join(out, dossier!.package!), '--json']);
    expect([judged.code, judged.stderr]).toEqual([0, '']);
  });

  it('are what they were afterwards', () => {
    expect(fingerprints(papers)).toEqual(before);
  });
});
