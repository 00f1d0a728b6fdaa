/** Step 9: packages on their way to the archive. */
import { z } from 'zod';
import { DeliveryView } from '../views.ts';
import { nothing, query } from './route.ts';

export const queueRoutes = {
  'queue.list': query('person', nothing, z.array(DeliveryView)),
} as const;
