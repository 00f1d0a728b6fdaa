/** What waits and for whom; what was done by whom; what is planned, and whether it will be finished in time. */
import { z } from 'zod';
import { DownloadView } from '../download.ts';
import { nfcText } from '../nfc-text.ts';
import { recordKindNames } from '../record-kinds.ts';
import { CodedErrorView, DossierStep, StatusView } from '../views.ts';
import { AgencyCode, Ledger, RowId, StepName } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

const count = z.int().nonnegative();
/** Documents to describe, returned, to sign; dossiers to verify, which are decided as a whole; jobs and files that were parked. */
const Waiting = z.object({ describe: count, returned: count, sign: count, verify: count, parked: count });

/** The station in a few figures; costs the same with a million pages as with ten. */
export const WorkSummary = z.object({
  steps: z.record(DossierStep, z.object({ dossiers: count, documents: count, pages: count })),
  /** For anybody. */
  waiting: Waiting,
  /** For whoever asks, by their role; nobody verifies what they described themselves. */
  mine: Waiting,
  pagesReturned: count,
  dossiers: count,
  jobs: StatusView.shape.jobs,
  ledger: Ledger,
  /** A dossier whose pages do not add up; null while the station's do. */
  unbalanced: z.string().nullable(),
  queue: StatusView.shape.queue,
});
export type WorkSummary = z.infer<typeof WorkSummary>;

/** Work that is counted by day; `recognise`, `compose`, `seal` and `receipt` are the machine's. */
export const WorkKind = z.enum(['capture', 'recognise', 'describe', 'compose', 'sign', 'approve', 'return', 'seal', 'receipt']);
export type WorkKind = z.infer<typeof WorkKind>;

/** A day of Vietnam's calendar, YYYY-MM-DD. */
export const Day = z.iso.date();

export const RecordKind = z.enum(Object.keys(recordKindNames) as (keyof typeof recordKindNames)[]);
export type RecordKind = z.infer<typeof RecordKind>;

/** One line of the plan: so many dossiers and pages of one fonds (the agency's part of the file code), year and kind. */
export const PlanRow = z.object({
  fonds: AgencyCode,
  fondsName: nfcText(200),
  year: z.int().min(1900).max(2099),
  kind: RecordKind,
  dossiers: z.int().min(0).max(10_000_000),
  pages: z.int().min(1).max(1_000_000_000),
  due: Day.nullable(),
});
export type PlanRow = z.infer<typeof PlanRow>;

const Amount = z.object({ dossiers: count, pages: count });
export type Amount = z.infer<typeof Amount>;
/** How far one part of the plan is: `standing` is in the station, `approved` by a second person, `done` has the archive's receipt. */
const Standing = z.object({ planned: Amount, standing: Amount, approved: count, done: Amount, /** Pages. */ left: count });
export const PlanLine = PlanRow.extend({ id: RowId, ...Standing.shape });
export type PlanLine = z.infer<typeof PlanLine>;

/** What a pasted line or cell is wrong in. */
export const PlanProblem = z.object({
  line: z.int().positive(),
  column: z.enum(['fonds', 'fondsName', 'year', 'kind', 'dossiers', 'pages', 'due', 'line']),
  problem: z.enum(['missing', 'not-a-code', 'not-a-year', 'kind-unknown', 'not-a-number', 'not-a-day', 'twice', 'too-long']),
  found: z.string(),
});
export type PlanProblem = z.infer<typeof PlanProblem>;

/** Dossiers that no line of the plan counts, because there is none for their fonds and year, or more than one. */
export const Unplaced = z.object({
  fonds: z.string(),
  year: z.int(),
  ...Amount.shape,
  choices: z.array(RecordKind),
});
export type Unplaced = z.infer<typeof Unplaced>;

/** When it will be finished, said only when it can be. Days are working days. */
export const Forecast = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('finished') }),
  /** Everything planned is approved; the line does the rest. */
  z.object({ kind: z.literal('sending'), left: count }),
  /** `days` of the `wanted` last working days have work in them: too few to tell a pace from. */
  z.object({ kind: z.literal('unknown'), left: count, days: count, wanted: count }),
  z.object({
    kind: z.literal('dated'),
    left: count,
    pace: z.int().positive(),
    days: count,
    finish: Day,
    due: Day.nullable(),
    late: count,
  }),
]);
export type Forecast = z.infer<typeof Forecast>;

const PagesOfDay = z.object({ day: Day, capture: count, describe: count, approve: count, receipt: count });
const Share = Standing.extend({ key: z.string(), name: z.string() });
export type Share = z.infer<typeof Share>;

export const ProgressView = z.object({
  today: Day,
  /** Without a plan the station's own dossiers are all that can be counted. */
  planned: z.boolean(),
  forecast: Forecast,
  whole: Standing,
  /** In the station, but in no line of the plan. */
  unplaced: Amount,
  byFonds: z.array(Share),
  byYear: z.array(Share),
  byKind: z.array(Share),
  /** From Monday of last week to Sunday of this. */
  days: z.array(PagesOfDay).length(14),
  /** `account` is null for the machine. */
  work: z.array(z.object({ account: z.string().nullable(), kind: WorkKind, today: count, week: count, documents: count })),
  stuck: z.array(z.object({ step: StepName, error: CodedErrorView, jobs: count, fileCode: z.string() })),
});
export type ProgressView = z.infer<typeof ProgressView>;

const leads = ['supervisor', 'it'] as const;
const Paste = nfcText(2_000_000);

export const workRoutes = {
  'work.summary': query('person', nothing, WorkSummary),
  'progress.get': query('person', nothing, ProgressView),
  /** The same as a file: a workbook, or a report on A4. */
  'progress.export': query('person', z.object({ format: z.enum(['xlsx', 'pdf']), lang: z.enum(['vi', 'en']) }), DownloadView),
  'plan.list': query('person', nothing, z.object({ lines: z.array(PlanLine), unplaced: z.array(Unplaced) })),
  /** Reads lines pasted from a spreadsheet and answers every problem at once; changes nothing. */
  'plan.read': query(leads, z.object({ text: Paste }), z.object({ rows: z.array(PlanRow), problems: z.array(PlanProblem) })),
  /** Adds lines; a line for the same fonds, year and kind takes the place of the old one. */
  'plan.import': command(
    leads,
    z.object({ rows: z.array(PlanRow).min(1).max(20_000) }),
    z.object({ added: count, changed: count }),
  ),
  'plan.put': command(leads, z.object({ id: RowId, row: PlanRow }), nothing),
  'plan.remove': command(leads, z.object({ ids: z.array(RowId).min(1).max(20_000) }), nothing),
  /** Says of what kind the dossiers of a fonds and year are that were not placed yet; of all, or of those whose title has these words. */
  'plan.assign': command(
    leads,
    z.object({ fonds: z.string().max(100), year: z.int(), words: nfcText(200).default(''), kind: RecordKind }),
    z.object({ dossiers: count }),
  ),
} as const;
