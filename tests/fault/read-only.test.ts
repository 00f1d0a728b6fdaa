import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paper } from '../fixtures/sign/papers.ts';
import { password, TestCa } from '../fixtures/sign/pki.ts';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused, type Report } from '../support/report.ts';
import { fingerprints, lay, token } from '../support/small-papers.ts';
import { noSmallDisk, smallDisk, type SmallDisk } from '../support/tmpfs.ts';
import { tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('read-only');
const skipped = noSmallDisk === null ? '' : ` (skipped: ${noSmallDisk})`;
const station = ['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data'];

describe.skipIf(noSmallDisk !== null)(`a folder that may only be read${skipped}`, () => {
  let locked: SmallDisk;
  const papers = join(root, 'papers');
  const ca = new TestCa();
  afterAll(() => {
    ca.remove();
    locked.remove();
  });

  beforeAll(async () => {
    lay(papers, { '1.png': await token(1) });
    ca.issue('an');
    writeFileSync(join(root, 'in.pdf'), await paper());
    locked = smallDisk(8 * 1024);
    lay(join(locked.path, 'usb'), { '1.png': await token(1), '2.png': await token(2) });
    mkdirSync(join(locked.path, 'out'));
    expect((await tram([...station, join(locked.path, 'station')])).code).toBe(0);
    locked.readOnly(true);
  });

  const commands: readonly (readonly [what: string, code: string, args: () => readonly string[]])[] = [
    ['--out that is there', 'OUTPUT_NOT_WRITABLE', () => ['digitise', papers, '--out', join(locked.path, 'out')]],
    ['--out that would have to be made', 'OUTPUT_NOT_WRITABLE', () => ['digitise', papers, '--out', join(locked.path, 'new')]],
    ['--out below a file', 'OUTPUT_NOT_WRITABLE', () => ['digitise', papers, '--out', join(papers, '1.png', 'out')]],
    [
      'the place of a signed PDF',
      'OUTPUT_NOT_WRITABLE',
      () => [
        'sign',
        join(root, 'in.pdf'),
        '--out',
        join(locked.path, 'out', 'a.pdf'),
        '--p12',
        ca.file('an.p12'),
        '--pass-env',
        'KEY',
      ],
    ],
    ['--data of a new station', 'STATION_NOT_WRITABLE', () => [...station, join(locked.path, 'new')]],
    ['--data below a file', 'STATION_NOT_WRITABLE', () => [...station, join(papers, '1.png', 'station')]],
    [
      '--data of a station that works',
      'STATION_NOT_WRITABLE',
      () => ['import', papers, '--dossier', 'H49.99.2023.1', '--data', join(locked.path, 'station')],
    ],
  ];

  it.each(commands)('%s: exit 7 and words that say so', async (_, code, args) => {
    const run = await tramJson<Refused>(args(), { KEY: password });
    expect([run.answer.error.code, run.code, run.stderr]).toEqual([code, 7, '']);
    expect(run.answer.error.message).toMatch(threeSentences);
    expect(existsSync(join(locked.path, 'new'))).toBe(false);
    expect(readdirSync(join(locked.path, 'out'))).toEqual([]);
  });

  it('is good enough to digitise from, and is left as it was', async () => {
    const before = fingerprints(join(locked.path, 'usb'));
    const { code, answer } = await tramJson<Report>([
      'digitise',
      join(locked.path, 'usb'),
      '--out',
      join(root, 'out'),
      '--until',
      'capture',
    ]);
    expect([code, answer.pages]).toEqual([0, 2]);
    expect(fingerprints(join(locked.path, 'usb'))).toEqual(before);
  });
});
