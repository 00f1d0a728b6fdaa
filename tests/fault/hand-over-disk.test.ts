import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { queuedStation } from '../fixtures/transfer/queued-station.ts';
import { call, folder, station } from '../support/station.ts';
import { noSmallDisk, smallDisk, type SmallDisk } from '../support/tmpfs.ts';

const skipped = noSmallDisk === null ? '' : ` (skipped: ${noSmallDisk})`;

describe.skipIf(noSmallDisk !== null)(`packages handed over on a disk${skipped}`, () => {
  let disk: SmallDisk | null = null;
  afterEach(() => disk?.remove());

  async function scene(kib: number, sizes: readonly number[]) {
    const dataDir = join(folder, crypto.randomUUID());
    const queued = await queuedStation(dataDir, sizes);
    disk = smallDisk(kib);
    const own = await station({ dataDir });
    const handOver = () =>
      own.operator.call('queue.exportDisk', { objids: queued.map(({ objid }) => objid), folder: disk!.path });
    const queue = async () => (await call(own.operator, 'queue.list', {})).deliveries;
    return { ...own, disk, handOver, queue };
  }

  it('that is too small is refused before a byte is written', async () => {
    const now = await scene(1024, [3_000_000]);
    expect(await now.handOver()).toMatchObject({ error: { code: 'DISK_NO_ROOM', data: { needed: 7, free: 2 } } });
    expect(readdirSync(now.disk.path)).toEqual([]);
  });

  it('that fills up meanwhile is left as it was, and so is the queue', async () => {
    const now = await scene(32 * 1024, [3_000_000, 3_000_000, 3_000_000]);
    // Somebody else fills the disk after the first package.
    now.operator.subscribe((event) => {
      if (event.topic === 'disk.progress' && event.done > 0) now.disk.resize(4 * 1024);
    });
    expect(await now.handOver()).toMatchObject({ error: { code: 'DISK_NO_ROOM' } });
    expect(readdirSync(now.disk.path)).toEqual([]);
    expect((await now.queue()).map(({ state, disk: carried }) => [state, carried])).toEqual([
      ['waiting', null],
      ['waiting', null],
      ['waiting', null],
    ]);
  });

  it('that is locked is said to be so', async () => {
    const now = await scene(32 * 1024, [3000]);
    now.disk.readOnly(true);
    expect(await now.handOver()).toMatchObject({ error: { code: 'DISK_READ_ONLY' } });
    now.disk.readOnly(false);
    expect(await now.handOver()).toMatchObject({ ok: true });
  });

  it('that is pulled out meanwhile leaves the queue as it was', async () => {
    const now = await scene(32 * 1024, [3_000_000, 3_000_000]);
    const { path } = now.disk;
    now.operator.subscribe((event) => {
      // The folder is still there, the disk under it is not.
      if (event.topic === 'disk.progress' && event.done > 0 && event.done < event.of) execFileSync('umount', ['-l', path]);
    });
    expect(await now.handOver()).toMatchObject({ ok: false, error: { code: 'DISK_LOST' } });
    expect((await now.queue()).map(({ disk: carried }) => carried)).toEqual([null, null]);
    expect(readdirSync(path)).toEqual([]);
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', path]);
  });
});
