import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openForReading } from '../../src/main/engine/index.ts';
import { usedBytes } from '../../src/main/engine/records/line.ts';
import { openArchive } from '../fixtures/transfer/office.ts';
import { queuedStation } from '../fixtures/transfer/queued-station.ts';
import { call, closeStation, folder, station } from '../support/station.ts';

const root = join(import.meta.dirname, '../..');
const budget = 2_000_000;
/** The largest piece of a package that leaves in one go. */
const piece = 1024 * 1024;

/** What lies in the archive of uploads that are not finished. */
async function halfReceived(archiveDir: string): Promise<number> {
  const incoming = join(archiveDir, 'incoming');
  if (!existsSync(incoming)) return 0;
  const sizes = await Promise.all((await readdir(incoming)).map(async (name) => (await stat(join(incoming, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function used(dataDir: string): number {
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  try {
    return usedBytes(reader.data.db, Date.now()).day;
  } finally {
    reader.data.close();
  }
}

it('kill -9 again and again in mid-send: the day’s budget is never exceeded, nothing is lost, a pause outlives it all', async () => {
  const dataDir = join(folder, crypto.randomUUID());
  await queuedStation(dataDir, [3_000_000]);
  const archiveDir = join(dataDir, 'archive');
  const archive = await openArchive(archiveDir);
  const prepared = await station({ dataDir });
  await call(prepared.operator, 'station.setArchive', { url: archive.url, publicKey: archive.publicKey });
  await call(prepared.operator, 'queue.setLimits', { dayMb: budget / 1_000_000, capKbit: 12_000 });
  await closeStation(prepared);

  const send = () => {
    const child = spawn(process.execPath, [join(root, 'src/main/cli/index.ts'), 'send', '--once', '--json', '--data', dataDir], {
      stdio: 'ignore',
    });
    return { child, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
  };
  for (const mark of [200_000, 700_000]) {
    const { child, ended } = send();
    while ((await halfReceived(archiveDir)) < mark && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await ended;
    const there = await halfReceived(archiveDir);
    expect(used(dataDir)).toBeGreaterThanOrEqual(there);
    expect(used(dataDir)).toBeLessThanOrEqual(budget);
  }
  // Left alone, it stops by itself when the day's budget is used up, and says so.
  expect(await send().ended).toBe(6);
  const there = await halfReceived(archiveDir);
  expect(used(dataDir)).toBe(budget);
  // Lost with each kill: the piece that was under way, at most.
  expect(there).toBeGreaterThanOrEqual(budget - 2 * piece);
  expect(there).toBeLessThanOrEqual(budget);

  const paused = await station({ dataDir });
  expect((await call(paused.operator, 'queue.line', {})).line).toMatchObject({ state: 'budget', which: 'day' });
  await call(paused.operator, 'queue.pause', {});
  await call(paused.operator, 'queue.setLimits', { dayMb: null, capKbit: null });
  await closeStation(paused);
  const held = send();
  held.child.kill('SIGKILL');
  await held.ended;
  expect(await send().ended).toBe(6);
  expect(await halfReceived(archiveDir)).toBe(there);

  const resumed = await station({ dataDir });
  expect((await call(resumed.operator, 'queue.line', {})).line).toMatchObject({ state: 'paused' });
  await call(resumed.operator, 'queue.resume', {});
  await closeStation(resumed);
  expect(await send().ended).toBe(0);
  expect(await readdir(join(archiveDir, 'packages'))).toHaveLength(1);
}, 120_000);
