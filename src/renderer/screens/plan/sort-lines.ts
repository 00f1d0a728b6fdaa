import type { PlanLine } from '../../../contract/routes/work.ts';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import { percentDone } from '../home/parts.ts';

const collator = new Intl.Collator('vi', { numeric: true });

const compare: Readonly<Record<string, (a: PlanLine, b: PlanLine) => number>> = {
  code: (a, b) => collator.compare(a.fonds, b.fonds) || a.year - b.year,
  fonds: (a, b) => collator.compare(a.fondsName || a.fonds, b.fondsName || b.fonds) || a.year - b.year,
  year: (a, b) => a.year - b.year || collator.compare(a.fonds, b.fonds),
  kind: (a, b) => collator.compare(recordKindNames[a.kind].vi, recordKindNames[b.kind].vi) || a.year - b.year,
  dossiers: (a, b) => a.dossiers - b.dossiers,
  pages: (a, b) => a.pages - b.pages,
  // What has no due date comes after all that have one.
  due: (a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'),
  progress: (a, b) => percentDone(a) - percentDone(b),
  left: (a, b) => a.left - b.left,
};

/** The lines of a plan in the order a column asks for. */
export function sortLines(lines: readonly PlanLine[], { by, down }: { by: string; down: boolean }): readonly PlanLine[] {
  const order = compare[by];
  if (order === undefined) return lines;
  return lines.toSorted((a, b) => (down ? order(b, a) : order(a, b)));
}
