/** One thing wrong with a package, and lists of them. */
import { z } from 'zod';
import type { Lang } from '../../contract/errors/index.ts';
import { problemKinds } from './problem-kinds.ts';

export const Severity = z.enum(['error', 'warning']);
export type Severity = z.infer<typeof Severity>;
export type ProblemCode = keyof typeof problemKinds;
export const problemCodes = Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]];

/** `path` inside the package, `document` a docId, `page` 1-based; `null` where there is none. */
export const Problem = z.object({
  code: z.enum(problemCodes),
  severity: Severity,
  path: z.string().nullable(),
  document: z.string().nullable(),
  page: z.int().positive().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof Problem>;

export interface Place {
  readonly path?: string | null;
  readonly document?: string | null;
  readonly page?: number | null;
}

/** A problem of its kind's severity. Quoted values are cut: a report is not a copy of the package. */
export function problem(
  code: ProblemCode,
  place: Place = {},
  data: Problem['data'] = {},
  severity: Severity = problemKinds[code].severity,
): Problem {
  const short = (text: string, most: number) => text.slice(0, most).toWellFormed();
  const cut = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? short(value, 300) : value]),
  );
  const path = place.path == null ? null : short(place.path, 1024);
  return { code, severity, path, document: place.document ?? null, page: place.page ?? null, data: cut };
}

/** More than a person could ever read, few enough that a hostile package cannot fill memory with complaints. */
const mostProblems = 10_000;

/** Gathers problems from many rules in one list. */
export class Findings {
  readonly list: Problem[] = [];

  add(...groups: readonly (readonly Problem[])[]): void {
    for (const group of groups) {
      for (const one of group) {
        if (this.list.length < mostProblems) this.list.push(one);
        else if (this.list.length === mostProblems) this.list.push(problem('TOO_MANY_PROBLEMS', {}, { most: mostProblems }));
        else return;
      }
    }
  }
}

export const errorsOf = (problems: readonly Problem[]) => problems.filter((one) => one.severity === 'error');

/** One sentence for a person. */
export function describeProblem(one: Problem, lang: Lang): string {
  return problemKinds[one.code][lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(one.data[name] ?? whole));
}
