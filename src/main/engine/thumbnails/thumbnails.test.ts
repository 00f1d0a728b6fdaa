import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { call, fileCode, gate, station, work } from '../../../../tests/support/station.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { Vault } from '../vault/vault.ts';
import { WorkerPool } from '../workers/pool.ts';
import { forkWorker } from '../workers/spawn.ts';
import { makeThumbnail } from './make.ts';
import { Thumbnails } from './thumbnails.ts';

const folder = temporaryFolder('thumbnails');
const { signal } = new AbortController();
const paper = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#f4f0e4' } });
const digest = (letter: string) => letter.repeat(64) as Sha256;

async function sizeOf(picture: Promise<Buffer>): Promise<(number | string | undefined)[]> {
  const vault = await Vault.open(join(folder, 'vault'));
  const target = join(folder, crypto.randomUUID());
  expect(await makeThumbnail(vault, { image: await vault.put(await picture), target })).toEqual({ ok: true, data: null });
  const { width, height, format } = await sharp(target).metadata();
  return [width, height, format];
}

it.each([
  ['a scanned page', () => paper(2480, 3508).jpeg().toBuffer(), [240, 339, 'webp']],
  [
    'a page that EXIF lays on its side',
    () => paper(3508, 2480).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    [240, 339, 'webp'],
  ],
  [
    'a fax in a TIFF, which no browser shows',
    () => paper(1728, 2200).toColourspace('b-w').threshold().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    [240, 306, 'webp'],
  ],
  ['a strip of paper', () => paper(300, 6000).png().toBuffer(), [17, 340, 'webp']],
  ['what is small already', () => paper(100, 90).png().toBuffer(), [100, 90, 'webp']],
])('%s', async (_, picture, expected) => {
  expect(await sizeOf(picture())).toEqual(expected);
});

it('a damaged page has no thumbnail, leaves nothing behind and is not tried again', async () => {
  const vault = await Vault.open(join(folder, 'damaged'));
  const image = await vault.put(Buffer.from('not a picture'));
  const made: string[] = [];
  const run = (_: unknown, input: unknown): Promise<Result<unknown>> => {
    const task = input as { image: Sha256; target: string };
    made.push(task.image);
    return makeThumbnail(vault, task);
  };
  const thumbnails = new Thumbnails(join(folder, 'none'), { run }, signal);
  expect([await thumbnails.of(image), await thumbnails.of(image)]).toEqual([null, null]);
  expect(made).toEqual([image]);
  expect(await readdir(join(folder, 'none', image.slice(0, 2)))).toEqual([]);
});

it('two windows that look at the same page at once have it made once; a worker’s fall is tried again', async () => {
  const answers: Result<unknown>[] = [fail('WORKER_CRASHED', { step: 'thumbnail' })];
  let asked = 0;
  const run = (_: unknown, input: unknown): Promise<Result<unknown>> => {
    asked++;
    const answer = answers.shift();
    if (answer !== undefined) return Promise.resolve(answer);
    const { target } = input as { target: string };
    return mkdir(join(target, '..'), { recursive: true })
      .then(() => paper(20, 20).webp().toFile(target))
      .then(() => ok(null));
  };
  const thumbnails = new Thumbnails(join(folder, 'twice'), { run }, signal);
  expect(await Promise.all([thumbnails.of(digest('a')), thumbnails.of(digest('a'))])).toEqual([null, null]);
  const [one, other] = await Promise.all([thumbnails.of(digest('a')), thumbnails.of(digest('a'))]);
  expect(one).toMatchObject({ mime: 'image/webp' });
  expect(other).toEqual(one);
  expect(asked).toBe(2);
  await rm(join(folder, 'twice'), { recursive: true });
  expect(await thumbnails.of(digest('a'))).toEqual(one);
  expect(asked).toBe(3);
});

it('somebody who looks does not wait for the pages that wait to be read', async () => {
  const { opened, open } = gate();
  const begun: string[] = [];
  const spawn = () => {
    const listeners: ((message: unknown) => void)[] = [];
    return {
      onMessage: (listener: (message: unknown) => void) => void listeners.push(listener),
      onExit: () => undefined,
      kill: () => undefined,
      postMessage: (raw: unknown) => {
        const message = raw as { type: string; id: number; step: string };
        if (message.type !== 'task') return;
        begun.push(message.step);
        void opened.then(() =>
          listeners.forEach((tell) => tell({ type: 'result', id: message.id, result: ok(null), rss: 0, peak: 0 })),
        );
      },
    };
  };
  const pool = new WorkerPool({ spawn, vault: folder, size: 1 });
  const run = (step: 'clean' | 'recognise' | 'thumbnail') => pool.run(step, {}, {}, signal, () => undefined);
  const all = [run('clean'), run('recognise'), run('thumbnail'), run('thumbnail')];
  open();
  await Promise.all(all);
  expect(begun).toEqual(['clean', 'thumbnail', 'thumbnail', 'recognise']);
});

it('a worker process makes it', async () => {
  const vault = await Vault.open(join(folder, 'process'));
  const image = await vault.put(await paper(2480, 3508).jpeg().toBuffer());
  const pool = new WorkerPool({ spawn: forkWorker, vault: join(folder, 'process'), size: 1 });
  const made = await new Thumbnails(join(folder, 'made'), pool, signal).of(image);
  await pool.close();
  expect((await sharp(made!.path).metadata()).width).toBe(240);
});

it('only what a page of the station points at has one', async () => {
  const { engine, operator } = await station();
  const source = writeSources(join(folder, 'papers'), { '1.jpg': ['a'] });
  await call(operator, 'capture.import', { fileCode, paths: [source] });
  await work(engine, 'capture');
  for (const asked of ['a'.repeat(64), '../station.db', '']) expect(await engine.thumbnail(asked)).toBeNull();
});
