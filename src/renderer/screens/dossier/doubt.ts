import type { ProposedField } from '../../../contract/artefacts.ts';

export type Doubt = 'none' | 'look' | 'confirm';

/** ≥ 0.9 plain, 0.7–0.9 marked, below to be confirmed one by one (see `ProposedField`). An empty value is not doubtful, it is absent. */
export function doubtOf({ value, confidence }: Pick<ProposedField, 'value' | 'confidence'>): Doubt {
  if (value === '' || confidence >= 0.9) return 'none';
  return confidence >= 0.7 ? 'look' : 'confirm';
}
