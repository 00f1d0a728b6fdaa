/** The machine's work, and what was parked. */
import { z } from 'zod';
import { JobView } from '../views.ts';
import { command, nothing, query, slice } from './route.ts';

export const jobRoutes = {
  'job.list': query(
    'person',
    z.object({
      state: z.enum(['ready', 'running', 'parked']).nullable().default(null),
      ...slice,
    }),
    z.array(JobView),
  ),
  /** Takes a parked job up again: a person's decision. */
  'job.retry': command('person', z.object({ id: z.int() }), nothing),
} as const;
