import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('station-in-use');
const fileCode = 'H49.99.2023.1';
const data = join(root, 'station');

/** Waits until `tram …` says on stdout that it is ready. */
async function ready(stdout: NodeJS.ReadableStream): Promise<void> {
  await new Promise((resolve) => stdout.once('data', resolve));
}

interface Status {
  readonly ledger: { in: number; out: number };
  readonly jobs: { ready: number; running: number; parked: number };
}

beforeAll(async () => {
  const papers: Record<string, Uint8Array> = {};
  for (let n = 0; n < 6; n++) papers[`${n}.jpg`] = await letterhead(n).modulate({ brightness: 1 - n / 100 }).jpeg().toBuffer();
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
  expect((await tram(['import', lay(join(root, 'papers'), papers), '--dossier', fileCode, '--data', data])).code).toBe(0);
});

describe('a station that is open', () => {
  const open = () => startTram(['serve', '--data', data, '--json']);
  let served: ReturnType<typeof startTram>;
  beforeAll(async () => {
    served = open();
    await ready(served.child.stdout!);
  });
  afterAll(async () => {
    served.child.kill('SIGTERM');
    await served.finished;
  });

  it('is not opened a second time: exit 5, and the words name the process', async () => {
    for (const args of [['run'], ['import', root, '--dossier', fileCode], ['serve'], ['audit', 'verify']]) {
      const run = await tramJson<Refused>([...args, '--data', data, '--lang', 'vi']);
      expect([run.answer.error.code, run.code, run.stderr]).toEqual(['STATION_IN_USE', 5, '']);
      expect(run.answer.error.message).toMatch(threeSentences);
      expect(run.answer.error.message).toContain(String(served.child.pid));
    }
  });

  it('still tells its status', async () => {
    const { code, answer } = await tramJson<Status>(['status', '--data', data]);
    expect([code, answer.ledger.in]).toEqual([0, 6]);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl+C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of the work: exit 130, the station opens again and goes on with every page once', async (signal) => {
    const { child, finished } = startTram(['run', '--data', data, '--json']);
    while (!existsSync(join(data, 'station.owner')) || readFileSync(join(data, 'station.owner'), 'utf8') !== String(child.pid)) await sleep(20);
    await sleep(300);
    child.kill(signal);
    const { code, stdout, stderr } = await finished;
    expect([code, stdout, stderr]).toEqual([130, '', '']);
    const { answer } = await tramJson<Status>(['status', '--data', data]);
    expect(answer.ledger).toMatchObject({ in: 6, out: 6 });
    expect(answer.jobs.parked).toBe(0);
  });

  it('leaves nothing undone that the next run would not do', async () => {
    const { code, stderr } = await tramJson(['run', '--data', data]);
    expect([code, stderr]).toEqual([0, '']);
    const { answer } = await tramJson<Status>(['status', '--data', data]);
    expect(answer).toMatchObject({ ledger: { in: 6, out: 6 }, jobs: { ready: 0, running: 0, parked: 0 } });
  });
});
