/**
 * What a one-shot run was begun with, kept beside its station. The same command goes on with it; any other is refused, because its papers
 * would be passed over in silence or join a dossier that is not theirs, and because another key may not finish what a person has to decide.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SplitRule } from '../../contract/routes/capture.ts';
import type { CodedError } from '../../contract/result.ts';
import { placeText } from './report.ts';

const words = ['agency', 'name', 'fileCode', 'title'] as const;
const flags = { agency: '--agency', name: '--name', fileCode: '--file-code', title: '--title' } as const;

/** Whose key signs: the station's practice key, a person's own, or nobody's. */
const Key = z.enum(['practice', 'own', 'none']);
const keyFlags = { practice: '--practice', own: '--p12', none: '--no-sign' } as const;

export const Begun = z.object({
  key: Key,
  /** Absolute paths, as they were given. */
  papers: z.array(z.string()),
  split: SplitRule,
  agency: z.string(),
  name: z.string().nullable(),
  fileCode: z.string().nullable(),
  title: z.string().nullable(),
});
export type Begun = z.infer<typeof Begun>;

/** Why `given` may not go on with what was begun in `folder`; null when it may. `practice` is what the station itself says it is. Pure. */
export function difference(folder: string, begun: Begun | null, practice: boolean, given: Begun): CodedError | null {
  const differently = (was: string, is: string): CodedError => ({
    code: 'OUT_BEGUN_DIFFERENTLY',
    data: { folder, begun: was, given: is },
  });
  // The station decides, whatever the note beside it says: a practice key never finishes a real dossier.
  if (practice !== (given.key === 'practice'))
    return differently(practice ? '--practice' : keyFlags[begun?.key ?? 'own'], keyFlags[given.key]);
  if (begun === null || !samePapers(begun, given)) return { code: 'OUTPUT_IN_USE', data: { folder } };
  if (begun.key !== given.key) return differently(keyFlags[begun.key], keyFlags[given.key]);
  const word = words.find((name) => begun[name] !== given[name]);
  return word === undefined ? null : differently(`${flags[word]} ${begun[word] ?? '–'}`, `${flags[word]} ${given[word] ?? '–'}`);
}

function samePapers(begun: Begun, given: Begun): boolean {
  const listed = ({ papers, split }: Begun) => JSON.stringify([split, papers.toSorted()]);
  return listed(begun) === listed(given);
}

const noteIn = (dataDir: string) => join(dataDir, 'papers.json');

/** Null when there is none, or none that can be read. */
export async function readBegun(dataDir: string): Promise<Begun | null> {
  try {
    return Begun.parse(JSON.parse(await readFile(noteIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

export function writeBegun(dataDir: string, begun: Begun): Promise<void> {
  return placeText(JSON.stringify(begun), noteIn(dataDir));
}
