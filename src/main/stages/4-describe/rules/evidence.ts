/** What a rule hands over, and how sure it may be. Pure. */
import type { ProposedField } from '../../../../contract/artefacts.ts';
import type { Doubt } from '../../../../contract/doubts.ts';
import { union, type Segment } from './layout.ts';

/** A value, where it stands and how far the pattern alone is to be trusted (0…1), before the words' own confidence is counted in. */
export interface Finding {
  readonly value: string;
  readonly certainty: number;
  readonly page: number;
  readonly segments: readonly Segment[];
  /** The words were matched against a known phrase, so a low OCR confidence no longer counts. */
  readonly known?: boolean;
  readonly doubts?: readonly Doubt[];
}

export const unknown: ProposedField = { value: '', confidence: 0, page: null, box: null };

export function proposed(finding: Finding | null): ProposedField {
  if (finding === null || finding.value === '') return unknown;
  const words = finding.segments.flatMap((segment) => segment.words);
  const read = finding.known === true ? 1 : legibility(words.map((word) => word.confidence));
  const confidence = Math.round(Math.min(1, Math.max(0, finding.certainty * read)) * 1000) / 1000;
  return {
    value: finding.value,
    confidence,
    page: finding.page,
    box: words.length === 0 ? null : union(words.map((word) => word.box)),
  };
}

/** 0…1 from the words' OCR confidence: the mean, pulled down by the worst word, because one wrong digit spoils a number. Clean print reads at 90–96. */
export function legibility(confidences: readonly number[]): number {
  if (confidences.length === 0) return 0;
  const mean = confidences.reduce((sum, value) => sum + value, 0) / confidences.length;
  const worst = Math.min(...confidences);
  return Math.min(1, 0.35 + (0.7 * (0.7 * mean + 0.3 * worst)) / 100);
}
