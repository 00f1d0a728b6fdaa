/** How the machine and the station are. */
import { z } from 'zod';
import { HealthFinding } from '../health.ts';
import { nothing, query } from './route.ts';

export const healthRoutes = {
  'health.check': query('person', nothing, z.object({ version: z.string(), findings: z.array(HealthFinding) })),
} as const;
