import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../../tests/fixtures/transfer/office.ts';
import { queuedStation } from '../../../../tests/fixtures/transfer/queued-station.ts';
import { call, folder, person, station, type TestStation } from '../../../../tests/support/station.ts';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import { receiptTaken } from '../../../../tests/fixtures/transfer/receipts.ts';
import { readSet } from '../../../exchange/disk/read.ts';
import { inspectPdf } from '../../../exchange/pdf/inspect.ts';

async function scene(sizes: readonly number[] = [30_000, 40_000]) {
  const dataDir = join(folder, crypto.randomUUID());
  const queued = await queuedStation(dataDir, sizes);
  const archive = await openArchive(join(dataDir, 'archive'));
  const own = await station({ dataDir });
  own.engine.usePracticeArchive(archive);
  const disk = join(folder, `disk-${crypto.randomUUID()}`);
  await mkdir(disk);
  return { ...own, queued, archive, disk, lan: await person(own, 'lan', 'clerk') };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const send = ({ engine }: TestStation) => engine.work({ steps: new Set(['send']), patienceMs: 0 });
const handOver = ({ lan, queued, disk }: Scene) =>
  call(lan, 'queue.exportDisk', { objids: queued.map(({ objid }) => objid), folder: disk });
const statesOf = async ({ lan }: Scene) => (await call(lan, 'queue.list', {})).deliveries.map(({ state }) => state);

describe('a package handed over by disk', () => {
  it('is a whole set that any BagIt tool can check, with its sheet', async () => {
    const now = await scene();
    const { set, folder: written, bytes } = await handOver(now);
    expect(bytes).toBe(70_000);
    expect((await readdir(written)).toSorted()).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'bien-ban-ban-giao.pdf',
      'data',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
    ]);
    // The manifests are those of sha256sum.
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      execFileSync('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd: written });
    const read = await readSet(written);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.data.name).toBe(set);
    expect(read.data.packages.map(({ slip }) => [slip.objid, slip.sha256, slip.bytes]).toSorted()).toEqual(
      now.queued.map(({ objid, sha256, bytes: size }) => [objid, sha256, size]).toSorted(),
    );
    const sheet = await inspectPdf(await readFile(join(written, 'bien-ban-ban-giao.pdf')));
    expect(sheet).toMatchObject({ ok: true });
    expect(await readdir(now.disk)).toEqual([set]);
  });

  it('is not sent by line meanwhile, and its receipt comes back as a file', async () => {
    const now = await scene();
    const { folder: written } = await handOver(now);
    await send(now);
    expect(await statesOf(now)).toEqual(['waiting', 'waiting']);
    expect((await call(now.lan, 'queue.line', {})).line).toEqual({ state: 'stopped', held: 0, disk: 2, parked: 0 });
    const reception = await now.archive.archive.receive(written);
    if (!reception.ok) throw new Error(reception.error.code);
    for (const { answer } of reception.data.packages) {
      const taken = await call(now.lan, 'queue.takeReceipt', { content: JSON.stringify(answer) });
      expect(taken.outcome).toBe('delivered');
    }
    expect(await statesOf(now)).toEqual(['delivered', 'delivered']);
    expect(await call(now.lan, 'job.list', {})).toEqual([]);
    const receipt = await call(now.lan, 'queue.receipt', { objid: now.queued[0]!.objid });
    expect(receipt).toMatchObject({ number: expect.stringMatching(/^LT-/), problem: null, sha256: now.queued[0]!.sha256 });
    expect(now.engine.verifyAudit().brokenAt).toBeNull();
  });

  it('goes by line after all when a person takes it back, and the archive takes it in once', async () => {
    const now = await scene();
    const { folder: written } = await handOver(now);
    const reception = await now.archive.archive.receive(written);
    expect(reception).toMatchObject({ ok: true });
    await call(now.lan, 'queue.takeBack', { objids: [now.queued[0]!.objid] });
    await send(now);
    expect(await statesOf(now)).toEqual(['delivered', 'waiting']);
    expect(await readdir(join(now.dataDir, 'archive', 'packages'))).toHaveLength(2);
    const again = await now.archive.archive.receive(written);
    expect(again).toMatchObject({ data: { packages: [{ known: true }, { known: true }] } });
  });

  it('that the archive rejects comes back with its reasons', async () => {
    const dataDir = join(folder, crypto.randomUUID());
    const queued = await queuedStation(dataDir, [30_000], () => ({ problem: 'PDF_PAGES' }));
    const archive = await openArchive(join(dataDir, 'archive'));
    const own = await station({ dataDir });
    own.engine.usePracticeArchive(archive);
    const { folder: written } = await call(own.operator, 'queue.exportDisk', { objids: [queued[0]!.objid], folder });
    const reception = await archive.archive.receive(written);
    if (!reception.ok) throw new Error(reception.error.code);
    const content = JSON.stringify(reception.data.packages[0]!.answer);
    expect(await call(own.operator, 'queue.takeReceipt', { content })).toMatchObject({ outcome: 'rejected' });
    expect((await call(own.operator, 'queue.list', { view: 'rejections' })).deliveries).toMatchObject([
      { reasons: [{ code: 'PDF_PAGES', page: 2 }] },
    ]);
  });
});

describe('a receipt file', () => {
  it('that was altered, is another archive’s or about another package makes nothing delivered', async () => {
    const now = await scene();
    const { folder: written } = await handOver(now);
    const real = await receiptTaken(now.archive.archive, written);
    const other = await openArchive(join(now.dataDir, 'other-archive'));
    const foreign = await receiptTaken(other.archive, written);
    const another = now.queued.find(({ objid }) => objid !== real.objid)!;
    const take = async (receipt: object) => now.lan.call('queue.takeReceipt', { content: JSON.stringify(receipt) });
    expect(await take({ ...real, pages: 500 })).toMatchObject({
      error: { code: 'RECEIPT_NOT_VALID', data: { reason: 'signature' } },
    });
    expect(await take(foreign)).toMatchObject({ error: { code: 'RECEIPT_NOT_VALID', data: { reason: 'key' } } });
    expect(await take({ ...real, objid: another.objid })).toMatchObject({ error: { code: 'RECEIPT_NOT_VALID' } });
    expect(await take({ ...real, objid: 'uuid-00000000-0000-4000-8000-000000000000' })).toMatchObject({
      error: { code: 'RECEIPT_FOR_NONE' },
    });
    expect(await now.lan.call('queue.takeReceipt', { content: 'không phải' })).toMatchObject({
      error: { code: 'RECEIPT_FILE_UNREADABLE' },
    });
    expect(await statesOf(now)).toEqual(['waiting', 'waiting']);
    // As the archive signed it, in whatever spelling of JSON, with the byte order mark that Notepad writes.
    const content = `\uFEFF${canonicalJson(real)}`;
    expect(await call(now.lan, 'queue.takeReceipt', { content })).toMatchObject({ outcome: 'delivered' });
    expect(await call(now.lan, 'queue.takeReceipt', { content })).toMatchObject({ outcome: 'known' });
  });
});

describe('a disk that cannot be written to', () => {
  it('the station’s own folder, however it is reached, is refused', async () => {
    const now = await scene();
    const refused = (target: string) => now.lan.call('queue.exportDisk', { objids: [now.queued[0]!.objid], folder: target });
    expect(await refused(join(now.dataDir, 'vault'))).toMatchObject({ error: { code: 'DISK_IN_STATION' } });
    expect(await refused(now.dataDir)).toMatchObject({ error: { code: 'DISK_IN_STATION' } });
    expect(await refused(join(now.dataDir, '..', now.dataDir.split('/').at(-1)!, 'vault'))).toMatchObject({
      error: { code: 'DISK_IN_STATION' },
    });
  });

  it('that is not there, or is a file, is said to be so', async () => {
    const now = await scene();
    await writeFile(join(now.disk, 'a-file'), '');
    for (const target of [join(now.disk, 'none'), join(now.disk, 'a-file')])
      expect(await now.lan.call('queue.exportDisk', { objids: [now.queued[0]!.objid], folder: target })).toMatchObject({
        error: { code: 'DISK_FOLDER_UNUSABLE' },
      });
  });

  it('a package that rotted in the vault is not handed over', async () => {
    const now = await scene();
    const { digest } = (await call(now.lan, 'queue.list', {})).deliveries[1]!;
    await writeFile(now.engine.blobPath(digest), Buffer.alloc(40_000, 1));
    expect(
      await now.lan.call('queue.exportDisk', { objids: now.queued.map(({ objid }) => objid), folder: now.disk }),
    ).toMatchObject({
      error: { code: 'PACKAGE_CHANGED' },
    });
    expect(await readdir(now.disk)).toEqual([]);
    expect((await call(now.lan, 'queue.list', {})).deliveries.map(({ disk }) => disk)).toEqual([null, null]);
  });

  it('a set stopped halfway is gone from the disk', async () => {
    const now = await scene(Array.from({ length: 30 }, () => 200_000));
    const begun = new Promise<void>((resolve) => {
      now.lan.subscribe((event) => {
        if (event.topic === 'disk.progress' && event.done > 0) resolve();
      });
    });
    const writing = now.lan.call('queue.exportDisk', { objids: now.queued.map(({ objid }) => objid), folder: now.disk });
    await begun;
    expect(await now.lan.call('queue.exportDisk', { objids: [now.queued[0]!.objid], folder: now.disk })).toMatchObject({
      error: { code: 'DISK_BUSY' },
    });
    await call(now.lan, 'queue.stopDisk', {});
    expect(await writing).toMatchObject({ error: { code: 'DISK_STOPPED' } });
    expect(await readdir(now.disk)).toEqual([]);
  });
});

describe('the archive’s end of the disk', () => {
  it('takes nothing from a set in which one byte, one file or one name is not as it was written', async () => {
    const spoil: Record<string, (set: string, zip: string) => Promise<void>> = {
      'a byte': async (_, zip) => writeFile(zip, Buffer.concat([await readFile(zip), Buffer.from('x')])),
      'a file missing': (_, zip) => rm(zip),
      'a file more': (set) => writeFile(join(set, 'data', 'more.txt'), ''),
      'a manifest that climbs': async (set) =>
        writeFile(join(set, 'manifest-sha256.txt'), `${'a'.repeat(64)}  ../../etc/passwd\n`),
      'a slip of another package': async (set, zip) => {
        const slip = zip.replace(/zip$/, 'json');
        await writeFile(slip, (await readFile(slip, 'utf8')).replace('H49', 'H48'));
        void set;
      },
    };
    for (const [name, harm] of Object.entries(spoil)) {
      const now = await scene([30_000]);
      const { folder: written } = await handOver(now);
      const [zip] = (await readdir(join(written, 'data', 'packages'))).filter((file) => file.endsWith('.zip'));
      await harm(written, join(written, 'data', 'packages', zip!));
      expect([name, await now.archive.archive.receive(written)]).toMatchObject([
        name,
        { ok: false, error: { code: 'DISK_SET_BROKEN' } },
      ]);
      expect(await readdir(join(now.dataDir, 'archive', 'packages'))).toEqual([]);
    }
  });
});
