import { readFileSync } from 'node:fs';
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
const pages = 5;

interface Status {
  readonly ledger: { in: number; out: number };
  readonly jobs: { ready: number; running: number; parked: number };
}

beforeAll(async () => {
  const papers: Record<string, Uint8Array> = {};
  for (let n = 0; n < pages; n++)
    papers[`${n}.jpg`] = await letterhead(n)
      .modulate({ brightness: 1 - n / 100 })
      .jpeg()
      .toBuffer();
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
  expect((await tram(['import', lay(join(root, 'papers'), papers), '--dossier', fileCode, '--data', data])).code).toBe(0);
});

/** Starts `tram run` and waits until it holds the station. */
async function startRun() {
  const run = startTram(['run', '--data', data, '--json']);
  const owner = join(data, 'station.owner');
  while (readFileSync(owner, 'utf8') !== String(run.child.pid)) await sleep(20);
  return run;
}

describe.skipIf(process.platform === 'win32')('a station that is open', () => {
  let first: ReturnType<typeof startTram>;
  beforeAll(async () => {
    first = await startRun();
    // Held where it is, so that it cannot be done before the others have tried.
    first.child.kill('SIGSTOP');
  });
  afterAll(async () => {
    first.child.kill('SIGCONT');
    first.child.kill('SIGTERM');
    await first.finished;
  });

  it.each([[['run']], [['import', root, '--dossier', fileCode]], [['serve']], [['audit', 'verify']]])(
    'is not opened a second time by %j: exit 5, and the words name the process',
    async (args) => {
      const run = await tramJson<Refused>([...args, '--data', data, '--lang', 'vi']);
      expect([run.answer.error.code, run.code, run.stderr]).toEqual(['STATION_IN_USE', 5, '']);
      expect(run.answer.error.message).toMatch(threeSentences);
      expect(run.answer.error.message).toContain(String(first.child.pid));
    },
  );

  it('still tells its status', async () => {
    const { code, answer } = await tramJson<Status>(['status', '--data', data]);
    expect([code, answer.ledger.in]).toEqual([0, pages]);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl+C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle of the work: exit 130, the station opens again and goes on with every page once',
    async (signal) => {
      const { child, finished } = await startRun();
      child.kill(signal);
      const { code, stdout, stderr } = await finished;
      expect([code, stdout, stderr]).toEqual([130, '', '']);
      const { answer } = await tramJson<Status>(['status', '--data', data]);
      expect(answer.ledger).toMatchObject({ in: pages, out: pages });
      expect(answer.jobs.parked).toBe(0);
    },
  );

  it('leaves nothing undone that the next run would not do', async () => {
    const { code, stderr } = await tramJson(['run', '--data', data]);
    expect([code, stderr]).toEqual([0, '']);
    const { answer } = await tramJson<Status>(['status', '--data', data]);
    expect(answer).toMatchObject({ ledger: { in: pages, out: pages }, jobs: { ready: 0, running: 0, parked: 0 } });
  });
});
