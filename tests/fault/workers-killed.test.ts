import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { childProcesses, startTram, tram, tramJson, type Finished } from '../support/tram.ts';

// Several runs of the whole road each, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const root = temporaryFolder('workers-killed');
const fileCode = 'H49.99.2023.1';
const pages = 3;

interface Status {
  readonly dossiers: readonly { pages: number; parked: number }[];
  readonly ledger: { in: number; out: number };
  readonly jobs: { ready: number; running: number; parked: number };
}

async function stationWithPages(name: string): Promise<string> {
  const papers: Record<string, Uint8Array> = {};
  for (let n = 0; n < pages; n++)
    papers[`${n}.jpg`] = await letterhead(n)
      .modulate({ brightness: 1 - n / 100 })
      .jpeg()
      .toBuffer();
  const data = join(root, name);
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
  expect((await tram(['import', lay(join(root, `${name}-papers`), papers), '--dossier', fileCode, '--data', data])).code).toBe(0);
  return data;
}

/** Kills worker processes of `tram run`, at most `times`, each as soon as it is seen to have worked for a moment. */
async function runAndKill(data: string, times: number): Promise<Finished & { kills: number }> {
  const { child, finished } = startTram(['run', '--data', data, '--json', '--lang', 'vi']);
  let kills = 0;
  let over = false;
  void finished.then(() => (over = true));
  while (!over && kills < times) {
    await sleep(150);
    for (const pid of childProcesses(child.pid!)) {
      if (kills >= times) break;
      try {
        process.kill(pid, 'SIGKILL');
        kills++;
      } catch {
        // Gone by itself in between.
      }
    }
  }
  return { ...(await finished), kills };
}

describe.skipIf(process.platform !== 'linux')('worker processes are killed while they work', () => {
  it('now and then: their pages are read again, none lost, none twice', async () => {
    const data = await stationWithPages('some');
    // A page is given up at its third crash: two kills cannot come to that, however they fall.
    const run = await runAndKill(data, 2);
    expect([run.code, run.stderr, run.kills]).toEqual([0, '', 2]);
    const { answer } = await tramJson<Status>(['status', '--data', data]);
    expect(answer).toMatchObject({
      dossiers: [{ pages, parked: 0 }],
      ledger: { in: pages, out: pages },
      jobs: { running: 0, parked: 0 },
    });
  });

  it('again and again: the pages are parked with their reason, still in the ledger, and go on when a person says so', async () => {
    const data = await stationWithPages('all');
    const run = await runAndKill(data, Infinity);
    expect(run.code).toBe(4);
    const { problems } = JSON.parse(run.stdout) as { problems: { code: string; message: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(Array(pages).fill('WORKER_CRASHED'));
    for (const { message } of problems) expect(message).toMatch(threeSentences);
    const { answer } = await tramJson<Status>(['status', '--data', data]);
    expect(answer).toMatchObject({
      dossiers: [{ pages }],
      ledger: { in: pages, out: pages },
      jobs: { ready: 0, running: 0, parked: pages },
    });
    expect((await tram(['run', '--data', data])).code).toBe(4);
    expect(await tramJson<Status>(['run', '--retry', '--data', data])).toMatchObject({
      code: 0,
      answer: { jobs: { parked: 0 }, ledger: { in: pages, out: pages } },
    });
  });
});
