/** What waits, and for whom. */
import { z } from 'zod';
import { DossierStep, StatusView } from '../views.ts';
import { Ledger } from '../vocabulary.ts';
import { nothing, query } from './route.ts';

const count = z.int().nonnegative();
/** Documents to describe, returned, to sign, to verify; jobs and files that were parked. */
const Waiting = z.object({ describe: count, returned: count, sign: count, verify: count, parked: count });

/** The station in a few figures; costs the same with a million pages as with ten. */
export const WorkSummary = z.object({
  steps: z.record(DossierStep, z.object({ dossiers: count, documents: count, pages: count })),
  /** For anybody. */
  waiting: Waiting,
  /** For whoever asks, by their role; nobody verifies what they described themselves. */
  mine: Waiting,
  pagesReturned: count,
  dossiers: count,
  jobs: StatusView.shape.jobs,
  ledger: Ledger,
  queue: StatusView.shape.queue,
});
export type WorkSummary = z.infer<typeof WorkSummary>;

export const workRoutes = {
  'work.summary': query('person', nothing, WorkSummary),
} as const;
