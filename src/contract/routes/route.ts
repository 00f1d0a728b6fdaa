/** What a route is: parsed input, parsed output, and who may call it. */
import { z } from 'zod';
import type { Role } from '../vocabulary.ts';

/** Who may call: `anyone` before signing in, `person` any account, or only the roles named. */
export type Allowed = 'anyone' | 'person' | readonly Role[];

export interface Route<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  /** A query changes nothing; a command is written to the audit trail. */
  readonly kind: 'query' | 'command';
  readonly allowed: Allowed;
  readonly input: In;
  readonly output: Out;
}

export function query<In extends z.ZodType, Out extends z.ZodType>(allowed: Allowed, input: In, output: Out) {
  return { kind: 'query', allowed, input, output } as const;
}
export function command<In extends z.ZodType, Out extends z.ZodType>(allowed: Allowed, input: In, output: Out) {
  return { kind: 'command', allowed, input, output } as const;
}

export const nothing = z.object({});
/** One window of a long list. */
export const slice = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(200) };
