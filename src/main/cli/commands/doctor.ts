/** doctor: what this machine has and lacks for the road, with the remedy for each. */
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { rendererDir } from '../../../platform/entries.ts';
import { resourcePath } from '../../../platform/resources.ts';
import { openForReading } from '../../engine/index.ts';
import { tallyFaults } from '../../engine/records/tally.ts';
import { workerCount } from '../../engine/workers/pool.ts';
import type { Register } from '../define.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do, when not ok. */
  readonly remedy: string | null;
}

const gib = 1024 ** 3;

export const registerDoctor: Register = (define) => {
  define(
    'doctor',
    'check this machine and station, with the remedy for what is wrong',
    (command) => command,
    async ({ options, out }) => {
      const say = out.say;
      const findings: Finding[] = [
        {
          name: 'node',
          ok: Number(process.versions.node.split('.')[0]) >= 24,
          found: process.versions.node,
          remedy: say('Chạy lại cài đặt (npm run demo) để có Node 24.', 'Run the set-up again (npm run demo) to get Node 24.'),
        },
        await load('database', () => import('better-sqlite3')),
        await load('imaging', () => import('sharp')),
        {
          name: 'resources',
          ok:
            existsSync(resourcePath('icc')) &&
            existsSync(resourcePath('schemas', 'ead.xsd')) &&
            existsSync(resourcePath('fonts')),
          found: resourcePath(),
          remedy: say('Cài lại chương trình.', 'Install the program again.'),
        },
        {
          name: 'window',
          ok: existsSync(join(rendererDir(), 'index.html')),
          found: rendererDir(),
          remedy: say('Chạy npm run build.', 'Run npm run build.'),
        },
        {
          name: 'memory',
          ok: totalmem() > 3 * gib,
          found: `${(totalmem() / gib).toFixed(1)} GiB, ${workerCount()} workers`,
          remedy: say('Cần ít nhất 4 GB bộ nhớ.', 'At least 4 GB of memory are needed.'),
        },
        await folder(
          options.data,
          say(
            'Chọn thư mục ghi được và còn trống ít nhất 1 GiB.',
            'Choose a folder that can be written and has at least 1 GiB free.',
          ),
        ),
        station(
          options.data,
          say('Xem `tram init`, hoặc khôi phục từ bản sao lưu.', 'See `tram init`, or restore from a backup.'),
        ),
      ];
      const healthy = findings.every(({ ok }) => ok);
      if (!healthy) process.exitCode = 4;
      out.answer(
        { ok: healthy, findings: findings.map((finding) => ({ ...finding, remedy: finding.ok ? null : finding.remedy })) },
        findings.map(line),
      );
    },
  );
};

function line({ name, ok, found, remedy }: Finding): string {
  return `${ok ? '✓' : '✗'} ${name}: ${found}${ok || remedy === null ? '' : ` — ${remedy}`}`;
}

async function load(name: string, part: () => Promise<unknown>): Promise<Finding> {
  try {
    await part();
    return { name, ok: true, found: 'ok', remedy: null };
  } catch (error) {
    return { name, ok: false, found: error instanceof Error ? error.message.split('\n')[0]! : String(error), remedy: 'npm ci' };
  }
}

/** The nearest folder that exists must be writable and have room. */
async function folder(data: string, remedy: string): Promise<Finding> {
  let existing = data;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  try {
    await access(existing, constants.W_OK);
    const { bavail, bsize } = await statfs(existing);
    const free = (bavail * bsize) / gib;
    return { name: 'disk', ok: free > 1, found: `${data}: ${free.toFixed(1)} GiB`, remedy };
  } catch {
    return { name: 'disk', ok: false, found: data, remedy };
  }
}

function station(data: string, remedy: string): Finding {
  const file = join(data, 'station.db');
  if (!existsSync(file)) return { name: 'station', ok: true, found: '-', remedy: null };
  const opened = openForReading(data);
  if (!opened.ok) return { name: 'station', ok: false, found: opened.error.code, remedy };
  const [fault] = tallyFaults(opened.data.db);
  const sound = String(opened.data.db.get('PRAGMA quick_check')?.['quick_check']);
  const verdict = sound === 'ok' && fault !== undefined ? `count ${fault.count} of ${fault.dossierId}` : sound;
  opened.data.close();
  return { name: 'station', ok: verdict === 'ok', found: verdict, remedy };
}
