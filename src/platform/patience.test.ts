import { readFileSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../tests/support/folders.ts';
import { Vault } from '../main/engine/vault/vault.ts';
import { writeDurably } from './durable.ts';
import { patiently, replaceFile } from './patience.ts';

/** What the next renames are refused with. */
const refusals: string[] = [];
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const rename: typeof fs.rename = async (from, to) => {
    const code = refusals.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    await real.rename(from, to);
  };
  return { ...real, rename };
});
beforeEach(() => void refusals.splice(0));

const folder = temporaryFolder('patience');

it.each(['EPERM', 'EACCES', 'EBUSY'])('a scanner that holds the file for a moment (%s) costs nobody a page', async (code) => {
  const [from, to] = [join(folder, `${code}.part`), join(folder, code)];
  writeFileSync(from, 'mới');
  writeFileSync(to, 'cũ');
  refusals.push(code, code, code);
  await replaceFile(from, to);
  expect(readFileSync(to, 'utf8')).toBe('mới');
});

it('the vault and what is written durably wait like that too', async () => {
  const vault = await Vault.open(join(folder, 'vault'));
  refusals.push('EPERM');
  expect((await vault.read(await vault.put(Buffer.from('trang')))).toString()).toBe('trang');
  refusals.push('EBUSY');
  await writeDurably(join(folder, 'khóa'), 'x');
  expect(readFileSync(join(folder, 'khóa'), 'utf8')).toBe('x');
  expect(refusals).toEqual([]);
});

it('what does not pass is said, and what is no holding is said at once', async () => {
  const never = (code: string) => vi.fn<() => Promise<never>>(() => Promise.reject(Object.assign(new Error(code), { code })));
  const held = never('EPERM');
  await expect(patiently(held, undefined, [0, 0])).rejects.toThrow('EPERM');
  expect(held).toHaveBeenCalledTimes(3);
  const gone = never('ENOENT');
  await expect(patiently(gone)).rejects.toThrow('ENOENT');
  expect(gone).toHaveBeenCalledTimes(1);
});
