/** Problems of the SIP's rules as a person who describes sees them: at the field to put right, in both languages. */
import type { FieldProblem } from '../../../contract/description.ts';
import type { Lang } from '../../../contract/errors/index.ts';
import { fieldLabels } from '../../../contract/field-labels.ts';
import { describeProblem, type Problem, type ProblemCode } from '../../../exchange/sip/problems.ts';

/** Codes that name no field, and the field they are about. */
const fieldOf: Partial<Record<ProblemCode, string>> = {
  FILE_CODE_FORM: 'fileCode',
  FILE_CODE_YEAR: 'fileCode',
  FILE_CODE_AGENCY: 'fileCode',
  FILE_CODE_TAKEN: 'fileCode',
  FILE_CODE_SETTLED: 'fileCode',
  NOT_PERMANENT: 'maintenance',
  SECRET: 'mode',
  DATE_ORDER: 'endDate',
  DATES_TOO_NARROW: 'startDate',
  DATE_OUTSIDE: 'issuedDate',
  DOC_ID_FORM: 'docId',
  DOC_CODE: 'docCode',
};

export function fieldOfProblem(problem: Problem): string | null {
  const named = problem.data['field'];
  return typeof named === 'string' ? named : (fieldOf[problem.code] ?? null);
}

export function fieldProblem(problem: Problem): FieldProblem {
  const words = (lang: Lang) => describeProblem(withLabel(problem, lang), lang);
  return {
    code: problem.code,
    field: fieldOfProblem(problem),
    severity: problem.severity,
    words: { vi: words('vi'), en: words('en') },
  };
}

/** `Thiếu trường bắt buộc trích yếu`, not `subject`. */
function withLabel(problem: Problem, lang: Lang): Problem {
  const field = problem.data['field'];
  if (typeof field !== 'string' || !Object.hasOwn(fieldLabels, field)) return problem;
  return { ...problem, data: { ...problem.data, field: fieldLabels[field as keyof typeof fieldLabels][lang] } };
}
