import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRawZip, type RawEntry } from '../../../tests/fixtures/sip/tamper.ts';
import { nameFault, type NameFault } from './names.ts';
import { defaultZipLimits, openZip, type OpenZip } from './read.ts';
import { writeZip, type ZipSource } from './write.ts';

const modified = '2026-06-12T11:45:37.690+07:00';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
const fresh = () => join(folder, `${++made}.zip`);
const text = (content: string) => Buffer.from(content, 'utf8');

async function opened(path: string, limits = defaultZipLimits): Promise<OpenZip> {
  const result = await openZip(path, limits);
  if (!result.ok) throw new Error(result.error.code);
  result.data.close();
  return result.data;
}
async function faultsOf(entries: readonly RawEntry[], limits = defaultZipLimits): Promise<string[]> {
  return (await opened(await writeRawZip(fresh(), entries), limits)).faults.map((fault) => fault.code);
}

describe('entry names', () => {
  const refused: [string, NameFault][] = [
    ['', 'empty'],
    ['../out.txt', 'traversal'],
    ['a/../../out.txt', 'traversal'],
    ['a//b', 'traversal'],
    ['./a', 'traversal'],
    ['/etc/passwd', 'absolute'],
    ['C:/Windows/x.dll', 'absolute'],
    ['a\\..\\b', 'backslash'],
    ['a/b:stream', 'reserved'],
    ['a/NUL', 'reserved'],
    ['a/com1.xml', 'reserved'],
    ['a/b?.xml', 'reserved'],
    ['a/b. ', 'trailing'],
    ['a/b.', 'trailing'],
    ['a/\u0000b', 'control'],
    ['a/gpj.\u202epdf', 'control'],
    ['a/Tờ khai'.normalize('NFD'), 'nfd'],
    [`a/${'x'.repeat(256)}`, 'long'],
    ['a/\ufffd', 'encoding'],
  ];
  it.each(refused)('%j is refused', (name, fault) => expect(nameFault(name)).toBe(fault));
  it.each(['METS.xml', 'a/b/', 'uuid-A/data/H49.64.33.2001.160.1.pdf', 'a/Tờ khai.pdf', 'a/console.log', 'a/b...c'])(
    '%j is fine',
    (name) => expect(nameFault(name)).toBeNull(),
  );
});

describe('writing', () => {
  const sources = async (): Promise<ZipSource[]> => {
    const file = join(folder, 'page.pdf');
    await writeFile(file, Buffer.alloc(3_000_000, 'PDF bytes '));
    return [
      { name: 'g/METS.xml', bytes: text('<mets/>'.repeat(5000)) },
      { name: 'g/Tờ khai số 1.pdf', file },
      { name: 'g/tiny', bytes: text('x') },
      { name: 'g/empty', bytes: Buffer.alloc(0) },
    ];
  };

  it('unzip and Python read every byte back under its Vietnamese name', async () => {
    const zip = fresh();
    await writeZip(zip, await sources(), { modified });
    expect(execFileSync('unzip', ['-tq', zip], { encoding: 'utf8' })).toContain('No errors detected');
    const script = `import zipfile,sys
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for i in z.infolist(): print(i.filename, i.file_size, i.compress_type, i.flag_bits & 8, i.date_time[:5])`;
    const listing = execFileSync('python3', ['-c', script, zip], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    });
    expect(listing.split('\n')).toEqual([
      'g/METS.xml 35000 8 0 (2026, 6, 12, 11, 45)',
      'g/Tờ khai số 1.pdf 3000000 0 0 (2026, 6, 12, 11, 45)',
      'g/tiny 1 0 0 (2026, 6, 12, 11, 45)',
      'g/empty 0 0 0 (2026, 6, 12, 11, 45)',
      '',
    ]);
  });

  it('the same files give the same bytes in another time zone and at another hour', async () => {
    const [first, second] = [fresh(), fresh()];
    await writeZip(first, await sources(), { modified });
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    await writeZip(second, await sources(), { modified });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect((await readFile(second)).equals(await readFile(first))).toBe(true);
  });

  it('two names that are one on a Windows disk are refused, and no half file is left', async () => {
    const zip = fresh();
    const twice = [
      { name: 'g/A.pdf', bytes: text('1') },
      { name: 'g/a.pdf', bytes: text('2') },
    ];
    await expect(writeZip(zip, twice, { modified })).rejects.toThrow('two ZIP entries');
    await expect(writeZip(zip, [{ name: 'g/x', file: join(folder, 'absent') }], { modified })).rejects.toThrow('ENOENT');
    expect(existsSync(zip)).toBe(false);
  });

  it('a cancelled packing leaves nothing behind', async () => {
    const zip = fresh();
    await expect(writeZip(zip, await sources(), { modified, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(existsSync(zip)).toBe(false);
  });

  it('66,000 files need Zip64 and get it', async () => {
    const none = Buffer.alloc(0);
    const zip = await writeRawZip(
      fresh(),
      Array.from({ length: 66_000 }, (_, index) => ({ name: `g/${index}`, content: none })),
    );
    const script = 'import zipfile,sys; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))';
    expect(execFileSync('python3', ['-c', script, zip], { encoding: 'utf8' }).trim()).toBe('66000');
    expect(await opened(zip, { ...defaultZipLimits, entries: 65_999 })).toMatchObject({
      readable: false,
      faults: [{ data: { entries: 66_000 } }],
    });
  });
});

describe('reading what others made', () => {
  const good: RawEntry = { name: 'g/good.xml', content: text('<good/>') };

  it('a clean archive has no faults, and its content comes back', async () => {
    const result = await openZip(await writeRawZip(fresh(), [good, { ...good, name: 'g/packed', deflated: true }]));
    if (!result.ok) throw new Error(result.error.code);
    expect(result.data.faults).toEqual([]);
    for (const entry of result.data.entries) expect(await result.data.read(entry)).toEqual({ ok: true, bytes: text('<good/>') });
    result.data.close();
  });

  const attacks: [string, RawEntry[], string[]][] = [
    ['a name that climbs out of the folder', [{ ...good, name: 'g/../../evil.exe' }], ['ZIP_NAME_UNSAFE']],
    ['two entries with one name', [good, good], ['ZIP_NAME_DUPLICATE']],
    ['two entries that differ only in case', [good, { ...good, name: 'g/GOOD.xml' }], ['ZIP_NAME_DUPLICATE']],
    [
      'a symbolic link',
      [{ ...good, change: (_, central) => void central.writeUInt32LE((0o120777 << 16) >>> 0, 38) }],
      ['ZIP_LINK'],
    ],
    ['an encrypted entry', [{ ...good, change: (_, central) => void central.writeUInt16LE(0x0801, 8) }], ['ZIP_ENCRYPTED']],
    [
      'another name in the local header than in the directory',
      [{ ...good, change: (local) => void local.write('g/evil', 30, 'latin1') }],
      ['ZIP_HEADER_MISMATCH'],
    ],
    ['a bomb: 20 MB of nothing in 20 kB', [{ name: 'g/bomb', content: Buffer.alloc(20_000_000), deflated: true }], ['ZIP_BOMB']],
    [
      'two entries over the same bytes',
      [good, { ...good, name: 'g/again.xm', change: (_, central) => void central.writeUInt32LE(0, 42) }],
      ['ZIP_HEADER_MISMATCH', 'ZIP_OVERLAP'],
    ],
    [
      'a code-page name',
      [{ ...good, name: 'g/khế', change: (_, central) => void central.writeUInt16LE(0, 8) }],
      ['ZIP_NAME_UNSAFE'],
    ],
  ];
  it.each(attacks)('%s is found', async (_, entries, codes) => expect(await faultsOf(entries)).toEqual(codes));

  it('a method nobody expects is named (LZMA)', async () => {
    const lzma: RawEntry = { ...good, change: (local, central) => (local.writeUInt16LE(14, 8), central.writeUInt16LE(14, 10)) };
    expect(await faultsOf([lzma])).toEqual(['ZIP_METHOD']);
  });

  it('counts and sizes are bounded before anything is inflated', async () => {
    expect(await faultsOf([good, { ...good, name: 'g/2' }], { ...defaultZipLimits, entries: 1 })).toEqual(['ZIP_TOO_MANY']);
    expect(await faultsOf([good], { ...defaultZipLimits, totalBytes: 5 })).toEqual(['ZIP_TOO_LARGE']);
  });

  it('an entry longer than it says is not read on', async () => {
    const liar: RawEntry = {
      name: 'g/liar',
      content: Buffer.alloc(900_000),
      deflated: true,
      change: (_, central) => void central.writeUInt32LE(10, 24),
    };
    const result = await openZip(await writeRawZip(fresh(), [liar]));
    if (!result.ok) throw new Error(result.error.code);
    expect(await result.data.read(result.data.entries[0] ?? { name: '', bytes: 0, packed: 0 })).toEqual({ ok: false });
    result.data.close();
  });

  it('one changed byte fails the CRC', async () => {
    const path = await writeRawZip(fresh(), [good]);
    const bytes = await readFile(path);
    bytes.writeUInt8(0x21, bytes.indexOf('<good/>'));
    await writeFile(path, bytes);
    const result = await openZip(path);
    if (!result.ok) throw new Error(result.error.code);
    const [entry] = result.data.entries;
    expect(entry && (await result.data.read(entry))).toEqual({ ok: false });
    expect(entry && (await result.data.digest(entry))).toEqual({ ok: false });
    result.data.close();
  });

  it.each(['cut off', 'not a ZIP', 'empty', 'absent'])('a file that is %s is PACKAGE_UNREADABLE', async (kind) => {
    const path = kind === 'absent' ? join(folder, 'absent.zip') : await writeRawZip(fresh(), [good]);
    if (kind === 'cut off') await truncate(path, 60);
    if (kind === 'not a ZIP') await writeFile(path, 'hello');
    if (kind === 'empty') await truncate(path, 0);
    expect(await openZip(path)).toMatchObject({ ok: false, error: { code: 'PACKAGE_UNREADABLE' } });
  });
});
