import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { sha256Of } from '../../../exchange/digest.ts';
import { Vault } from './vault.ts';

const root = temporaryFolder('vault');
const vault = await Vault.open(root);
const bytes = Buffer.from('trang 1');

it('names a blob by its content and gives back the very bytes', async () => {
  const digest = await vault.put(bytes);
  expect(digest).toBe(sha256Of(bytes));
  expect(await vault.read(digest)).toEqual(bytes);
  expect(await vault.size(digest)).toBe(bytes.length);
});

it('takes the same blob a hundred times at once and keeps one, with nothing left in the making', async () => {
  const twin = Buffer.alloc(200_000, 7);
  const digests = await Promise.all(Array.from({ length: 100 }, () => vault.put(twin)));
  expect(new Set(digests).size).toBe(1);
  expect(readdirSync(vault.tempDir())).toEqual([]);
});

it('adopts a finished file and removes it from where it was made', async () => {
  const temp = join(vault.tempDir(), 'made');
  writeFileSync(temp, 'gói tin');
  const digest = await vault.putFile(temp);
  expect((await vault.read(digest)).toString()).toBe('gói tin');
  expect(readdirSync(vault.tempDir())).toEqual([]);
});

it('sees a blob that the disk altered', async () => {
  const digest = await vault.put(Buffer.from('nguyên vẹn'));
  expect(await vault.intact(digest)).toBe(true);
  writeFileSync(vault.path(digest), 'bị sửa');
  expect(await vault.intact(digest)).toBe(false);
});

it('throws away what a power cut left in the making, and nothing else', async () => {
  const digest = await vault.put(Buffer.from('còn'));
  mkdirSync(vault.tempDir(), { recursive: true });
  writeFileSync(join(vault.tempDir(), 'half'), 'nửa chừng');
  await vault.sweep();
  expect(readdirSync(vault.tempDir())).toEqual([]);
  expect((await vault.read(digest)).toString()).toBe('còn');
});
