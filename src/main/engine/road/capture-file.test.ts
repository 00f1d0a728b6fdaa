import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { Vault } from '../vault/vault.ts';
import { takeIn } from './capture-file.ts';

const folder = temporaryFolder('take-in');
const { signal } = new AbortController();
const paper = { path: join(folder, '1.jpg'), name: '1.jpg' };
writeFileSync(paper.path, 'trang 1');

describe('what cannot be taken in is said of the side that failed', () => {
  it.each([
    ['the file is gone', join(folder, 'none.jpg'), 'SOURCE_GONE'],
    ['its folder became a file', join(paper.path, '1.jpg'), 'SOURCE_GONE'],
    ['it became a folder', folder, 'SOURCE_UNREADABLE'],
  ])('%s', async (_, path, code) => {
    const vault = await Vault.open(join(folder, 'vault'));
    expect(await takeIn(vault, { path, name: '1.jpg' }, signal)).toEqual({ ok: false, error: { code, data: { name: '1.jpg' } } });
    expect(readdirSync(vault.tempDir())).toEqual([]);
  });

  it('the vault is gone: not the person’s file', async () => {
    const vault = await Vault.open(join(folder, 'lost'));
    rmSync(vault.tempDir(), { recursive: true });
    expect(await takeIn(vault, paper, signal)).toMatchObject({ ok: false, error: { code: 'STATION_NOT_WRITABLE' } });
  });

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EPERM', 'STATION_NOT_WRITABLE'],
    ['EBUSY', 'STATION_NOT_WRITABLE'],
    ['ENOENT', 'STATION_NOT_WRITABLE'],
    ['EIO', 'STATION_NOT_WRITABLE'],
  ])('the vault answers %s', async (code, said) => {
    const temp = join(folder, code);
    mkdirSync(temp);
    const error = Object.assign(new Error(code), { code, syscall: 'rename' });
    const vault = { tempDir: () => temp, putFile: () => Promise.reject(error) };
    expect(await takeIn(vault, paper, signal)).toMatchObject({ ok: false, error: { code: said } });
    expect(readdirSync(temp)).toEqual([]);
  });

  it('a bug stays a bug', async () => {
    const vault = { tempDir: () => folder, putFile: () => Promise.reject(new TypeError('bug')) };
    await expect(takeIn(vault, paper, signal)).rejects.toThrow('bug');
  });
});
