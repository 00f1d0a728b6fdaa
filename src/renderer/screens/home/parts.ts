/** Figures of the overview as parts of a bar. Decisions only. */
import type { Share } from '../../../contract/routes/work.ts';

type Standing = Pick<Share, 'planned' | 'standing' | 'approved' | 'done' | 'left'>;
export type PartName = 'done' | 'approved' | 'standing' | 'notYet';
export interface Part {
  readonly name: PartName;
  readonly pages: number;
  /** Of the whole bar, 0…100. */
  readonly percent: number;
}

/**
 * A whole in four parts that add up to 100 %: with a receipt, approved, in work, not scanned yet. What is finished with fewer pages than were
 * planned fills its bar; more pages than planned never push another part out.
 */
export function partsOf({ planned, standing, approved, done, left }: Standing): readonly Part[] {
  const whole = Math.max(left === 0 ? done.pages : planned.pages, done.pages, 1);
  const cut = (pages: number, before: number) => Math.max(0, Math.min(pages, whole) - before);
  const first = cut(done.pages, 0);
  const second = cut(Math.max(approved, done.pages), first);
  const third = cut(Math.max(standing.pages, approved, done.pages), first + second);
  const pages: Record<PartName, number> = {
    done: first,
    approved: second,
    standing: third,
    notYet: whole - first - second - third,
  };
  return (['done', 'approved', 'standing', 'notYet'] as const).map((name) => ({
    name,
    pages: pages[name],
    percent: (pages[name] / whole) * 100,
  }));
}

/** Whole percents with a receipt; 100 only when nothing is left. */
export function percentDone(standing: Standing): number {
  if (standing.planned.pages === 0) return 0;
  return standing.left === 0 ? 100 : Math.min(99, Math.floor((standing.done.pages / standing.planned.pages) * 100));
}
