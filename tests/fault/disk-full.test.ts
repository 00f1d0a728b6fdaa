import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import type { Refused, Report } from '../support/report.ts';
import { threeSentences } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { noSmallDisk, smallDisk, type SmallDisk } from '../support/tmpfs.ts';
import { tramJson } from '../support/tram.ts';

// Several runs of the whole road each, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const root = temporaryFolder('disk-full');
const papers = lay(join(root, 'papers'), {
  '1.jpg': await letterhead(0).jpeg().toBuffer(),
  '2.jpg': await letterhead(1).jpeg().toBuffer(),
});
const fileCode = 'H49.99.2023.1';
const secrets = { CLERK: 'lan-so-1', BOSS: 'hung-so-1' };
const disks: SmallDisk[] = [];
afterAll(() => disks.forEach((disk) => disk.remove()));

function disk(kib: number): SmallDisk {
  const made = smallDisk(kib);
  disks.push(made);
  return made;
}

/** Leaves `kib` free, the way a colleague's holiday video does. */
function fill({ path }: SmallDisk, kib: number): string {
  const filler = join(path, 'video.mp4');
  const { bavail, bsize } = statfsSync(path);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - kib * 1024)));
  return filler;
}

/** Every file that stands under its final name is whole: blobs are their own hash, PDFs have an end, packages unzip. */
function halfFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const blob = /[\\/]vault[\\/][0-9a-f]{2}[\\/]([0-9a-f]{64})$/.exec(`/${name}`);
    if (blob !== null) return createHash('sha256').update(readFileSync(path)).digest('hex') !== blob[1];
    if (name.endsWith('.part')) return true;
    if (name.endsWith('.pdf')) return !readFileSync(path).subarray(-16).includes('%%EOF');
    if (name.endsWith('.zip')) return spawnSync('unzip', ['-tq', path]).status !== 0;
    return name.endsWith('report.json') && JSON.parse(readFileSync(path, 'utf8')) === null;
  });
}

function expectFull({ code, stderr, answer }: { code: number | null; stderr: string; answer: unknown }): void {
  expect(stderr).toBe('');
  expect(answer).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  expect((answer as Refused).error.message).toMatch(threeSentences);
  expect(code).toBe(7);
}

describe.skipIf(noSmallDisk !== null)(`the disk is full${noSmallDisk === null ? '' : ` (skipped: ${noSmallDisk})`}`, () => {
  it(
    'under a station: each command stops with exit 7, and the same command finishes when there is room',
    { timeout: 120_000 },
    async () => {
      const small = disk(32 * 1024);
      const data = join(small.path, 'station');
      const as = (name: string, variable: string) => ['--dossier', fileCode, '--as', name, '--pass-env', variable];
      const commands: readonly (readonly [args: readonly string[], step: string])[] = [
        [['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice'], 'init'],
        [['import', papers, '--dossier', fileCode, '--split', 'file'], 'capture'],
        [['run', '--until', 'describe'], 'clean, recognise and describe'],
        [['describe', ...as('lan', 'CLERK')], 'describe'],
        [['run'], 'compose and sign'],
        [['approve', ...as('hùng', 'BOSS')], 'verify'],
        [['run'], 'package'],
      ];
      for (const [args, step] of commands) {
        const run = () => tramJson<unknown>([...args, '--data', data, '--lang', 'vi'], secrets);
        // With 8 KiB the station cannot even open its log; with 128 it opens, and the step itself meets the end.
        for (const kib of step === 'verify' || step === 'describe' ? [8] : [8, 128]) {
          const filler = fill(small, kib);
          const stopped = await run();
          if (kib === 8 || stopped.code !== 0) expectFull(stopped);
          expect(halfFiles(small.path)).toEqual([]);
          rmSync(filler);
        }
        const again = await run();
        expect([step, again.code, again.stderr]).toEqual([step, step === 'init' && again.code === 3 ? 3 : 0, '']);
      }
      const { answer } = await tramJson<{ dossiers: unknown; ledger: unknown; jobs: unknown }>(['status', '--data', data]);
      expect(answer).toMatchObject({
        dossiers: [{ fileCode, documents: 2, pages: 2, parked: 0 }],
        ledger: { in: 2, out: 2 },
        jobs: { parked: 0 },
      });
      expect((await tramJson(['audit', 'verify', '--data', data])).code).toBe(0);
    },
  );

  it.each([256, 1280, 2112])(
    'under --out of %i KiB: exit 7, no half file; with more room the same command ends with every page once',
    async (kib) => {
      const small = disk(kib);
      const args = ['digitise', papers, '--out', small.path, '--split', 'file', '--workers', '2'];
      expectFull(await tramJson([...args, '--lang', 'vi']));
      expect(halfFiles(small.path)).toEqual([]);
      expect(existsSync(join(small.path, 'report.json'))).toBe(false);
      small.resize(64 * 1024);
      const { code, answer } = await tramJson<Report>(args);
      expect(code).toBe(0);
      expect(answer.ledger).toEqual({ in: 2, blank: 0, separator: 0, clerk: 0, out: 2 });
      expect(answer.dossiers[0]!.documents.map(({ pages, signed }) => [pages, signed])).toEqual([
        [1, true],
        [1, true],
      ]);
      expect(readdirSync(join(small.path, 'packages'))).toHaveLength(1);
      expect(halfFiles(small.path)).toEqual([]);
    },
  );
});
