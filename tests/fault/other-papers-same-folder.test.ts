import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { sourcesIn, type Refused, type Report } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { startTram, tramJson } from '../support/tram.ts';

// Several runs of the whole road each, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const root = temporaryFolder('other-papers');
const [first, second] = [join(root, 'first'), join(root, 'second')];

beforeAll(async () => {
  lay(first, { 'a.jpg': await letterhead(0).jpeg().toBuffer(), 'hỏng.jpg': Buffer.alloc(0) });
  lay(second, { 'b.jpg': await letterhead(1).jpeg().toBuffer() });
});

describe('one --out is used for other papers', () => {
  it('after a run that ended, with problems too: each run speaks of its own papers', async () => {
    const out = join(root, 'ended');
    const one = await tramJson<Report>(['digitise', first, '--out', out]);
    expect([one.code, sourcesIn(one.answer).map((path) => basename(path)), one.answer.problems.length]).toEqual([
      3,
      ['a.jpg'],
      1,
    ]);
    const two = await tramJson<Report>(['digitise', second, '--out', out]);
    expect([two.code, sourcesIn(two.answer).map((path) => basename(path)), two.answer.problems]).toEqual([0, ['b.jpg'], []]);
    // The bad file is mended and the first command given again.
    writeFileSync(join(first, 'hỏng.jpg'), await letterhead(2).jpeg().toBuffer());
    const mended = await tramJson<Report>(['digitise', first, '--out', out]);
    expect([mended.code, sourcesIn(mended.answer).map((path) => basename(path))]).toEqual([0, ['a.jpg', 'hỏng.jpg']]);
  });

  it.skipIf(process.platform === 'win32')('after a run that was killed: refused, until the first one is finished', async () => {
    const out = join(root, 'killed');
    const { child, finished } = startTram(['digitise', first, '--out', out, '--json']);
    const known = () => existsSync(join(out, '.tram', 'papers.json'));
    while (!known()) await sleep(20);
    await sleep(250);
    child.kill('SIGKILL');
    await finished;
    const other = await tramJson<Refused>(['digitise', second, '--out', out]);
    expect([other.answer.error.code, other.code, other.stderr]).toEqual(['OUTPUT_IN_USE', 3, '']);
    const again = await tramJson<Report>(['digitise', first, '--out', out]);
    expect([again.code, again.answer.ledger.in]).toEqual([0, 2]);
    const then = await tramJson<Report>(['digitise', second, '--out', out]);
    expect([then.code, sourcesIn(then.answer).map((path) => basename(path))]).toEqual([0, ['b.jpg']]);
    rmSync(out, { recursive: true });
  });
});
