import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/support/folders.ts';
import { difference, readBegun, writeBegun, type Begun } from './begun.ts';

const run: Begun = { key: 'own', papers: ['/a', '/b'], split: 'auto', agency: 'H49', name: null, fileCode: null, title: 'Một' };

describe('a run goes on only as it was begun', () => {
  it('the same command goes on, in whatever order its papers are named', () => {
    expect(difference('out', run, false, run)).toBeNull();
    expect(difference('out', run, false, { ...run, papers: ['/b', '/a'] })).toBeNull();
  });

  it.each<[string, Begun | null, boolean, Partial<Begun>, string]>([
    ['the practice key does not finish a real dossier', run, false, { key: 'practice' }, 'OUT_BEGUN_DIFFERENTLY'],
    [
      'not even when the note beside the station says so',
      { ...run, key: 'practice' },
      false,
      { key: 'practice' },
      'OUT_BEGUN_DIFFERENTLY',
    ],
    ['a real key does not finish a practice dossier', { ...run, key: 'practice' }, true, {}, 'OUT_BEGUN_DIFFERENTLY'],
    ['without signing is another run', run, false, { key: 'none' }, 'OUT_BEGUN_DIFFERENTLY'],
    ['another agency', run, false, { agency: 'H50' }, 'OUT_BEGUN_DIFFERENTLY'],
    ['a title where there was one', run, false, { title: null }, 'OUT_BEGUN_DIFFERENTLY'],
    ['other papers', run, false, { papers: ['/c'] }, 'OUTPUT_IN_USE'],
    ['more papers', run, false, { papers: ['/a', '/b', '/c'] }, 'OUTPUT_IN_USE'],
    ['parted differently', run, false, { split: 'file' }, 'OUTPUT_IN_USE'],
    ['a station nobody here has begun', null, false, {}, 'OUTPUT_IN_USE'],
  ])('%s', (_, begun, practice, change, code) =>
    expect(difference('out', begun, practice, { ...run, ...change })?.code).toBe(code),
  );
});

it('the note is read back as it was written; a broken one is none', async () => {
  const folder = temporaryFolder('begun');
  expect(await readBegun(folder)).toBeNull();
  await writeBegun(folder, run);
  expect(await readBegun(folder)).toEqual(run);
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'papers.json'), '{"key":"own"');
  expect(await readBegun(broken)).toBeNull();
});
