/** The practice records we ship (resources/practice), brought into a station that practises. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { DossierDescription } from '../../../contract/vocabulary.ts';
import { resourcePath } from '../../../platform/resources.ts';
import type { Session } from '../index.ts';

const PracticeDossier = DossierDescription.extend({ number: z.string(), year: z.int() });

/**
 * Imports and describes each practice dossier in the name of `clerk`, under the codes of `agencyCode`; what is there already is left as it is.
 * Answers the file codes, in order.
 */
export async function bringInPracticeRecords(clerk: Session, agencyCode: string): Promise<Result<string[]>> {
  const root = resourcePath('practice');
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory() && entry.name !== 'truth');
  const codes: string[] = [];
  for (const { name } of folders.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const { number, year, ...description } = PracticeDossier.parse(
      JSON.parse(await readFile(join(root, name, 'dossier.json'), 'utf8')),
    );
    const fileCode = `${agencyCode}.${year}.${number}`;
    codes.push(fileCode);
    const known = await clerk.call('dossier.get', { fileCode });
    if (known.ok) continue;
    for (const [route, input] of [
      ['capture.import', { fileCode, paths: [join(root, name)] }],
      ['dossier.describe', { fileCode, description }],
    ] as const) {
      const done = await clerk.call(route, input);
      if (!done.ok) return fail(done.error.code, done.error.data);
    }
  }
  return ok(codes);
}
