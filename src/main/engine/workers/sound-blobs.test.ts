import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import type { Blobs } from '../../stages/step.ts';
import { Vault } from '../vault/vault.ts';
import { onSoundBlobs } from './sound-blobs.ts';

const vault = await Vault.open(temporaryFolder('sound-blobs'));
let blobs = 0;

const harms: readonly (readonly [string, (path: string) => void])[] = [
  [
    'altered by one bit',
    (path) => {
      const bytes = readFileSync(path);
      bytes[0]! ^= 1;
      writeFileSync(path, bytes);
    },
  ],
  ['cut short', (path) => writeFileSync(path, readFileSync(path).subarray(1))],
  ['gone', (path) => rmSync(path)],
];
const uses: readonly (readonly [string, (given: Blobs, digest: Sha256) => Promise<unknown>])[] = [
  ['read whole', (given, digest) => given.read(digest)],
  ['used as a file', async (given, digest) => given.path(digest)],
];
const cases = harms.flatMap(([harm, doHarm]) => uses.map(([use, doUse]) => ({ harm, use, doHarm, doUse })));

it.each(cases)('a blob that is $harm and $use: whatever the step says, the answer names the blob', async ({ doHarm, doUse }) => {
  const digest = await vault.put(Buffer.from(`blob ${++blobs}`));
  doHarm(vault.path(digest));
  const damaged = fail('BLOB_DAMAGED', { step: 'compose', digest });
  expect(await onSoundBlobs(vault, 'compose', async (given) => ok(await doUse(given, digest)))).toEqual(damaged);
  expect(await onSoundBlobs(vault, 'compose', async (given) => ok(await doUse(given, digest).catch(() => null)))).toEqual(
    damaged,
  );
  expect(
    await onSoundBlobs(vault, 'compose', (given) => doUse(given, digest).then(() => Promise.reject(new Error('unreadable')))),
  ).toEqual(damaged);
});

it('on sound blobs the step’s own answer counts, and its own fault is thrown on', async () => {
  const digest = await vault.put(Buffer.from('sound'));
  const length = onSoundBlobs(vault, 'compose', async (given) =>
    ok(given.path(digest) === vault.path(digest) ? (await given.read(digest)).length : 0),
  );
  expect(await length).toEqual(ok(5));
  await expect(
    onSoundBlobs(vault, 'compose', (given) => given.read(digest).then(() => Promise.reject(new Error('a bug')))),
  ).rejects.toThrow('a bug');
});

it('a blob that may not be opened just now is not called damaged', async () => {
  const digest = await vault.put(Buffer.from('busy'));
  const busy: Blobs = Object.create(vault, {
    read: { value: () => Promise.reject(Object.assign(new Error('too many files'), { code: 'EMFILE' })) },
  });
  await expect(onSoundBlobs(busy, 'compose', async (given) => ok(await given.read(digest)))).rejects.toThrow('too many files');
});
