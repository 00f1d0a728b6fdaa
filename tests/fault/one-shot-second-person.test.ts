/** A one-shot run with a person's own key: nothing but a second person brings it to its package, and nothing it decided is lost. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryPath } from '../../src/platform/entries.ts';
import { password, TestCa } from '../fixtures/sign/pki.ts';
import { temporaryFolder } from '../support/folders.ts';
import { sourcesIn, type Refused, type Report } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('second-person');
const ca = new TestCa();
afterAll(() => ca.remove());
const papers = join(root, 'papers');
const bad = join(papers, 'hỏng.jpg');
const out = join(root, 'out');
const data = join(out, '.tram');
const secrets = { KEY: password, BOSS: 'hung-so-1' };
type Whole = Report & { readonly waitsFor: string | null };
const withKey = ['digitise', papers, '--out', out, '--split', 'file', '--p12', ca.file('k.p12'), '--pass-env', 'KEY'];
const onStation = (...args: string[]) => tramJson<Refused & { files: number }>([...args, '--data', data], secrets);
let fileCode: string;

beforeAll(async () => {
  ca.issue('k');
  lay(papers, { 'a.jpg': await letterhead(0).jpeg().toBuffer(), 'hỏng.jpg': Buffer.alloc(0) });
});

describe('digitise with a real key', { timeout: 120_000 }, () => {
  it('waits for a second person and says every command that comes next', async () => {
    const first = await tram([...withKey, '--lang', 'en'], secrets);
    expect(first.code).toBe(3);
    for (const words of [
      'tram dismiss --dossier',
      'tram account add NAME --role supervisor',
      'tram approve --dossier',
      `tram ${withKey.join(' ')}`,
    ])
      expect(first.stdout).toContain(words);
    expect(first.stdout).toContain(data);
  });

  it.each([
    ['the practice key', ['digitise', papers, '--out', out, '--split', 'file']],
    ['no key', ['digitise', papers, '--out', out, '--split', 'file', '--no-sign']],
    ['another agency', [...withKey, '--agency', 'H50']],
  ])('is not finished by the same command with %s', async (_, args) => {
    const kept = statSync(join(data, 'station.db')).ino;
    const run = await tramJson<Refused>(args, secrets);
    expect([run.answer.error.code, run.code, run.stderr]).toEqual(['OUT_BEGUN_DIFFERENTLY', 3, '']);
    expect([statSync(join(data, 'station.db')).ino, existsSync(join(out, 'packages'))]).toEqual([kept, false]);
  });

  it('takes up a file that was mended', async () => {
    writeFileSync(bad, await letterhead(1).jpeg().toBuffer());
    utimesSync(bad, new Date(), new Date(Date.now() + 5000));
    const { code, answer } = await tramJson<Whole>(withKey, secrets);
    expect([
      code,
      answer.problems,
      sourcesIn(answer)
        .map((path) => basename(path))
        .toSorted(),
    ]).toEqual([0, [], ['a.jpg', 'hỏng.jpg']]);
    expect([answer.waitsFor, answer.station, answer.dossiers[0]!.package]).toEqual(['approve', data, null]);
    fileCode = answer.dossiers[0]!.fileCode;
  });

  it('hands out the package after the approval, keeps the record of it, and does so again', async () => {
    expect((await onStation('account', 'add', 'hùng', '--role', 'supervisor', '--pass-env', 'BOSS')).code).toBe(0);
    expect((await onStation('approve', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'BOSS')).code).toBe(0);
    for (let time = 1; time <= 2; time++) {
      const { code, answer } = await tramJson<Whole>(withKey, secrets);
      expect([code, answer.waitsFor, answer.station]).toEqual([0, null, data]);
      expect(readdirSync(join(out, 'packages'))).toEqual([basename(answer.dossiers[0]!.package!)]);
    }
    expect((await onStation('audit', 'verify')).answer).toMatchObject({ ok: true });
  });

  it('sends it, when the archive’s key was wrong and a person has put it right', async () => {
    const archive = startTram(['archive', 'serve', '--real', '--dir', join(root, 'archive'), '--json']);
    const { url, publicKey } = await new Promise<{ url: string; publicKey: string }>((resolve) =>
      archive.child.stdout!.once('data', (line: string) => resolve(JSON.parse(line) as never)),
    );
    const wrong = publicKey.replace(/[A-Za-z](?=[^A-Za-z]*$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    const refused = await onStation('send', '--once', '--to', url, '--archive-key', wrong);
    expect([refused.code === 0, refused.answer]).toEqual([false, expect.objectContaining({ ok: false })]);
    const again = await tramJson<{ jobs: { id: number; step: string }[] }>(['retry', '--data', data], secrets);
    expect(again.answer.jobs.map(({ step }) => step)).toEqual(['send']);
    expect((await onStation('send', '--once')).code).not.toBe(0);
    expect((await onStation('retry', '--job', '999999')).answer.error.code).toBe('JOB_UNKNOWN');
    const sent = await onStation('send', '--archive-key', publicKey);
    expect([sent.code, sent.answer]).toEqual([
      0,
      expect.objectContaining({ ok: true, deliveries: [expect.objectContaining({ state: 'delivered', current: true })] }),
    ]);
    archive.child.kill();
    await archive.finished;
  });
});

it('a parent that closes our standard input ends what was served', async () => {
  const child = spawn(process.execPath, [entryPath('cli'), 'archive', 'serve', '--dir', join(root, 'piped'), '--json'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdin.end();
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
});

it('the demo never empties a folder that is not its own', async () => {
  const letters = lay(join(root, 'letters'), { 'station/thư.txt': Buffer.from('của tôi') });
  const run = await tramJson<Refused>(['demo', '--out', letters]);
  expect([run.answer.error.code, run.code, readdirSync(letters), existsSync(join(letters, 'station', 'thư.txt'))]).toEqual([
    'OUTPUT_NOT_A_DEMO',
    3,
    ['station'],
    true,
  ]);
});
