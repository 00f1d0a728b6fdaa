/** One door: every request is parsed on arrival, checked for rights, done, and its answer parsed before it leaves. */
import type { z } from 'zod';
import { fail, ok, type CodedError, type Result } from '../../contract/result.ts';
import { routes, type ParsedInput, type Route, type RouteName, type Routes } from '../../contract/routes.ts';
import type { AccountView } from '../../contract/views.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { captureHandlers } from './handlers/capture.ts';
import { dossierHandlers } from './handlers/dossiers.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { stationHandlers } from './handlers/station.ts';
import { verifyHandlers } from './handlers/verify.ts';
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

const handlers: Handlers = {
  ...stationHandlers,
  ...accountHandlers,
  ...dossierHandlers,
  ...captureHandlers,
  ...verifyHandlers,
  ...jobHandlers,
};

export async function answer(context: HandlerContext, name: string, input: unknown): Promise<Result<unknown>> {
  if (!Object.hasOwn(routes, name)) return fail('ROUTE_UNKNOWN', { route: name.slice(0, 100) });
  const route: Route = routes[name as RouteName];
  const parsed = route.input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    // Which value it is says enough; the pattern it must match is nothing to show a person.
    const detail = issue?.code === 'invalid_format' ? '' : (issue?.message ?? '');
    return fail('INPUT_INVALID', { problem: `${issue?.path.join('.') ?? ''} ${detail}`.trim().slice(0, 300) });
  }
  const refusal = mayCall(route, context.caller);
  if (refusal !== null) return fail(refusal.code, refusal.data);
  const handler = handlers[name as RouteName] as Handler<RouteName>;
  const result = await handler(context, parsed.data as ParsedInput<RouteName>);
  return result.ok ? ok(route.output.parse(result.data)) : result;
}

function mayCall(route: Route, caller: Caller): CodedError | null {
  if (route.allowed === 'anyone') return null;
  const roles = caller.account === null ? caller.operator : [caller.account.role];
  const allowed =
    route.allowed === 'person' ? roles.length > 0 : roles.some((role) => (route.allowed as readonly Role[]).includes(role));
  return allowed
    ? null
    : { code: 'NOT_ALLOWED', data: { roles: route.allowed === 'person' ? 'clerk, supervisor, it' : route.allowed.join(', ') } };
}
