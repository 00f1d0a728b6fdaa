/**
 * THE list of what may cross a process. A window, a browser, the command line and the tests all speak these routes and
 * nothing else; the router parses every input on arrival and every output before it leaves.
 */
import { z } from 'zod';
import { nfcText } from './nfc-text.ts';
import { AccountView, DeliveryView, DossierDetail, DossierView, JobView, StationView, StatusView } from './views.ts';
import { AgencyCode, DocumentFields, DossierDescription, FileCode, Role, RowId } from './vocabulary.ts';

/** Who may call: `anyone` before signing in, `person` any account, or only the roles named. */
export type Allowed = 'anyone' | 'person' | readonly Role[];

export interface Route<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  /** A query changes nothing; a command is written to the audit trail. */
  readonly kind: 'query' | 'command';
  readonly allowed: Allowed;
  readonly input: In;
  readonly output: Out;
}

function query<In extends z.ZodType, Out extends z.ZodType>(allowed: Allowed, input: In, output: Out) {
  return { kind: 'query', allowed, input, output } as const;
}
function command<In extends z.ZodType, Out extends z.ZodType>(allowed: Allowed, input: In, output: Out) {
  return { kind: 'command', allowed, input, output } as const;
}

const nothing = z.object({});
const Password = nfcText(200, 1);
export const AccountName = nfcText(50, 1).pipe(z.string().regex(/^[\p{L}\p{N}._-]+$/u));
/** A path on the engine's own disk: never normalised, since there `ộ` may be spelt either way. */
const Path = z
  .string()
  .min(1)
  .max(32_767)
  .refine((path) => path.isWellFormed() && !path.includes('\0'), 'half a character');
export const SplitRule = z.union([z.enum(['auto', 'file', 'folder', 'separator']), z.string().regex(/^pages:[1-9]\d{0,3}$/)]);
export type SplitRule = z.infer<typeof SplitRule>;

export const routes = {
  'station.get': query('anyone', nothing, StationView.nullable()),
  'station.init': command(
    'anyone',
    z.object({ agencyCode: AgencyCode, agencyName: nfcText(200, 1), fondsCode: nfcText(50, 1), practice: z.boolean() }),
    StationView,
  ),
  'station.status': query('anyone', nothing, StatusView),
  'station.setArchive': command(
    ['it'],
    z.object({
      url: nfcText(2000)
        .pipe(z.url({ protocol: /^https?$/ }))
        .nullable(),
      publicKey: nfcText(200).nullable().default(null),
    }),
    StationView,
  ),

  'account.add': command(['it'], z.object({ name: AccountName, role: Role, password: Password }), AccountView),
  'account.list': query('person', nothing, z.array(AccountView)),
  'session.signIn': command('anyone', z.object({ name: AccountName, password: Password }), AccountView),
  'session.signOut': command('anyone', nothing, nothing),
  'session.who': query('anyone', nothing, AccountView.nullable()),

  'dossier.list': query(
    'anyone',
    z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(200) }),
    z.object({ total: z.int(), dossiers: z.array(DossierView) }),
  ),
  'dossier.get': query('anyone', z.object({ fileCode: FileCode }), DossierDetail),
  'dossier.describe': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, description: DossierDescription, newFileCode: FileCode.nullable().default(null) }),
    nothing,
  ),

  /** Paths are on the engine's own disk. Every file is answered for: captured, or listed with its reason in dossier.get. */
  'capture.import': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, paths: z.array(Path).min(1), split: SplitRule.default('auto') }),
    z.object({ files: z.int() }),
  ),
  /** Goes on without the files that could not be captured: a person's decision, with a reason, in the audit trail. */
  'capture.dismiss': command(
    ['clerk', 'supervisor'],
    z.object({ fileCode: FileCode, reason: nfcText(500, 1) }),
    z.object({ files: z.int() }),
  ),

  'describe.confirm': command(['clerk', 'supervisor'], z.object({ documentId: RowId, fields: DocumentFields }), nothing),
  /** `revision` of the dossier as it was shown: what changed since was seen by nobody and is not approved. */
  'verify.approve': command(
    ['supervisor'],
    z.object({ fileCode: FileCode, revision: z.int() }),
    z.object({ documents: z.int() }),
  ),
  'verify.return': command(
    ['supervisor'],
    z.object({
      fileCode: FileCode,
      docId: nfcText(200).nullable(),
      page: z.int().positive().nullable(),
      reason: nfcText(500, 1),
    }),
    nothing,
  ),

  'job.list': query(
    'anyone',
    z.object({
      state: z.enum(['ready', 'running', 'parked']).nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(200),
    }),
    z.array(JobView),
  ),
  /** Takes a parked job up again: a person's decision. */
  'job.retry': command('person', z.object({ id: z.int() }), nothing),

  'queue.list': query('anyone', nothing, z.array(DeliveryView)),
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
  z.object({ topic: z.literal('station.changed') }),
  z.object({ topic: z.literal('progress'), jobId: z.int(), step: z.string(), fileCode: z.string(), done: z.int(), of: z.int() }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;

/** The same envelope on every transport: MessagePort, WebSocket, in process. */
export const Request = z.object({ id: z.int(), route: z.string(), input: z.unknown() });
export type Request = z.infer<typeof Request>;
export type Reply = { readonly id: number; readonly result: unknown } | { readonly event: EngineEvent };
