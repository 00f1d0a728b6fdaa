/** Where a dossier stands on the road, as numbers a picture can be drawn from. */
import { stepNames } from '../../contract/vocabulary.ts';
import type { DossierView } from '../../contract/views.ts';

export type Place = DossierView['step'];
export const places: readonly Place[] = [...stepNames, 'done'];
export type Segment = 'done' | 'here' | 'ahead';

/** 1…9; 9 when done. */
export function stepNumber(step: Place): number {
  return Math.min(places.indexOf(step) + 1, stepNames.length);
}

/** The nine steps as behind, here or ahead of a dossier at `step`. */
export function segments(step: Place): { name: (typeof stepNames)[number]; state: Segment }[] {
  const here = places.indexOf(step);
  return stepNames.map((name, index) => ({ name, state: index < here ? 'done' : index === here ? 'here' : 'ahead' }));
}
