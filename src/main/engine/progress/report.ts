/** The leader's page as a report: words and tables, before anybody decides whether it becomes a workbook or sheets of A4. */
import { recordKindNames } from '../../../contract/record-kinds.ts';
import type { Forecast, PlanLine, ProgressView, Share, WorkKind } from '../../../contract/routes/work.ts';
import type { Lang } from '../../../contract/errors/index.ts';
import { addDays } from './calendar.ts';
import { words } from './report-words.ts';

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly figure: boolean }[];
  readonly rows: readonly (readonly (string | number)[])[];
}
export interface Report {
  readonly lang: Lang;
  readonly agency: string;
  readonly title: string;
  readonly period: string;
  readonly sentence: string;
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
}

export function reportOf(view: ProgressView, plan: readonly PlanLine[], agency: string, lang: Lang): Report {
  const w = words[lang];
  const sunday = view.days.at(-1)!.day;
  return {
    lang,
    agency,
    title: w.title,
    period: w.period(dayOf(addDays(sunday, -6)), dayOf(sunday), dayOf(view.today)),
    sentence: sentenceOf(view.forecast, lang),
    notes: [
      ...basisOf(view.forecast, lang),
      ...(view.planned ? [] : [w.noPlan]),
      ...(view.unplaced.dossiers > 0
        ? [w.unplaced(figure(view.unplaced.dossiers, lang), figure(view.unplaced.pages, lang))]
        : []),
    ],
    tables: [
      shareTable(w.whole, [{ ...view.whole, key: '', name: w.all }], ({ name }) => name, lang),
      shareTable(w.byFonds, view.byFonds, ({ key, name }) => (name === '' ? key : `${name} (${key})`), lang),
      shareTable(w.byYear, view.byYear, ({ key }) => key, lang),
      shareTable(w.byKind, view.byKind, ({ key }) => kindName(key, lang), lang),
      daysTable(view, lang),
      workTable(view, lang),
      ...(plan.length === 0 ? [] : [planTable(plan, lang)]),
    ].filter(({ rows }) => rows.length > 0),
  };
}

function sentenceOf(forecast: Forecast, lang: Lang): string {
  const w = words[lang];
  switch (forecast.kind) {
    case 'nothing':
      return w.nothing;
    case 'finished':
      return w.finished;
    case 'sending':
      return w.sending(figure(forecast.left, lang));
    case 'unknown':
      return w.unknown(figure(forecast.left, lang));
    case 'dated':
      return w.dated(figure(forecast.left, lang), dayOf(forecast.finish));
  }
}

function basisOf(forecast: Forecast, lang: Lang): string[] {
  if (forecast.kind !== 'dated') return [];
  const w = words[lang];
  const due = forecast.due === null ? null : dayOf(forecast.due);
  return [
    w.basis(figure(forecast.pace, lang), figure(forecast.days, lang)),
    ...(due === null ? [] : [forecast.late > 0 ? w.late(figure(forecast.late, lang), due) : w.inTime(due)]),
  ];
}

function shareTable(title: string, shares: readonly Share[], nameOf: (share: Share) => string, lang: Lang): ReportTable {
  const w = words[lang];
  return {
    title,
    columns: [
      { label: w.part, figure: false },
      { label: w.plannedDossiers, figure: true },
      { label: w.plannedPages, figure: true },
      { label: w.standing, figure: true },
      { label: w.approved, figure: true },
      { label: w.done, figure: true },
      { label: w.left, figure: true },
    ],
    rows: shares.map((share) => [
      nameOf(share),
      share.planned.dossiers,
      share.planned.pages,
      share.standing.pages,
      share.approved,
      share.done.pages,
      share.left,
    ]),
  };
}

function daysTable({ days }: ProgressView, lang: Lang): ReportTable {
  const w = words[lang];
  return {
    title: w.days,
    columns: [
      { label: w.day, figure: false },
      ...(['capture', 'describe', 'approve', 'receipt'] as const).map((kind) => ({ label: w.work[kind], figure: true })),
    ],
    rows: days.map(({ day, capture, describe, approve, receipt }) => [dayOf(day), capture, describe, approve, receipt]),
  };
}

const reported: readonly WorkKind[] = ['capture', 'describe', 'sign', 'approve', 'return', 'seal', 'receipt'];

function workTable({ work }: ProgressView, lang: Lang): ReportTable {
  const w = words[lang];
  const collator = new Intl.Collator('vi');
  const names = [...new Set(work.map(({ account }) => account))].toSorted((a, b) =>
    a === null ? 1 : b === null ? -1 : collator.compare(a, b),
  );
  return {
    title: w.people,
    columns: [{ label: w.person, figure: false }, ...reported.map((kind) => ({ label: w.work[kind], figure: true }))],
    rows: names.map((name) => [
      name ?? w.machine,
      ...reported.map((kind) => work.find((one) => one.account === name && one.kind === kind)?.week ?? 0),
    ]),
  };
}

function planTable(plan: readonly PlanLine[], lang: Lang): ReportTable {
  const w = words[lang];
  return {
    title: w.plan,
    columns: [
      { label: w.fonds, figure: false },
      { label: w.year, figure: false },
      { label: w.kind, figure: false },
      { label: w.due, figure: false },
      { label: w.plannedPages, figure: true },
      { label: w.done, figure: true },
      { label: w.left, figure: true },
    ],
    rows: plan.map(({ fonds, year, kind, due, pages, done, left }) => [
      fonds,
      String(year),
      kindName(kind, lang),
      due === null ? '' : dayOf(due),
      pages,
      done.pages,
      left,
    ]),
  };
}

function kindName(kind: string, lang: Lang): string {
  return kind in recordKindNames ? recordKindNames[kind as keyof typeof recordKindNames][lang] : words[lang].noKind;
}

/** `41.200` in Vietnamese, `41,200` in English. */
export function figure(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang).format(value);
}

/** YYYY-MM-DD as every screen and paper writes it. */
export function dayOf(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
