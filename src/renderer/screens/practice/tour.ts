/** The guided tour: what a newcomer does, in the order of the road, and how one sees that it is done. Pure but for whether it is shown. */
import { useSyncExternalStore } from 'react';
import type { Role } from '../../../contract/vocabulary.ts';
import type { StatusView } from '../../../contract/views.ts';
import type { z } from 'zod';

export interface TourStep {
  readonly id: 'look' | 'describe' | 'approve' | 'send' | 'search';
  /** Whose work it is. */
  readonly part: Role;
  readonly to: '/' | '/describe' | '/verify' | '/send' | '/search';
}

export const tourSteps: readonly TourStep[] = [
  { id: 'look', part: 'clerk', to: '/' },
  { id: 'describe', part: 'clerk', to: '/describe' },
  { id: 'approve', part: 'supervisor', to: '/verify' },
  { id: 'send', part: 'supervisor', to: '/send' },
  { id: 'search', part: 'clerk', to: '/search' },
];

type Dossiers = z.infer<typeof StatusView>['dossiers'];
const order = ['capture', 'clean', 'recognise', 'describe', 'compose', 'sign', 'verify', 'package', 'send', 'done'];

/** How many of the practice dossiers came past a step of the road. */
function past(dossiers: Dossiers, step: string): number {
  return dossiers.filter((dossier) => order.indexOf(dossier.step) > order.indexOf(step)).length;
}

/** What the state of the practice station shows to be done; `opened` are the steps whose screen a person went to by the tour. */
export function doneSteps(dossiers: Dossiers, opened: ReadonlySet<TourStep['id']>): ReadonlySet<TourStep['id']> {
  const done = new Set<TourStep['id']>();
  if (opened.has('look')) done.add('look');
  if (opened.has('search')) done.add('search');
  if (past(dossiers, 'describe') > 0) done.add('describe');
  if (past(dossiers, 'verify') > 0) done.add('approve');
  if (past(dossiers, 'send') > 0) done.add('send');
  return done;
}

let shown = false;
const listeners = new Set<() => void>();
function show(next: boolean): void {
  shown = next;
  for (const listener of listeners) listener();
}
export const showTour = () => show(true);
export const hideTour = () => show(false);
export function useTourShown(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
