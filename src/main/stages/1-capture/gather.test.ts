import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { gatherSources } from './gather.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);
const pdf = Buffer.from('%PDF-1.7\n');
const tiff = Buffer.from('II*\0');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gather-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function make(files: Record<string, Uint8Array | string>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
}

async function gathered(paths: string[], split: SplitRule = 'auto') {
  const { documents, problems } = await gatherSources(
    paths.map((path) => join(root, path)),
    split,
  );
  return {
    documents: documents.map(({ title, files }) => [title, ...files.map((file) => basename(file))]),
    problems: problems.map(({ source, error }) => [basename(source), error.code]),
  };
}

describe('which files make which document', () => {
  beforeEach(() =>
    make({
      'hs/p10.jpg': jpeg,
      'hs/p2.jpg': jpeg,
      'hs/p1.jpg': jpeg,
      'hs/quyet-dinh.pdf': pdf,
      'hs/phu-luc/b.tif': tiff,
      'hs/phu-luc/a 1.jpg': jpeg,
      'hs/dossier.json': '{}',
      'hs/truth.txt': 'sự thật',
      'le.jpg': jpeg,
      'le2.jpg': jpeg,
    }),
  );

  it('auto: loose images of a folder are one document, a PDF or TIFF is its own, sub-folders are their own, all in natural order of their names', async () => {
    expect(await gathered(['hs', 'le.jpg', 'le2.jpg'])).toEqual({
      documents: [
        ['hs', 'p1.jpg', 'p2.jpg', 'p10.jpg'],
        ['phu-luc', 'a 1.jpg'],
        ['b', 'b.tif'],
        ['quyet-dinh', 'quyet-dinh.pdf'],
        ['le', 'le.jpg'],
        ['le2', 'le2.jpg'],
      ],
      problems: [],
    });
  });

  it('file: every file', async () => {
    expect((await gathered(['hs'], 'file')).documents).toEqual([
      ['p1', 'p1.jpg'],
      ['p2', 'p2.jpg'],
      ['p10', 'p10.jpg'],
      ['a 1', 'a 1.jpg'],
      ['b', 'b.tif'],
      ['quyet-dinh', 'quyet-dinh.pdf'],
    ]);
  });

  it('folder: every folder with its PDFs', async () => {
    expect((await gathered(['hs'], 'folder')).documents).toEqual([
      ['hs', 'p1.jpg', 'p2.jpg', 'p10.jpg', 'quyet-dinh.pdf'],
      ['phu-luc', 'a 1.jpg', 'b.tif'],
    ]);
  });

  it.each(['separator', 'pages:2'] as const)('%s: one run for a folder, one run for files given one by one', async (split) => {
    expect((await gathered(['hs', 'le2.jpg', 'le.jpg'], split)).documents).toEqual([
      ['hs', 'p1.jpg', 'p2.jpg', 'p10.jpg', 'a 1.jpg', 'b.tif', 'quyet-dinh.pdf'],
      ['le2', 'le2.jpg', 'le.jpg'],
    ]);
  });

  it('a path given twice is taken once', async () => {
    expect((await gathered(['le.jpg', './le.jpg', 'hs/../le.jpg'])).documents).toHaveLength(1);
  });
});

describe('what lies about in folders', () => {
  it('litter and truth files are passed over in silence, foreign files are listed', async () => {
    await make({
      'hs/p1.jpg': jpeg,
      'hs/Thumbs.db': 'x',
      'hs/desktop.ini': 'x',
      'hs/.DS_Store': 'x',
      'hs/._p1.jpg': 'x',
      'hs/fields.json': '{}',
      'hs/don.docx': 'PK\x03\x04',
      'hs/ghi-chu.jpg': 'chỉ là chữ',
      'hs/rong.jpg': '',
    });
    const { documents, problems } = await gathered(['hs']);
    expect(documents).toEqual([['hs', 'p1.jpg']]);
    expect(problems.sort()).toEqual([
      ['don.docx', 'FILE_FORMAT_UNSUPPORTED'],
      ['ghi-chu.jpg', 'FILE_NOT_AN_IMAGE'],
      ['rong.jpg', 'FILE_EMPTY'],
    ]);
  });

  it('a PDF that calls itself .jpg is a document of its own', async () => {
    await make({ 'hs/p1.jpg': jpeg, 'hs/p2.jpg': pdf });
    expect((await gathered(['hs'])).documents).toEqual([
      ['hs', 'p1.jpg'],
      ['p2', 'p2.jpg'],
    ]);
  });

  it('missing, empty and text given by hand are listed', async () => {
    await make({ 'trong/.keep': '', 'a.txt': 'chữ' });
    expect((await gathered(['khong-co', 'trong', 'a.txt'])).problems).toEqual([
      ['khong-co', 'FILE_MISSING'],
      ['trong', 'FOLDER_EMPTY'],
      ['a.txt', 'FILE_NOT_AN_IMAGE'],
    ]);
  });

  it.skipIf(process.platform === 'win32')('a link that leads back to its own folder ends, a dangling one is listed', async () => {
    await make({ 'hs/p1.jpg': jpeg });
    await symlink(join(root, 'hs'), join(root, 'hs', 'vong'));
    await symlink(join(root, 'khong-co.jpg'), join(root, 'hs', 'dut.jpg'));
    expect(await gathered(['hs'])).toEqual({ documents: [['hs', 'p1.jpg']], problems: [['dut.jpg', 'FILE_MISSING']] });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder and a file that may not be read are listed',
    async () => {
      await make({ 'hs/p1.jpg': jpeg, 'hs/khoa.jpg': jpeg, 'hs/cam/p.jpg': jpeg });
      await chmod(join(root, 'hs', 'khoa.jpg'), 0);
      await chmod(join(root, 'hs', 'cam'), 0);
      const { documents, problems } = await gathered(['hs']);
      await chmod(join(root, 'hs', 'cam'), 0o700);
      expect(documents).toEqual([['hs', 'p1.jpg']]);
      expect(problems.sort()).toEqual([
        ['cam', 'FILE_UNREADABLE'],
        ['khoa.jpg', 'FILE_UNREADABLE'],
      ]);
    },
  );

  it('names in NFD, with spaces, 255 bytes long and reserved on Windows keep their files; titles are NFC', async () => {
    const nfd = 'Hồ sơ Đỗ Thị Thủy'.normalize('NFD');
    const long = `${'dài'.repeat(50)}`.slice(0, 200);
    await make({ [`${nfd}/trang 1.jpg`]: jpeg, [`${nfd}/CON.jpg`]: jpeg, [`${nfd}/${long}.jpg`]: jpeg });
    const { documents, problems } = await gatherSources([join(root, nfd)], 'auto');
    expect(problems).toEqual([]);
    expect(documents[0]!.title).toBe('Hồ sơ Đỗ Thị Thủy');
    expect(documents[0]!.files).toHaveLength(3);
    expect(documents[0]!.files.some((file) => file.includes(nfd))).toBe(true);
  });

  it('1,000 files, one of them bad: 999 go on, one is listed', async () => {
    await mkdir(join(root, 'hs'));
    await Promise.all(Array.from({ length: 1000 }, (_, n) => writeFile(join(root, 'hs', `p${n}.jpg`), n === 500 ? '' : jpeg)));
    const { documents, problems } = await gathered(['hs']);
    expect(documents[0]).toHaveLength(1 + 999);
    expect(documents[0]!.slice(1, 4)).toEqual(['p0.jpg', 'p1.jpg', 'p2.jpg']);
    expect(problems).toEqual([['p500.jpg', 'FILE_EMPTY']]);
  });
});
