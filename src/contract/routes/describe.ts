/** Step 4: what a document is about, confirmed by a person. */
import { z } from 'zod';
import { DocumentFields, RowId } from '../vocabulary.ts';
import { command, nothing } from './route.ts';

export const describeRoutes = {
  'describe.confirm': command(['clerk', 'supervisor'], z.object({ documentId: RowId, fields: DocumentFields }), nothing),
} as const;
