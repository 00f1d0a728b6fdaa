/** What the engine and its search process say to each other. */
import { z } from 'zod';
import type { Result } from '../../../contract/result.ts';
import { searchRoutes, type SearchAnswer } from '../../../contract/routes/search.ts';

export const ToSearch = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), dataDir: z.string() }),
  z.object({ type: z.literal('find'), id: z.int(), client: z.int(), input: searchRoutes['search.find'].input }),
  /** The window is closed. */
  z.object({ type: z.literal('forget'), client: z.int() }),
]);
export type ToSearch = z.input<typeof ToSearch>;

/** What a question was answered; the router parses it before it leaves the engine, like every answer. */
export const FromSearch = z.object({ id: z.int(), result: z.custom<Result<SearchAnswer>>((value) => value instanceof Object) });
export type FromSearch = z.infer<typeof FromSearch>;
