import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { tram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('odd-arguments');
const papers = join(root, 'papers');
const out = join(root, 'out');
const data = join(root, 'station');
const fileCode = 'H49.99.2023.1';
const secrets = { CLERK: 'lan-so-1' };
const digitise = (...more: string[]) => ['digitise', papers, '--out', out, ...more];
const describeIt = (...more: string[]) => [
  'describe',
  '--dossier',
  fileCode,
  '--as',
  'lan',
  '--pass-env',
  'CLERK',
  '--data',
  data,
  ...more,
];

beforeAll(async () => {
  lay(papers, { '1.jpg': await letterhead(0).jpeg().toBuffer() });
  mkdirSync(join(root, 'empty'));
  expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);
  expect((await tram(['import', papers, '--dossier', fileCode, '--data', data])).code).toBe(0);
  expect((await tram(['run', '--until', 'describe', '--data', data])).code).toBe(0);
});

describe('a mistyped command ends with exit 2, says so in one JSON object, and does nothing', () => {
  const typed: readonly (readonly string[])[] = [
    ['digitize', papers],
    ['audit', 'burn'],
    ['digitise', papers],
    ['digitise', '', '--out', out],
    ['digitise', papers, '--out', ''],
    ['digitise', papers, '--out', '--practice'],
    digitise('--nonsense'),
    digitise('--until', 'nonsense'),
    digitise('--split', 'pages:0'),
    digitise('--split', 'pages:99999'),
    digitise('--workers', '0'),
    digitise('--workers', '-1'),
    digitise('--workers', 'many'),
    digitise('--workers', '100000'),
    digitise('--lang', 'fr'),
    digitise('--agency', '../../etc'),
    digitise('--file-code', '../x'),
    digitise('--title', ''),
    ['archive', 'serve', '--port', 'http', '--dir', join(root, 'archive')],
  ];
  /** One after the other: a station is open once. */
  const typedAtStation: readonly (readonly string[])[] = [
    ['import', papers, '--dossier', fileCode, '--split', 'pages:0', '--data', data],
    ['run', '--until', 'nonsense', '--data', data],
    ['return', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'CLERK', '--reason', 'mờ', '--page', '-1', '--data', data],
    describeIt('--set', 'title'),
    describeIt('--set', 'colour=red'),
    describeIt('--set', '__proto__=x'),
    describeIt('--set', '1.colour=red'),
    describeIt('--as', 'lan; drop'),
    ['serve', '--port', '70000', '--data', data],
    ['send', '--to', 'ftp://example.invalid', '--data', data],
  ];

  const named = (commands: readonly (readonly string[])[]) =>
    commands.map((args) => [args.map((arg) => arg.replace(root, '…')).join(' '), args] as const);

  async function expectRefused(args: readonly string[]): Promise<void> {
    const run = await tramJson<Refused>(args, secrets);
    expect([run.code, run.answer.ok]).toEqual([2, false]);
    expect(run.answer.error.message).toMatch(threeSentences);
    expect(run.stderr).not.toContain('    at ');
  }

  it.concurrent.each(named(typed))('tram %s', async (_, args) => expectRefused(args));
  it.each(named(typedAtStation))('tram %s', async (_, args) => expectRefused(args));

  it('leaves no result behind', () =>
    expect(existsSync(out) ? readdirSync(out).filter((name) => name !== '.tram') : []).toEqual([]));
});

it('a day that no calendar has is listed under its document: exit 4, and nothing is confirmed', async () => {
  const run = await tramJson<{ confirmed: number; problems: { docId: string; code: string }[] }>(
    describeIt('--set', '1.issuedDate=31/02/2023'),
    secrets,
  );
  expect([run.code, run.answer.confirmed]).toEqual([4, 0]);
  expect(run.answer.problems).toEqual([expect.objectContaining({ docId: `${fileCode}.1`, code: 'INPUT_INVALID' })]);
});

describe('what names something that is not there ends with exit 3', () => {
  const typed: readonly (readonly [code: string, args: readonly string[]])[] = [
    ['DOCUMENT_UNKNOWN', describeIt('--set', '9.subject=x')],
    ['DOSSIER_UNKNOWN', ['describe', '--dossier', 'H49.99.2020.7', '--as', 'lan', '--pass-env', 'CLERK', '--data', data]],
    ['STATION_NOT_MADE', ['status', '--data', join(root, 'no-station')]],
    ['INPUT_FILE_MISSING', ['verify', join(root, 'none.pdf')]],
    ['NOT_VERIFIABLE', ['verify', join(papers, '1.jpg')]],
  ];
  it.each(typed)('%s', async (code, args) => {
    const run = await tramJson<Refused>(args, secrets);
    expect([run.answer.error.code, run.code, run.stderr]).toEqual([code, 3, '']);
    expect(run.answer.error.message).toMatch(threeSentences);
  });

  it.each([
    ['nothing', 'FILE_MISSING'],
    ['empty', 'FOLDER_EMPTY'],
  ])('a folder to digitise: %s', async (name, code) => {
    const folder = join(root, `out-${name}`);
    const { code: exit, answer } = await tramJson<{ problems: { code: string }[] }>([
      'digitise',
      join(root, name),
      '--out',
      folder,
    ]);
    expect([exit, answer.problems.map((problem) => problem.code)]).toEqual([3, [code]]);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
});
