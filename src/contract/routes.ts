/**
 * THE list of what may cross a process. A window, a browser, the command line and the tests all speak these routes and
 * nothing else; the router parses every input on arrival and every output before it leaves.
 */
import { z } from 'zod';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { healthRoutes } from './routes/health.ts';
import { arrivalRoutes } from './routes/arrivals.ts';
import { captureRoutes } from './routes/capture.ts';
import { describeRoutes } from './routes/describe.ts';
import { dossierRoutes } from './routes/dossiers.ts';
import { jobRoutes } from './routes/jobs.ts';
import { practiceRoutes } from './routes/practice.ts';
import { pageRoutes } from './routes/pages.ts';
import { queueRoutes } from './routes/queue.ts';
import type { Route } from './routes/route.ts';
import { scanRoutes } from './routes/scan.ts';
import { settingsRoutes } from './routes/settings.ts';
import { signRoutes } from './routes/sign.ts';
import { searchRoutes } from './routes/search.ts';
import { stationRoutes } from './routes/station.ts';
import { textRoutes } from './routes/text.ts';
import { verifyRoutes } from './routes/verify.ts';
import { workRoutes } from './routes/work.ts';

export const routes = {
  ...stationRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...healthRoutes,
  ...settingsRoutes,
  ...dossierRoutes,
  ...captureRoutes,
  ...pageRoutes,
  ...arrivalRoutes,
  ...scanRoutes,
  ...describeRoutes,
  ...signRoutes,
  ...textRoutes,
  ...verifyRoutes,
  ...jobRoutes,
  ...queueRoutes,
  ...practiceRoutes,
  ...workRoutes,
  ...searchRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
/** What a caller writes (defaults may be left out), what a handler sees, and what comes back. */
export type RouteInput<N extends RouteName> = z.input<Routes[N]['input']>;
export type ParsedInput<N extends RouteName> = z.output<Routes[N]['input']>;
export type RouteOutput<N extends RouteName> = z.output<Routes[N]['output']>;

/** Pushed to every open window after a commit; a window re-reads what the topic names. */
export const EngineEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('dossier.changed'), fileCode: z.string() }),
  z.object({ topic: z.literal('job.changed'), id: z.int() }),
  /** One job is finished for good; counts of these are what a progress bar shows. */
  z.object({ topic: z.literal('step.done'), step: z.string(), fileCode: z.string() }),
  z.object({ topic: z.literal('queue.changed'), objid: z.string() }),
  /** The line itself: paused, limits, reachable, bytes used. */
  z.object({ topic: z.literal('line.changed') }),
  z.object({ topic: z.literal('disk.progress'), set: z.string(), done: z.int(), of: z.int() }),
  z.object({ topic: z.literal('station.changed') }),
  z.object({ topic: z.literal('plan.changed') }),
  /** This window is at another station now (practice or back): nothing it knew holds. */
  z.object({ topic: z.literal('station.switched') }),
  z.object({ topic: z.literal('settings.changed') }),
  /** What a second person looked at or noted. */
  z.object({ topic: z.literal('check.changed'), fileCode: z.string() }),
  /** A batch of signatures went on, stopped or ended. */
  z.object({ topic: z.literal('signing.changed'), batchId: z.string() }),
  /** Somebody opened or closed a key; never which one. */
  z.object({ topic: z.literal('key.changed') }),
  /** An upload to the dossier was begun, committed or cancelled. */
  z.object({ topic: z.literal('uploads.changed'), fileCode: z.string() }),
  /** A page arrived from the scanner, or the scan began or ended; `images` counts those that are in the vault. */
  z.object({ topic: z.literal('scan.changed'), scan: z.string(), fileCode: z.string(), state: z.string(), images: z.int() }),
  z.object({ topic: z.literal('profiles.changed') }),
  /** Somebody signed in or out, was locked or let in again, or an account changed: each window asks who it is now. */
  z.object({ topic: z.literal('session.changed') }),
  z.object({ topic: z.literal('progress'), jobId: z.int(), step: z.string(), fileCode: z.string(), done: z.int(), of: z.int() }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;

/** The same envelope on every transport: MessagePort, WebSocket, in process. */
export const Request = z.object({ id: z.int(), route: z.string(), input: z.unknown() });
export type Request = z.infer<typeof Request>;
export type Reply = { readonly id: number; readonly result: unknown } | { readonly event: EngineEvent };
