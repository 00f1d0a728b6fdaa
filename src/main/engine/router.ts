/** One door: every request is parsed on arrival, checked for rights, done, and its answer parsed before it leaves. */
import { fail, ok, type CodedError, type Result } from '../../contract/result.ts';
import { routes, type ParsedInput, type RouteName } from '../../contract/routes.ts';
import type { Route } from '../../contract/routes/route.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { Caller } from './accounts/caller.ts';
import type { Handler, HandlerContext, Handlers } from './handler.ts';
import { lockWhenIdle, seen } from './accounts/watch.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { auditHandlers } from './handlers/audit.ts';
import { healthHandlers } from './handlers/health.ts';
import { arrivalHandlers } from './handlers/arrivals.ts';
import { captureHandlers } from './handlers/capture.ts';
import { checkHandlers } from './handlers/check.ts';
import { describeHandlers } from './handlers/describe.ts';
import { dossierHandlers } from './handlers/dossiers.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { practiceHandlers } from './handlers/practice.ts';
import { pageHandlers } from './handlers/pages.ts';
import { handOverHandlers } from './handlers/hand-over.ts';
import { queueHandlers } from './handlers/queue.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import { scanHandlers } from './handlers/scan.ts';
import { rejectionHandlers } from './handlers/rejections.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { signBatchHandlers } from './handlers/sign-batches.ts';
import { signHandlers } from './handlers/sign.ts';
import { searchHandlers } from './handlers/search.ts';
import { stationHandlers } from './handlers/station.ts';
import { textHandlers } from './handlers/text.ts';
import { verifyHandlers } from './handlers/verify.ts';
import { planHandlers } from './handlers/plan.ts';
import { workHandlers } from './handlers/work.ts';

const handlers: Handlers = {
  ...stationHandlers,
  ...accountHandlers,
  ...auditHandlers,
  ...healthHandlers,
  ...sessionHandlers,
  ...settingsHandlers,
  ...dossierHandlers,
  ...captureHandlers,
  ...pageHandlers,
  ...arrivalHandlers,
  ...scanHandlers,
  ...describeHandlers,
  ...signHandlers,
  ...signBatchHandlers,
  ...checkHandlers,
  ...textHandlers,
  ...verifyHandlers,
  ...jobHandlers,
  ...queueHandlers,
  ...practiceHandlers,
  ...workHandlers,
  ...searchHandlers,
  ...planHandlers,
  ...handOverHandlers,
  ...rejectionHandlers,
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
  lockWhenIdle(context);
  const refusal = mayCall(route, context.caller);
  if (refusal !== null) return fail(refusal.code, refusal.data);
  if (route.kind === 'command') seen(context);
  const handler = handlers[name as RouteName] as Handler<RouteName>;
  const result = await handler(context, parsed.data as ParsedInput<RouteName>);
  return result.ok ? ok(route.output.parse(result.data)) : result;
}

function mayCall(route: Route, caller: Caller): CodedError | null {
  if (route.allowed === 'anyone') return null;
  const { roles } = caller;
  if (roles.length === 0) return { code: 'SIGN_IN_NEEDED', data: {} };
  if (caller.presence?.locked === true) return { code: 'SESSION_LOCKED', data: {} };
  if (route.allowed === 'person') return null;
  const wanted: readonly Role[] = route.allowed;
  return roles.some((role) => wanted.includes(role)) ? null : { code: 'NOT_ALLOWED', data: { roles: wanted.join(', ') } };
}
