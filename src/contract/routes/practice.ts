/** The practice station beside the real one: its own folder, its own records, its own accounts; nothing of it is ever real. */
import { z } from 'zod';
import { Role } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

export const PracticeView = z.object({
  /** A practice station can be entered from here. */
  offered: z.boolean(),
  /** In whose part this window practises now; null while it is at the real station. */
  part: Role.nullable(),
});
export type PracticeView = z.infer<typeof PracticeView>;

export const practiceRoutes = {
  'practice.get': query('anyone', nothing, PracticeView),
  /** This window goes over to the practice station, signed in as the practice person of that role. Needs no account: nothing real is there. */
  'practice.enter': command('anyone', z.object({ part: Role }), nothing),
  /** Back to the real station, as it was left. */
  'practice.leave': command('anyone', nothing, nothing),
  /** The practice station as on the first day; every window that practises stays in its part. */
  'practice.reset': command('anyone', nothing, nothing),
} as const;
