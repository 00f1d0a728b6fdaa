import { FileCode } from '../../../contract/vocabulary.ts';

/** A document's code is the file code, a dot and its number: 25 characters in all (Circular 05/2025, Annex III). */
const longest = 23;

export type CodeProblem = 'malformed' | 'tooLong' | 'otherAgency' | 'taken';

/** Everything that is wrong with a file code while it is being typed. */
export function codeProblems(code: string, agencyCode: string, taken: boolean): CodeProblem[] {
  const problems: CodeProblem[] = [];
  if (!FileCode.safeParse(code).success) problems.push('malformed');
  else if (!code.startsWith(`${agencyCode}.`)) problems.push('otherAgency');
  if (code.length > longest) problems.push('tooLong');
  if (taken) problems.push('taken');
  return problems;
}
