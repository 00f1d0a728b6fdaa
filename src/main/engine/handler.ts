/** What a handler of a route is: the router calls it after parsing and checking rights. */
import type { z } from 'zod';
import type { Result } from '../../contract/result.ts';
import type { ParsedInput, RouteName, Routes } from '../../contract/routes.ts';
import type { AccountView } from '../../contract/views.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Workshop } from './road/workshop.ts';

/** Who is asking. The engine's own host may act as the operator at this machine; everybody else signs in. */
export interface Caller {
  account: AccountView | null;
  /** Roles of the operator at the machine itself (command line); never those of the second person. */
  readonly operator: readonly Role[];
}

export interface HandlerContext extends Workshop {
  readonly caller: Caller;
  /** The name decisions and the audit trail are written under. */
  readonly actor: string;
  /** Jobs were added or made ready. */
  wake(): void;
}

/** What a handler may answer: the router parses it into the route's output. */
type Answer<N extends RouteName> = Result<z.input<Routes[N]['output']>>;
export type Handler<N extends RouteName> = (context: HandlerContext, input: ParsedInput<N>) => Promise<Answer<N>> | Answer<N>;
export type Handlers = { readonly [N in RouteName]: Handler<N> };
