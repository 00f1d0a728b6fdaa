import type { Ledger } from '../../contract/vocabulary.ts';

/** `in − (out + blank + separator + clerk)`: 0 when every page image has its place; else the equation is broken and says by how many. */
export function ledgerGap(ledger: Ledger): number {
  return ledger.in - ledger.out - ledger.blank - ledger.separator - ledger.clerk;
}

export type LedgerTerm = 'pages' | 'blank' | 'separator' | 'clerk';

/** The right side of the equation; the tray's terms only where there is something in them. */
export function ledgerTerms(ledger: Ledger): readonly { term: LedgerTerm; n: number }[] {
  const tray = (['blank', 'separator', 'clerk'] as const).map((term) => ({ term, n: ledger[term] })).filter(({ n }) => n > 0);
  return [{ term: 'pages', n: ledger.out }, ...tray];
}
