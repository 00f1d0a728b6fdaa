/** The leader's page in figures: how far, how fast, by whom, what is stuck. */
import { recordKindNames } from '../../../contract/record-kinds.ts';
import type { ProgressView } from '../../../contract/routes/work.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { StepName, type Instant } from '../../../contract/vocabulary.ts';
import { operatorName } from '../accounts/rules.ts';
import type { Db } from '../db/database.ts';
import { planRows, stoodInStation } from '../records/plan.ts';
import { integer, parsed, text } from '../records/rows.ts';
import { stationOf } from '../records/station.ts';
import { workBetween, type WorkDay } from '../records/work.ts';
import { addDays, weekday, workingDaysBefore } from './calendar.ts';
import { asPlanned, forecast, paceDays, paceOf, place, shares, total, type Standing } from './rules.ts';

type Part = Standing & { readonly fonds: string; readonly fondsName: string; readonly year: number; readonly kind: string };

export function progressView(db: Db, now: Instant): ProgressView {
  const today = now.slice(0, 10);
  const plan = planRows(db);
  const stood = stoodInStation(db);
  const { lines, unplaced } = place(plan, stood);
  const parts: readonly Part[] = plan.length > 0 ? lines : stood.map((part) => ({ ...part, fondsName: '', ...asPlanned(part) }));
  const whole = total(parts);
  const dues = lines.filter(({ left, due }) => left > 0 && due !== null).map(({ due }) => due!);
  const monday = addDays(today, -weekday(today));
  const since = [addDays(monday, -7), ...workingDaysBefore(today, paceDays).slice(-1)].toSorted()[0]!;
  const work = workBetween(db, since, addDays(monday, 6));
  return {
    today,
    planned: plan.length > 0,
    forecast: forecast(today, whole, paceOf(today, firstApproval(db), approvedOn(work)), dues.toSorted().at(-1) ?? null),
    whole,
    unplaced: {
      dossiers: plan.length === 0 ? 0 : unplaced.reduce((sum, { dossiers }) => sum + dossiers, 0),
      pages: plan.length === 0 ? 0 : unplaced.reduce((sum, { pages }) => sum + pages, 0),
    },
    byFonds: shares(
      parts,
      ({ fonds }) => fonds,
      ({ fonds, fondsName }) => fondsName || nameOfStation(db, fonds),
    ),
    byYear: shares(
      parts,
      ({ year }) => String(year),
      ({ year }) => String(year),
    ),
    byKind: shares(
      parts,
      ({ kind }) => kind,
      ({ kind }) => (kind in recordKindNames ? recordKindNames[kind as keyof typeof recordKindNames].vi : ''),
    ),
    days: Array.from({ length: 14 }, (_, index) => pagesOf(addDays(monday, index - 7), work)),
    work: workOf(work, today, monday),
    stuck: stuckWork(db),
  };
}

function nameOfStation(db: Db, fonds: string): string {
  const station = stationOf(db);
  return station?.agencyCode === fonds ? station.agencyName : '';
}

function firstApproval(db: Db): string | null {
  const row = db.get("SELECT min(day) AS day FROM work_day WHERE work = 'approve'")!;
  return row['day'] === null ? null : text(row, 'day');
}

function approvedOn(work: readonly WorkDay[]): Map<string, number> {
  const pages = new Map<string, number>();
  for (const { day, kind, pages: n } of work) if (kind === 'approve') pages.set(day, (pages.get(day) ?? 0) + n);
  return pages;
}

function pagesOf(day: string, work: readonly WorkDay[]): ProgressView['days'][number] {
  const pages = (kind: WorkDay['kind']) =>
    work.filter((one) => one.day === day && one.kind === kind).reduce((sum, one) => sum + one.pages, 0);
  return { day, capture: pages('capture'), describe: pages('describe'), approve: pages('approve'), receipt: pages('receipt') };
}

function workOf(work: readonly WorkDay[], today: string, monday: string): ProgressView['work'] {
  const rows = new Map<string, ProgressView['work'][number]>();
  for (const { day, account, kind, pages, documents } of work) {
    if (day < monday) continue;
    const key = `${account} ${kind}`;
    const row = rows.get(key) ?? { account: account === operatorName ? null : account, kind, today: 0, week: 0, documents: 0 };
    rows.set(key, {
      ...row,
      today: row.today + (day === today ? pages : 0),
      week: row.week + pages,
      documents: row.documents + documents,
    });
  }
  return [...rows.values()];
}

const shownReasons = 6;

/** Parked jobs by their reason, the most frequent first, with one dossier to look at. */
function stuckWork(db: Db): ProgressView['stuck'] {
  return db
    .all(
      `SELECT step, error_json, count(*) AS jobs, min(file_code) AS file_code
       FROM job JOIN dossier ON dossier.id = job.dossier_id WHERE job.state = 'parked' AND error_json IS NOT NULL
       GROUP BY step, json_extract(error_json, '$.code') ORDER BY jobs DESC, job.id LIMIT ?`,
      shownReasons,
    )
    .map((row) => ({
      step: StepName.parse(row['step']),
      error: parsed(CodedErrorView, row['error_json']),
      jobs: integer(row, 'jobs'),
      fileCode: text(row, 'file_code'),
    }));
}
