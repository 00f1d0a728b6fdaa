/** `tram scan` killed again and again while the feeder runs: whatever the scanner delivered is there, once each. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, expect, it } from 'vitest';
import { imageFile } from '../../src/main/stages/1-capture/drivers/index.ts';
import { sha256OfFile } from '../../src/exchange/digest.ts';
import { temporaryFolder } from '../support/folders.ts';
import { testScanner } from '../support/scanner.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const folder = temporaryFolder('scan-kill-nine');
const data = join(folder, 'station');
const fileCode = 'H49.99.2023.8';
const scanner = testScanner(join(folder, 'sane'));
const scanArgs = [
  'scan',
  '--device',
  'sane:test:0',
  '--dossier',
  fileCode,
  '--profile',
  'Hành chính A4 · một mặt',
  '--data',
  data,
];

interface Row {
  readonly path: string;
  readonly digest: string;
}

function arrived(): Row[] {
  const db = new Database(join(data, 'station.db'), { readonly: true });
  const rows = db.prepare("SELECT path, digest FROM source_file WHERE origin = 'scan' ORDER BY path").all() as Row[];
  db.close();
  return rows;
}

/** Images in the scan folder, whole, by the place their row will have. */
function delivered(): string[] {
  const root = join(data, 'scanning');
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((scan) =>
    readdirSync(join(root, scan)).flatMap((name) => {
      const number = imageFile.exec(name)?.[1];
      return number === undefined ? [] : [`scan/${scan}/${number}`];
    }),
  );
}

beforeAll(async () => {
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
});

it(
  'killed while scanning: nothing delivered is lost, none is there twice, and the command comes to its end',
  { timeout: 300_000 },
  async () => {
    const found = (await tramJson<{ devices: { id: string }[] }>(['devices', '--data', data], scanner.env)).answer;
    expect(found.devices.map(({ id }) => id)).toEqual(['sane:test:0']);
    let killed = 0;
    for (let after = 700; after < 4_000; after += 400) {
      const { child, finished } = startTram(scanArgs, scanner.env);
      const timer = setTimeout(() => child.kill('SIGKILL'), after);
      const { signal } = await finished;
      clearTimeout(timer);
      if (signal === 'SIGKILL') killed += 1;
      // The scanner's own process hears that nobody asks for another page, and ends.
      await sleep(300);
      const waiting = [...new Set([...arrived().map(({ path }) => path), ...delivered()])].toSorted();
      // Whatever opens the station next takes in what it finds.
      expect((await tram(['devices', '--data', data], scanner.env)).code).toBe(0);
      const found = arrived();
      expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(waiting));
      expect(new Set(found.map(({ path }) => path)).size).toBe(found.length);
      expect(delivered()).toEqual([]);
      for (const { digest } of found) expect(await sha256OfFile(join(data, 'vault', digest.slice(0, 2), digest))).toBe(digest);
      // Without a gap: an image that was delivered after one that was lost would be out of its place.
      for (const scan of new Set(found.map(({ path }) => path.split('/')[1]!))) {
        const numbers = found.filter(({ path }) => path.includes(scan)).map(({ path }) => Number(path.split('/')[2]));
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }
    }
    expect(killed).toBeGreaterThan(3);

    const before = arrived().length;
    const last = await tramJson<{ images: number; sheets: number; documents: number; problems: unknown[] }>(
      [...scanArgs, '--pages', '3'],
      scanner.env,
    );
    expect([last.code, last.answer]).toMatchObject([0, { images: 3, sheets: 3, problems: [] }]);
    expect(arrived()).toHaveLength(before + 3);
    const status = await tramJson<{ ledger: { in: number } }>(['status', '--data', data]);
    expect(status.answer.ledger.in).toBe(before + 3);
  },
);

/** Scanning programs that feed this station, by their process id. */
function feeding(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandLine(pid).includes(`--batch=${join(data, 'scanning')}`));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

it(
  'a scanning program that hangs when its station is killed is ended by the next opening; one that only looks at the folder is not',
  { timeout: 60_000 },
  async () => {
    const before = arrived().length;
    const { child, finished } = startTram(scanArgs, scanner.env);
    await expect.poll(() => arrived().length, { timeout: 20_000 }).toBeGreaterThan(before);
    const hanging = feeding();
    expect(hanging.length).toBeGreaterThan(0);
    for (const pid of hanging) process.kill(pid, 'SIGSTOP');
    child.kill('SIGKILL');
    await finished;
    const scan = arrived().at(-1)!.path.split('/')[1]!;
    const looking = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', join(data, 'scanning', scan)]);
    try {
      await sleep(300);
      expect(feeding()).toEqual(hanging);

      expect((await tram(['devices', '--data', data], scanner.env)).code).toBe(0);
      expect(feeding()).toEqual([]);
      expect([looking.exitCode, looking.signalCode]).toEqual([null, null]);
    } finally {
      looking.kill('SIGKILL');
    }
    expect(delivered()).toEqual([]);
  },
);
