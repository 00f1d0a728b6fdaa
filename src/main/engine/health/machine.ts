/** The machine itself: needs no open station, and disturbs none that is open elsewhere. */
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { HealthFinding, HealthName } from '../../../contract/health.ts';
import { rendererDir } from '../../../platform/entries.ts';
import { resourcePath } from '../../../platform/resources.ts';
import { workerCount } from '../workers/pool.ts';
import { daysLeft, diskState, memoryState, type Weighing } from './rules.ts';

export async function machineFindings(dataDir: string, weighings: readonly Weighing[] = []): Promise<HealthFinding[]> {
  const shipped = ['icc', join('schemas', 'ead.xsd'), 'fonts'];
  return [
    finding('node', Number(process.versions.node.split('.')[0]) >= 24, { version: process.versions.node }),
    await part('database', () => import('better-sqlite3')),
    await part('imaging', () => import('sharp')),
    finding(
      'resources',
      shipped.every((name) => existsSync(resourcePath(name))),
      { folder: resourcePath() },
    ),
    finding('window', existsSync(join(rendererDir(), 'index.html')), { folder: rendererDir() }),
    { name: 'memory', state: memoryState(totalmem()), facts: { bytes: totalmem(), workers: workerCount() } },
    await disk(dataDir, weighings),
  ];
}

function finding(name: HealthName, good: boolean, facts: HealthFinding['facts']): HealthFinding {
  return { name, state: good ? 'good' : 'bad', facts };
}

async function part(name: HealthName, load: () => Promise<unknown>): Promise<HealthFinding> {
  try {
    await load();
    return finding(name, true, {});
  } catch (error) {
    return finding(name, false, { message: error instanceof Error ? error.message.split('\n')[0]! : String(error) });
  }
}

/** The nearest folder that exists must be writable and have room. */
async function disk(folder: string, weighings: readonly Weighing[]): Promise<HealthFinding> {
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  try {
    await access(existing, constants.W_OK);
    const { bavail, bsize } = await statfs(existing);
    const free = bavail * bsize;
    const days = daysLeft(weighings, free);
    return { name: 'disk', state: diskState(free, days), facts: { folder, free, days } };
  } catch {
    return finding('disk', false, { folder, free: null, days: null });
  }
}
