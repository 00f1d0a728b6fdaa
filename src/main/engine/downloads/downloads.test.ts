import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { toInstant } from '../../../contract/instant.ts';
import { Downloads, keptMs } from './downloads.ts';

const folder = temporaryFolder('downloads');
let nowMs = 0;
const clock = { now: () => toInstant(nowMs), epochMs: () => nowMs };
const report = { name: 'Nhật ký.xlsx', mime: 'application/x' };
const write = (path: string) => writeFile(path, 'bảng');
let home: string;
let downloads: Downloads;
beforeEach(async () => {
  nowMs = 1_000_000_000;
  home = join(folder, crypto.randomUUID());
  downloads = await Downloads.open(home, clock);
});

it('a file is there for the first who asks, and for nobody after', async () => {
  const { token, name, bytes } = await downloads.offer(report, write);
  expect([name, bytes]).toEqual(['Nhật ký.xlsx', 6]);
  const [one, two] = await Promise.all([downloads.take(token), downloads.take(token)]);
  expect([one, two].filter((found) => found !== null)).toHaveLength(1);
});

it('two files made at the same moment do not mix', async () => {
  const [a, b] = await Promise.all([
    downloads.offer(report, (path) => writeFile(path, 'a')),
    downloads.offer(report, (path) => writeFile(path, 'bb')),
  ]);
  expect([(await downloads.take(a.token))?.bytes, (await downloads.take(b.token))?.bytes]).toEqual([1, 2]);
});

it.each([
  ['nobody fetched it in time', keptMs + 1],
  ['the clock was set back by a day', -86_400_000],
])('is removed when %s', async (_, ms) => {
  const { token } = await downloads.offer(report, write);
  nowMs += ms;
  expect(await downloads.take(token)).toBeNull();
  expect(readdirSync(home)).toEqual([]);
});

it('an export that fails halfway leaves nothing behind and offers nothing', async () => {
  const failing = async (path: string) => {
    await write(path);
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  await expect(downloads.offer(report, failing)).rejects.toThrow('full');
  expect(readdirSync(home)).toEqual([]);
});

it('what a station that was killed left is gone at the next start', async () => {
  const { token } = await downloads.offer(report, write);
  const found = await downloads.take(token);
  await Downloads.open(home, clock);
  expect(existsSync(found!.path)).toBe(false);
});
