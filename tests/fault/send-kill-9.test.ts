import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../src/main/stages/9-send/index.ts';
import { tusLine } from '../../src/main/stages/9-send/index.ts';
import { must, tempFolder } from '../fixtures/transfer/office.ts';
import { makeParcel } from '../fixtures/transfer/parcel.ts';
import { archiveProcess, stationProcess, type Running, type Told } from '../fixtures/transfer/processes.ts';

interface Scene {
  readonly dir: string;
  readonly archiveDir: string;
  readonly stateFile: string;
  readonly parcel: Parcel;
  archive: Running;
  readonly url: string;
  readonly port: number;
}

async function scene(validateMs = 0): Promise<Scene> {
  const dir = await tempFolder();
  const archiveDir = join(dir, 'archive');
  const stateFile = join(dir, 'station.json');
  const parcel = await makeParcel(dir, 1_000_000);
  await writeFile(stateFile, JSON.stringify({ parcel, uploadUrl: null, pinnedKey: null }));
  const archive = archiveProcess(archiveDir, 0, validateMs);
  const url = String((await archive.until((told) => told.event === 'listening'))['url']);
  return { dir, archiveDir, stateFile, parcel, archive, url, port: Number(new URL(url).port) };
}

const reached = (bytes: number) => (told: Told) => told.event === 'sent' && Number(told['bytes']) >= bytes;
const ended = (told: Told) => told.event === 'end';

async function expectDeliveredOnce({ archiveDir, parcel, url }: Scene, end: Told): Promise<void> {
  expect(end).toMatchObject({
    result: {
      ok: true,
      data: { state: 'delivered', receipt: { sha256: parcel.sha256, number: expect.stringMatching(/-000001$/) } },
    },
  });
  expect(await readdir(join(archiveDir, 'packages'))).toEqual([parcel.sha256]);
  expect(await readFile(join(archiveDir, 'packages', parcel.sha256))).toEqual(await readFile(parcel.path));
  expect(await readdir(join(archiveDir, 'incoming'))).toEqual([]);
  const line = tusLine({ base: url });
  expect(must(await line.status(parcel.objid, new AbortController().signal))).toMatchObject({ state: 'accessioned' });
  line.close();
}

describe('kill -9 on the line', () => {
  it('of the station in mid-upload: the next one goes on from there, byte for byte, and delivers once', async () => {
    const now = await scene();
    const first = stationProcess(now.url, now.stateFile);
    await first.until(reached(300_000));
    await first.kill();
    const second = stationProcess(now.url, now.stateFile);
    const firstSent = await second.until((told) => told.event === 'sent');
    expect(Number(firstSent['bytes'])).toBeGreaterThanOrEqual(300_000);
    await expectDeliveredOnce(now, await second.until(ended));
  });

  it('of the station again and again: every run gets further, and it still delivers once', async () => {
    const now = await scene();
    for (const mark of [100_000, 350_000, 600_000, 900_000]) {
      const station = stationProcess(now.url, now.stateFile);
      await station.until(reached(mark));
      await station.kill();
    }
    await expectDeliveredOnce(now, await stationProcess(now.url, now.stateFile).until(ended));
  });

  it('of the archive in mid-upload: the half it has is kept, and the same upload ends in a receipt', async () => {
    const now = await scene();
    const station = stationProcess(now.url, now.stateFile);
    await station.until(reached(300_000));
    await now.archive.kill();
    const failed = await station.until(ended);
    expect(failed).toMatchObject({ result: { ok: false, error: { code: 'ARCHIVE_UNREACHABLE' } } });

    now.archive = archiveProcess(now.archiveDir, now.port);
    await now.archive.until((told) => told.event === 'listening');
    const again = stationProcess(now.url, now.stateFile);
    expect(Number((await again.until((told) => told.event === 'sent'))['bytes'])).toBeGreaterThanOrEqual(300_000);
    await expectDeliveredOnce(now, await again.until(ended));
  });

  it('of the archive while it examines: after the restart it goes on by itself and gives one receipt', async () => {
    const now = await scene(60_000);
    const station = stationProcess(now.url, now.stateFile);
    await now.archive.until((told) => told.event === 'validating');
    await now.archive.kill();
    await station.until(ended);

    now.archive = archiveProcess(now.archiveDir, now.port);
    await now.archive.until((told) => told.event === 'listening');
    await now.archive.until((told) => told.event === 'validating');
    await expectDeliveredOnce(now, await stationProcess(now.url, now.stateFile).until(ended));
  });

  it('of both at once, in mid-upload', async () => {
    const now = await scene();
    const station = stationProcess(now.url, now.stateFile);
    await station.until(reached(500_000));
    await Promise.all([station.kill(), now.archive.kill()]);
    now.archive = archiveProcess(now.archiveDir, now.port);
    await now.archive.until((told) => told.event === 'listening');
    await expectDeliveredOnce(now, await stationProcess(now.url, now.stateFile).until(ended));
  });
});
